"""The stand-by list and the notices that wait to be sent."""

import logging
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Row, insert, select, update

from services.booking.domain.appointments import Status
from services.booking.domain.notices import Notice
from services.booking.domain.situation import Situation
from services.booking.domain.stand_by import Waiting
from services.booking.storage.page import Page
from services.booking.storage.tables import APPOINTMENT, NOTICE, STAND_BY
from services.platform.clock import instant, micros
from services.platform.keys import SealBrokenError

log = logging.getLogger(__name__)
UNREADABLE_AGAIN = timedelta(hours=1)


class StandBy(Page):
    """Who waits for a freed slot, and for what."""

    def join(self, waiting: Waiting, situation: Situation) -> None:
        """Puts somebody on the list."""
        text = msgspec.json.encode(situation).decode()
        self._connection.execute(
            insert(STAND_BY).values(
                appointment_id=waiting.appointment_id,
                situation=self._keys.sealer.seal("stand_by", "situation", waiting.appointment_id, text),
                time_frame_hours=waiting.time_frame_hours,
                isolation_metres=round(waiting.isolation_km * 1000),
                joined_at=micros(waiting.joined_at),
            )
        )

    def waiting(self) -> tuple[Waiting, ...]:
        """Everybody who waits and has no slot held."""
        rows = self._connection.execute(
            select(
                STAND_BY.c.appointment_id,
                STAND_BY.c.time_frame_hours,
                STAND_BY.c.isolation_metres,
                STAND_BY.c.joined_at,
                APPOINTMENT.c.lapsed_offers,
            )
            .join(APPOINTMENT, APPOINTMENT.c.id == STAND_BY.c.appointment_id)
            .where(APPOINTMENT.c.status == Status.WAITING)
        )
        return tuple(
            Waiting(
                row.appointment_id,
                row.time_frame_hours,
                row.isolation_metres / 1000,
                instant(row.joined_at),
                row.lapsed_offers,
            )
            for row in rows
        )

    def situation_of(self, appointment_id: str) -> Situation:
        """What somebody on the list waits for."""
        sealed = self._connection.execute(
            select(STAND_BY.c.situation).where(STAND_BY.c.appointment_id == appointment_id)
        ).scalar_one()
        text = self._keys.sealer.open("stand_by", "situation", appointment_id, sealed)
        return msgspec.json.decode(text, type=Situation)


class Outbox(Page):
    """Notices, written with what they tell of and sent later: none is lost, none tells of what was undone."""

    def post(self, notice: Notice) -> None:
        """Leaves a notice to be sent."""
        self._connection.execute(
            insert(NOTICE).values(
                id=notice.id,
                appointment_id=notice.appointment_id,
                kind=notice.kind,
                channel=notice.channel,
                payload=self._keys.sealer.seal(
                    "notice", "payload", notice.id, msgspec.json.encode((notice.to, notice.text)).decode()
                ),
                created_at=micros(notice.created_at),
                next_try_at=micros(notice.created_at),
                attempts=0,
            )
        )

    def claim_unsent(self, now: datetime, retry_at: datetime, limit: int) -> tuple[Notice, ...]:
        """Notices whose turn it is, oldest first, opened; nobody else gets them before `retry_at`.

        One that does not open stops none of the others. It is put off, not given up: under the wrong key
        nothing opens, and everything does once the right one is back.
        """
        mine = (
            select(NOTICE.c.id)
            .where(NOTICE.c.sent_at.is_(None), NOTICE.c.next_try_at <= micros(now))
            .order_by(NOTICE.c.created_at, NOTICE.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        ids = list(self._connection.execute(mine).scalars())
        rows = self._connection.execute(
            update(NOTICE)
            .where(NOTICE.c.id.in_(ids))
            .values(next_try_at=micros(retry_at), attempts=NOTICE.c.attempts + 1)
            .returning(NOTICE)
        ).all()
        opened = []
        for row in sorted(rows, key=lambda row: (row.created_at, row.id)):
            try:
                opened.append(self._notice(row))
            except (SealBrokenError, msgspec.MsgspecError):
                log.error("notice %s cannot be opened", row.id, extra={"kind": row.kind})
                self._put_off(row.id, retry_at + UNREADABLE_AGAIN)
        return tuple(opened)

    def _put_off(self, notice_id: str, until: datetime) -> None:
        self._connection.execute(
            update(NOTICE).where(NOTICE.c.id == notice_id).values(next_try_at=micros(until))
        )

    def mark_sent(self, notice_id: str, now: datetime) -> None:
        """The sender took it; what it said is of no more use and is wiped."""
        self._connection.execute(
            update(NOTICE).where(NOTICE.c.id == notice_id).values(sent_at=micros(now), payload="")
        )

    def _notice(self, row: Row[Any]) -> Notice:
        opened = self._keys.sealer.open("notice", "payload", row.id, row.payload)
        to, text = msgspec.json.decode(opened, type=tuple[str, str])
        return Notice(
            id=row.id,
            appointment_id=row.appointment_id,
            kind=row.kind,
            channel=row.channel,
            to=to,
            text=text,
            created_at=instant(row.created_at),
            attempts=row.attempts,
        )
