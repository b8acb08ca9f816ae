"""NIR: the social security number behind the national health identity (INS), thirteen characters and a key.

Sex, year and month of birth, department, commune, order, then key = 97 - (number mod 97). For Corsica the
department's letter counts as "19" (2A) or "18" (2B). The same structure serves the NIA of people who wait
for a NIR. A NIR is sensitive: nothing here keeps or repeats one.
"""

from services.french_ids.check_digits import VALID, Verdict, invalid, is_digits

_SEXES = frozenset("123478")  # 3, 4: registration under way abroad; 7, 8: temporary numbers (NIA)
# 20..42 and 50..99 stand for births whose month is unknown or whose month's numbers ran out.
_MONTHS = frozenset([*range(1, 13), *range(20, 43), *range(50, 100)])
_CORSICA = {"2A": "19", "2B": "18"}


def check_nir(text: str) -> Verdict:
    """Judge the fifteen characters, key included, written without spaces."""
    if len(text) != 15:
        return invalid("NIR_FORMAT")
    department = text[5:7]
    number, key = text[:5] + _CORSICA.get(department, department) + text[7:13], text[13:]
    if not is_digits(number + key, 15):
        return invalid("NIR_FORMAT")
    if number[0] not in _SEXES:
        return invalid("NIR_SEX")
    if int(number[3:5]) not in _MONTHS:
        return invalid("NIR_MONTH")
    if department == "00":
        return invalid("NIR_DEPARTMENT")
    return VALID if int(key) == 97 - int(number) % 97 else invalid("NIR_KEY")
