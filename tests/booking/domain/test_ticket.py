from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.booking.domain.modes import Mode
from services.booking.domain.resources import Part
from services.booking.domain.ticket import Ticket, TicketClaim, TicketSigner
from services.platform.refusals import Invalid

SIGNER = TicketSigner(b"k" * 32)
START = 5_983_900
IDS = st.one_of(st.uuids().map(str), st.text(max_size=40))
TICKETS = st.builds(
    Ticket,
    mode=st.sampled_from(Mode),
    need_id=st.sampled_from(("ear-pain", "cough")),
    commune_code=st.sampled_from(("48030", "2A004")),
    start_grain=st.just(START),
    duration_grains=st.integers(1, 24),
    travel_minutes=st.integers(0, 500),
    wait_minutes=st.integers(0, 40_000),
    distance_hm=st.integers(0, 10_000),
    treating_doctor=st.booleans(),
    claims=st.lists(
        st.builds(
            TicketClaim,
            IDS,
            st.sampled_from(Part),
            st.integers(START - 40, START),
            st.integers(START + 1, START + 60),
        ),
        max_size=3,
    ).map(tuple),
    decision_id=st.sampled_from(("", "jonzr6spvunp6fj2lx75qmz6xm")),
)
ONE = Ticket(
    Mode.CABIN,
    "ear-pain",
    "48030",
    START,
    3,
    23,
    25,
    124,
    False,
    (
        TicketClaim("0193c0de-0000-7000-8000-000000000001", Part.CABIN, START, START + 4),
        TicketClaim("0193c0de-0000-7000-8000-000000000002", Part.PRACTITIONER, START, START + 4),
    ),
    "jonzr6spvunp6fj2lx75qmz6xm",
)


@given(TICKETS)
def test_what_was_sealed_is_what_opens(ticket: Ticket) -> None:
    assert SIGNER.open(SIGNER.seal(ticket)) == ticket


def test_an_id_is_short_and_safe_in_a_url() -> None:
    sealed = SIGNER.seal(ONE)
    assert len(sealed) <= 200
    assert sealed.replace("-", "").replace("_", "").isalnum()


@given(st.data())
def test_any_altered_character_is_refused(data: st.DataObject) -> None:
    sealed = SIGNER.seal(ONE)
    at = data.draw(st.integers(0, len(sealed) - 1))
    other = data.draw(st.sampled_from("ABCxyz019-_=é "))
    altered = sealed[:at] + other + sealed[at + 1 :]
    if altered != sealed:
        with pytest.raises(Invalid, match="OPTION_INVALID"):
            SIGNER.open(altered)


@pytest.mark.parametrize(
    "text", ["", "A", "====", "é" * 40, "A" * 5000, SIGNER.seal(ONE)[:-4], SIGNER.seal(ONE) + "="]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="OPTION_INVALID"):
        SIGNER.open(text)


def test_another_instance_s_ticket_is_refused() -> None:
    with pytest.raises(Invalid, match="OPTION_INVALID"):
        TicketSigner(b"x" * 32).open(SIGNER.seal(ONE))


def test_it_says_whether_the_way_was_counted_without_a_car() -> None:
    for treating in (False, True):
        on_foot = replace(ONE, treating_doctor=treating, without_car=True)
        assert SIGNER.open(SIGNER.seal(on_foot)) == on_foot
