"""Reading the tables of a data file strictly, collecting every fault instead of stopping at the first."""

import hashlib
import tomllib
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any


class DataFileError(ValueError):
    """A data file that must not be used; `faults` names each thing to correct, in file order."""

    def __init__(self, file: str, faults: list[str]) -> None:
        super().__init__(f"{file}: {len(faults)} fault(s)\n" + "\n".join(f"- {fault}" for fault in faults))
        self.file = file
        self.faults = tuple(faults)


class Row:
    """One table of a data file. Reading a wrong value adds a fault and gives a neutral one in its place."""

    def __init__(self, where: str, values: Any, faults: list[str]) -> None:
        self.where = where
        self._faults = faults
        self._read: set[str] = set()
        if not isinstance(values, dict):
            self.fault("is not a table")
            values = {}
        self._values: Mapping[str, Any] = values

    def fault(self, sentence: str) -> None:
        self._faults.append(f"{self.where}: {sentence}")

    def below(self, where: str, values: Any) -> "Row":
        """A row inside this one; its faults join the same list."""
        return Row(where, values, self._faults)

    def _get(self, key: str) -> Any:
        self._read.add(key)
        return self._values.get(key)

    def has(self, key: str) -> bool:
        return key in self._values

    def text(self, key: str, *, may_be_empty: bool = False, longest: int = 300) -> str:
        value = self._get(key)
        if not isinstance(value, str) or (not value.strip() and not may_be_empty) or len(value) > longest:
            self.fault(f"`{key}` must be a text of 1 to {longest} characters")
            return ""
        return value

    def one_of(self, key: str, known: Collection[str], *, default: str | None = None) -> str:
        if default is not None and not self.has(key):
            self._read.add(key)
            return default
        value = self._get(key)
        if not isinstance(value, str) or value not in known:
            self.fault(f"`{key}` is {value!r}, which is none of {', '.join(sorted(known))}")
            return ""
        return value

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        if default is not None and not self.has(key):
            self._read.add(key)
            return default
        value = self._get(key)
        if not isinstance(value, bool):
            self.fault(f"`{key}` must be true or false")
            return False
        return value

    def whole(self, key: str, low: int, high: int, *, default: int | None = None) -> int:
        if default is not None and not self.has(key):
            self._read.add(key)
            return default
        value = self._get(key)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            self.fault(f"`{key}` is {value!r}, not a whole number from {low} to {high}")
            return low
        return value

    def day(self, key: str) -> date | None:
        """A TOML date, or None where the key is absent."""
        value = self._get(key)
        if value is not None and type(value) is not date:
            self.fault(f"`{key}` must be a date such as 2026-01-01")
            return None
        return value

    def texts(self, key: str, known: Collection[str] | None = None, *, at_least: int = 0) -> tuple[str, ...]:
        """A list of texts without doubles, each in `known` where given."""
        value = self._get(key)
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            self.fault(f"`{key}` must be a list of texts")
            return ()
        if len(value) < at_least:
            self.fault(f"`{key}` needs at least {at_least}")
        if len(set(value)) != len(value):
            self.fault(f"`{key}` says the same thing twice")
        if known is None:
            return tuple(value)
        for item in value:
            if item not in known:
                self.fault(f"`{key}` names {item!r}, which is not known")
        return tuple(item for item in value if item in known)

    def table(self, key: str) -> Mapping[str, Any]:
        value = self._get(key)
        if not isinstance(value, dict):
            self.fault(f"`{key}` must be a table")
            return {}
        return value

    def rows(self, key: str) -> list[Any]:
        value = self._get(key)
        if not isinstance(value, list):
            self.fault(f"`{key}` must be an array of tables")
            return []
        return value

    def value(self, key: str) -> Any:
        """The value as it stands; the caller judges it."""
        return self._get(key)

    def done(self) -> None:
        """To be called last: whatever was not read is a misspelt or forgotten key."""
        for key in self._values:
            if key not in self._read:
                self.fault(f"`{key}` is not a key of this table")


def opened(file: str, raw: bytes, faults: list[str]) -> tuple[Row, str, str]:
    """What every data file begins with: its top, its version with a hash of its content, and who validated
    it, empty when nobody did. Raises DataFileError where it is no such file at all.
    """
    try:
        values = tomllib.loads(raw.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise DataFileError(file, [f"not readable: {problem}"]) from problem
    top = Row("file", values, faults)
    version = f"{top.text('version')}+{hashlib.sha256(raw).hexdigest()[:8]}"
    validated_by = top.text("validated_by", may_be_empty=True)
    if top.flag("validated") != bool(validated_by.strip()):
        top.fault("`validated` and `validated_by` go together: say who validated, or that nobody did")
    return top, version, validated_by
