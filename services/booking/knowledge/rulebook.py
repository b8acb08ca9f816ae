"""The dated care rules from their data file, refused as a whole when anything in it is wrong."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from importlib.resources import files
from itertools import pairwise
from typing import Any

from services.booking.domain.modes import Mode
from services.booking.domain.rules import CareRule, ModeCost, Origin, Period, Rules, RuleValue
from services.booking.domain.situation import AgeBand, Mobility
from services.booking.knowledge.toml_rows import DataFileError, Row, opened

_FILE = "rules.toml"
_NATURES = ("law", "product")
_STRUCTURES = frozenset({"es", "esms", "msp", "cds", "esp", "cpts"})

Reader = Callable[[Row], RuleValue]


def load_rules() -> Rules:
    """The rules that ship with the product. Raises DataFileError."""
    return parse_rules((files("services.booking.knowledge") / _FILE).read_bytes())


def parse_rules(raw: bytes) -> Rules:
    """Rules from the bytes of a file. Raises DataFileError naming every fault found."""
    faults: list[str] = []
    top, version, validated_by = opened(_FILE, raw, faults)
    rules = [_rule(top, number, row) for number, row in enumerate(top.rows("rules"), start=1)]
    costs = [_cost(top, number, row) for number, row in enumerate(top.rows("costs"), start=1)]
    top.done()
    _check_periods(top, _READERS, ((rule.id, rule.period) for rule in rules if rule))
    _check_periods(top, set(Mode), ((cost.mode, cost.period) for cost in costs if cost))
    if faults:
        raise DataFileError(_FILE, faults)
    return Rules(
        version=version,
        validated=bool(validated_by.strip()),
        rules=tuple(rule for rule in rules if rule),
        costs=tuple(cost for cost in costs if cost),
    )


def _rule(top: Row, number: int, values: Any) -> CareRule | None:
    row = _row(top, "rule", "id", number, values)
    rule_id = row.one_of("id", _READERS)
    nature = row.one_of("nature", _NATURES)
    period, origin = _period(row), _origin(row)
    if not rule_id:
        return None
    value = _READERS[rule_id](row)
    row.done()
    return CareRule(rule_id, value, nature, period, origin)


def _cost(top: Row, number: int, values: Any) -> ModeCost | None:
    row = _row(top, "cost", "mode", number, values)
    mode = row.one_of("mode", set(Mode))
    fr, en = row.text("fr"), row.text("en")
    local = row.text("fr_local_regime") if row.has("fr_local_regime") else ""
    period, origin = _period(row), _origin(row)
    row.done()
    return ModeCost(Mode(mode), fr, en, period, origin, local) if mode else None


def _row(top: Row, kind: str, key: str, number: int, values: Any) -> Row:
    named = values.get(key) if isinstance(values, dict) else None
    return top.below(f"{kind} {named if isinstance(named, str) and named else ''} (no. {number})", values)


def _period(row: Row) -> Period:
    first, last = row.day("valid_from"), row.day("valid_until")
    if first is None:
        row.fault("`valid_from` is missing")
        return Period(date.min)
    if last is not None and last < first:
        row.fault("`valid_until` comes before `valid_from`")
    return Period(first, last)


def _origin(row: Row) -> Origin:
    return Origin(row.text("source"), row.flag("confirmed"), row.flag("validated"))


def _check_periods(top: Row, required: Iterable[str], rows: Iterable[tuple[str, Period]]) -> None:
    """Rows of one id neither overlap nor leave a gap, and the last one has no end."""
    grouped: dict[str, list[Period]] = {key: [] for key in required}
    for key, period in rows:
        grouped.setdefault(key, []).append(period)
    for key, periods in grouped.items():
        periods.sort(key=lambda period: period.first)
        if not periods or periods[-1].last is not None:
            top.fault(f"{key}: a row without `valid_until` is missing, so no rule holds at the end")
        for before, after in pairwise(periods):
            if before.last is None or before.last >= after.first:
                top.fault(f"{key}: two rows hold on {after.first}")
            elif before.last + timedelta(days=1) != after.first:
                top.fault(f"{key}: no row holds on {before.last + timedelta(days=1)}")


def _flag(row: Row) -> RuleValue:
    return row.flag("value")


def _one_of(*known: str) -> Reader:
    return lambda row: row.one_of("value", known)


def _texts(known: frozenset[str] | None) -> Reader:
    return lambda row: row.texts("value", known)


def _ratio(row: Row) -> RuleValue:
    value = row.value("value")
    if not isinstance(value, float) or not 0 < value < 1:
        row.fault("`value` must be a ratio between 0 and 1")
        return 0.0
    return value


def _by_key(known: Iterable[str], low: int, high: int, step: int = 1) -> Reader:
    keys = set(known)

    def read(row: Row) -> RuleValue:
        values: Mapping[str, Any] = row.table("value")
        if values.keys() != keys:
            row.fault(f"`value` must name exactly {', '.join(sorted(keys))}")
        below = row.below(f"{row.where} value", values)
        numbers = {key: below.whole(key, low, high) for key in values}
        for key, number in numbers.items():
            if number % step:
                below.fault(f"`{key}` must be a multiple of {step}")
        return numbers

    return read


_READERS: dict[str, Reader] = {
    "sick_note_cap_spares_treating_doctor": _flag,
    "ipa_direct_access_structures": _texts(_STRUCTURES),
    "ipa_trial_departments": _texts(None),
    "under_density_ratio": _ratio,
    "cabin_radius_km": _by_key(Mobility, 1, 200),
    "buffer_minutes": _by_key(Mode, 0, 60, step=5),
    "first_where_dense": _one_of("in_person", "remote"),
    "first_where_under_dense": _one_of("in_person", "remote"),
    "in_person_only_age_bands": _texts(frozenset(AgeBand) - {AgeBand.UNKNOWN}),
    "out_of_hours_departments": _texts(None),
    "own_health_insurance": _texts(None),
    "local_regime": _texts(None),
}
