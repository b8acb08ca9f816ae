"""How answers are shown: JSON for programs, French lines for people."""

import json
import sys
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from google.protobuf.timestamp_pb2 import Timestamp
from maillage.api.booking.v1 import appointments_service_pb2, option_pb2

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MODES = {
    "cabin": "cabine",
    "home_visit": "infirmière à domicile",
    "assisted_video": "infirmière et médecin en vidéo",
    "home_video": "vidéo à la maison",
    "in_person": "au cabinet",
    "telemonitoring": "télésurveillance",
    "home_support": "soutien à domicile",
    "digital_help": "aide aux démarches",
}

STATUSES = {
    "held": "Créneau retenu, pas encore confirmé",
    "booked": "Rendez-vous confirmé",
    "waiting": "Sur la liste d'attente, rang {rank}",
    "offered": "Un créneau vous est proposé : acceptez-le avec « maillage accept »",
    "cancelled": "Rendez-vous annulé",
    "done": "Rendez-vous passé",
    "no_show": "Rendez-vous manqué",
}


def print_json(value: Any) -> None:
    """One JSON document on standard output."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def local(moment: Timestamp, zone: str) -> str | None:
    """ISO 8601 in the place's zone; None when the field is absent."""
    if not moment.seconds:
        return None
    return moment.ToDatetime(tzinfo=UTC).astimezone(ZoneInfo(zone or "Europe/Paris")).isoformat()


def spoken(iso: str) -> str:
    """`mardi 24/11 à 09 h 20`."""
    at = datetime.fromisoformat(iso)
    return f"{DAYS[at.weekday()]} {at:%d/%m} à {at:%H} h {at:%M}"


def mode_name(number: int) -> str:
    return option_pb2.Mode.Name(number).removeprefix("MODE_").lower()


def status_name(number: int) -> str:
    name = appointments_service_pb2.AppointmentStatus.Name(number)
    return name.removeprefix("APPOINTMENT_STATUS_").lower()


def option_dict(option: option_pb2.Option) -> dict[str, Any]:
    """An option as JSON."""
    return {
        "id": option.id,
        "mode": mode_name(option.mode),
        "start": local(option.start, option.time_zone),
        "duration_minutes": option.duration_minutes,
        "travel_minutes": option.travel_minutes,
        "wait_minutes": option.wait_minutes,
        "time_to_care_minutes": option.time_to_care_minutes,
        "distance_km": round(option.distance_km, 1),
        "place": option.place_name,
        "address": option.address,
        "resources": [{"id": r.entry_id, "name": r.name, "part": r.part} for r in option.resources],
        "speciality": option.speciality_code,
        "equipment": list(option.equipment),
        "assistance": option.assistance,
        "step_free": option.step_free,
        "treating_doctor": option.treating_doctor,
        "why": option.why,
        "why_en": option.why_en,
        "cost": option.cost,
        "last_confirmed_at": local(option.last_confirmed_at, "UTC"),
        "demo": option.demo,
    }


def option_place(option: dict[str, Any]) -> str:
    """When, how, with whom and where, in two lines."""
    who = ", ".join(resource["name"] for resource in option["resources"])
    where = f" — {option['address']}" if option["address"] else ""
    return f"  {spoken(option['start'])}, {MODES.get(option['mode'], option['mode'])}\n  {who}{where}"


def option_line(option: dict[str, Any], rank: int) -> str:
    """An option as a person reads it."""
    mode = MODES.get(option["mode"], option["mode"])
    way = f"{option['travel_minutes']} min de route" if option["travel_minutes"] else "chez vous"
    names = ", ".join(resource["name"] for resource in option["resources"])
    cost = f"    {option['cost']}\n" if option["cost"] else ""
    return (
        f"{rank:2}. {spoken(option['start'])} — {mode}, {way}\n"
        f"    {names}\n    {option['why']}\n{cost}    --option {option['id']}"
    )


def appointment_dict(appointment: appointments_service_pb2.Appointment) -> dict[str, Any]:
    """An appointment as JSON."""
    option = option_dict(appointment.option) if appointment.HasField("option") else None
    zone = appointment.option.time_zone
    shown: dict[str, Any] = {
        "status": status_name(appointment.status),
        "start": option["start"] if option else None,
        "mode": option["mode"] if option else None,
        "need": appointment.need_id,
        "option": option,
        "expires_at": local(appointment.expires_at, zone),
    }
    if appointment.HasField("proposal"):
        shown["proposal"] = option_dict(appointment.proposal)
        shown["proposal_reason"] = appointment.proposal_reason
    if appointment.stand_by_rank:
        shown["stand_by_rank"] = appointment.stand_by_rank
    return shown
