"""An answer as a person reads it: a number is said once, a further thing to know is shown."""

import pytest
from maillage.api.booking.v1 import option_pb2
from maillage.api.booking.v1.routing_service_pb2 import FindOptionsResponse

from services.cli.routing import answer_dict, print_answer


def printed(answer: FindOptionsResponse, capsys: pytest.CaptureFixture[str]) -> str:
    print_answer(answer_dict(answer))
    return capsys.readouterr().out


def test_the_number_of_an_emergency_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    told = option_pb2.Emergency(number="15", sentence="Appelez le 15 maintenant.")
    assert printed(FindOptionsResponse(emergency=told), capsys) == "Appelez le 15 maintenant.\n"
    told.sentence = "Allongez-vous."
    assert printed(FindOptionsResponse(emergency=told), capsys) == "Appelez le 15. Allongez-vous.\n"


def test_the_number_of_a_fallback_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    left = option_pb2.Fallback(phone="15", sentence="En cas d'urgence, appelez le 15.")
    assert printed(FindOptionsResponse(fallback=left), capsys).count("15") == 1
    left.sentence = "Demandez de l'aide."
    assert "Téléphone : 15" in printed(FindOptionsResponse(fallback=left), capsys)


def test_a_notice_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    answer = FindOptionsResponse(notice="Votre médecin traitant est loin.")
    assert answer_dict(answer)["notice"] == "Votre médecin traitant est loin."
    assert "Votre médecin traitant est loin." in printed(answer, capsys)


def test_a_cost_that_is_not_known_leaves_no_empty_line(capsys: pytest.CaptureFixture[str]) -> None:
    option = option_pb2.Option(id="abc", mode=option_pb2.MODE_CABIN, why="Ici.", time_zone="Europe/Paris")
    option.resources.add(entry_id="e", name="Pharmacie du Pont")
    option.start.seconds = 1_795_000_000
    lines = printed(FindOptionsResponse(options=[option]), capsys).splitlines()
    assert [line for line in lines[1:] if not line.strip() and line] == []
