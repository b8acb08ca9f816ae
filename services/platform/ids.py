"""Ids and chance are handed in: a `NewId` is called, never `uuid` or `secrets` themselves."""

import secrets
import time
import uuid
from collections.abc import Callable

NewId = Callable[[], str]
RandomBytes = Callable[[int], bytes]


def new_uuid7() -> str:
    """A UUID of version 7 (RFC 9562): it sorts by time, so that rows made together lie together."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds << 80) | secrets.randbits(80)
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    value = (value & ~(0x3 << 62)) | (0x2 << 62)
    return str(uuid.UUID(int=value))


random_bytes: RandomBytes = secrets.token_bytes
