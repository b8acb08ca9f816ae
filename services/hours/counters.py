"""How many resources are free in each grain, for a whole pool at once.

The counts are kept bit-sliced: plane k is the bitmap of bit k of every grain's count. Adding a resource is
then a ripple carry over a few ints for all 8,064 grains together, and "at least one practitioner of this
speciality is free" is the OR of the planes.
"""


class CountBelowZeroError(ValueError):
    """More was removed from a grain than had been added to it."""


class GrainCounters:
    """One count per grain, from offset 0 up; bitmaps of all callers share one base. Not thread safe."""

    __slots__ = ("_any", "_planes")

    def __init__(self) -> None:
        self._planes: list[int] = []
        self._any: int | None = 0

    def add(self, bits: int) -> None:
        """Add one to the count of every set grain."""
        if bits < 0:
            raise ValueError("a bitmap is never negative")
        if self._any is not None:
            self._any |= bits
        carry = bits
        for index, plane in enumerate(self._planes):
            if not carry:
                return
            self._planes[index] = plane ^ carry
            carry &= plane
        if carry:
            self._planes.append(carry)

    def remove(self, bits: int) -> None:
        """Take one from every set grain; CountBelowZeroError, and no change at all, if one is at zero."""
        if bits < 0:
            raise ValueError("a bitmap is never negative")
        if bits & self.any() != bits:
            raise CountBelowZeroError("a grain would fall below zero")
        borrow = bits
        for index, plane in enumerate(self._planes):
            if not borrow:
                break
            self._planes[index] = left = plane ^ borrow
            borrow &= left
        while self._planes and not self._planes[-1]:
            self._planes.pop()
        self._any = None

    def any(self) -> int:
        """The bitmap of the grains whose count is at least one; kept until the next removal."""
        if self._any is None:
            bits = 0
            for plane in self._planes:
                bits |= plane
            self._any = bits
        return self._any

    def count_at(self, offset: int) -> int:
        """The count of one grain."""
        return sum((plane >> offset & 1) << index for index, plane in enumerate(self._planes))
