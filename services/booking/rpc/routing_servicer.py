"""Answers RoutingService: translate, run one operation, translate back."""

# ruff: noqa: N802 - the contract names the methods
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from maillage.api.booking.v1 import routing_service_pb2 as pb
from maillage.api.booking.v1 import routing_service_pb2_grpc as stubs

from services.booking.domain.decisions import DecisionRecord, from_json
from services.booking.operations.find_options import emergency, find_options
from services.booking.operations.replay_decision import recorded_option_ids, replay_decision
from services.booking.operations.routing import Routing
from services.booking.rpc.translate_options import answer_message, need_message
from services.booking.rpc.translate_situation import age_band, asked_message, situation
from services.platform.clock import Clock
from services.platform.refusals import Invalid, NotFound

LONGEST_QUERY = 200


@dataclass(frozen=True, slots=True)
class StoredDecision:
    """A decision as storage keeps it: JSON of `domain.decisions`, and when it was first made."""

    record_json: str
    decided_at: datetime


ReadDecision = Callable[[str], Awaitable[StoredDecision | None]]


class RoutingServicer(stubs.RoutingServiceServicer):
    """Searching waits for nothing: the index is in memory and decisions are recorded behind the answer."""

    def __init__(self, routing: Routing, read_decision: ReadDecision, clock: Clock) -> None:
        self._routing = routing
        self._read_decision = read_decision
        self._clock = clock

    async def FindOptions(self, request: pb.FindOptionsRequest, _context: Any) -> pb.FindOptionsResponse:
        now = self._clock()
        told = request.situation
        # Before anything else is read: a date that makes no sense must not hide a pain in the chest.
        answer = emergency(self._routing, told.red_flags, told.need_id, age_band(told))
        if answer is None:
            answer = find_options(self._routing, situation(told, now), request.limit, now)
        need = self._routing.catalogue.needs.get(told.need_id)
        questions = self._routing.catalogue.questions(need) if need else ()
        return answer_message(answer, questions, answer.earliest)

    async def ListNeeds(self, request: pb.ListNeedsRequest, _context: Any) -> pb.ListNeedsResponse:
        catalogue = self._routing.catalogue
        if len(request.query) > LONGEST_QUERY:
            raise Invalid("QUERY_TOO_LONG", "Cherchez avec quelques mots seulement.", field="query")
        needs = catalogue.search(request.query) if request.query.strip() else catalogue.needs.values()
        return pb.ListNeedsResponse(
            needs=[need_message(need, catalogue) for need in needs],
            version=catalogue.version,
            medically_validated=catalogue.validated,
            notice=catalogue.statement_fr,
        )

    async def GetDecision(self, request: pb.GetDecisionRequest, _context: Any) -> pb.GetDecisionResponse:
        stored, record = await self._decision(request.decision_id)
        response = pb.GetDecisionResponse(
            decision_id=record.decision_id,
            situation=asked_message(record.asked),
            index_version=record.index_version,
            rules_version=record.rules_version,
            option_ids=recorded_option_ids(record, self._routing.signer),
            candidates_weighed=len(record.candidates),
            record_json=stored.record_json,
        )
        response.decided_at.FromDatetime(stored.decided_at)
        return response

    async def ReplayDecision(
        self, request: pb.ReplayDecisionRequest, _context: Any
    ) -> pb.ReplayDecisionResponse:
        _, record = await self._decision(request.decision_id)
        replayed = replay_decision(record, self._routing.signer)
        return pb.ReplayDecisionResponse(
            same=replayed.same,
            option_ids=replayed.option_ids,
            recorded_option_ids=replayed.recorded_option_ids,
        )

    async def _decision(self, decision_id: str) -> tuple[StoredDecision, DecisionRecord]:
        stored = await self._read_decision(decision_id)
        if stored is None:
            raise NotFound("DECISION_NOT_FOUND", "Aucune décision ne porte ce numéro ; vérifiez-le.")
        return stored, from_json(stored.record_json)
