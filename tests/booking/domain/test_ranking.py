from hypothesis import given
from hypothesis import strategies as st

from services.booking.domain.candidates import Candidate
from services.booking.domain.modes import Mode
from services.booking.domain.ranking import RankingTerms, rank, ranking_key
from services.booking.domain.resources import Part
from services.booking.domain.ticket import TicketClaim

UNDER_DENSE = RankingTerms(48 * 60, in_person_first=False, in_person_wish=False, limit=10)
DENSE = RankingTerms(48 * 60, in_person_first=True, in_person_wish=False, limit=10)


def candidate(mode: Mode, name: str, travel: int, wait: int, *, treating: bool = False) -> Candidate:
    start = 5_000_000 + wait // 5
    claims = (TicketClaim(name, Part.CABIN, start, start + 4),)
    return Candidate(mode, start, 3, travel, wait, 0, treating, claims)


CANDIDATES = st.lists(
    st.builds(
        candidate,
        st.sampled_from(Mode),
        st.sampled_from("abcdef"),
        st.integers(0, 100),
        st.integers(0, 900).map(lambda grains: grains * 5),
        treating=st.booleans(),
    ),
    max_size=40,
)


def names(chosen: tuple[Candidate, ...]) -> list[str]:
    return [each.claims[0].resource_id for each in chosen]


def test_time_to_care_decides_where_doctors_lack() -> None:
    cabin = candidate(Mode.CABIN, "cabin", 12, 15)
    office = candidate(Mode.IN_PERSON, "office", 40, 45)
    assert names(rank([office, cabin], UNDER_DENSE)) == ["cabin", "office"]


def test_elsewhere_in_person_comes_first_when_it_is_in_time() -> None:
    cabin = candidate(Mode.CABIN, "cabin", 12, 15)
    office = candidate(Mode.IN_PERSON, "office", 40, 45)
    late = candidate(Mode.IN_PERSON, "late", 5, 49 * 60)
    assert names(rank([cabin, office, late], DENSE)) == ["office", "cabin", "late"]


def test_a_far_practice_is_not_first_for_being_one() -> None:
    cabin = candidate(Mode.CABIN, "cabin", 12, 15)
    far, near = candidate(Mode.IN_PERSON, "far", 46, 60), candidate(Mode.IN_PERSON, "near", 45, 600)
    assert names(rank([far, cabin, near], DENSE)) == ["near", "cabin", "far"]


def test_who_would_rather_be_seen_in_person_is() -> None:
    wish = RankingTerms(48 * 60, in_person_first=False, in_person_wish=True, limit=10)
    listed = rank(
        [candidate(Mode.HOME_VIDEO, "video", 0, 0), candidate(Mode.HOME_VISIT, "nurse", 0, 90)], wish
    )
    assert names(listed) == ["nurse", "video"]


def test_the_treating_doctor_comes_first_when_free_in_time() -> None:
    soon = candidate(Mode.CABIN, "cabin", 5, 5)
    own = candidate(Mode.IN_PERSON, "own", 30, 47 * 60, treating=True)
    too_late = candidate(Mode.HOME_VIDEO, "own-late", 0, 60 * 60, treating=True)
    assert names(rank([soon, own, too_late], UNDER_DENSE)) == ["own", "cabin", "own-late"]


def test_equal_times_go_to_the_shorter_way_then_to_one_order_for_ever() -> None:
    tied = [
        candidate(Mode.CABIN, "b", 10, 20),
        candidate(Mode.CABIN, "a", 10, 20),
        candidate(Mode.CABIN, "c", 5, 25),
    ]
    assert names(rank(tied, UNDER_DENSE)) == names(rank(tied[::-1], UNDER_DENSE)) == ["c", "a", "b"]


def test_one_place_at_one_time_is_proposed_once() -> None:
    own = candidate(Mode.CABIN, "cabin", 5, 10, treating=True)
    anyone = candidate(Mode.CABIN, "cabin", 5, 10)
    assert rank([anyone, own], UNDER_DENSE) == (own,)


@given(CANDIDATES, st.booleans(), st.integers(1, 50))
def test_the_list_is_ordered_mixed_and_short(found: list[Candidate], dense: bool, limit: int) -> None:
    terms = RankingTerms(48 * 60, in_person_first=dense, in_person_wish=False, limit=limit)
    chosen = rank(found, terms)
    keys = [ranking_key(each, terms) for each in chosen]
    assert keys == sorted(keys)
    assert len(chosen) <= limit
    assert set(chosen) <= set(found)
    for mode in Mode:
        of_mode = [each for each in found if each.mode is mode]
        listed = [each for each in chosen if each.mode is mode]
        assert len(listed) <= terms.per_mode
        if of_mode and limit >= len(Mode):
            assert ranking_key(listed[0], terms) == min(ranking_key(each, terms) for each in of_mode)
    assert rank(reversed(found), terms) == chosen or len(set(found)) != len(found)


def test_the_own_doctor_is_preferred_even_too_late_where_all_else_is_equal() -> None:
    own = candidate(Mode.CABIN, "cabin", 5, 60 * 60, treating=True)
    anyone = candidate(Mode.CABIN, "cabin", 5, 60 * 60)
    assert rank([anyone, own], UNDER_DENSE) == (own,)
