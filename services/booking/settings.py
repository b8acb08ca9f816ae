"""Settings of booking: `MAILLAGE_BOOKING_<FIELD>`."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from services.booking.operations.grounds import Terms
from services.platform.process import ProcessSettings
from services.platform.refusals import Invalid


@dataclass(frozen=True, slots=True)
class Settings(ProcessSettings):
    """Read once. Times are seconds or minutes as their names say."""

    port: int = 50062
    metrics_port: int = 50162
    database_url: str = "sqlite:///var/booking.db"
    directory_address: str = "127.0.0.1:50061"
    notices_dir: Path = Path("var/notices")  # where the sender that ships with the product writes
    hold_minutes: int = 10
    offer_minutes: int = 30  # that a freed slot is held for one who waits
    proposal_minutes: int = 240  # that another option is held when something failed
    repropose_hours: int = 48  # how far ahead visits are looked at when something failed
    kept_patients_days: int = 30  # from the end of a visit until nothing tells whose it was
    kept_decisions_days: int = 400  # from the last time that a decision was made
    follow_seconds: float = 1.0  # between two looks at what other replicas booked
    offer_seconds: float = 5.0  # between two looks at the stand-by list
    send_seconds: float = 2.0  # between two rounds of the outbox and of decisions

    def __post_init__(self) -> None:
        terms = (self.hold_minutes, self.offer_minutes, self.proposal_minutes, self.repropose_hours)
        kept = (self.kept_patients_days, self.kept_decisions_days)
        if min(*terms, *kept) < 1 or min(self.follow_seconds, self.offer_seconds, self.send_seconds) <= 0:
            raise Invalid("SETTING_INVALID", "Les durées sont positives.", setting="hold_minutes")

    def terms(self) -> Terms:
        """How long things last."""
        return Terms(
            hold=timedelta(minutes=self.hold_minutes),
            offer=timedelta(minutes=self.offer_minutes),
            proposal=timedelta(minutes=self.proposal_minutes),
            repropose_within=timedelta(hours=self.repropose_hours),
            kept_patients=timedelta(days=self.kept_patients_days),
            kept_decisions=timedelta(days=self.kept_decisions_days),
        )
