"""References survive being read out, copied by hand and typed in a hurry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.booking.domain.references import ALPHABET, LENGTH, new_reference, parsed, shown

references = st.binary(min_size=10, max_size=10).map(lambda raw: new_reference(lambda n: raw[:n]))


@given(references)
def test_what_is_shown_is_read_back(reference):
    assert len(reference) == LENGTH
    assert parsed(shown(reference)) == reference
    assert parsed(f"  {shown(reference).lower()} ") == reference
    assert parsed(shown(reference).replace("-", " ").replace("0", "O").replace("1", "l")) == reference
    assert parsed(reference.replace("1", "I").replace("0", "o")) == reference


@given(st.binary(min_size=10, max_size=10), st.binary(min_size=10, max_size=10))
def test_all_eighty_bits_count(one, other):
    assert (new_reference(lambda n: one) == new_reference(lambda n: other)) == (one == other)


def test_it_is_shown_in_groups_of_four():
    assert shown(new_reference(bytes)) == "0000-0000-0000-0000"
    assert shown(new_reference(lambda n: b"\xff" * n)) == "ZZZZ-ZZZZ-ZZZZ-ZZZZ"


@pytest.mark.parametrize(
    "text", ["", "0" * 15, "0" * 17, "U" * 16, "*" * 16, "é" * 16, "0" * 100_000, "-" * 64]
)
def test_what_can_be_no_reference(text):
    assert parsed(text) is None


@given(st.text())
def test_any_text_is_read_or_not(text):
    found = parsed(text)
    assert found is None or (len(found) == LENGTH and set(found) <= set(ALPHABET))
