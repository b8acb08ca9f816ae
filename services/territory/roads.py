"""Which communes a road joins: the networks of France, and the boats that carry cars as a bus does.

The table was drawn by hand in November 2026: islands without a bridge, and the communes of Guyane reached
only by river or air; the codes were checked by name in the INSEE geographic code 2025. No territory has
validated it: correct the table, the model needs no other change.
"""

from collections.abc import Iterable

from services.territory.communes import commune_code

MAINLAND = "mainland"

# Each line is one island, or one commune of the forest: roads inside, none to the outside.
_APART: tuple[tuple[str, ...], ...] = (
    ("17004",),  # Aix
    ("22016",),  # Bréhat
    ("29082",),  # Batz
    ("29083",),  # Sein
    ("29084",),  # Molène
    ("29155",),  # Ouessant
    ("56009", "56114", "56152", "56241"),  # Belle-Île
    ("56069",),  # Groix
    ("56085",),  # Hœdic
    ("56086",),  # Houat
    ("56087",),  # Île-aux-Moines
    ("56088",),  # Arz
    ("85113",),  # Yeu
    ("97108", "97112", "97126"),  # Marie-Galante
    ("97110",),  # La Désirade
    ("97130",),  # Terre-de-Bas
    ("97131",),  # Terre-de-Haut
    ("97314",),  # Ouanary
    ("97352",),  # Saül
    ("97353",),  # Maripasoula
    ("97356",),  # Camopi
    ("97357",),  # Grand-Santi
    ("97358",),  # Saint-Élie
    ("97362",),  # Papaichton
    ("97501",),  # Miquelon
    ("97502",),  # Saint-Pierre
    ("97608", "97615"),  # Petite-Terre of Mayotte
    ("98611", "98612"),  # Futuna
    ("98613",),  # Wallis
    ("98801",),  # Belep
    ("98809",),  # Île-des-Pins
    ("98814",),  # Lifou
    ("98815",),  # Maré
    ("98820",),  # Ouvéa
    # In French Polynesia only these islands hold several communes; the others are one commune each.
    ("98712", "98715", "98722", "98725", "98733", "98734", "98735", "98736", "98738",
     "98747", "98748", "98752"),  # Tahiti
    ("98750", "98754", "98758"),  # Raiatea
)  # fmt: skip

# Where communes are islands unless the table above says otherwise.
_SCATTERED = ("984", "987", "989")
_ALONE = ("971", "972", "973", "974", "975", "976", "977", "978", "986", "988")

# Minutes from quay to quay, wait included, of a boat that sails all day long.
FERRIES: dict[frozenset[str], int] = {
    frozenset({"976", "97608"}): 45,  # the barge of Mamoudzou: every half hour, 15 minutes of crossing
}


def _networks(apart: Iterable[tuple[str, ...]]) -> dict[str, str]:
    return {code: communes[0] for communes in apart for code in communes}


_BY_COMMUNE = _networks(_APART)


def network_of(code: str) -> str:
    """The road network of a commune: two communes with the same answer are joined by roads."""
    code = commune_code(code)
    if code in _BY_COMMUNE:
        return _BY_COMMUNE[code]
    territory = code[:3]
    if territory in _SCATTERED:
        return code
    if territory in _ALONE:
        return territory
    return "corsica" if code[:2] in ("2A", "2B") else MAINLAND
