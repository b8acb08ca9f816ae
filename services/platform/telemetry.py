"""What a running service says of itself: one JSON line a happening, and Prometheus metrics.

A log line holds only the fields of an allow-list. The text of an exception is never one of them: texts
quote the values that caused them.
"""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram

FIELDS = (
    "service", "rpc", "code", "reason", "role", "milliseconds", "address", "file", "kind", "channel",
    "task", "fault", "where", "request", "peer", "state",
)  # fmt: skip
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


class JsonLines(logging.Formatter):
    """One line of JSON: when, how grave, what, and the allowed fields."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            # Our own texts are filled with ids and reasons only; a library's may quote anything.
            "event": record.getMessage() if record.name.startswith("services.") else str(record.msg),
        }
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[1] is not None:
            line |= described(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)


def described(error: BaseException) -> dict[str, str]:
    """An exception's type and where it rose, without its text."""
    frames = traceback.extract_tb(error.__traceback__)
    path = " > ".join(
        f"{frame.filename.rpartition('/')[2]}:{frame.lineno}:{frame.name}" for frame in frames[-6:]
    )
    return {"fault": type(error).__name__, "where": path}


def start_logging(level: str = "INFO") -> None:
    """Everything that logs, libraries included, goes through the allow-list to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    logging.getLogger("alembic").setLevel(logging.WARNING)


class RpcMetrics:
    """Metrics of every rpc; labels come from the contract, so there are few of them."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.seconds = Histogram(
            "maillage_rpc_seconds", "Time an rpc took", ("rpc", "code"), buckets=BUCKETS, registry=registry
        )
        self.refusals = Counter(
            "maillage_refusals_total", "Refusals by reason", ("rpc", "reason"), registry=registry
        )
