"""`maillage route` and `maillage needs`."""

from datetime import datetime
from typing import Any

import click
from maillage.api.booking.v1 import routing_service_pb2 as messages
from maillage.api.booking.v1 import situation_pb2
from maillage.api.booking.v1.routing_service_pb2_grpc import RoutingServiceStub

from services.cli.group import maillage
from services.cli.link import Link, Where, where_options
from services.cli.show import mode_name, option_dict, option_line, print_json

AGE_BANDS = ("under_3_months", "under_6", "6_to_15", "16_to_64", "65_to_79", "80_plus")


def instant(_context: Any, parameter: Any, text: str | None) -> datetime | None:
    """An ISO 8601 instant with its zone."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(
            "il faut une date ISO 8601, comme 2026-11-20T09:00+01:00", param=parameter
        ) from None
    if moment.tzinfo is None:
        raise click.BadParameter("il manque le fuseau, comme +01:00 ou Z", param=parameter)
    return moment


def situation_options(command: Any) -> Any:
    """The options that describe a situation."""
    for option in reversed(
        (
            click.option("--at", required=True, help="INSEE code, postal code, name, or lat,lon."),
            click.option("--need", required=True, help="Id of the need; see `maillage needs`."),
            click.option("--earliest", callback=instant, help="Not before, ISO 8601 with zone."),
            click.option("--mobility", type=click.Choice(["car", "no_car", "step_free"]), default="car"),
            click.option("--age-band", type=click.Choice(AGE_BANDS)),
            click.option("--treating-doctor", default="", help="RPPS number."),
            click.option("--language", multiple=True, help="ISO 639-1, best first."),
            click.option("--home-video", is_flag=True, help="Video works at home."),
            click.option("--helper", is_flag=True, help="Wants somebody to help on the spot."),
            click.option("--long-sick-note", is_flag=True),
            click.option("--in-person", is_flag=True, help="Would rather be seen in person."),
            click.option("--programme", default="", help="Telemonitoring pathology followed already."),
            click.option("--red-flag", multiple=True, help="Red flag answered yes."),
        )
    ):
        command = option(command)
    return command


def situation(given: dict[str, Any]) -> situation_pb2.Situation:
    """The situation that the options describe."""
    band = (given["age_band"] or "unspecified").upper()
    message = situation_pb2.Situation(
        need_id=given["need"],
        at=given["at"],
        mobility=f"MOBILITY_{given['mobility'].upper()}",
        age_band=f"AGE_BAND_{band}",
        treating_doctor_rpps=given["treating_doctor"],
        languages=given["language"],
        home_video_possible=given["home_video"],
        helper_wanted=given["helper"],
        long_sick_note=given["long_sick_note"],
        in_person_wish=given["in_person"],
        existing_programme=given["programme"],
        red_flags=given["red_flag"],
    )
    if given["earliest"] is not None:
        message.earliest.FromDatetime(given["earliest"])
    return message


def answer_dict(answer: messages.FindOptionsResponse) -> dict[str, Any]:
    """An answer as JSON: options, missing and emergency always, the rest where it applies."""
    emergency, access, fallback = answer.emergency, answer.access, answer.fallback
    shown: dict[str, Any] = {
        "options": [option_dict(option) for option in answer.options],
        "missing": [
            {"mode": mode_name(each.mode), "reason": each.reason, "sentence": each.sentence}
            for each in answer.missing
        ],
        "emergency": {
            "number": emergency.number,
            "sentence": emergency.sentence,
            "sentence_en": emergency.sentence_en,
            "red_flag": emergency.red_flag_id,
        }
        if answer.HasField("emergency")
        else None,
        "place": answer.place_label,
        "place_choices": [{"code": c.commune_code, "label": c.label} for c in answer.place_choices],
        "access": {
            "verdict": access.verdict,
            "basis": access.basis,
            "apl": access.apl if access.HasField("apl") else None,
            "zoning": access.zoning or None,
            "doctors_per_100k": access.doctors_per_100k if access.HasField("doctors_per_100k") else None,
            "mean_per_100k": access.mean_per_100k if access.HasField("mean_per_100k") else None,
            "sentence": access.sentence,
        }
        if answer.HasField("access")
        else None,
        "fallback": {
            "stand_by": fallback.stand_by,
            "phone": fallback.phone,
            "sentence": fallback.sentence,
        }
        if answer.HasField("fallback")
        else None,
        "red_flag_questions": [
            {"id": q.id, "question": q.question, "question_en": q.question_en, "call": q.call}
            for q in answer.red_flag_questions
        ],
        "notice": answer.notice,
        "decision_id": answer.decision_id,
        "index_version": answer.index_version,
        "rules_version": answer.rules_version,
    }
    return shown


def print_answer(shown: dict[str, Any]) -> None:
    """An answer as a person reads it."""
    if shown["emergency"]:
        alarm = shown["emergency"]
        first = "" if f"le {alarm['number']}" in alarm["sentence"] else f"Appelez le {alarm['number']}. "
        click.secho(first + alarm["sentence"], bold=True)
        return
    if shown["place_choices"] and not shown["place"]:
        click.echo("Plusieurs communes sont possibles ; reprenez avec --at et le code :")
        for choice in shown["place_choices"]:
            click.echo(f"  {choice['code']}  {choice['label']}")
        return
    click.secho("Avant tout, répondez à ces questions ; au moindre oui, appelez :", bold=True)
    for question in shown["red_flag_questions"]:
        click.echo(f"  {question['call']:>4}  {question['question']}")
    click.echo(f"\n{shown['place']}")
    if shown["place_choices"]:
        others = ", ".join(
            f"{choice['label']} : --at {choice['code']}" for choice in shown["place_choices"][:5]
        )
        click.echo(f"Ou vouliez-vous dire : {others}")
    if shown["access"]:
        click.echo(shown["access"]["sentence"])
    for rank, option in enumerate(shown["options"], 1):
        click.echo(option_line(option, rank))
    for missing in shown["missing"]:
        click.echo(f"  – {missing['sentence']}")
    if shown["fallback"]:
        left = shown["fallback"]
        last = "" if left["phone"] in left["sentence"] else f" Téléphone : {left['phone']}"
        click.echo(left["sentence"] + last)
    if shown["notice"]:
        click.echo(shown["notice"])


def find(link: Link, given: dict[str, Any], limit: int) -> dict[str, Any]:
    """Asks for options."""
    request = messages.FindOptionsRequest(situation=situation(given), limit=limit)
    return answer_dict(link.call(RoutingServiceStub(link.channel).FindOptions, request))


@maillage.command()
@situation_options
@click.option("--limit", type=click.IntRange(1, 50), default=10)
@click.option("--json", "as_json", is_flag=True)
@where_options
def route(where: Where, limit: int, as_json: bool, **given: Any) -> None:
    """The best options for a need and a place."""
    with where.open() as link:
        shown = find(link, given, limit)
    if as_json:
        print_json(shown)
    else:
        print_answer(shown)


@maillage.command()
@click.argument("words", default="")
@click.option("--json", "as_json", is_flag=True)
@where_options
def needs(where: Where, words: str, as_json: bool) -> None:
    """The needs that can be asked for; WORDS narrows the list."""
    with where.open() as link:
        stub = RoutingServiceStub(link.channel)
        answer = link.call(stub.ListNeeds, messages.ListNeedsRequest(query=words))
    if not as_json:
        click.echo(answer.notice)
        for need in answer.needs:
            click.echo(f"{need.id:28} {need.label}")
        return
    print_json(
        {
            "version": answer.version,
            "medically_validated": answer.medically_validated,
            "notice": answer.notice,
            "needs": [
                {
                    "id": need.id,
                    "label": need.label,
                    "label_en": need.label_en,
                    "help": need.help,
                    "category": need.category,
                    "modes": [mode_name(mode) for mode in need.modes],
                    "duration_minutes": need.duration_minutes,
                    "time_frame_hours": need.time_frame_hours,
                    "red_flags": [question.id for question in need.red_flag_questions],
                    "sources": list(need.sources),
                }
                for need in answer.needs
            ],
        }
    )
