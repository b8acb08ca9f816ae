"""What the directory says of communes beyond the shipped file: other positions, APL, zoning."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from maillage.api.directory.v1 import places_service_pb2 as pb

from services.booking.domain.access import PublishedAccess
from services.territory.communes import Commune
from services.territory.position import Position


@dataclass(frozen=True, slots=True)
class CommuneFacts:
    """Facts of one commune; `position` is None where the shipped one stands."""

    commune_code: str
    access: PublishedAccess
    position: Position | None = None
    position_source: str = ""
    position_accuracy_m: int = 0


def facts_from(message: pb.CommuneFacts) -> CommuneFacts:
    return CommuneFacts(
        commune_code=message.commune_code,
        access=PublishedAccess(
            zoning=message.zoning,
            apl=message.apl if message.HasField("apl") else None,
            apl_year=message.apl_year,
            apl_level=message.apl_level,
        ),
        position=Position(message.position.lat, message.position.lon)
        if message.HasField("position")
        else None,
        position_source=message.position_source,
        position_accuracy_m=message.position_accuracy_m,
    )


def placed(communes: Iterable[Commune], facts: Mapping[str, CommuneFacts]) -> tuple[Commune, ...]:
    """The communes with the positions that imports brought."""
    found = []
    for commune in communes:
        known = facts.get(commune.code)
        if known is not None and known.position is not None:
            commune = commune.with_position(known.position, known.position_source, known.position_accuracy_m)  # noqa: PLW2901
        found.append(commune)
    return tuple(found)
