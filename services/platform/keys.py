"""The keys of one instance, and what they seal. No other module touches a cipher.

`keys.json` (mode 0600, in the data directory or wherever `MAILLAGE_KEYS_FILE` says) holds one 32-byte secret
for each use. Each use has its own key: losing one tells nothing of the others. The file is never part of a
database or of a backup of one.
"""

import base64
import hashlib
import hmac
import json
import os
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

from services.platform.refusals import Unavailable

USES = ("token", "field", "blind_index", "option", "answer")
NONCE_BYTES = 12
FORMAT = "v1"


class SealBrokenError(Exception):
    """A sealed value does not open here: altered, moved to another row, or sealed with another key."""


@dataclass(frozen=True, slots=True)
class FieldSealer:
    """Seals one field of one row with AES-256-GCM-SIV; the place is bound in, so a swapped value fails."""

    key: bytes = field(repr=False)

    def seal(self, table: str, column: str, row_id: str, text: str) -> str:
        nonce = os.urandom(NONCE_BYTES)
        sealed = AESGCMSIV(self.key).encrypt(nonce, text.encode(), self._place(table, column, row_id))
        return f"{FORMAT}.{base64.urlsafe_b64encode(nonce + sealed).decode()}"

    def open(self, table: str, column: str, row_id: str, sealed: str) -> str:
        """The text that was sealed; SealBrokenError for anything that was not sealed at this very place."""
        version, _, body = sealed.partition(".")
        try:
            data = base64.urlsafe_b64decode(body)
            # Base64 ignores a few trailing bits; a value has one spelling only.
            if version != FORMAT or base64.urlsafe_b64encode(data).decode() != body:
                raise SealBrokenError(f"unknown format in {table}.{column}")
            place = self._place(table, column, row_id)
            return AESGCMSIV(self.key).decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], place).decode()
        except (InvalidTag, ValueError) as error:
            raise SealBrokenError(f"seal broken in {table}.{column}") from error

    @staticmethod
    def _place(table: str, column: str, row_id: str) -> bytes:
        return "\0".join((FORMAT, table, column, row_id)).encode()


@dataclass(frozen=True, slots=True)
class Keys:
    """Every secret of an instance."""

    secrets: dict[str, bytes] = field(repr=False)

    @property
    def token_key(self) -> Ed25519PrivateKey:
        """Signs credentials."""
        return Ed25519PrivateKey.from_private_bytes(self.secrets["token"])

    @property
    def sealer(self) -> FieldSealer:
        """Seals the identity of patients."""
        return FieldSealer(self.secrets["field"])

    @property
    def answer_sealer(self) -> FieldSealer:
        """Seals answers kept for repeated requests: they may hold references."""
        return FieldSealer(self.secrets["answer"])

    @property
    def option_key(self) -> bytes:
        """Signs option ids."""
        return self.secrets["option"]

    def blind_index(self, column: str, normalised: str) -> str:
        """A keyed fingerprint by which a sealed value can be found, never read (HMAC-SHA-256, 128 bits)."""
        message = f"{column}\0{normalised}".encode()
        return hmac.new(self.secrets["blind_index"], message, hashlib.sha256).hexdigest()[:32]


def make_keys() -> Keys:
    """Fresh random keys."""
    return Keys({use: os.urandom(32) for use in USES})


def load_or_make(path: Path) -> Keys:
    """The keys of the file; makes the file when there is none, in one step and readable by its owner only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps({use: key.hex() for use, key in make_keys().secrets.items()}, indent=1)
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)  # fails where another process was first: its keys are the keys
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return load(path)


def load(path: Path) -> Keys:
    """The keys of the file; a file that lacks one or holds something else is refused."""
    try:
        read = json.loads(path.read_text())
        secrets = {use: bytes.fromhex(read[use]) for use in USES}
        if any(len(secret) != 32 for secret in secrets.values()):
            raise ValueError
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Unavailable(
            "KEYS_UNREADABLE",
            "Le fichier de clés manque ou est abîmé ; remettez la copie que vous gardez à part.",
        ) from error
    return Keys(secrets)
