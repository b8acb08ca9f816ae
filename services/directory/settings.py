"""Settings of the directory: `MAILLAGE_DIRECTORY_<FIELD>`."""

from dataclasses import dataclass

from services.platform.process import ProcessSettings


@dataclass(frozen=True, slots=True)
class Settings(ProcessSettings):
    """Read once."""

    database_url: str = "sqlite:///var/directory.db"
    demo: bool = False  # the invented national network, put once into a directory that lacks it
    emergency_numbers: bool = True  # put in at each start; an operator that keeps its own list says no
