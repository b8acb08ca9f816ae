"""Bearer tokens: who is calling, signed by the instance's key (JWT, EdDSA)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import jwt

from services.platform.keys import Keys
from services.platform.refusals import Unauthenticated

ISSUER = "maillage"
ALGORITHM = "EdDSA"
LONGEST_SUBJECT = 128
ROLES = frozenset({"public", "patient", "professional", "kiosk", "operator", "agency", "service"})


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is calling: a role, and who exactly within it (a cabin's entry id, a service's name, ...)."""

    role: str
    subject: str = ""

    def __str__(self) -> str:
        return f"{self.role}:{self.subject}" if self.subject else self.role


ANYBODY = Caller("public")


def issue(keys: Keys, caller: Caller, now: datetime, lifetime: timedelta) -> str:
    """A token that says who its bearer is until `now + lifetime`."""
    claims = {
        "iss": ISSUER,
        "sub": caller.subject,
        "role": caller.role,
        "iat": int(now.timestamp()),
        "exp": int((now + lifetime).timestamp()),
    }
    return jwt.encode(claims, keys.token_key, algorithm=ALGORITHM)


def read(keys: Keys, token: str, now: datetime) -> Caller:
    """Whoever the token speaks for; refuses one that is foreign, altered or past its time."""
    refusal = Unauthenticated(
        "TOKEN_INVALID",
        "Ce jeton n'est pas valable ici, ou plus valable : demandez-en un autre à l'exploitant.",
    )
    try:
        claims = jwt.decode(
            token,
            keys.token_key.public_key(),
            algorithms=[ALGORITHM],
            issuer=ISSUER,
            # Time is ours to judge: the clock is handed in.
            options={"verify_exp": False, "verify_iat": False, "require": ["exp", "sub", "role"]},
        )
    except jwt.InvalidTokenError as error:
        raise refusal from error
    role, subject, expiry = claims["role"], claims["sub"], claims["exp"]
    if not isinstance(expiry, int) or expiry <= now.timestamp():
        raise refusal
    if role not in ROLES or not isinstance(subject, str) or len(subject) > LONGEST_SUBJECT:
        raise refusal
    return Caller(role, subject)
