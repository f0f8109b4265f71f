"""How much a finding weighs, and what that asks of the board."""

from enum import IntEnum


class Severity(IntEnum):
    """Critical: it cannot decide or act. High: the board decides now. Medium: an owner mends it. Low: worth tidying."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4

    @property
    def word(self) -> str:
        """The word in files and messages."""
        return self.name.lower()

    @property
    def meaning(self) -> str:
        """What a finding of this severity asks for."""
        return _MEANING[self]


_MEANING = {
    Severity.CRITICAL: "the partnership cannot decide or act",
    Severity.HIGH: "a barrier is in place; the board decides at this meeting",
    Severity.MEDIUM: "a barrier is forming; an owner mends it before the next meeting",
    Severity.LOW: "worth tidying",
}

LOW, MEDIUM, HIGH, CRITICAL = Severity

WORDS = tuple(severity.word for severity in Severity)
