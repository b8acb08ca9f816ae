"""A book kept in dictionaries: operations are tested on it without a database, and rolled back by copying."""

import copy
from dataclasses import dataclass, field

from services.booking.domain.appointments import Status
from services.booking.domain.holds import hold_hash, lapsed, slot_taken, wanted_keys
from services.booking.domain.stand_by import Waiting
from services.platform.refusals import Refusal
from tests.booking.world import NETWORK, World


@dataclass
class Pages:
    """All that is written down. Values are frozen, so a copy of the dictionaries is a copy."""

    appointments: dict = field(default_factory=dict)
    claims: dict = field(default_factory=dict)  # (resource, grain) -> (appointment id, expiry)
    references: dict = field(default_factory=dict)
    identities: dict = field(default_factory=dict)
    attempts: dict = field(default_factory=dict)
    standing_by: dict = field(default_factory=dict)
    decisions: dict = field(default_factory=dict)
    notices: dict = field(default_factory=dict)  # id -> (notice, next try; None once sent)
    shelf: dict = field(default_factory=lambda: {each.id: each for each in NETWORK})


class MemoryBook:
    """What the operations' Protocols ask for."""

    def __init__(self, pages, clock):
        self.pages, self.now = pages, clock

    def resources(self, ids):
        return {each: self.pages.shelf[each] for each in ids if each in self.pages.shelf}

    def drop_resources(self, ids):
        self.pages.shelf = {each: kept for each, kept in self.pages.shelf.items() if each not in ids}

    def put_resources(self, resources):
        self.pages.shelf.update({each.id: each for each in resources})

    def add(self, appointment):
        assert appointment.id not in self.pages.appointments
        self.save(appointment)

    def save(self, appointment):
        self.pages.appointments[appointment.id] = appointment

    def appointment(self, appointment_id):
        return self.pages.appointments.get(appointment_id)

    appointment_to_change = appointment

    def hold_to_change(self, hold_id):
        wanted = hold_hash(hold_id)
        return next((a for a in self.pages.appointments.values() if a.hold_hash == wanted), None)

    def proposals_for(self, appointment_id, now):
        return tuple(
            a
            for a in self.pages.appointments.values()
            if a.replaces == appointment_id and a.status is Status.HELD and not lapsed(a.expires_at, now)
        )

    def unproposed_at(self, resource_ids, now, last, most):
        everybody = self.pages.appointments.values()
        return tuple(
            a
            for a in everybody
            if a.status is Status.BOOKED
            and now <= a.start <= last
            and {claim.resource_id for claim in a.claims} & set(resource_ids)
            and not self.proposals_for(a.id, now)
            and sum(o.replaces == a.id and o.created_at >= a.updated_at for o in everybody) < most
        )

    def take(self, appointment_id, claims, expires_at, now):
        for key in wanted_keys(claims):
            _, expiry = self.pages.claims.get(key, ("", now))
            if not lapsed(expiry, now):
                raise slot_taken()
            self.pages.claims[key] = (appointment_id, expires_at)

    def swap(self, appointment_id, claims, now):
        self.free(appointment_id, now)
        self.take(appointment_id, claims, None, now)

    def _kept(self, from_id, to_id, now):
        mine = [k for k, (i, expiry) in self.pages.claims.items() if i == from_id and not lapsed(expiry, now)]
        self.pages.claims.update(dict.fromkeys(mine, (to_id, None)))
        return len(mine)

    def keep(self, appointment_id, now):
        return self._kept(appointment_id, appointment_id, now)

    def hand_over(self, from_id, to_id, now):
        self._kept(from_id, to_id, now)

    def free(self, appointment_id, _now, from_grain=0):
        self.pages.claims = {
            key: kept
            for key, kept in self.pages.claims.items()
            if kept[0] != appointment_id or key[1] < from_grain
        }

    def sweep_lapsed_claims(self, now):
        self.pages.claims = {k: kept for k, kept in self.pages.claims.items() if not lapsed(kept[1], now)}

    def lapsed(self, now):
        return tuple(
            a.id
            for a in self.pages.appointments.values()
            if a.status in (Status.HELD, Status.OFFERED) and lapsed(a.expires_at, now)
        )

    def forget_holds(self, before):
        self.pages.appointments = {
            i: a
            for i, a in self.pages.appointments.items()
            if a.status is not Status.CANCELLED or i in self.pages.references or a.updated_at >= before
        }
        return False

    def forget_patients(self, before):
        for kept in [a for i, a in self.pages.appointments.items() if i in self.pages.references]:
            ended = kept.end or (kept.updated_at if kept.status is Status.CANCELLED else before)
            if ended < before:
                for pages in (self.pages.references, self.pages.identities, self.pages.standing_by):
                    pages.pop(kept.id, None)
                told = {i: n for i, n in self.pages.notices.items() if n[0].appointment_id != kept.id}
                self.pages.notices = told
        return False

    def forget_decisions(self, before):
        kept = {i: each for i, each in self.pages.decisions.items() if each.last_decided_at >= before}
        self.pages.decisions = kept
        return False

    def forget_changes(self, before):
        """Nobody follows a dictionary."""

    def forget_old_attempts(self, now):
        self.pages.attempts = {r: kept for r, kept in self.pages.attempts.items() if kept[1] > now}

    def put_reference(self, appointment_id, reference):
        self.pages.references[appointment_id] = reference

    def reference_of(self, appointment_id):
        return self.pages.references.get(appointment_id, "")

    def id_of(self, reference):
        return next((i for i, kept in self.pages.references.items() if kept == reference), "")

    def put_identity(self, appointment_id, identity, _reference):
        self.pages.identities[appointment_id] = identity

    def identity_of(self, appointment_id):
        return self.pages.identities.get(appointment_id)

    def factor_fits(self, appointment_id, _reference, *, birth_date, phone):
        kept = self.pages.identities.get(appointment_id)
        return kept is not None and (birth_date == kept.birth_date.isoformat() or phone == kept.phone)

    def count_attempt(self, reference, now, window):
        count, until = self.pages.attempts.get(reference, (0, now))
        self.pages.attempts[reference] = (count + 1, until) if until > now else (1, now + window)
        return self.pages.attempts[reference][0]

    def forget_attempts(self, reference):
        self.pages.attempts.pop(reference, None)

    def put_decisions(self, decisions):
        self.pages.decisions.update({each.id: each for each in decisions})

    def decision(self, decision_id):
        return self.pages.decisions.get(decision_id)

    def join(self, waiting, situation):
        self.pages.standing_by[waiting.appointment_id] = (waiting, situation)

    def waiting(self):
        here = [(self.pages.appointments[i], kept) for i, (kept, _) in self.pages.standing_by.items()]
        return tuple(
            Waiting(a.id, kept.time_frame_hours, kept.isolation_km, kept.joined_at, a.lapsed_offers)
            for a, kept in here
            if a.status is Status.WAITING
        )

    def situation_of(self, appointment_id):
        return self.pages.standing_by[appointment_id][1]

    def post(self, notice):
        self.pages.notices[notice.id] = (notice, notice.created_at)

    def claim_unsent(self, now, retry_at, limit):
        due = [n for n, at in self.pages.notices.values() if at is not None and at <= now][:limit]
        self.pages.notices.update({notice.id: (notice, retry_at) for notice in due})
        return tuple(due)

    def mark_sent(self, notice_id, _now):
        self.pages.notices[notice_id] = (self.pages.notices[notice_id][0], None)


class MemoryWorld(World):
    """The same world without a database."""

    def __init__(self):
        super().__init__()
        self.pages = Pages()

    def do(self, work):
        before = copy.copy(self.pages)
        for name, value in vars(before).items():
            setattr(before, name, dict(value))
        try:
            return work(MemoryBook(self.pages, self.watch))
        except Refusal:
            self.pages = before
            raise

    look = do

    def units(self):
        return MemoryUnits(self)

    def taken(self):
        return {key for key, (_, expiry) in self.pages.claims.items() if not lapsed(expiry, self.watch.at)}

    def statuses(self):
        return sorted(str(a.status) for a in self.pages.appointments.values())

    def broken(self):
        """Appointments that own their time and do not have exactly the claims of their option."""
        owning = [
            a
            for a in self.pages.appointments.values()
            if a.status is Status.BOOKED
            or (a.status in (Status.HELD, Status.OFFERED) and not lapsed(a.expires_at, self.watch.at))
        ]
        owned = {a.id: sorted(k for k, (i, _) in self.pages.claims.items() if i == a.id) for a in owning}
        return [a.id for a in owning if owned[a.id] != wanted_keys(a.claims)]


class MemoryUnits:
    """Units of work on it."""

    def __init__(self, there):
        self.there = there

    async def read(self, query):
        return self.there.look(query)

    async def write(self, work):
        return self.there.do(work)
