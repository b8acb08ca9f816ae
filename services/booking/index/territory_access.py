"""Access to doctors for every commune: what was imported, and counts over the directory for the rest."""

from collections.abc import Mapping

from services.booking.domain.access import DoctorDensity, PublishedAccess, access_to_doctors
from services.booking.domain.options import AccessToDoctors
from services.booking.domain.rules import DayRules
from services.booking.index.holdings import Holdings
from services.territory.communes import Commune
from services.territory.living_areas import LivingArea, living_area_code

_NOTHING_PUBLISHED = PublishedAccess()


class TerritoryAccess:
    """Densities come from the index as it is now, so they follow the directory by themselves."""

    def __init__(self, holdings: Holdings, areas: Mapping[str, LivingArea]) -> None:
        self._holdings = holdings
        self._areas = areas
        self._people = sum(area.population for area in areas.values())
        self._published: Mapping[str, PublishedAccess] = {}
        self._revision = 0

    @property
    def revision(self) -> int:
        """Of the imported facts."""
        return self._revision

    def publish(self, published: Mapping[str, PublishedAccess], revision: int) -> None:
        """Replace all imported facts, by INSEE code."""
        self._published, self._revision = published, revision

    def of(self, commune: Commune, rules: DayRules) -> AccessToDoctors:
        """The verdict for a commune, its living area being its EPCI."""
        area = self._areas.get(living_area_code(commune))
        doctors = self._holdings.doctors_of_commune
        communes = area.communes if area else ()
        return access_to_doctors(
            self._published.get(commune.code, _NOTHING_PUBLISHED),
            area.name if area else commune.name,
            DoctorDensity(sum(doctors[code] for code in communes), area.population if area else 0),
            DoctorDensity(self._holdings.doctors, self._people),
            rules,
            demo=self._holdings.demo_doctors > 0,
        )
