"""One day's opening hours as people type them, in French.

Understood: "09:00 - 12:00 / 13:30 - 17:00" (France Services), "9h-12h30", "de 9h à midi et de 14h à 17h",
"fermé", "24h/24", and nights ("20h-2h"). What is understood is kept and the rest is reported: a place with
one odd cell is still a place.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from services.hours.weekly import MINUTES_PER_DAY, Range, Ranges, united

LONGEST_TEXT = 200
_LONGEST_QUOTE = 40
_MOST_FAULTS = 3
# A range that ends before it starts is a night only when it looks like one; otherwise it is a slip.
_NIGHT_STARTS_FROM = 18 * 60
_NIGHT_ENDS_BY = 12 * 60

_CLOSED = re.compile(r"|-+|/|(ferme(e|s|es|ture)?|closed|neant|aucun|non)( (toute )?la journee)?\.?")
_ROUND_THE_CLOCK = re.compile(
    r"(ouvert )?(7 ?j?(ours)? ?(/|sur) ?7 ?j?(ours)?[ ,;-]*)?"
    r"(h ?24|24 ?h?(eures)? ?(/|sur) ?24 ?h?(eures)?)"
    r"([ ,;-]*(et )?7 ?j?(ours)? ?(/|sur) ?7 ?j?(ours)?)?"
)
_MINUTE = r" ?(?:heures?|[h:.]) ?(?:(\d{2})(?!\d| ?[h:])(?:mn|min)?)?"
_TIME = rf"(?<!\d)(?:(\d{{1,2}})(?!\d)(?:{_MINUTE})?|(midi)|(minuit))"
_RANGE = re.compile(rf"{_TIME} ?(?:-+>?|>|a|au|to|jusqu'a) ?{_TIME}")
_GLUE = frozenset(
    [
        "",
        "-",
        "et",
        "puis",
        "de",
        "du",
        "le",
        "la",
        "ouvert",
        "ouverture",
        "matin",
        "apres-midi",
        "l'apres-midi",
        ":",
    ]
)
_GLUE_EDGES = re.compile(r"[ /,;|&+()]+")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | {"’": "'", "→": ">"})


@dataclass(frozen=True, slots=True)
class ParsedDay:
    """What a cell says: ranges of local minutes, sorted and apart, and what could not be taken at its word.

    A range with start > end passes midnight; `WeeklyHours.with_nights` takes it as it is. `fault` is a short
    French sentence for the person who will correct the cell, or None.
    """

    ranges: Ranges
    fault: str | None


def parse_day(text: str) -> ParsedDay:
    """Read one day's cell. Never raises, whatever the text; an empty cell is a closed day."""
    faults: list[str] = []
    if len(text) > LONGEST_TEXT:
        faults.append(f"texte trop long, lu jusqu'au {LONGEST_TEXT}e caractère")
    plain = _plain(text[:LONGEST_TEXT])
    if _CLOSED.fullmatch(plain):
        return ParsedDay((), None if not faults else faults[0])
    if _ROUND_THE_CLOCK.fullmatch(plain):
        return ParsedDay(((0, MINUTES_PER_DAY),), None if not faults else faults[0])
    found: list[Range] = []
    for match in _RANGE.finditer(plain):
        outcome = _range(match)
        if isinstance(outcome, str):
            faults.append(f"{outcome} : « {match.group()} »")
        else:
            found.append(outcome)
    left_over = [word for word in _GLUE_EDGES.split(_RANGE.sub(" ", plain)) if word not in _GLUE]
    if left_over:
        faults.append(f"non compris : « {' '.join(left_over)[:_LONGEST_QUOTE]} »")
    ordered = sorted(set(found))
    if len(ordered) < len(found):
        faults.append("plage répétée, gardée une fois")
    if any(later[0] < earlier[1] for earlier, later in pairwise(ordered)):
        faults.append("plages qui se chevauchent, réunies")
    return ParsedDay(_folded(united(ordered)), " ; ".join(faults[:_MOST_FAULTS]) or None)


def _plain(text: str) -> str:
    """Lower case without accents, one spelling for spaces, dashes and quotes, nothing unprintable."""
    bare = "".join(
        character if character.isprintable() else " "
        for character in unicodedata.normalize("NFKD", text.translate(_DASHES))
        if not unicodedata.combining(character)
    )
    return " ".join(bare.lower().split())


def _range(match: re.Match[str]) -> Range | str:
    """The range in minutes, its end past 1440 for a night; or, in French, what is wrong with it."""
    groups = match.groups()
    start, end = _minutes(*groups[:4]), _minutes(*groups[4:])
    if groups[7]:
        end = MINUTES_PER_DAY
    if start is None or end is None or start == MINUTES_PER_DAY:
        return "heure impossible"
    if start == end:
        return "plage vide"
    if start < end:
        return start, end
    if end == 0 or (start >= _NIGHT_STARTS_FROM and end <= _NIGHT_ENDS_BY):
        return start, end + MINUTES_PER_DAY
    return "fin avant le début"


def _minutes(hour: str | None, minute: str | None, noon: str | None, midnight: str | None) -> int | None:
    if noon:
        return MINUTES_PER_DAY // 2
    if midnight:
        return 0
    minutes = int(hour or 0) * 60 + int(minute or 0)
    return minutes if minutes <= MINUTES_PER_DAY and int(minute or 0) < 60 else None


def _folded(extended: Ranges) -> Ranges:
    """Nights back to start > end; one that has grown past 24 hours is cut at midnight."""
    return tuple(
        (start, end)
        if end <= MINUTES_PER_DAY
        else (start, end - MINUTES_PER_DAY if end - MINUTES_PER_DAY < start else MINUTES_PER_DAY)
        for start, end in extended
    )
