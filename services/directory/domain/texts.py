"""What any text in the directory must be: short enough, and free of what no keyboard types."""

import re

from services.platform.refusals import Invalid

# Controls, lone surrogates, and the marks that turn the direction of writing (they disguise a text).
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def checked_text(text: str, field: str, longest: int) -> str:
    """The text with single spaces and none around it; TEXT_TOO_LONG or TEXT_MALFORMED."""
    if len(text) > longest:
        raise Invalid(
            "TEXT_TOO_LONG",
            f"Ce texte est trop long ; {longest} caractères au plus.",
            field=field,
            most=longest,
        )
    plain = " ".join(text.split())
    if _UNPRINTABLE.search(plain):
        raise Invalid(
            "TEXT_MALFORMED", "Ce texte contient des caractères invisibles ; retapez-le.", field=field
        )
    return plain


def checked_code(code: str, field: str, known: frozenset[str]) -> str:
    """The code itself when it is one of the known ones; CODE_UNKNOWN."""
    if code not in known:
        choice = ", ".join(sorted(known - {""}))
        raise Invalid("CODE_UNKNOWN", f"Ce code n'existe pas ; choisissez parmi : {choice}.", field=field)
    return code


def checked_shape(code: str, field: str, shape: re.Pattern[str], example: str) -> str:
    """The code itself when it is written as its terminology writes it; CODE_UNKNOWN."""
    if not shape.fullmatch(code):
        raise Invalid("CODE_UNKNOWN", f"Ce code est mal écrit ; exemple : {example}.", field=field)
    return code


def checked_number(number: int, field: str, most: int) -> int:
    """The number itself when it lies in 0..most; NUMBER_IMPOSSIBLE."""
    if not 0 <= number <= most:
        raise Invalid("NUMBER_IMPOSSIBLE", f"Ce nombre doit être entre 0 et {most}.", field=field, most=most)
    return number


def checked_count(count: int, field: str, most: int) -> None:
    """LIST_TOO_LONG when a list holds more than `most` items."""
    if count > most:
        raise Invalid("LIST_TOO_LONG", f"Cette liste a plus de {most} éléments.", field=field, most=most)
