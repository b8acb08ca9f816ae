"""What every invented entry has in common."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from services.directory.demo import identities
from services.directory.domain.details import Detail
from services.directory.domain.entries import BookableVia, Entry, EntryKind, Provenance
from services.hours.weekly import OpeningHours
from services.territory.communes import Commune
from services.territory.zones import zone_of_commune

SOURCE = "demo"
EDITION = "2"
_LAST_CONFIRMATION = datetime(2026, 11, 15, 6, tzinfo=UTC)


def provenance(kind: EntryKind, number: int) -> Provenance:
    """Where the `number`-th demo entry of a kind comes from."""
    return Provenance(SOURCE, f"{kind.value}-{number:05d}", EDITION)


def demo_entry(
    kind: EntryKind,
    number: int,
    *,
    name: str,
    commune: Commune,
    hours: OpeningHours,
    detail: Detail,
    chance: Random,
    **more: Any,
) -> Entry:
    """An entry of the demo, in its commune and on its clock; `more` are further fields of Entry."""
    return Entry(
        kind=kind,
        name=name,
        commune_code=commune.code,
        time_zone=zone_of_commune(commune.code),
        hours=hours,
        provenance=provenance(kind, number),
        detail=detail,
        phone=identities.phone(chance, commune.region),
        last_confirmed_at=_LAST_CONFIRMATION - timedelta(hours=chance.randrange(24 * 120)),
        demo=True,
        **({"bookable_via": BookableVia.HERE, "languages": ("fr",)} | more),
    )


def languages(chance: Random) -> tuple[str, ...]:
    """French, and now and then another language of the patients."""
    spoken = {"fr"}
    if chance.random() < 0.3:
        spoken.add("en")
    if chance.random() < 0.18:
        spoken.add(chance.choice(("ar", "de", "es", "it", "pl", "pt", "ro", "tr", "uk", "zh")))
    return tuple(sorted(spoken))
