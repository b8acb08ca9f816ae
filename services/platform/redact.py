"""Messages as logs may show them: every field that the contract marks sensitive is blanked.

What to blank is worked out once a message type, so that a type without sensitive fields costs nothing.
"""

from functools import cache
from typing import Any

from google.protobuf.descriptor import Descriptor
from google.protobuf.json_format import MessageToDict, SerializeToJsonError
from maillage.api.common.v1 import options_pb2

BLANK = "***"


@cache
def has_sensitive(descriptor: Descriptor, seen: frozenset[str] = frozenset()) -> bool:
    """True when a message of this type can hold a sensitive field, however deep."""
    if descriptor.full_name in seen:
        return False
    deeper = seen | {descriptor.full_name}
    return any(
        field.GetOptions().Extensions[options_pb2.sensitive]
        or (field.message_type is not None and has_sensitive(field.message_type, deeper))
        for field in descriptor.fields
    )


def _blank(shown: dict[str, Any], descriptor: Descriptor) -> None:
    for field in descriptor.fields:
        if field.name not in shown:
            continue
        if field.GetOptions().Extensions[options_pb2.sensitive]:
            shown[field.name] = BLANK
        elif field.message_type is not None and has_sensitive(field.message_type):
            for item in _messages(shown[field.name]):
                _blank(item, field.message_type)


def _messages(value: Any) -> list[dict[str, Any]]:
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, dict)]


def redacted(message: Any) -> dict[str, Any]:
    """The message as a dict, sensitive fields blanked; only its type where it cannot be shown."""
    try:
        shown: dict[str, Any] = MessageToDict(message, preserving_proto_field_name=True)
    except (SerializeToJsonError, ValueError):  # such as a timestamp of the year 30000
        return {"type": message.DESCRIPTOR.full_name}
    if has_sensitive(message.DESCRIPTOR):
        _blank(shown, message.DESCRIPTOR)
    return shown
