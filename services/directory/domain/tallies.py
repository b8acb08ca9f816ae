"""What came of bringing in many things at once."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """New, changed, and known already."""

    imported: int = 0
    updated: int = 0
    unchanged: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.imported + other.imported, self.updated + other.updated, self.unchanged + other.unchanged
        )
