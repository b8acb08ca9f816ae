"""What a check of an identifier answers, and the Luhn sum most French identifiers share."""

from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    """VALID: take it. DOUBTFUL: take it and say so. INVALID: refuse it."""

    VALID = "valid"
    DOUBTFUL = "doubtful"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A standing and, in UPPER_SNAKE, why; the reason is empty when there is nothing to say.

    It never repeats the identifier: a verdict may be logged, a social security number may not.
    """

    standing: Standing
    reason: str = ""


VALID = Verdict(Standing.VALID)


def doubtful(reason: str) -> Verdict:
    return Verdict(Standing.DOUBTFUL, reason)


def invalid(reason: str) -> Verdict:
    return Verdict(Standing.INVALID, reason)


def compact(text: str) -> str:
    """The identifier as systems store it: upper case, without the spaces, dots and hyphens people add."""
    return "".join(
        character for character in text if not character.isspace() and character not in ".-"
    ).upper()


def is_digits(text: str, length: int) -> bool:
    """Whether this is `length` ASCII digits, not all zero: zeros pass every check and name nothing."""
    return len(text) == length and text.isascii() and text.isdigit() and text.strip("0") != ""


def luhn_holds(digits: str) -> bool:
    """ISO/IEC 7812 modulus 10 over all digits, the check digit included."""
    total = 0
    for position, character in enumerate(reversed(digits)):
        digit = int(character) << position % 2
        total += digit - 9 if digit > 9 else digit
    return total % 10 == 0
