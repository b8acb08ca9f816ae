"""ADELI: the professional number that RPPS replaces, nine characters, the first two the department.

Only a handful of published numbers back the Luhn rule, and how a department letter (Corsica's "2A", "2B",
overseas' "9A".."9F") enters the sum is not published: both are warnings, never refusals.
"""

from services.french_ids.check_digits import VALID, Verdict, doubtful, invalid, is_digits, luhn_holds

_LETTERED_DEPARTMENTS = frozenset(["2A", "2B", "9A", "9B", "9C", "9D", "9E", "9F"])


def check_adeli(text: str) -> Verdict:
    if text[:2] in _LETTERED_DEPARTMENTS:
        return doubtful("ADELI_UNCHECKED") if is_digits(text[2:], 7) else invalid("ADELI_FORMAT")
    if not is_digits(text, 9):
        return invalid("ADELI_FORMAT")
    return VALID if luhn_holds(text) else doubtful("ADELI_CHECK_DIGIT")
