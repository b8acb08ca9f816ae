"""Settings of the gateway: `MAILLAGE_KIOSK_<FIELD>`."""

from dataclasses import dataclass
from datetime import timedelta

from services.kiosk.operations.sweep_silence import Rhythm
from services.platform.process import ProcessSettings
from services.platform.refusals import Invalid


@dataclass(frozen=True, slots=True)
class Settings(ProcessSettings):
    """Read once. Times are seconds or minutes as their names say."""

    port: int = 50063
    metrics_port: int = 50163
    database_url: str = "sqlite:///var/kiosk.db"
    directory_address: str = "127.0.0.1:50061"
    heartbeat_seconds: int = 60  # what cabins are asked to keep to
    silence_minutes: int = 15  # after which a cabin is silent
    flush_seconds: int = 30  # between two writes of "last seen"
    lag_minutes: int = 5  # how far the directory's "last seen" may be behind
    sweep_seconds: float = 10.0  # between two looks at who is silent

    def __post_init__(self) -> None:
        if min(self.heartbeat_seconds, self.silence_minutes, self.flush_seconds, self.lag_minutes) < 1:
            raise Invalid("SETTING_INVALID", "Les durées sont d'au moins 1.", setting="heartbeat_seconds")
        if self.silence_minutes * 60 <= self.heartbeat_seconds + self.flush_seconds + self.sweep_seconds:
            raise Invalid(
                "SETTING_INVALID",
                "Une cabine qui bat à l'heure serait dite muette ; augmentez silence_minutes.",
                setting="silence_minutes",
            )

    def rhythm(self) -> Rhythm:
        """How the sweep goes."""
        return Rhythm(
            timedelta(minutes=self.silence_minutes),
            timedelta(seconds=self.flush_seconds),
            timedelta(minutes=self.lag_minutes),
        )
