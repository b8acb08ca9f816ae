import csv
import gzip
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.hours.parse import LONGEST_TEXT, parse_day
from services.hours.weekly import WeeklyHours

REAL_HOUSES = Path(__file__).parents[3] / "shared" / "data" / "france_services.csv.gz"
DAYS = ["h_lundi", "h_mardi", "h_mercredi", "h_jeudi", "h_vendredi", "h_samedi"]


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("", ()),
        ("   ", ()),
        ("-", ()),
        ("fermé", ()),
        ("Fermée toute la journée", ()),
        ("9h-12h30", ((540, 750),)),
        ("9-12h30", ((540, 750),)),
        ("09:00-12:00 / 14:00-17:30", ((540, 720), (840, 1050))),
        ("14:00-17:30 / 09:00-12:00", ((540, 720), (840, 1050))),
        ("09:00 - 12:00 / 12:00 - 13:00", ((540, 780),)),
        ("9h\u00a0–\u00a012h, 14\u202fh\u202f30 — 18h", ((540, 720), (870, 1080))),
        ("de 9h à midi et de 14h à 17h", ((540, 720), (840, 1020))),
        ("Matin : 9h-12h ; après-midi : 14h-18h", ((540, 720), (840, 1080))),
        ("9.30-12.00", ((570, 720),)),
        ("08:12 - 14:18", ((492, 858),)),
        ("24h/24", ((0, 1440),)),
        ("24h/24 - 7j/7", ((0, 1440),)),
        ("7j/7 24h/24", ((0, 1440),)),
        ("H24", ((0, 1440),)),
        ("00:00-24:00", ((0, 1440),)),
        ("20h-minuit", ((1200, 1440),)),
        ("20:00-00:00", ((1200, 1440),)),
        ("14h-00h", ((840, 1440),)),
        ("20h-2h", ((1200, 120),)),
    ],
)
def test_what_people_write_is_understood(text, ranges):
    day = parse_day(text)
    assert (day.ranges, day.fault) == (ranges, None)


@pytest.mark.parametrize(
    ("text", "ranges", "fault"),
    [
        ("00:00 - 00:00 / 09:00 - 12:00", ((540, 720),), "plage vide"),
        ("08:30 - 11:30 / 08:30 - 11:30", ((510, 690),), "répétée"),
        ("09:00 - 12:00 / 09:00 - 17:00 / 14:00 - 17:00", ((540, 1020),), "chevauchent"),
        ("14:00-12:00 / 15:00-16:00", ((900, 960),), "fin avant le début"),
        ("25h-27h / 9h-12h", ((540, 720),), "heure impossible"),
        ("9:00-12:60", (), "heure impossible"),
        ("9h-12h sur rdv", ((540, 720),), "non compris"),
        ("2-5 pm", ((120, 300),), "non compris"),
        ("9h / 12h", (), "non compris"),
        ("fermÃ©", (), "non compris"),
        ("5h-20h, 19h-12h", ((300, 1440),), "chevauchent"),
        ("9h-12h" + " " * LONGEST_TEXT, ((540, 720),), "trop long"),
    ],
)
def test_what_is_understood_is_kept_and_the_rest_reported(text, ranges, fault):
    day = parse_day(text)
    assert day.ranges == ranges
    assert fault in (day.fault or "")


@given(st.text(max_size=300) | st.text(alphabet="0123456789hH:.-/à ,;midnuteré24j\ud800\0", max_size=80))
def test_no_text_raises_and_every_answer_makes_a_week(text):
    day = parse_day(text)
    assert len(WeeklyHours.with_nights([day.ranges] * 7).days) == 7
    assert day.fault is None or (day.fault.isprintable() and len(day.fault) < 400)


@given(st.lists(st.tuples(st.integers(0, 287), st.integers(1, 288)), max_size=4))
def test_well_formed_cells_come_back_as_they_were(pairs):
    ranges = [(5 * a, 5 * b) for a, b in pairs if a < b]
    text = " / ".join(f"{s // 60:02}:{s % 60:02} - {e // 60:02}:{e % 60:02}" for s, e in ranges)
    covered = {m for s, e in parse_day(text).ranges for m in range(s, e)}
    assert covered == {m for s, e in ranges for m in range(s, e)}


@pytest.mark.skipif(not REAL_HOUSES.exists(), reason="the shared data folder is not beside the repository")
def test_the_real_france_services_houses():
    with gzip.open(REAL_HOUSES, "rt", encoding="utf-8") as lines:
        cells = [row[day] for row in csv.DictReader(lines) for day in DAYS]
    distinct = {text: parse_day(text) for text in set(cells)}
    kinds = Counter()
    for text in cells:
        day = distinct[text]
        kinds["closed" if not text else "understood" if day.fault is None else "reported"] += 1
        assert day.ranges or not text or text == "00:00 - 00:00"
        for kind in ("vide", "répétée", "chevauchent", "non compris"):
            kinds[kind] += kind in (day.fault or "")
    assert kinds == {
        "closed": 3121,
        "understood": 13807,
        "reported": 142,
        "vide": 67,
        "répétée": 38,
        "chevauchent": 48,
        "non compris": 0,
    }
