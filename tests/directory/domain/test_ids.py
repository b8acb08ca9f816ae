"""An id depends on the provenance and on nothing else."""

from services.directory.domain.entries import EntryKind, Provenance
from services.directory.domain.ids import PREFIX_OF, entry_id, is_entry_id


def test_an_id_is_the_same_for_ever() -> None:
    assert entry_id(EntryKind.ACCESS_POINT, Provenance("demo", "42", "1")) == "ap-gote4vadujimdxmsavtmg6jp"
    assert entry_id(EntryKind.ACCESS_POINT, Provenance("demo", "42", "2")).startswith("ap-")


def test_source_and_id_are_kept_apart() -> None:
    ids = {entry_id(EntryKind.NURSE, Provenance(*pair)) for pair in (("a", "bc"), ("ab", "c"), ("abc", ""))}
    assert len(ids) == 3


def test_every_kind_has_its_own_prefix() -> None:
    assert set(PREFIX_OF) == set(EntryKind)
    assert len(set(PREFIX_OF.values())) == len(PREFIX_OF)
    assert all(is_entry_id(entry_id(kind, Provenance("s", "1"))) for kind in EntryKind)


def test_nothing_else_is_an_id() -> None:
    good = entry_id(EntryKind.NURSE, Provenance("s", "1"))
    for text in ("", "\0", good.upper(), good + "\n", good[:-1], "x" * 10_000):
        assert not is_entry_id(text)
