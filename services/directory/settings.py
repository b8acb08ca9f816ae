"""Settings of the directory: `MAILLAGE_DIRECTORY_<FIELD>`."""

from dataclasses import dataclass

from services.platform.process import ProcessSettings
from services.platform.refusals import Invalid


@dataclass(frozen=True, slots=True)
class Settings(ProcessSettings):
    """Read once."""

    port: int = 50061
    metrics_port: int = 50161
    database_url: str = "sqlite:///var/directory.db"
    demo: bool = False  # the invented national network, put once into a directory that lacks it
    emergency_numbers: bool = True  # put in at each start; an operator that keeps its own list says no

    def __post_init__(self) -> None:
        if self.production and self.demo:
            raise Invalid(
                "DEMO_IN_PRODUCTION",
                "Le réseau de démonstration est inventé : il n'entre pas dans un service en production.",
                setting="demo",
            )
