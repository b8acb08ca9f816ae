"""Page tokens: where a list was left off, told in a way that only the directory reads.

A token names the last entry shown by its distance and id, so that a page stays where it was when entries
come and go; it holds for the very search it was made for, and a damaged or foreign one is refused.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from math import isfinite

from services.directory.domain.searches import Search
from services.platform.refusals import Invalid
from services.territory.position import Position

_LONGEST = 300
_CHECK_BYTES = 8


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """The last entry shown: its distance in km, then its id."""

    distance_km: float
    entry_id: str


def page_token(mark: Mark, search: Search) -> str:
    """The token that resumes `search` (with its defaults filled in) after `mark`."""
    body = json.dumps([mark.distance_km, mark.entry_id]).encode()
    return urlsafe_b64encode(_check(body, search) + body).decode().rstrip("=")


def mark_of(token: str, search: Search) -> Mark | None:
    """Where the token left off, None for the first page; PAGE_TOKEN_INVALID for anything else."""
    if not token:
        return None
    try:
        if len(token) > _LONGEST:
            raise ValueError
        raw = urlsafe_b64decode(token.encode("ascii") + b"=" * (-len(token) % 4))
        check, body = raw[:_CHECK_BYTES], raw[_CHECK_BYTES:]
        if check != _check(body, search):
            raise ValueError
        distance_km, entry_id = json.loads(body)
        if not isfinite(distance_km) or page_token(Mark(distance_km, entry_id), search) != token:
            raise ValueError
    except (ValueError, TypeError):
        raise Invalid(
            "PAGE_TOKEN_INVALID", "Cette suite n'existe pas ; reprenez la recherche.", field="page_token"
        ) from None
    return Mark(distance_km, entry_id)


def _check(body: bytes, search: Search) -> bytes:
    """Ties the token to its search. It guards against mistakes, not against anybody: nothing is secret."""
    centre = search.centre
    wanted = search.filters
    told = json.dumps(
        [
            [centre.lat, centre.lon] if isinstance(centre, Position) else centre,
            sorted(wanted.kinds),
            sorted(wanted.equipment),
            wanted.speciality_code,
            wanted.step_free,
            wanted.language,
            search.open_at.isoformat() if search.open_at else "",
            search.radius_km,
        ]
    )
    return sha256(told.encode() + b"\0" + body).digest()[:_CHECK_BYTES]
