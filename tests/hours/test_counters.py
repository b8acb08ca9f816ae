import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.hours.counters import CountBelowZeroError, GrainCounters

WIDTH = 24
bitmaps = st.integers(0, (1 << WIDTH) - 1)


@given(st.lists(st.tuples(st.booleans(), bitmaps), max_size=40))
def test_the_planes_count_like_a_list_of_ints(steps):
    counters, counts = GrainCounters(), [0] * WIDTH
    for adding, bits in steps:
        touched = [i for i in range(WIDTH) if bits >> i & 1]
        if adding:
            counters.add(bits)
        elif all(counts[i] for i in touched):
            counters.remove(bits)
        else:
            with pytest.raises(CountBelowZeroError):
                counters.remove(bits)
            continue
        for i in touched:
            counts[i] += 1 if adding else -1
        assert counters.any() == sum(1 << i for i in range(WIDTH) if counts[i])
    assert [counters.count_at(i) for i in range(WIDTH)] == counts


@given(st.lists(bitmaps, max_size=20))
def test_what_was_added_can_be_taken_back_to_nothing(added):
    counters = GrainCounters()
    for bits in added:
        counters.add(bits)
    for bits in reversed(added):
        counters.remove(bits)
    assert counters.any() == 0
    assert all(counters.count_at(i) == 0 for i in range(WIDTH))


def test_a_refused_removal_changes_nothing():
    counters = GrainCounters()
    counters.add(0b0110)
    with pytest.raises(CountBelowZeroError):
        counters.remove(0b1100)
    assert [counters.count_at(i) for i in range(4)] == [0, 1, 1, 0]


def test_a_negative_bitmap_is_refused():
    for change in (GrainCounters().add, GrainCounters().remove):
        with pytest.raises(ValueError):
            change(-1)
