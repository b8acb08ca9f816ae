from zoneinfo import ZoneInfo

import pytest

from services.territory.areas import DEPARTMENTS
from services.territory.zones import zone_of_commune, zone_of_department


@pytest.mark.parametrize(
    ("code", "zone"),
    [
        ("48095", "Europe/Paris"), ("2A004", "Europe/Paris"), ("75101", "Europe/Paris"),
        ("97105", "America/Guadeloupe"), ("97209", "America/Martinique"), ("97302", "America/Cayenne"),
        ("97411", "Indian/Reunion"), ("97502", "America/Miquelon"), ("97611", "Indian/Mayotte"),
        ("97701", "America/St_Barthelemy"), ("97801", "America/Marigot"), ("98412", "Indian/Kerguelen"),
        ("98613", "Pacific/Wallis"), ("98735", "Pacific/Tahiti"), ("98731", "Pacific/Marquesas"),
        ("98719", "Pacific/Gambier"), ("98818", "Pacific/Noumea"),
    ],
)  # fmt: skip
def test_zone_of_a_commune(code, zone):
    assert zone_of_commune(code) == zone


def test_every_zone_exists(by_code):
    for zone in {zone_of_commune(code) for code in by_code}:
        ZoneInfo(zone)


def test_departments_agree_with_their_chief_town(by_code):
    for code in DEPARTMENTS:
        chief_towns = [c for c in by_code.values() if c.department == code]
        biggest = max(chief_towns, key=lambda commune: commune.population)
        assert zone_of_department(code) == zone_of_commune(biggest.code)


def test_the_marquesas_are_the_communes_of_that_name(by_code):
    names = {c.name for c in by_code.values() if zone_of_commune(c.code) == "Pacific/Marquesas"}
    assert names == {"Fatu-Hiva", "Hiva-Oa", "Nuku-Hiva", "Tahuata", "Ua-Huka", "Ua-Pou"}
