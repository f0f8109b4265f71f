"""What can go wrong with an expression: when it is compiled, and when it runs."""


class ExpressionError(Exception):
    """An expression, a message or a test cannot be used. Raised when it is compiled, never later.

    Args:
        offset: Where in the text, in code points from 0.
        what: What is wrong, as a clause without a capital or full stop.
        meant: The nearest right answer, or nothing.

    Attributes:
        part: For a test in plain words, which part of it is wrong: `field`, `is` or `value`. Else nothing.
        item: For a `value` that is a list, which of its items from 0; None where the value as a whole is meant.
    """

    def __init__(self, offset: int, what: str, meant: str = "", part: str = "", item: int | None = None) -> None:
        self.offset = offset
        self.what = what
        self.meant = meant
        self.part = part
        self.item = item
        super().__init__(what)

    def __str__(self) -> str:
        return self.what + (f"; did you mean {self.meant}?" if self.meant else "")


class BudgetError(Exception):
    """An expression took more steps than it may: the rule failed, and the check goes on."""

    def __init__(self, steps: int) -> None:
        self.steps = steps
        super().__init__(f"the expression needs more than {steps:,} steps: look through fewer or shorter lists")
