"""What an entry must be before the directory keeps it, whoever brings it: operator, import or demo."""

from dataclasses import replace

from services.directory.domain import vocabularies as codes
from services.directory.domain.detail_checks import checked_detail, checked_period, known_commune
from services.directory.domain.entries import DETAIL_OF, BookableVia, Entry, EntryKind, Provenance
from services.directory.domain.equipment import LiveState
from services.directory.domain.ids import entry_id
from services.directory.domain.texts import checked_count, checked_text
from services.hours.zones import UnknownZoneError, zone_info
from services.platform.refusals import Invalid
from services.territory.gazetteer import Gazetteer
from services.territory.position import Position, distance_km
from services.territory.zones import zone_of_commune

# Kinds that serve a territory from wherever they are; all others stand in a commune.
WITHOUT_PLACE = frozenset(
    {EntryKind.EMERGENCY_NUMBER, EntryKind.TELEMONITORING_PROGRAMME, EntryKind.HOME_SUPPORT_PLATFORM}
)
# Régina and Maripasoula reach 150 km from their centre; farther is another place, or lat and lon swapped.
FARTHEST_FROM_COMMUNE_KM = 200.0
MOST_EXCEPTIONS = 400
MOST_LANGUAGES = 30


def check_entry(entry: Entry, gazetteer: Gazetteer) -> Entry:
    """The entry as the directory keeps it, with its id; or the first refusal, naming the field at fault.

    Texts lose stray spaces, identifiers their separators, lists their order; an arrondissement becomes its
    city and an empty time zone that of the commune. What only the directory says (version, retirement, live
    state) is reset. Reasons: NAME_MISSING, TEXT_TOO_LONG, TEXT_MALFORMED, COMMUNE_UNKNOWN,
    TIME_ZONE_INVALID, COORDINATES_IMPOSSIBLE, HOURS_INVALID, DETAIL_MISMATCH, FINESS_INVALID,
    SIRET_INVALID, RPPS_INVALID and the others of this package.
    """
    if type(entry.detail) is not DETAIL_OF[entry.kind]:
        raise Invalid(
            "DETAIL_MISMATCH",
            "Le détail ne correspond pas au type de fiche.",
            field="detail",
            kind=entry.kind,
        )
    name = checked_text(entry.name, "name", 200)
    if not name:
        raise Invalid("NAME_MISSING", "Donnez le nom montré au public.", field="name")
    provenance = _provenance(entry.provenance)
    commune = entry.commune_code
    if commune or entry.kind not in WITHOUT_PLACE:
        commune = known_commune(commune, gazetteer, "commune_code")
    checked_period(entry.valid_from, entry.valid_until, "valid_until")
    if len(entry.hours.exceptions) > MOST_EXCEPTIONS:
        raise Invalid("HOURS_INVALID", f"Plus de {MOST_EXCEPTIONS} exceptions d'horaires.", field="hours")
    if entry.last_confirmed_at is not None and entry.last_confirmed_at.utcoffset() is None:
        raise Invalid("DATE_IMPOSSIBLE", "Cette date n'a pas de fuseau.", field="last_confirmed_at")
    _position(entry.position, commune, gazetteer)
    contact, phone = _contact(entry)
    return replace(
        entry,
        id=entry_id(entry.kind, provenance),
        name=name,
        address=checked_text(entry.address, "address", 300),
        commune_code=commune,
        time_zone=_time_zone(entry.time_zone, commune),
        booking_contact=contact,
        phone=phone,
        languages=_languages(entry.languages),
        provenance=provenance,
        retired=False,
        version=0,
        live_state=LiveState(),
        operator_note=checked_text(entry.operator_note, "operator_note", 2000),
        detail=checked_detail(entry.detail, gazetteer),
    )


def _provenance(provenance: Provenance) -> Provenance:
    if not codes.SOURCE.fullmatch(provenance.source):
        raise Invalid(
            "PROVENANCE_INVALID",
            "Donnez la source, en minuscules, chiffres et tirets ; exemple : operator.",
            field="provenance.source",
        )
    source_id = checked_text(provenance.source_id, "provenance.source_id", 200)
    if not source_id:
        raise Invalid(
            "PROVENANCE_INVALID", "Donnez l'identifiant dans la source.", field="provenance.source_id"
        )
    return Provenance(
        provenance.source, source_id, checked_text(provenance.edition, "provenance.edition", 200)
    )


def _time_zone(zone: str, commune: str) -> str:
    if not zone:
        return zone_of_commune(commune)
    try:
        # A zone the database holds under another spelling of case would not be portable.
        return zone_info(zone).key
    except UnknownZoneError:
        raise Invalid(
            "TIME_ZONE_INVALID", "Ce fuseau n'existe pas ; exemple : Europe/Paris.", field="time_zone"
        ) from None


def _position(position: Position | None, commune_code: str, gazetteer: Gazetteer) -> None:
    commune = gazetteer.commune(commune_code) if commune_code else None
    if position is None or commune is None or commune.position is None:
        return
    if distance_km(position, commune.position) > FARTHEST_FROM_COMMUNE_KM:
        raise Invalid(
            "COORDINATES_IMPOSSIBLE",
            "Ce point est très loin de la commune ; vérifiez la latitude et la longitude.",
            field="position",
        )


def _contact(entry: Entry) -> tuple[str, str]:
    phone = checked_text(entry.phone, "phone", 40)
    contact = checked_text(entry.booking_contact, "booking_contact", 500)
    if phone and not codes.PHONE.fullmatch(phone):
        raise Invalid("PHONE_INVALID", "Ce numéro de téléphone est mal écrit.", field="phone")
    if entry.bookable_via is BookableVia.EXTERNAL_LINK and not contact.startswith("https://"):
        raise Invalid(
            "BOOKING_CONTACT_INVALID", "Donnez l'adresse de réservation, https://…", field="booking_contact"
        )
    if entry.bookable_via is BookableVia.PHONE and not codes.PHONE.fullmatch(contact or phone):
        raise Invalid(
            "BOOKING_CONTACT_INVALID", "Donnez le téléphone de réservation.", field="booking_contact"
        )
    return contact, phone


def _languages(languages: tuple[str, ...]) -> tuple[str, ...]:
    checked_count(len(languages), "languages", MOST_LANGUAGES)
    lowered = {language.lower() for language in languages}
    if not all(codes.LANGUAGE.fullmatch(language) for language in lowered):
        raise Invalid(
            "LANGUAGE_INVALID", "Une langue s'écrit en deux lettres (ISO 639-1) : fr.", field="languages"
        )
    return tuple(sorted(lowered))
