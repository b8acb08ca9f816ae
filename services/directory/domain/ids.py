"""The id of an entry: always the same for the same provenance, so that an import can be run again."""

import re
from base64 import b32encode
from hashlib import sha256

from services.directory.domain.entries import EntryKind, Provenance

PREFIX_OF: dict[EntryKind, str] = {
    EntryKind.ACCESS_POINT: "ap",
    EntryKind.PRACTITIONER: "pr",
    EntryKind.NURSE: "nu",
    EntryKind.TELEMONITORING_PROGRAMME: "tp",
    EntryKind.REMOTE_INTERVENTION_CENTRE: "ri",
    EntryKind.HOME_SUPPORT_PLATFORM: "hs",
    EntryKind.DIGITAL_HELP_PLACE: "dh",
    EntryKind.EMERGENCY_NUMBER: "en",
}
_BYTES = 15  # 120 bits are 24 letters of base32, without padding
_ID = re.compile(r"[a-z]{2}-[a-z2-7]{24}")


def entry_id(kind: EntryKind, provenance: Provenance) -> str:
    """`ap-` and 24 lower-case letters and digits, from the source and its id there; nothing else counts."""
    digest = sha256(f"{provenance.source}\0{provenance.source_id}".encode()).digest()
    return f"{PREFIX_OF[kind]}-{b32encode(digest[:_BYTES]).decode().lower()}"


def is_entry_id(text: str) -> bool:
    """Whether an entry could bear this id; no database needs to be asked about anything else."""
    return _ID.fullmatch(text) is not None
