"""FINESS: a health or social care establishment (or the body that runs it), nine characters.

Luhn holds for every real number tried (12 of 12), so a failure is a refusal. Corsican numbers carry the
letter of their department, "2A" or "2B"; how the letter enters the sum is not published, so they are taken
without a check.
"""

from services.french_ids.check_digits import VALID, Verdict, invalid, is_digits, luhn_holds


def check_finess(text: str) -> Verdict:
    if text[:2] in {"2A", "2B"}:
        return VALID if is_digits(text[2:], 7) else invalid("FINESS_FORMAT")
    if not is_digits(text, 9):
        return invalid("FINESS_FORMAT")
    return VALID if luhn_holds(text) else invalid("FINESS_CHECK_DIGIT")
