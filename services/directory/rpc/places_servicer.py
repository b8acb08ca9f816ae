"""PlacesService on the wire."""

# ruff: noqa: N802 - the contract names the methods

from collections.abc import AsyncIterator
from itertools import islice
from typing import Any

from maillage.api.directory.v1 import places_service_pb2 as pb
from maillage.api.directory.v1.places_service_pb2_grpc import PlacesServiceServicer

from services.directory.operations.find_places import find_places
from services.directory.operations.keep_gazetteer import KeptGazetteer, Units
from services.directory.operations.list_commune_facts import list_commune_facts
from services.directory.rpc import translate

_MOST_FACTS = 2000


class PlacesServicer(PlacesServiceServicer):
    """Finds places and publishes what is known of communes."""

    def __init__(self, units: Units, gazetteer: KeptGazetteer) -> None:
        self._units, self._gazetteer = units, gazetteer

    async def FindPlaces(self, request: pb.FindPlacesRequest, _: Any) -> pb.FindPlacesResponse:
        places = find_places(await self._gazetteer.current(), request.at)
        return pb.FindPlacesResponse(
            candidates=map(translate.candidate_message, places.candidates), suggestions=places.suggestions
        )

    async def ListCommuneFacts(
        self, _request: pb.ListCommuneFactsRequest, _: Any
    ) -> AsyncIterator[pb.ListCommuneFactsResponse]:
        """At least one message, so that the revision is told even when there is no fact."""
        facts, revision = await self._units.read(list_commune_facts)
        remaining = map(translate.facts_message, facts)
        first = True
        while (some := list(islice(remaining, _MOST_FACTS))) or first:
            first = False
            yield pb.ListCommuneFactsResponse(facts=some, revision=revision)
