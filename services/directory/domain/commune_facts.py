"""What imports brought about a commune, over the file that ships with the product."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from services.platform.refusals import Invalid
from services.territory.communes import Commune
from services.territory.position import Position

ZONINGS = frozenset({"", "ZIP", "ZAC", "HZ"})  # priority, complementary, outside
APL_LEVELS = frozenset({"", "commune", "department"})
HIGHEST_APL = 50.0  # consultations a year an inhabitant; the national mean is 3.3


@dataclass(frozen=True, slots=True)
class CommuneFacts:
    """Facts of one commune (INSEE code of a current commune). Empty and None mean "not imported".

    `apl` is the published accessibility to general practitioners, in consultations a year an inhabitant;
    `apl_level` the level it was published at; `zoning` ZIP, ZAC or HZ.
    """

    commune_code: str
    position: Position | None = None
    position_source: str = ""
    position_accuracy_m: int = 0
    apl: float | None = None
    apl_year: int = 0
    apl_level: str = ""
    zoning: str = ""

    def over(self, former: "CommuneFacts") -> "CommuneFacts":
        """These facts over former ones: what one import does not speak of, another import's word stands."""
        result = former
        if self.position is not None:
            result = replace(
                result,
                position=self.position,
                position_source=self.position_source,
                position_accuracy_m=self.position_accuracy_m,
            )
        # A department's mean says less than what was published for the commune itself.
        coarser = self.apl_level == "department" and former.apl_level == "commune"
        if self.apl is not None and not coarser:
            result = replace(result, apl=self.apl, apl_year=self.apl_year, apl_level=self.apl_level)
        return replace(result, zoning=self.zoning) if self.zoning else result


def check_facts(facts: CommuneFacts) -> CommuneFacts:
    """The facts themselves, or APL_IMPOSSIBLE or ZONING_UNKNOWN."""
    if facts.apl is not None and not 0 <= facts.apl <= HIGHEST_APL:  # refuses NaN too
        raise Invalid("APL_IMPOSSIBLE", f"L'APL doit être entre 0 et {HIGHEST_APL:g}.", field="apl")
    if facts.apl_level not in APL_LEVELS:
        raise Invalid("APL_IMPOSSIBLE", "L'APL est publiée par commune ou par département.", field="apl")
    if facts.zoning not in ZONINGS:
        raise Invalid("ZONING_UNKNOWN", "Le zonage est ZIP, ZAC ou HZ.", field="zoning")
    return facts


def with_facts(communes: Iterable[Commune], facts: Iterable[CommuneFacts]) -> tuple[Commune, ...]:
    """The communes with the positions that imports brought."""
    positions = {fact.commune_code: fact for fact in facts if fact.position is not None}
    return tuple(
        commune.with_position(fact.position, fact.position_source, fact.position_accuracy_m)
        if (fact := positions.get(commune.code)) is not None and fact.position is not None
        else commune
        for commune in communes
    )
