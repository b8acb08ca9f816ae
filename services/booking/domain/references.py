"""References of appointments: 16 characters of Crockford's base32, 80 random bits.

Crockford's alphabet (https://www.crockford.com/base32.html) leaves out I, L, O and U, so that a reference can
be read out on the phone and copied by hand; on the way in, O is read as 0, and I and L as 1.
"""

from collections.abc import Callable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
GROUP = 4
RANDOM_BYTES = LENGTH * 5 // 8
_READ_AS = str.maketrans("OIL", "011")
_LOOKS_LIKE_NOTHING = str.maketrans("", "", " -\u00a0\u202f\u2010\u2011\u2013\t")


def new_reference(random_bytes: Callable[[int], bytes]) -> str:
    """A fresh reference, without hyphens; `random_bytes(n)` gives n random bytes."""
    bits = int.from_bytes(random_bytes(RANDOM_BYTES), "big")
    return "".join(ALPHABET[(bits >> (5 * place)) & 31] for place in reversed(range(LENGTH)))


def shown(reference: str) -> str:
    """The reference as printed: `7K3M-Q0TZ-1ABC-9XYD`."""
    return "-".join(reference[at : at + GROUP] for at in range(0, len(reference), GROUP))


def parsed(text: str) -> str | None:
    """The reference that somebody typed, or None. Case, hyphens and spaces do not matter."""
    if len(text) > 4 * LENGTH:
        return None
    plain = text.translate(_LOOKS_LIKE_NOTHING).upper().translate(_READ_AS)
    if len(plain) != LENGTH or any(character not in ALPHABET for character in plain):
        return None
    return plain
