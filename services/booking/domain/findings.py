"""What a check of the invariants found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One invariant over the whole database; `examples` are up to ten ids, never anything about a person."""

    name: str
    statement: str
    checked: int
    violations: int
    examples: tuple[str, ...]
