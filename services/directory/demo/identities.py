"""Names and numbers that can belong to nobody.

Every name ends in "(démo)". RPPS numbers begin with 999 (those seen in national documents begin with 10)
and fail their check digit; FINESS numbers begin with 00, which is no department; phone numbers come from
the ranges that Arcep keeps for fiction in the national numbering plan.
"""

import unicodedata
from random import Random

from services.french_ids.check_digits import luhn_holds
from services.territory.communes import Commune

MARK = "(démo)"

# fmt: off
_GIVEN = (
    "Alizé", "Ambre", "Anémone", "Aubépine", "Aurore", "Bise", "Brume", "Bruyère", "Calanque",
    "Capucine", "Cèdre", "Célandine", "Clairière", "Colchique", "Corail", "Cyprine", "Eider", "Embrun",
    "Épine", "Étésia", "Fauvette", "Fougère", "Gentiane", "Givre", "Glycine", "Grésil", "Hélianthe",
    "Hermine", "Houle", "Iris", "Jonquille", "Lagune", "Lande", "Lavande", "Liane", "Marjolaine",
    "Mélisse", "Mésange", "Mistral", "Muscari", "Myrtille", "Narcisse", "Noroît", "Nuage", "Oréade",
    "Orée", "Pervenche", "Pluvier", "Primevère", "Rivière", "Romarin", "Rosée", "Saule", "Sittelle",
    "Sorbier", "Suroît", "Tamaris", "Tilleul", "Tramontane", "Valériane", "Véronique", "Vesce", "Zéphyr",
)
_BIRDS = (
    "Accenteur", "Aigrette", "Alouette", "Autour", "Avocette", "Balbuzard", "Bécasse", "Bergeronnette",
    "Bouvreuil", "Bruant", "Busard", "Butor", "Caille", "Chevêche", "Chocard", "Cigogne", "Cincle",
    "Circaète", "Corbeau", "Courlis", "Crave", "Effraie", "Engoulevent", "Épervier", "Étourneau",
    "Faucon", "Foulque", "Gobemouche", "Goéland", "Grèbe", "Grive", "Guêpier", "Harle", "Héron",
    "Hirondelle", "Huppe", "Ibis", "Jaseur", "Linotte", "Loriot", "Macareux", "Martinet", "Merle",
    "Milan", "Moineau", "Outarde", "Pinson", "Pipit", "Pouillot", "Ramier", "Roitelet", "Rousserolle",
    "Sarcelle", "Serin", "Spatule", "Tadorne", "Tarier", "Troglodyte", "Vanneau", "Verdier",
)
_PLANTS = (
    "Achillée", "Ajonc", "Amandier", "Ancolie", "Angélique", "Armoise", "Aulne", "Bleuet", "Bouleau",
    "Bourrache", "Campanule", "Centaurée", "Charme", "Chêne", "Chicorée", "Coquelicot", "Cornouiller",
    "Érable", "Frêne", "Fusain", "Garance", "Genêt", "Guimauve", "Houx", "Hysope", "Joubarbe",
    "Laurier", "Lierre", "Lin", "Luzerne", "Mélèze", "Menthe", "Mûrier", "Néflier", "Noisetier",
    "Olivier", "Orme", "Osier", "Pavot", "Peuplier", "Pimprenelle", "Sarriette", "Sauge", "Serpolet",
    "Sureau", "Thym", "Trèfle", "Tulipe", "Verveine", "Viorne",
)
# fmt: on
STREETS = (
    "rue des Tilleuls",
    "place de la Fontaine",
    "rue du Lavoir",
    "avenue des Érables",
    "chemin des Vergers",
    "rue de la Grange",
    "place du Marché",
    "rue des Hirondelles",
    "route du Moulin",
    "impasse des Saules",
    "rue du Four à pain",
    "allée des Noisetiers",
)

_PHONE_OF_REGION = {
    **dict.fromkeys(("11",), "01 99 00"),
    **dict.fromkeys(("24", "28", "52", "53"), "02 61 91"),
    **dict.fromkeys(("27", "32", "44"), "03 53 01"),
    **dict.fromkeys(("84", "93", "94"), "04 65 71"),
    **dict.fromkeys(("75", "76"), "05 36 49"),
}
_PHONE_ELSEWHERE = "06 39 98"


def of_commune(commune: Commune) -> str:
    """`de Mende`, `du Puy-en-Velay`, `des Salelles`, `de La Canourgue`, `d'Ermont`. An H is taken as sounded,
    which it is in half of the names.
    """
    name = commune.name
    for article, said in (("Le ", "du "), ("Les ", "des ")):
        if name.startswith(article):
            return said + name.removeprefix(article)
    # Accents come off; Œ and Æ have none to lose.
    first, second = (unicodedata.normalize("NFD", letter)[0].lower() for letter in f"{name}  "[:2])
    elided = first in "aeiouœæ" or (first == "y" and second not in "aeiou")
    return f"d'{name}" if elided else f"de {name}"


def person(chance: Random) -> str:
    """A full name, such as `Alizé Corbeau-Lavande (démo)`."""
    return f"{chance.choice(_GIVEN)} {chance.choice(_BIRDS)}-{chance.choice(_PLANTS)} {MARK}"


def street(chance: Random, commune: Commune) -> str:
    """An address in the commune."""
    postal = commune.postal_codes[0] if commune.postal_codes else ""
    return f"{chance.randint(1, 48)} {chance.choice(STREETS)}, {f'{postal} {commune.name}'.strip()}"


def phone(chance: Random, region: str) -> str:
    """A number of the range of the region."""
    digits = f"{chance.randrange(10_000):04d}"
    return f"{_PHONE_OF_REGION.get(region, _PHONE_ELSEWHERE)} {digits[:2]} {digits[2:]}"


def rpps(number: int) -> str:
    """The `number`-th demo RPPS, eleven digits whose last is not the check digit."""
    start = f"999{number:07d}"
    return next(start + digit for digit in "0123456789" if not luhn_holds(start + digit))


def finess(number: int) -> str:
    """The `number`-th demo FINESS (from 1), nine digits with their check digit."""
    start = f"00{number:06d}"
    return next(start + digit for digit in "0123456789" if luhn_holds(start + digit))
