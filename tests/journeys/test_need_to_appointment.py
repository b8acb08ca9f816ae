"""From a need and a place to an appointment, by the commands of the README, against a running instance."""

import urllib.request
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from services.cli.__main__ import maillage
from services.territory.shipped import load_communes
from tests.journeys.conftest import Instance, started

JEANNE = ("--given-name", "Jeanne", "--family-name", "Exemple", "--birth-date", "1946-03-17")
PHONE = ("--phone", "01 99 00 12 34")
ROUTE = ("route", "--at", "48030", "--need", "ear-pain")
ANSWER_KEYS = {"options", "missing", "emergency"}
OPTION_KEYS = {"id", "mode", "start", "travel_minutes", "wait_minutes", "why"}


def booked(instance: Instance, option: dict[str, Any]) -> Any:
    return instance.run("book", "--option", option["id"], *JEANNE, *PHONE)


def test_a_village_without_a_doctor_gets_options_of_three_modes(instance: Instance) -> None:
    answer = instance.run(*ROUTE)
    assert answer.keys() >= ANSWER_KEYS
    assert answer["emergency"] is None
    assert len({option["mode"] for option in answer["options"]}) >= 3
    for option in answer["options"]:
        assert option.keys() >= OPTION_KEYS
        assert datetime.fromisoformat(option["start"]).tzinfo is not None
        assert option["why"]


def test_best_comes_first(instance: Instance) -> None:
    answer = instance.run(*ROUTE)
    assert answer["access"]["verdict"] in {"under_dense", "dense", "unknown"}
    if answer["access"]["verdict"] == "under_dense":
        costs = [option["travel_minutes"] + option["wait_minutes"] for option in answer["options"]]
        assert costs == sorted(costs)


def test_book_show_move_cancel(instance: Instance) -> None:
    options = instance.run(*ROUTE)["options"]
    done = booked(instance, options[0])
    assert done["status"] == "booked"
    assert done["start"] == options[0]["start"]
    reference = ("--reference", done["reference"])
    for factor in (("--birth-date", "1946-03-17"), ("--phone", "+33 1 99 00 12 34")):
        assert instance.run("show", *reference, *factor)["status"] == "booked"
    wrong = instance.run("show", *reference, "--birth-date", "1950-01-01", exit_code=1)
    unknown = instance.run("show", "--reference", "0000-0000-0000-0000", *PHONE, exit_code=1)
    assert wrong["error"] == unknown["error"]
    fresh = instance.run(*ROUTE)["options"]
    moved = instance.run("move", *reference, *PHONE, "--option", fresh[-1]["id"])
    assert (moved["status"], moved["start"]) == ("booked", fresh[-1]["start"])
    assert instance.run("cancel", *reference, *PHONE)["status"] == "cancelled"
    assert instance.run("cancel", *reference, *PHONE)["status"] == "cancelled"
    assert instance.run("verify")["violations"] == 0


def test_a_taken_slot_is_not_sold_again(instance: Instance) -> None:
    option = instance.run(*ROUTE)["options"][0]
    booked(instance, option)
    refusal = instance.run("book", "--option", option["id"], *JEANNE, *PHONE, exit_code=1)
    assert refusal["error"]["reason"] == "SLOT_TAKEN"
    assert option["id"] not in {each["id"] for each in instance.run(*ROUTE)["options"]}
    assert instance.run("verify")["violations"] == 0


def test_a_red_flag_is_never_a_booking(instance: Instance) -> None:
    answer = instance.run(*ROUTE, "--red-flag", "chest-pain")
    assert answer["options"] == []
    assert answer["emergency"]["number"] == "15"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--at", "99999", "--need", "ear-pain"), "PLACE_UNKNOWN"),
        (("--at", "48030", "--need", "nothing-known"), "NEED_UNKNOWN"),
        (("--at", "123.4,500", "--need", "ear-pain"), "COORDINATES_IMPOSSIBLE"),
        (("--at", "48030", "--need", "ear-pain", "--earliest", "2020-01-01T00:00Z"), "TIME_IN_THE_PAST"),
        (("--at", "48030", "--need", "ear-pain", "--earliest", "2099-01-01T00:00Z"), "TIME_BEYOND_HORIZON"),
    ],
)
def test_what_cannot_be_understood_is_named(
    instance: Instance, arguments: tuple[str, ...], reason: str
) -> None:
    assert instance.run("route", *arguments, exit_code=1)["error"]["reason"] == reason


def test_homonyms_come_back_as_a_choice(instance: Instance) -> None:
    answer = instance.run("route", "--at", "Saint-Denis", "--need", "ear-pain")
    assert answer["options"] == []
    assert len(answer["place_choices"]) >= 2


def test_a_number_that_is_two_things_says_so(instance: Instance) -> None:
    """48170: INSEE code of Saint-Martin-de-Boubaux, postal code of Châteauneuf-de-Randon among others."""
    answer = instance.run("route", "--at", "48170", "--need", "ear-pain")
    assert answer["place"].startswith("Saint-Martin-de-Boubaux")
    assert answer["options"]
    assert "48043" in {choice["code"] for choice in answer["place_choices"]}


def test_needs_are_listed(instance: Instance) -> None:
    needs = instance.run("needs")
    assert len(needs["needs"]) >= 40
    assert needs["medically_validated"] is False


def test_status_tells_where_everything_is(instance: Instance) -> None:
    status = instance.run("status")
    assert status["grpc_address"] == f"127.0.0.1:{instance.port}"
    assert set(status["services"].values()) == {"SERVING"}
    with urllib.request.urlopen(status["metrics_url"]) as answer:
        assert b"maillage_rpc_seconds" in answer.read()


@pytest.mark.national
def test_no_commune_is_a_dead_end(instance: Instance) -> None:
    """The ten largest and the hundred smallest communes."""
    ordered = sorted((c for c in load_communes() if c.population > 0), key=lambda c: c.population)
    for commune in [*ordered[-10:], *ordered[:100]]:
        answer = instance.run("route", "--at", commune.code, "--need", "cough")
        assert answer["options"] or answer["fallback"]["phone"], commune


def test_without_a_server_the_database_is_opened(instance: Instance, tmp_path: Path) -> None:
    """`--data DIR` of an instance that does not run; here a small one, real numbers only."""
    small = started(tmp_path, "--empty")
    small.stop()
    answer = small.run(*ROUTE)
    assert answer["options"] == []
    assert answer["fallback"]["phone"]
    assert small.run("verify")["violations"] == 0


def test_two_instances_run_side_by_side(instance: Instance, tmp_path: Path) -> None:
    other = started(tmp_path, "--empty")
    assert other.run("status")["grpc_address"] != instance.run("status")["grpc_address"]
    taken = CliRunner().invoke(
        maillage, ["up", "--data", str(tmp_path / "third"), "--port", str(other.port), "--empty"]
    )
    assert taken.exit_code == 1
    assert "PORT_TAKEN" in taken.output
    other.stop()


def test_the_person_is_nowhere_in_clear(instance: Instance) -> None:
    """Canary: the name is in no file of the instance but the notices that were sent."""
    option = instance.run(*ROUTE)["options"][0]
    canary = "Zyxwvu"
    given = ("--given-name", canary, "--family-name", canary, "--birth-date", "1931-01-02")
    instance.run("book", "--option", option["id"], *given, "--phone", "0199007777")
    for path in instance.data.rglob("*"):
        if path.is_file() and "notices" not in path.parts:
            content = path.read_bytes()
            for word in (canary, "1931-01-02", "199007777"):
                assert word.encode() not in content, path
    assert (instance.data / "keys.json").stat().st_mode & 0o777 == 0o600
