from services.booking.domain.access import DoctorDensity, PublishedAccess, access_to_doctors
from services.booking.domain.options import AccessToDoctors
from tests.booking.index.small_worlds import TODAY

NOTHING = PublishedAccess()
MEAN = DoctorDensity(68_000, 68_000_000)  # 100 for 100,000


def judged(published: PublishedAccess = NOTHING, doctors: int = 10, people: int = 10_000) -> AccessToDoctors:
    return access_to_doctors(published, "CC du Haut", DoctorDensity(doctors, people), MEAN, TODAY)


def test_published_zoning_wins() -> None:
    for zoning, verdict in (("ZIP", "under_dense"), ("ZAC", "under_dense"), ("HZ", "dense")):
        access = judged(PublishedAccess(zoning, apl=1.2))
        assert (access.verdict, access.basis) == (verdict, "zoning")


def test_then_the_published_apl() -> None:
    assert (judged(PublishedAccess(apl=2.4)).verdict, judged(PublishedAccess(apl=2.5)).verdict) == (
        "under_dense",
        "dense",
    )
    said = judged(PublishedAccess(apl=2.4, apl_year=2023, apl_level="commune"))
    assert said.basis == "apl"
    assert "votre commune a accès à 2,4 consultations par an (chiffre de 2023)" in said.sentence


def test_a_departments_apl_decides_only_where_nothing_nearer_does() -> None:
    rich_department = PublishedAccess(apl=3.4, apl_year=2023, apl_level="department")
    village = judged(rich_department, doctors=0)
    assert (village.verdict, village.basis, village.apl) == ("under_dense", "estimated", 3.4)
    assert "Dans le département : 3,4" in village.sentence
    nothing_nearer = judged(rich_department, people=0)
    assert (nothing_nearer.verdict, nothing_nearer.basis) == ("dense", "apl")
    assert "votre département a accès à 3,4 consultations par an (chiffre de 2023)" in nothing_nearer.sentence


def test_then_the_estimate_which_says_so() -> None:
    at_the_limit, under = judged(doctors=7), judged(doctors=6)
    assert (at_the_limit.verdict, under.verdict) == ("dense", "under_dense")
    assert under.basis == "estimated"
    assert under.sentence.startswith("Estimation")
    assert (under.doctors_per_100k, under.mean_per_100k) == (60.0, 100.0)


def test_each_side_of_the_mean_is_called_what_it_is() -> None:
    assert "plus de 30 % sous la moyenne (100,0 pour 100 000)" in judged(doctors=6).sentence
    assert "aucun médecin autour de vous" in judged(doctors=0).sentence
    for doctors in (7, 10, 14):
        assert "c'est proche de la moyenne (100,0)" in judged(doctors=doctors).sentence
    for doctors in (15, 26):
        assert "c'est plus que la moyenne (100,0)" in judged(doctors=doctors).sentence


def test_a_figure_that_counts_invented_doctors_says_so() -> None:
    area = DoctorDensity(10, 10_000)
    counted = access_to_doctors(NOTHING, "CC du Haut", area, MEAN, TODAY, demo=True)
    assert counted.sentence.endswith("Ce chiffre compte les médecins de la démonstration, qui sont inventés.")
    zoned = access_to_doctors(PublishedAccess("ZIP"), "CC du Haut", area, MEAN, TODAY, demo=True)
    assert "démonstration" not in zoned.sentence


def test_without_people_nothing_is_known() -> None:
    assert judged(people=0).verdict == "unknown"
    assert judged(people=0).basis == ""
