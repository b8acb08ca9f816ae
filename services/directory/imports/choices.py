"""The words a column chooses from, spelled as the guide spells them, and the code of each."""

from collections.abc import Mapping
from typing import Generic, TypeVar

from services.territory.names import folded

C = TypeVar("C")


class Choices(Generic[C]):
    """Case, accents and hyphens do not matter. Of words that mean the same, the first is the one to show."""

    def __init__(self, words: Mapping[str, C]) -> None:
        self._codes = {folded(word): code for word, code in words.items()}
        shown: dict[C, str] = {}
        for word, code in words.items():
            shown.setdefault(code, word)
        self.shown = tuple(shown.values())

    def code(self, word: str) -> C | None:
        """What a word means; None for one that is not of the list."""
        return self._codes.get(folded(word))

    @property
    def hint(self) -> str:
        """The sentence that tells a person the words."""
        return f"Choisissez parmi : {', '.join(self.shown)}."
