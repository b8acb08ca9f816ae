"""What finding options rests on, handed in once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Protocol

from services.booking.domain.candidates import Gathered
from services.booking.domain.decisions import DecisionRecord
from services.booking.domain.needs import Catalogue
from services.booking.domain.options import AccessToDoctors
from services.booking.domain.question import Question
from services.booking.domain.resources import Part, Resource
from services.booking.domain.rules import DayRules, Rules
from services.booking.domain.ticket import TicketSigner
from services.territory.communes import Commune
from services.territory.gazetteer import Gazetteer
from services.territory.travel import Mobility, Spot


class SearchIndex(Protocol):
    """What is free, where. It never waits."""

    @property
    def version(self) -> str: ...
    def advance(self, now: datetime, /) -> None: ...
    def gather(self, question: Question, /) -> Gathered: ...
    def resource(self, resource_id: str, /) -> Resource | None: ...
    def of(self, part: Part, /) -> Iterable[Resource]: ...
    def isolation_km(self, origin: Spot, /) -> float: ...
    def ways_to(self, rpps: str, origin: Spot, mobility: Mobility, /) -> tuple[int | None, ...]: ...


class AccessFacts(Protocol):
    """How communes stand with doctors. `revision` changes with what was imported."""

    @property
    def revision(self) -> int: ...
    def of(self, commune: Commune, rules: DayRules, /) -> AccessToDoctors: ...


@dataclass(slots=True)
class Routing:
    """Everything a search reads. `gazetteer` is replaced when an import moves communes."""

    catalogue: Catalogue
    rules: Rules
    index: SearchIndex
    gazetteer: Gazetteer
    access: AccessFacts
    signer: TicketSigner
    record_decision: Callable[[DecisionRecord], None]
    _rules_of_day: dict[date, DayRules] = field(default_factory=dict, repr=False)

    def rules_on(self, day: date) -> DayRules:
        """The rules of a day, worked out once."""
        rules = self._rules_of_day.get(day)
        if rules is None:
            rules = self._rules_of_day[day] = self.rules.on(day)
        return rules

    def recording(self, record_decision: Callable[[DecisionRecord], None]) -> "Routing":
        """The same, with decisions handed elsewhere."""
        return replace(self, record_decision=record_decision)

    @property
    def rules_version(self) -> str:
        return f"{self.catalogue.version}/{self.rules.version}"

    @property
    def index_version(self) -> str:
        return f"{self.index.version}.{self.access.revision}"
