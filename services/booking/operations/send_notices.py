"""Hand the outbox to whoever sends. At least once: a sender may see the same id again after a crash."""

import asyncio
import logging
from datetime import datetime, timedelta
from typing import Protocol

from services.booking.domain.notices import Notice
from services.booking.operations.finding import Units

log = logging.getLogger(__name__)
AT_ONCE = 50
FIRST_RETRY = timedelta(minutes=1)


class NoticeSender(Protocol):
    """Sends one notice, or raises OSError when it cannot; the same id twice must not reach a person twice."""

    def send(self, notice: Notice, /) -> None: ...


class Book(Protocol):
    """What sending needs of the database."""

    def now(self) -> datetime: ...
    def claim_unsent(self, now: datetime, retry_at: datetime, limit: int, /) -> tuple[Notice, ...]: ...
    def mark_sent(self, notice_id: str, now: datetime, /) -> None: ...


async def send_notices(units: Units[Book], sender: NoticeSender) -> int:
    """Sends what waits; answers how many were sent. One that fails is tried again after a minute."""
    sent = 0
    for notice in await units.write(_claimed):
        sent += await _sent(units, sender, notice)
    return sent


async def _sent(units: Units[Book], sender: NoticeSender, notice: Notice) -> bool:
    try:
        await asyncio.to_thread(sender.send, notice)
    except OSError:
        log.warning("notice not sent", extra={"kind": notice.kind, "channel": notice.channel})
        return False
    await units.write(lambda book: book.mark_sent(notice.id, book.now()))
    return True


def _claimed(book: Book) -> tuple[Notice, ...]:
    now = book.now()
    return book.claim_unsent(now, now + FIRST_RETRY, AT_ONCE)
