"""Settings: one frozen dataclass a service, read once from the environment, checked before anything starts.

`MAILLAGE_BOOKING_DATABASE_URL` fills `database_url` of the settings read with the prefix `BOOKING`. A
variable that no field knows is refused: a misspelt setting must not be a silent default.
"""

import dataclasses
import types
import typing
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from services.platform.refusals import Invalid

S = TypeVar("S")
TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off", ""})


def _converted(name: str, kind: Any, text: str) -> Any:
    if isinstance(kind, types.UnionType):
        kind = next(each for each in typing.get_args(kind) if each is not type(None))
    try:
        if kind is bool:
            lowered = text.lower()
            if lowered not in TRUE | FALSE:
                raise ValueError
            return lowered in TRUE
        if kind in (int, float, str, Path):
            return kind(text)
    except ValueError:
        pass
    raise Invalid(
        "SETTING_INVALID", f"Le réglage {name} n'est pas valable : il faut {kind.__name__}.", setting=name
    )


def read(kind: type[S], prefix: str, environ: Mapping[str, str], **given: Any) -> S:
    """Settings of type `kind` from variables `MAILLAGE_<PREFIX>_<FIELD>`; `given` wins over them."""
    start = f"MAILLAGE_{prefix}_"
    hints = typing.get_type_hints(kind)
    fields = {field.name for field in dataclasses.fields(kind)}  # type: ignore[arg-type]
    values: dict[str, Any] = {}
    for variable, text in environ.items():
        if not variable.startswith(start):
            continue
        name = variable.removeprefix(start).lower()
        if name not in fields:
            raise Invalid("SETTING_UNKNOWN", f"Le réglage {variable} n'existe pas.", setting=variable)
        values[name] = _converted(variable, hints[name], text)
    return kind(**(values | given))
