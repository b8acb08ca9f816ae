"""The stand-by order: need, then isolation, then wait; whoever let an offer lapse comes last."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.booking.domain.stand_by import Waiting, in_order, rank

MONDAY = datetime(2027, 3, 1, 8, 0, tzinfo=UTC)


def waiting(name, hours=72, km=8.0, days=0.0, lapsed=0):
    return Waiting(name, hours, km, MONDAY + timedelta(days=days), lapsed)


def order(*people):
    return [each.appointment_id for each in in_order(people)]


def test_need_comes_before_isolation_and_isolation_before_wait():
    urgent = waiting("urgent", hours=24, km=1, days=3)
    isolated = waiting("isolated", km=40, days=2)
    patient = waiting("patient", days=0)
    newcomer = waiting("newcomer", days=1)
    assert order(newcomer, patient, isolated, urgent) == ["urgent", "isolated", "patient", "newcomer"]


def test_a_little_further_away_does_not_beat_a_longer_wait():
    assert order(waiting("far", km=9.4, days=1), waiting("first", km=9.1)) == ["first", "far"]


def test_a_lapsed_offer_goes_to_the_next_one():
    assert order(waiting("lapsed", hours=4, lapsed=1), waiting("next", hours=700)) == ["next", "lapsed"]


def test_ranks_start_at_one_and_are_none_for_strangers():
    people = [waiting("b", days=1), waiting("a")]
    assert [rank(people, name) for name in ("a", "b", "stranger")] == [1, 2, 0]


@given(
    st.lists(
        st.builds(
            waiting,
            st.uuids().map(str),
            st.integers(1, 2000),
            st.floats(0, 200),
            st.floats(0, 30),
            st.integers(0, 2),
        ),
        max_size=8,
    ),
    st.randoms(),
)
def test_the_order_does_not_depend_on_how_the_list_was_read(people, random):
    shuffled = list(people)
    random.shuffle(shuffled)
    assert in_order(shuffled) == in_order(people)
