"""What a resource and its claims come to, as one number: the index's version is the sum over all of them.

A sum does not depend on the order in which changes arrived, so two processes that hold the same resources
and the same claims have the same version, and so the same answers.
"""

from collections.abc import Sequence
from hashlib import blake2b

import msgspec

from services.booking.domain.resources import Resource
from services.booking.index.calendars import HeldClaim

_encoder = msgspec.json.Encoder(order="deterministic")


def digest_of(resource: Resource, claims: Sequence[HeldClaim]) -> int:
    """64 bits, the same in every process. When a hold lapses does not count, only that it is there."""
    # Which kind of detail it is shows in its fields, and `part` says it again.
    taken = [(claim.first_grain, claim.end_grain) for claim in claims]
    content = _encoder.encode((resource, taken))
    return int.from_bytes(blake2b(content, digest_size=8).digest(), "big")
