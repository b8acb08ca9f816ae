"""Routing as the rest of booking needs it: built, fed with facts, asked for another option."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from services.booking.domain.decisions import DecisionRecord
from services.booking.domain.resources import Cabin, Part
from services.booking.domain.situation import Situation
from services.booking.domain.ticket import TicketSigner
from services.booking.index.index import Index
from services.booking.index.prepare import prepare
from services.booking.index.territory_access import TerritoryAccess
from services.booking.knowledge.catalogue import load_catalogue
from services.booking.knowledge.rulebook import load_rules
from services.booking.operations.find_options import find_options
from services.booking.operations.finding import Choices
from services.booking.operations.routing import Routing
from services.booking.peers.commune_facts import CommuneFacts, placed
from services.booking.storage.shelves import DecisionLog, FactsShelf
from services.platform.clock import Clock
from services.platform.refusals import Refusal
from services.territory.communes import Commune
from services.territory.gazetteer import Gazetteer
from services.territory.living_areas import living_areas
from services.territory.shipped import load_shipped
from services.territory.travel import ModelledTravel

OTHER_OPTIONS = 5


@dataclass(frozen=True, slots=True)
class Searching:
    """The index with all that a search rests on."""

    index: Index
    access: TerritoryAccess
    routing: Routing
    communes: tuple[Commune, ...]
    facts: FactsShelf
    clock: Clock

    async def facts_changed(self, facts: Mapping[str, CommuneFacts], revision: int) -> None:
        """What the directory says of communes has changed: keep it and use it."""
        await self.facts.put(facts, revision)
        await self.use(facts, revision)

    async def use(self, facts: Mapping[str, CommuneFacts], revision: int) -> None:
        """Positions and published access as these facts have them."""
        gazetteer = await asyncio.to_thread(lambda: Gazetteer(placed(self.communes, facts)))
        self.routing.gazetteer = gazetteer
        self.index.use(gazetteer)
        self.access.publish({code: each.access for code, each in facts.items()}, revision)

    async def prepare(self) -> None:
        """Counts ahead what the first search would wait for."""
        today = self.routing.rules_on(self.clock().date())
        for _ in prepare(self.index, self.routing.catalogue, today):
            await asyncio.sleep(0)

    async def keep_prepared(self) -> None:
        """Counts who is not counted any more: everybody once a week, when the index moves on."""
        for _ in self.index.pools.keep_counted():
            await asyncio.sleep(0)

    async def find(self, situation: Situation) -> Choices:
        """The options there are right now; none where routing would refuse. The same people are searched for
        again and again: the decision is kept only when something comes of it.
        """
        decided: list[DecisionRecord] = []

        def keep() -> None:
            for record in decided:
                self.routing.record_decision(record)

        try:
            answer = find_options(
                self.routing.recording(decided.append), situation, OTHER_OPTIONS, self.clock()
            )
        except Refusal:
            return Choices((), keep)
        return Choices(tuple(option.id for option in answer.options), keep)

    def failing_cabins(self) -> list[str]:
        """Cabins that are silent or have a broken instrument."""
        cabins = ((each.id, each.detail) for each in self.index.of(Part.CABIN))
        return [
            cabin_id
            for cabin_id, detail in cabins
            if isinstance(detail, Cabin) and (detail.silent or detail.broken)
        ]


async def build_searching(
    signer: TicketSigner, decisions: DecisionLog, facts: FactsShelf, clock: Clock
) -> Searching:
    """Loads the shipped communes, needs and rules, and whatever facts outlived the last process."""
    shipped = await asyncio.to_thread(load_shipped)
    known, revision = await facts.all(CommuneFacts)
    gazetteer = await asyncio.to_thread(lambda: Gazetteer(placed(shipped.communes, known)))
    index = Index(clock(), ModelledTravel(), gazetteer)
    access = TerritoryAccess(index, living_areas(shipped.communes, shipped.epci_names))
    access.publish({code: each.access for code, each in known.items()}, revision)
    routing = Routing(
        catalogue=load_catalogue(),
        rules=load_rules(),
        index=index,
        gazetteer=gazetteer,
        access=access,
        signer=signer,
        record_decision=decisions.record,
    )
    return Searching(index, access, routing, shipped.communes, facts, clock)
