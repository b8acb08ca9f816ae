"""The care rules and product settings in force on a given day, each with its source."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import cast

from services.booking.domain.modes import Mode
from services.booking.domain.situation import Mobility
from services.platform.refusals import Invalid

RuleValue = int | float | bool | str | tuple[str, ...] | Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Period:
    """Days on which a row holds, both ends included; no end means it still holds."""

    first: date
    last: date | None = None

    def holds(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row comes from. `confirmed`: read there; `validated`: approved for use with patients."""

    source: str
    confirmed: bool
    validated: bool


@dataclass(frozen=True, slots=True)
class CareRule:
    """One value of one rule. `nature` is law or product."""

    id: str
    value: RuleValue
    nature: str
    period: Period
    origin: Origin


@dataclass(frozen=True, slots=True)
class ModeCost:
    """What a mode costs the patient, in one sentence."""

    mode: Mode
    fr: str
    en: str
    period: Period
    origin: Origin
    fr_local_regime: str = ""  # said instead of `fr` where the local health insurance pays more


@dataclass(frozen=True, slots=True)
class DayRules:
    """Everything in force on one day. Minutes and kilometres as the names say."""

    version: str
    day: date
    sick_note_cap_spares_treating_doctor: bool
    ipa_direct_access_structures: frozenset[str]
    ipa_trial_departments: frozenset[str]
    under_density_ratio: float
    cabin_radius_km: Mapping[Mobility, int]
    buffer_minutes: Mapping[Mode, int]
    first_where_dense: str
    first_where_under_dense: str
    in_person_only_age_bands: frozenset[str]
    out_of_hours_departments: frozenset[str]
    own_health_insurance: frozenset[str]
    local_regime: frozenset[str]
    costs: Mapping[Mode, ModeCost]

    def cost_fr(self, mode: Mode, department: str) -> str:
        """What a mode costs somebody who lives in that department; empty where nothing true is known."""
        cost = self.costs.get(mode)
        if cost is None or department in self.own_health_insurance:
            return ""
        return (cost.fr_local_regime if department in self.local_regime else "") or cost.fr

    def ipa_acts_directly(self, structure_kind: str, department: str) -> bool:
        """Whether an IPA of that structure may be seen without an entrusting doctor (CSP L.4301-2)."""
        if structure_kind == "cpts":
            return department in self.ipa_trial_departments
        return structure_kind in self.ipa_direct_access_structures

    def under_dense(self, doctors_per_100k: float, mean_per_100k: float) -> bool:
        """The 30 % rule: both densities on the same kind of area and the same definition of doctor."""
        return doctors_per_100k < self.under_density_ratio * mean_per_100k


@dataclass(frozen=True, slots=True)
class Rules:
    """All rows, past and present. `version` is the file's own plus a hash of its content."""

    version: str
    validated: bool
    rules: tuple[CareRule, ...]
    costs: tuple[ModeCost, ...]

    def on(self, day: date) -> DayRules:
        """What holds on that day; a refusal for a day before the first rows."""
        held = {rule.id: rule for rule in self.rules if rule.period.holds(day)}
        if held.keys() != {rule.id for rule in self.rules}:
            raise Invalid(
                "RULES_NOT_KNOWN",
                "Les règles de soins de ce jour ne sont pas connues ; choisissez une date plus récente.",
                field="day",
                value=day.isoformat(),
            )
        value = {rule_id: rule.value for rule_id, rule in held.items()}

        def codes(rule_id: str) -> frozenset[str]:
            return frozenset(cast("tuple[str, ...]", value[rule_id]))

        def numbers(rule_id: str) -> Mapping[str, int]:
            return cast("Mapping[str, int]", value[rule_id])

        return DayRules(
            version=self.version,
            day=day,
            sick_note_cap_spares_treating_doctor=bool(value["sick_note_cap_spares_treating_doctor"]),
            ipa_direct_access_structures=codes("ipa_direct_access_structures"),
            ipa_trial_departments=codes("ipa_trial_departments"),
            under_density_ratio=cast("float", value["under_density_ratio"]),
            cabin_radius_km={Mobility(key): km for key, km in numbers("cabin_radius_km").items()},
            buffer_minutes={Mode(key): minutes for key, minutes in numbers("buffer_minutes").items()},
            first_where_dense=str(value["first_where_dense"]),
            first_where_under_dense=str(value["first_where_under_dense"]),
            in_person_only_age_bands=codes("in_person_only_age_bands"),
            out_of_hours_departments=codes("out_of_hours_departments"),
            own_health_insurance=codes("own_health_insurance"),
            local_regime=codes("local_regime"),
            costs=MappingProxyType({cost.mode: cost for cost in self.costs if cost.period.holds(day)}),
        )
