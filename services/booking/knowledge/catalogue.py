"""The catalogue of needs from its data file, refused as a whole when anything in it is wrong.

To change the file: edit `needs.toml`, raise its `version`, run the tests; every fault is listed with the
id it belongs to. Set `validated = true` and `validated_by` only once a doctor has approved that very version.
"""

import re
from collections.abc import Collection, Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from services.booking.domain.modes import Mode
from services.booking.domain.needs import (
    CATEGORIES,
    EMERGENCY_CALLS,
    EQUIPMENT,
    HELPERS,
    IPA_SPECIALITIES,
    PATHOLOGIES,
    PRACTITIONER_CODES,
    PRACTITIONER_MODES,
    Catalogue,
    Need,
    RedFlag,
)
from services.booking.knowledge.toml_rows import DataFileError, Row, opened

_FILE = "needs.toml"
_KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_INSTRUMENTED = frozenset({Mode.CABIN, Mode.HOME_VISIT, Mode.ASSISTED_VIDEO})


def load_catalogue() -> Catalogue:
    """The catalogue that ships with the product. Raises DataFileError."""
    return parse_catalogue((files("services.booking.knowledge") / _FILE).read_bytes())


def parse_catalogue(raw: bytes) -> Catalogue:
    """A catalogue from the bytes of a file. Raises DataFileError naming every fault found."""
    faults: list[str] = []
    top, version, validated_by = opened(_FILE, raw, faults)
    statement = top.text("statement_fr"), top.text("statement_en")
    silent_call = top.text("silent_call_fr"), top.text("silent_call_en")
    sources = _sources(top)
    top.texts("unconfirmed_codes", PRACTITIONER_CODES.union(IPA_SPECIALITIES))  # for whoever reviews the file
    equivalents = _equivalents(top)
    red_flags = _red_flags(top, sources)
    needs = _needs(top, red_flags, sources)
    universal = top.texts("universal_red_flags", red_flags, at_least=1)
    top.done()
    if faults:
        raise DataFileError(_FILE, faults)
    return Catalogue(
        version=version,
        validated=bool(validated_by.strip()),
        validated_by=validated_by,
        statement_fr=statement[0],
        statement_en=statement[1],
        silent_call_fr=silent_call[0],
        silent_call_en=silent_call[1],
        needs=MappingProxyType(needs),
        red_flags=MappingProxyType(red_flags),
        universal_red_flags=universal,
        equivalents=MappingProxyType(equivalents),
    )


def _sources(top: Row) -> dict[str, str]:
    values = top.table("sources")
    row = top.below("[sources]", values)
    return {key: row.text(key) for key in values}


def _equivalents(top: Row) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, others in top.table("equivalents").items():
        listed = others if isinstance(others, list) else []
        if code not in PRACTITIONER_CODES or not listed or not PRACTITIONER_CODES.issuperset(listed):
            top.fault(f"equivalents of {code!r}: codes must be known, and at least one must follow")
            continue
        found[code] = tuple(listed)
    return found


def _id(row: Row, taken: Collection[str]) -> str:
    named = row.text("id")
    if not _KEBAB.fullmatch(named):
        row.fault("`id` must be words in lower case joined by hyphens")
    if named in taken:
        row.fault("`id` is already taken")
    return named


def _both_languages(row: Row, fr: str, en: str) -> tuple[str, str]:
    french, english = row.text(fr), row.text(en)
    if french and french == english:
        row.fault(f"`{fr}` and `{en}` are the same text")
    return french, english


def _red_flags(top: Row, sources: Mapping[str, str]) -> dict[str, RedFlag]:
    found: dict[str, RedFlag] = {}
    for number, values in enumerate(top.rows("red_flags"), start=1):
        row = _row("red flag", number, values, top)
        flag_id = _id(row, found)
        question = _both_languages(row, "fr", "en")
        for text in question:
            if text and not text.endswith("?"):
                row.fault("the question must end with a question mark")
        sentence = _both_languages(row, "sentence_fr", "sentence_en")
        call = row.one_of("call", EMERGENCY_CALLS)
        source = sources.get(row.one_of("source", sources), "")
        row.done()
        found[flag_id] = RedFlag(flag_id, *question, call, *sentence, source)
    return found


def _needs(top: Row, red_flags: Mapping[str, RedFlag], sources: Mapping[str, str]) -> dict[str, Need]:
    found: dict[str, Need] = {}
    for number, values in enumerate(top.rows("needs"), start=1):
        row = _row("need", number, values, top)
        need_id = _id(row, found)
        fr, en = _both_languages(row, "fr", "en")
        need = Need(
            id=need_id,
            fr=fr,
            en=en,
            fr_plain=row.text("fr_plain", longest=160),
            category=row.one_of("category", CATEGORIES),
            words_fr=row.texts("words_fr", at_least=1),
            modes=frozenset(Mode(mode) for mode in row.texts("modes", set(Mode), at_least=1)),
            specialities=row.texts("specialities", PRACTITIONER_CODES),
            ipa_specialities=row.texts("ipa_specialities", IPA_SPECIALITIES),
            equipment=_equipment(row),
            time_frame_hours=row.whole("time_frame_hours", 1, 672),
            duration_minutes=row.whole("duration_minutes", 5, 120),
            helper=row.one_of("helper", HELPERS),
            red_flags=row.texts("red_flags", red_flags),
            sources=tuple(sources[key] for key in row.texts("sources", sources, at_least=1)),
            telemonitoring=row.one_of("telemonitoring", PATHOLOGIES, default=""),
            age_min_months=row.whole("age_min_months", 0, 1440, default=0),
            age_max_years=row.whole("age_max_years", 0, 120) if row.has("age_max_years") else None,
            too_young_red_flag=row.one_of("too_young_red_flag", red_flags, default=""),
            sick_note=row.flag("sick_note", default=False),
            visit_fr=row.text("visit_fr") if row.has("visit_fr") else "",
            visit_en=row.text("visit_en") if row.has("visit_en") else "",
        )
        row.done()
        _check_together(need, row)
        found[need_id] = need
    return found


def _row(kind: str, number: int, values: Any, top: Row) -> Row:
    named = values.get("id") if isinstance(values, dict) else None
    return top.below(f"{kind} {named if isinstance(named, str) and named else f'no. {number}'}", values)


def _equipment(row: Row) -> Mapping[Mode, frozenset[str]]:
    found: dict[Mode, frozenset[str]] = {}
    for mode, instruments in row.table("equipment").items():
        if mode not in _INSTRUMENTED:
            row.fault(f"`equipment` names {mode!r}, where instruments are not chosen by us")
        elif not isinstance(instruments, list) or not instruments or not EQUIPMENT.issuperset(instruments):
            row.fault(f"`equipment` in {mode} must be a list of known instruments")
        else:
            found[Mode(mode)] = frozenset(instruments)
    return MappingProxyType(found)


def _check_together(need: Need, row: Row) -> None:
    """What no single key can say: that the parts of a need fit each other."""
    if need.duration_minutes % 5:
        row.fault("`duration_minutes` must be a multiple of 5, the length of a grain")
    if bool(need.modes & PRACTITIONER_MODES) != bool(need.specialities):
        row.fault("`specialities` are needed for, and only for, modes with a practitioner")
    if (Mode.HOME_VISIT in need.modes) != bool(need.ipa_specialities):
        row.fault("`ipa_specialities` and the mode home_visit go together")
    if (Mode.TELEMONITORING in need.modes) != bool(need.telemonitoring):
        row.fault("`telemonitoring` and the mode telemonitoring go together")
    for mode in need.equipment:
        if mode not in need.modes:
            row.fault(f"`equipment` is given for {mode}, which is not one of its modes")
    if need.category == "symptom" and not need.red_flags:
        row.fault("a symptom needs red flags of its own")
    if need.too_young_red_flag and not need.age_min_months:
        row.fault("`too_young_red_flag` has no meaning without `age_min_months`")
    if bool(need.visit_fr) != bool(need.visit_en) or (need.visit_fr and Mode.HOME_VISIT not in need.modes):
        row.fault("`visit_fr` and `visit_en` go together, for needs with the mode home_visit")
    if need.age_max_years is not None and need.age_min_months >= (need.age_max_years + 1) * 12:
        row.fault("no age is both above `age_min_months` and within `age_max_years`")
