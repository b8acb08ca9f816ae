"""Identities: what people type is kept in one spelling, and never repeated in a refusal."""

import contextlib
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.booking.domain.identity import IdentityForm
from services.booking.domain.phones import normalised_phone, receives_texts
from services.platform.refusals import Invalid

NOW = datetime(2027, 3, 3, 9, 0, tzinfo=UTC)
GOOD = IdentityForm(
    " Anne-Lise ", "d'Aubigné  Ñandú", "1946-03-17", "06 12 34 56 78", "Anne.Lise@Exemple.FR "
)


def test_a_good_form_is_kept_in_one_spelling():
    kept = GOOD.checked(NOW)
    assert (kept.given_name, kept.family_name) == ("Anne-Lise", "d'Aubigné Ñandú")
    assert kept.birth_date == date(1946, 3, 17)
    assert (kept.phone, kept.email) == ("+33612345678", "anne.lise@exemple.fr")


def test_nothing_of_it_is_in_its_repr():
    for shown in (repr(GOOD), repr(GOOD.checked(NOW))):
        assert not any(secret in shown for secret in ("Anne", "Aubign", "1946", "612", "12 34", "exemple"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("given_name", ""),
        ("given_name", "   "),
        ("given_name", "x" * 81),
        ("given_name", "Lu\x00cie"),
        ("given_name", "Lu\ncie"),
        ("given_name", "Lucie\u202e"),
        ("given_name", "\ud800"),
        ("given_name", "123"),
        ("family_name", ""),
        ("family_name", "x" * 10_000),
        ("birth_date", ""),
        ("birth_date", "17/03/1946"),
        ("birth_date", "1946-02-30"),
        ("birth_date", "19460317"),
        ("birth_date", "2027-03-05"),
        ("birth_date", "1896-12-31"),
        ("birth_date", "١٩٤٦-٠٣-١٧"),
        ("birth_date", "1946-03-17T00:00"),
        ("phone", ""),
        ("phone", "12"),
        ("phone", "0812345678"),
        ("phone", "07 98 76 54 3"),
        ("phone", "+33 6 12 34 56 789"),
        ("phone", "+0612345678"),
        ("phone", "6123456789"),
        ("phone", "06 12 34 56 78 <script>"),
        ("phone", "٠٦١٢٣٤٥٦٧٨"),
        ("email", "anne"),
        ("email", "a@b"),
        ("email", "a b@exemple.fr"),
        ("email", "a@exemple..fr"),
        ("email", "a@-exemple.fr"),
        ("email", "a@exemple.fr\nBcc: x@y.fr"),
        ("email", "x" * 300 + "@exemple.fr"),
    ],
)
def test_a_bad_field_is_named_and_not_echoed(field, value):
    with pytest.raises(Invalid) as refused:
        replace(GOOD, **{field: value}).checked(NOW)
    assert refused.value.reason == "IDENTITY_INVALID"
    assert refused.value.metadata == {"field": field}
    if len(value.strip()) > 3:
        assert value.strip() not in str(refused.value)


def test_born_today_further_east_and_not_tomorrow():
    born = replace(GOOD, birth_date="2027-03-04")
    assert born.checked(NOW.replace(hour=13)).birth_date == date(2027, 3, 4)  # it is the 4th in Wallis
    with pytest.raises(Invalid):
        born.checked(NOW.replace(hour=11))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0612345678", "+33612345678"),
        ("06.12.34.56.78", "+33612345678"),
        ("06-12-34-56-78", "+33612345678"),
        ("06\u00a012\u202f34 56 78", "+33612345678"),
        ("+33 6 12 34 56 78", "+33612345678"),
        ("+33 (0)6 12 34 56 78", "+33612345678"),
        ("+33 06 12 34 56 78", "+33612345678"),
        ("0033612345678", "+33612345678"),
        ("04 66 31 00 00", "+33466310000"),
        ("09 70 00 00 00", "+33970000000"),
        ("0262 41 12 34", "+262262411234"),
        ("0692 12 34 56", "+262692123456"),
        ("+262 692 12 34 56", "+262692123456"),
        ("+33 692 12 34 56", "+262692123456"),
        ("0639 12 34 56", "+262639123456"),
        ("0690 12 34 56", "+590690123456"),
        ("0694 12 34 56", "+594694123456"),
        ("0696 12 34 56", "+596696123456"),
        ("0508 41 12 34", "+508411234"),
        ("+508 41 12 34", "+508411234"),
        ("+687 75 12 34", "+687751234"),
        ("+689 87 12 34 56", "+68987123456"),
        ("+41 79 123 45 67", "+41791234567"),
    ],
)
def test_phones_have_one_spelling(typed, kept):
    assert normalised_phone(typed) == kept
    assert normalised_phone(kept) == kept


@pytest.mark.parametrize(
    ("phone", "texts"),
    [
        ("+33612345678", True),
        ("+33466310000", False),
        ("+262692123456", True),
        ("+262262411234", False),
        ("+590690123456", True),
        ("+594694123456", True),
        ("+594594123456", False),
        ("+41791234567", True),
    ],
)
def test_only_mobiles_receive_texts(phone, texts):
    assert receives_texts(phone) is texts


@given(st.text(max_size=60))
def test_any_text_is_a_phone_or_not(text):
    found = normalised_phone(text)
    assert found is None or normalised_phone(found) == found


@given(st.lists(st.text(max_size=60), min_size=5, max_size=5))
def test_any_form_is_kept_or_refused_by_name(texts):
    with contextlib.suppress(Invalid):
        IdentityForm(*texts).checked(NOW)
