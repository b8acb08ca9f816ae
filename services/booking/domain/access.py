"""How a place stands with doctors: the published verdict where there is one, else an estimate that says so.

In this order: the agency's zoning (ZIP and ZAC lack doctors: CSP L.1434-4), the APL of DREES (under 2.5
consultations a year an inhabitant: order of 13 November 2017) of the commune, and doctors for 100,000 people
of the living area against the same figure for the whole directory (the 30 % rule). A department's APL is told
but decides only where nothing nearer does: its mean hides the villages that lack doctors.
"""

from dataclasses import dataclass, replace

from services.booking.domain.options import AccessToDoctors
from services.booking.domain.rules import DayRules

UNDER_DENSE, DENSE, UNKNOWN = "under_dense", "dense", "unknown"
LOW_APL = 2.5
_DEMO = " Ce chiffre compte les médecins de la démonstration, qui sont inventés."
_ZONES_THAT_LACK_DOCTORS = {
    "ZIP": "zone d'intervention prioritaire",
    "ZAC": "zone d'action complémentaire",
}


@dataclass(frozen=True, slots=True)
class PublishedAccess:
    """What was imported for one commune; `apl_level` is `commune` or `department`."""

    zoning: str = ""
    apl: float | None = None
    apl_year: int = 0
    apl_level: str = ""


@dataclass(frozen=True, slots=True)
class DoctorDensity:
    """Doctors who see patients in a practice, and the people they are there for."""

    doctors: int
    population: int

    @property
    def per_100k(self) -> float | None:
        return 100_000 * self.doctors / self.population if self.population > 0 else None


def access_to_doctors(
    published: PublishedAccess,
    area_name: str,
    area: DoctorDensity,
    everywhere: DoctorDensity,
    rules: DayRules,
    *,
    demo: bool = False,
) -> AccessToDoctors:
    """The verdict for one place. `area` is its living area, `everywhere` the whole directory: the same
    definition of a doctor and of people at both levels. `demo`: invented doctors are counted among them.
    """
    if published.zoning:
        return _by_zoning(published)
    if published.apl is not None and published.apl_level != "department":
        return _by_apl(published.apl, published)
    estimated = _estimated(area_name, area.per_100k, everywhere.per_100k, rules)
    if demo and estimated.basis:
        estimated = replace(estimated, sentence=estimated.sentence + _DEMO)
    if published.apl is None:
        return estimated
    if estimated.verdict == UNKNOWN:
        return _by_apl(published.apl, published)
    around = f" Dans le département : {_fr(published.apl)} consultations par an et par habitant."
    return replace(estimated, apl=published.apl, sentence=estimated.sentence + around)


def _by_zoning(published: PublishedAccess) -> AccessToDoctors:
    label = _ZONES_THAT_LACK_DOCTORS.get(published.zoning)
    sentence = (
        f"Votre commune manque de médecins : l'agence régionale la classe {label} ({published.zoning})."
        if label
        else "Votre commune n'est pas classée parmi celles qui manquent de médecins."
    )
    return AccessToDoctors(
        verdict=UNDER_DENSE if label else DENSE,
        basis="zoning",
        sentence=sentence,
        apl=published.apl,
        zoning=published.zoning,
    )


def _by_apl(apl: float, published: PublishedAccess) -> AccessToDoctors:
    where = "votre département" if published.apl_level == "department" else "votre commune"
    year = f" (chiffre de {published.apl_year})" if published.apl_year else ""
    low = apl < LOW_APL
    verdict = "c'est peu (le seuil est de 2,5)" if low else "c'est au-dessus du seuil de 2,5"
    return AccessToDoctors(
        verdict=UNDER_DENSE if low else DENSE,
        basis="apl",
        sentence=f"Chaque habitant de {where} a accès à {_fr(apl)} consultations par an{year} : {verdict}.",
        apl=apl,
    )


def _estimated(area_name: str, local: float | None, mean: float | None, rules: DayRules) -> AccessToDoctors:
    if local is None or not mean:
        return AccessToDoctors(
            verdict=UNKNOWN, basis="", sentence="L'accès aux médecins de votre commune n'est pas connu."
        )
    low = rules.under_dense(local, mean)
    here = f"{_fr(local)} médecins pour 100 000 habitants" if local else "aucun médecin"
    percent = round(100 * (1 - rules.under_density_ratio))
    if low:
        verdict = f"plus de {percent} % sous la moyenne ({_fr(mean)} pour 100 000), les médecins manquent"
    elif local * rules.under_density_ratio > mean:
        verdict = f"c'est plus que la moyenne ({_fr(mean)})"
    else:
        verdict = f"c'est proche de la moyenne ({_fr(mean)})"
    return AccessToDoctors(
        verdict=UNDER_DENSE if low else DENSE,
        basis="estimated",
        sentence=(f"Estimation d'après l'annuaire : {here} autour de vous ({area_name}) ; {verdict}."),
        doctors_per_100k=round(local, 1),
        mean_per_100k=round(mean, 1),
    )


def _fr(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")
