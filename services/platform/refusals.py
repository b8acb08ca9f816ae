"""Refusals: what the product says when it declines, as values with a name.

A refusal is an expected answer, not a fault: it has a category (which gRPC code it becomes is decided by
one table in `rpc.py`), a reason in UPPER_SNAKE that programs rely on, and a plain French sentence that
tells the person what to do. Metadata never holds personal data: it travels to logs and to callers.
"""


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """An expected "no". Raise one of the subclasses, never this class itself."""

    def __init__(self, reason: str, sentence: str, **metadata: str | int) -> None:
        super().__init__(f"{reason}: {sentence}")
        self.reason = reason
        self.sentence = sentence
        self.metadata = {key: str(value) for key, value in metadata.items()}


class Invalid(Refusal):
    """The request itself cannot be understood or is out of bounds; correcting it helps."""


class NotFound(Refusal):
    """Nothing by that id, or nothing the caller may see: the two are never told apart."""


class Conflict(Refusal):
    """Right request, wrong moment: the state has moved on (slot taken, hold expired, other content)."""


class Exhausted(Refusal):
    """Too much, too often, or no room left (rate limits, full disk)."""


class Forbidden(Refusal):
    """The caller is known and may not do this."""


class Unauthenticated(Refusal):
    """The caller is not known: no credential, or one that does not hold."""


class Unavailable(Refusal):
    """A part of the service is not there right now; trying again later may help."""
