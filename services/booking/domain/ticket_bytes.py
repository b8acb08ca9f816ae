"""Numbers and texts as few bytes: an option's id travels in URLs and gets copied by hand."""

from functools import lru_cache
from uuid import UUID


class TicketBytesError(ValueError):
    """Bytes that no ticket is made of."""


_UUID = 0  # announced where a text's length plus one would stand


class Writer:
    """Collects the bytes of a ticket; numbers are LEB128, texts UTF-8 after their length."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def number(self, value: int) -> None:
        """A whole number, 0 or more."""
        if value < 0:
            raise TicketBytesError("a ticket holds no negative number")
        while value > 127:
            self._bytes.append(value & 127 | 128)
            value >>= 7
        self._bytes.append(value)

    def text(self, value: str) -> None:
        """A text; a UUID in its usual spelling takes 17 bytes."""
        self._bytes += _encoded(value)

    def content(self) -> bytes:
        return bytes(self._bytes)


class Reader:
    """Reads what a Writer wrote, in the same order."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def number(self) -> int:
        value = shift = 0
        while True:
            byte = self._take(1)[0]
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7

    def text(self) -> str:
        length = self.number()
        if length == _UUID:
            return str(UUID(bytes=self._take(16)))
        return self._take(length - 1).decode()

    def _take(self, count: int) -> bytes:
        taken = self._content[self._at : self._at + count]
        if len(taken) != count:
            raise TicketBytesError("the ticket ends too early")
        self._at += count
        return taken


@lru_cache(maxsize=32_768)
def _encoded(value: str) -> bytes:
    """The same resources, needs and communes are proposed again and again."""
    if _is_uuid(value):
        return bytes((_UUID,)) + UUID(value).bytes
    raw = value.encode()
    length = Writer()
    length.number(len(raw) + 1)
    return length.content() + raw


def _is_uuid(value: str) -> bool:
    if len(value) != 36:
        return False
    try:
        return str(UUID(value)) == value
    except ValueError:
        return False
