"""What the gateway measures of its cabins."""

from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Gauge

from services.kiosk.domain.cabins import Connection, Delivery


class CabinMetrics:
    """How many cabins there are; a directory that does not answer shows as `pending` growing."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._cabins = Gauge(
            "maillage_kiosk_cabins",
            "Cabins by connection and by what the directory has of them",
            ("connection", "delivery"),
            registry=registry,
        )

    def show(self, counts: Mapping[tuple[Connection, Delivery], int]) -> None:
        """Shows these counts, and zero for every other pair."""
        for connection in Connection:
            for delivery in Delivery:
                count = counts.get((connection, delivery), 0)
                self._cabins.labels(connection.value, delivery.value).set(count)
