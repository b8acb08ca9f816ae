"""How far a long command is: one line written over on a terminal, a line for each tenth in a log."""

from collections.abc import Callable
from typing import TextIO

BETWEEN_SECONDS = 0.1  # more often than that, nobody could read it


class ProgressLine:
    """`clock` gives seconds that only grow; `end` must be called before anything else is written to `out`."""

    def __init__(self, out: TextIO, clock: Callable[[], float]) -> None:
        self._out, self._clock = out, clock
        self._over_written = out.isatty()
        self._next_at = clock()
        self._tenth = 0
        self._unended = False

    def show(self, done: int, total: int) -> None:
        """`total` is 0 while it is unknown."""
        words = f"{done} / {total or '?'} lignes"
        if self._over_written:
            if self._clock() >= self._next_at or done == total:
                self._next_at = self._clock() + BETWEEN_SECONDS
                self._out.write(f"\r{words}")
                self._out.flush()
                self._unended = True
            return
        tenth = 10 * done // total if total else 0
        if tenth > self._tenth:
            self._tenth = tenth
            self._out.write(f"{words}\n")
            self._out.flush()

    def end(self) -> None:
        """Leaves the line as it stands."""
        if self._unended:
            self._out.write("\n")
            self._unended = False
