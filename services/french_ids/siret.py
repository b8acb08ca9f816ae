"""SIRET: an establishment, a SIREN and five digits, Luhn over all fourteen (INSEE).

La Poste (SIREN 356000000) has more establishments than Luhn leaves it numbers: there, a digit sum that is a
multiple of five is accepted too. Post offices host cabins, so the exception matters here.
"""

from services.french_ids.check_digits import VALID, Verdict, invalid, is_digits, luhn_holds

_LA_POSTE = "356000000"


def check_siret(text: str) -> Verdict:
    if not is_digits(text, 14):
        return invalid("SIRET_FORMAT")
    siren = text[:9]
    if siren == _LA_POSTE and sum(map(int, text)) % 5 == 0:
        return VALID
    if not is_digits(siren, 9) or not luhn_holds(siren):
        return invalid("SIRET_SIREN")
    return VALID if luhn_holds(text) else invalid("SIRET_CHECK_DIGIT")
