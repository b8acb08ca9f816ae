"""RPPS: a health professional, eleven digits.

The last digit is meant to be a Luhn digit, but national documents use numbers that fail it (11 of 15 example
values), so a failure is a warning, never a refusal.
"""

from services.french_ids.check_digits import VALID, Verdict, doubtful, invalid, is_digits, luhn_holds


def check_rpps(text: str) -> Verdict:
    if not is_digits(text, 11):
        return invalid("RPPS_FORMAT")
    return VALID if luhn_holds(text) else doubtful("RPPS_CHECK_DIGIT")
