"""Settings come from the environment, and a misspelt one is refused."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from services.platform.process import ProcessSettings
from services.platform.refusals import Invalid
from services.platform.settings import read


@dataclass(frozen=True, slots=True)
class Settings(ProcessSettings):
    database_url: str = "sqlite:///x.db"
    demo: bool = False


def test_each_field_has_its_variable() -> None:
    environ = {
        "MAILLAGE_X_DATABASE_URL": "sqlite:///y.db",
        "MAILLAGE_X_PORT": "7",
        "MAILLAGE_X_DEMO": "yes",
        "MAILLAGE_X_GRACE_SECONDS": "1.5",
        "MAILLAGE_X_TLS_KEY": "key.pem",
        "MAILLAGE_OTHER_PORT": "9",
        "HOME": "/nowhere",
    }
    settings = read(Settings, "X", environ)
    assert settings == Settings(
        port=7, database_url="sqlite:///y.db", demo=True, grace_seconds=1.5, tls_key=Path("key.pem")
    )
    assert read(Settings, "X", environ, port=8).port == 8


@pytest.mark.parametrize(("name", "value"), [("PORT", "many"), ("DEMO", "perhaps"), ("GRACE_SECONDS", "")])
def test_a_value_that_makes_no_sense_is_named(name: str, value: str) -> None:
    with pytest.raises(Invalid, match=f"SETTING_INVALID.*MAILLAGE_X_{name}"):
        read(Settings, "X", {f"MAILLAGE_X_{name}": value})


def test_a_misspelt_setting_is_refused() -> None:
    with pytest.raises(Invalid, match=r"SETTING_UNKNOWN.*MAILLAGE_X_PROT"):
        read(Settings, "X", {"MAILLAGE_X_PROT": "7"})
