"""What a person meant by what they typed for a place: coordinates, a code, or a name with a hint.

Reading only: nothing here knows which communes exist.
"""

import re
from dataclasses import dataclass

from services.territory.areas import DEPARTMENTS, REGIONS
from services.territory.names import folded, without_article

LONGEST = 200  # the longest place name has 45 letters; the rest is an address at best

_NUMBER = r"([+-]?(?:\d+(?:{point}\d+)?|nan|inf(?:inity)?))"
_DOTTED = re.compile(
    r"\s*{n}\s*[,;]\s*{n}\s*".format(n=_NUMBER.format(point=r"\.")), re.IGNORECASE | re.ASCII
)
_COMMAED = re.compile(r"\s*{n}\s*;\s*{n}\s*".format(n=_NUMBER.format(point=",")), re.IGNORECASE | re.ASCII)
_CODE = re.compile(r"\d{5}|2[ab]\d{3}", re.ASCII)
_CEDEX = re.compile(r"\bcedex(?: \d{1,2})?\b", re.ASCII)
_ASIDE = re.compile(r"^(?P<name>[^,(]+)[,(](?P<area>[^,()]+)\)?\s*$")
# "Paris 13e", "Lyon 3 eme arrondissement": the city, whatever the number.
_ARRONDISSEMENT = re.compile(
    r"(paris|lyon|marseille) \d{1,2} ?(?:er|e|eme|ieme)?(?: arrondissement)?", re.ASCII
)

_AREA_NAMES: dict[str, frozenset[str]] = {
    **{
        folded(name): frozenset(d.code for d in DEPARTMENTS.values() if d.region == code)
        for code, name in REGIONS.items()
    },
    **{folded(department.name): frozenset({department.code}) for department in DEPARTMENTS.values()},
}


@dataclass(frozen=True, slots=True)
class NameHint:
    """A folded name, and the departments it should be in (empty: anywhere)."""

    name: str
    departments: frozenset[str]


def coordinates(text: str) -> tuple[float, float] | None:
    """`44.5,3.5` or `44,5;3,5` as (lat, lon), however impossible; None for anything else."""
    if found := _DOTTED.fullmatch(text):
        return float(found[1]), float(found[2])
    if found := _COMMAED.fullmatch(text):
        return float(found[1].replace(",", ".")), float(found[2].replace(",", "."))
    return None


def code_and_rest(key: str) -> tuple[str, str] | None:
    """The 5-character code in a folded text, upper case, and the words around it: `48000 mende` gives
    (`48000`, `mende`), `2a004` gives (`2A004`, ``); None where there is no code.
    """
    joined = key.replace(" ", "")
    if _CODE.fullmatch(joined):  # also `48 000`
        return joined.upper(), ""
    words = _CEDEX.sub(" ", key).split()
    for word in words:
        if _CODE.fullmatch(word):
            return word.upper(), " ".join(other for other in words if other != word)
    return None


def departments_of_code(code: str) -> frozenset[str]:
    """The departments a postal or INSEE code begins with; `20` is all of Corsica."""
    if code[:2] == "20":
        return frozenset({"2A", "2B"})
    return frozenset({code[:3] if code[:2] in ("97", "98") else code[:2]})


def name_hints(text: str, key: str) -> list[NameHint]:
    """The readings of a text as a name, best first: whole, then with what follows a comma, a parenthesis
    or the name as a department or region. `key` is the folded text.
    """
    whole = _CEDEX.sub("", key).strip()
    hints = [NameHint(whole, frozenset())]
    if _ARRONDISSEMENT.fullmatch(whole):
        hints.append(NameHint(whole.partition(" ")[0], frozenset()))
    if aside := _ASIDE.fullmatch(text):
        departments = _departments(folded(aside["area"]))
        if departments:
            hints.append(NameHint(folded(aside["name"]), departments))
    words = whole.split()
    for cut in range(len(words) - 1, max(0, len(words) - 6), -1):
        departments = _departments(" ".join(words[cut:]))
        if departments:
            hints.append(NameHint(" ".join(words[:cut]), departments))
    return list(dict.fromkeys(hints))


def _departments(area: str) -> frozenset[str]:
    """`48`, `1` (for `01`), `2a`, `lozere`, `la reunion`, `reunion`, `occitanie`; empty if not an area."""
    code = area.upper().zfill(2)
    if code in DEPARTMENTS:
        return frozenset({code})
    return _AREA_NAMES.get(area) or _AREA_NAMES.get(without_article(area)) or _with_article(area)


def _with_article(area: str) -> frozenset[str]:
    for article in ("la", "le", "les", "l"):
        if found := _AREA_NAMES.get(f"{article} {area}"):
            return found
    return frozenset()
