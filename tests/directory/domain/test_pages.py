"""Page tokens come back as they were, for their own search only."""

from dataclasses import replace
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.directory.domain.pages import Mark, mark_of, page_token
from services.directory.domain.searches import Filters, Search, check_search
from tests.directory.samples import refusal_of

SEARCH = check_search(Search("Mende"))


@given(st.floats(0, 500), st.text("abcdefghij234567-", max_size=40))
def test_a_token_says_where_it_left_off(km: float, entry_id: str) -> None:
    mark = Mark(km, entry_id)
    assert mark_of(page_token(mark, SEARCH), SEARCH) == mark


@given(st.text())
def test_anything_else_is_refused(text: str) -> None:
    if text:
        assert refusal_of(lambda: mark_of(text, SEARCH)).reason == "PAGE_TOKEN_INVALID"


def test_a_token_of_another_search_is_refused() -> None:
    token = page_token(Mark(1.5, "ap-x"), SEARCH)
    other = replace(SEARCH, filters=Filters(step_free=True))
    assert refusal_of(lambda: mark_of(token, other)).reason == "PAGE_TOKEN_INVALID"
    assert mark_of(token, replace(SEARCH, page_size=7)) == Mark(1.5, "ap-x")


@pytest.mark.parametrize(
    "spoil", [lambda t: t + "A", lambda t: t[:-2], lambda t: "x" + t[1:], lambda t: t + "=="]
)
def test_a_damaged_token_is_refused(spoil) -> None:  # type: ignore[no-untyped-def]
    token = spoil(page_token(Mark(1.5, "ap-x"), SEARCH))
    assert refusal_of(lambda: mark_of(token, SEARCH)).reason == "PAGE_TOKEN_INVALID"


def test_a_distance_that_is_none_is_refused() -> None:
    token = page_token(Mark(inf, "ap-x"), SEARCH)
    assert refusal_of(lambda: mark_of(token, SEARCH)).reason == "PAGE_TOKEN_INVALID"


def test_no_token_is_the_first_page() -> None:
    assert mark_of("", SEARCH) is None
