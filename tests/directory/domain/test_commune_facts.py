"""Facts of one import lie over those of another without hiding what they do not speak of."""

from math import nan

import pytest

from services.directory.domain.commune_facts import CommuneFacts, check_facts, with_facts
from services.territory.position import Position
from tests.directory.imports.villages import ALL
from tests.directory.samples import MENDE, refusal_of

PLACED = CommuneFacts("48095", MENDE, "official", 500)
MEASURED = CommuneFacts("48095", apl=2.1, apl_year=2023, apl_level="commune")
ZONED = CommuneFacts("48095", zoning="ZIP")
ALL_THREE = CommuneFacts("48095", MENDE, "official", 500, 2.1, 2023, "commune", "ZIP")


def test_facts_add_up_in_any_order() -> None:
    assert ZONED.over(MEASURED.over(PLACED)) == ALL_THREE
    assert PLACED.over(ZONED.over(MEASURED)) == ALL_THREE
    assert CommuneFacts("48095").over(ALL_THREE) == ALL_THREE


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (CommuneFacts("48095", apl=nan), "APL_IMPOSSIBLE"),
        (CommuneFacts("48095", apl=-0.1), "APL_IMPOSSIBLE"),
        (CommuneFacts("48095", apl=2.0, apl_level="world"), "APL_IMPOSSIBLE"),
        (CommuneFacts("48095", zoning="ZZZ"), "ZONING_UNKNOWN"),
    ],
)
def test_impossible_facts_are_refused(facts: CommuneFacts, reason: str) -> None:
    assert refusal_of(lambda: check_facts(facts)).reason == reason


def test_positions_move_communes_and_nothing_else() -> None:
    moved = with_facts(ALL, [CommuneFacts("48095", Position(44.5, 3.5), "official", 500), MEASURED])
    by_code = {commune.code: commune for commune in moved}
    assert by_code["48095"].position == Position(44.5, 3.5)
    assert by_code["48095"].position_source == "official"
    assert [c for c in moved if c.code != "48095"] == [c for c in ALL if c.code != "48095"]
