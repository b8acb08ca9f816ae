"""The stand-by order: need, then isolation, then wait; whoever let an offer lapse comes last."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.booking.domain.stand_by import Waiting, in_order, rank, turn

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


def rounds(people, at_once, passes):
    """Who is looked for in each of some passes that follow each other."""
    reached, looked_for = None, []
    for _ in range(passes):
        passed = turn(people, reached, at_once)
        reached = passed.reached
        looked_for.append([each.appointment_id for each in passed.chosen])
    return looked_for


def test_everybody_s_turn_comes_and_the_first_are_in_every_pass():
    people = [waiting(str(number), days=number) for number in range(10)]
    first = ["0", "1", "2", "3", "4"]
    assert rounds(people, 7, 4) == [
        [*first, "5", "6"],
        [*first, "7", "8"],
        [*first, "9"],
        [*first, "5", "6"],
    ]


def test_a_short_list_is_one_pass():
    people = [waiting("b", days=1), waiting("a")]
    assert rounds(people, 7, 2) == [["a", "b"]] * 2
    assert rounds([], 7, 1) == [[]]


def test_whoever_leaves_or_joins_during_a_round_costs_nobody_a_turn():
    people = [waiting(str(number), days=number) for number in range(10)]
    reached = turn(people, None, 7).reached
    people = [each for each in people if each.appointment_id != "6"] + [waiting("urgent", hours=1)]
    chosen = [each.appointment_id for each in turn(people, reached, 7).chosen]
    assert chosen == ["urgent", "0", "1", "2", "3", "7", "8"]
