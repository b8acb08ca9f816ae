"""SIREN: a company, nine digits, Luhn (INSEE)."""

from services.french_ids.check_digits import VALID, Verdict, invalid, is_digits, luhn_holds


def check_siren(text: str) -> Verdict:
    if not is_digits(text, 9):
        return invalid("SIREN_FORMAT")
    return VALID if luhn_holds(text) else invalid("SIREN_CHECK_DIGIT")
