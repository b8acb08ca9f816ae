"""The sender that ships with the product: notices become lines of a file that an operator can read or relay.

It sends nothing to anybody. A real sender (SMS, e-mail) implements the same `send` and is chosen in wiring.
"""

import json
import os
from datetime import UTC
from pathlib import Path

from services.booking.domain.notices import Notice


class NoticeFile:
    """Appends one JSON line for each notice to `<folder>/<day>.jsonl`, readable by its owner only."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, notice: Notice) -> None:
        """Durable once it returns: the outbox forgets the words afterwards."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        day = notice.created_at.astimezone(UTC).date().isoformat()
        line = json.dumps(
            {
                "id": notice.id,
                "kind": notice.kind,
                "channel": notice.channel,
                "to": notice.to,
                "text": notice.text,
                "created_at": notice.created_at.isoformat(),
            },
            ensure_ascii=False,
        )
        path = self._folder / f"{day}.jsonl"
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(descriptor, f"{line}\n".encode())
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
