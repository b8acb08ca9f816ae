"""Phone numbers in one spelling: E.164, whether given in French or international form.

Number blocks: ARCEP, decision 2018-0881 and its amendments (plan de numérotation). A number of an overseas
territory keeps its own country code however it was dialled: 0692 ... is +262 692 ..., never +33.
"""

import re

_SPACING = re.compile(r"[\s.\-/\u00a0\u202f\u2010-\u2015]")
_E164 = re.compile(r"\+[1-9]\d{7,14}")
_NATIONAL = re.compile(r"0[1-79]\d{8}")  # 08 numbers are services: nobody is reached there

# First digits after the 0 of a ten-digit number -> country code of the territory.
_OVERSEAS = {
    **dict.fromkeys(("262", "263", "269", "639", "692", "693"), "262"),  # Réunion, Mayotte
    **dict.fromkeys(("590", "690", "691"), "590"),  # Guadeloupe, Saint-Martin, Saint-Barthélemy
    **dict.fromkeys(("594", "694"), "594"),  # Guyane
    **dict.fromkeys(("596", "696", "697"), "596"),  # Martinique
    "708": "508",  # Saint-Pierre-et-Miquelon
}
_OVERSEAS_LENGTH = {"262": 9, "590": 9, "594": 9, "596": 9}
_MOBILE = re.compile(
    r"\+(33[67]|262(639|692|693)|590(690|691)|594694|596(696|697)|508(5|708)|687[5-9]|689[89]|6818)"
)


def normalised_phone(text: str) -> str | None:
    """The number as `+33612345678`, or None when it cannot be one."""
    if len(text) > 40:
        return None
    digits = _SPACING.sub("", text.replace("(0)", "")).replace("(", "").replace(")", "")
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    if digits.startswith("+330"):
        digits = "+33" + digits[4:]  # "+33 06 ..." is a common slip
    if _NATIONAL.fullmatch(digits):
        digits = "+33" + digits[1:]
    if not digits.isascii() or not _E164.fullmatch(digits):
        return None
    if digits.startswith("+33"):
        return _french(digits[3:])
    expected = _OVERSEAS_LENGTH.get(digits[1:4])
    if expected is not None and len(digits) != 1 + 3 + expected:
        return None
    return digits


def _french(rest: str) -> str | None:
    if len(rest) != 9 or rest[0] in "08":
        return None
    if rest.startswith("508"):  # Saint-Pierre-et-Miquelon: six digits after its code, which is not repeated
        return f"+{rest}"
    territory = _OVERSEAS.get(rest[:3])
    return f"+{territory}{rest}" if territory else f"+33{rest}"


def receives_texts(phone: str) -> bool:
    """Whether a normalised number is a French mobile, overseas included; a foreign one is taken to be."""
    french = phone.startswith(("+33", "+262", "+590", "+594", "+596", "+508", "+687", "+689", "+681"))
    return bool(_MOBILE.match(phone)) if french else True
