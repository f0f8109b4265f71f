"""Where a fact comes from: the two source reports, the law, guidance, or good practice."""

from joinedup.frozen import Frozen

NC = "National College and Children's Workforce Network (2009), Building effective integrated leadership"
NFER = "Martin, Lord, White and Atkinson (2009), Narrowing the Gap in Outcomes: Leadership"


class Citation(Frozen):
    """A place in a document.

    Attributes:
        source: The document, as a bibliography gives it.
        place: The place in it: "Table 1, row 3".
    """

    source: str
    place: str = ""

    def __str__(self) -> str:
        return f"{self.source}, {self.place}" if self.place else self.source

    def within(self, column: str) -> "Citation":
        """The citation, once the theme is known: it needs nothing of it."""
        return self


class Table1(Frozen):
    """A row of the first report's table of barriers; the column is the theme."""

    row: int

    def within(self, column: str) -> Citation:
        """The citation, once the theme is known."""
        return Citation(NC, f"Table 1, {column}, row {self.row}")


class Table2(Frozen):
    """A row of the first report's table of solutions; the column is the theme."""

    row: int

    def within(self, column: str) -> Citation:
        """The citation, once the theme is known."""
        return Citation(NC, f"Table 2, {column}, row {self.row}")


class Basis(Frozen):
    """Why a rule asks for what it asks.

    Attributes:
        kind: law, guidance, source, or good practice. What rests on law or guidance *must* be done, the rest *should*.
        citation: Where it is said; good practice has none.
    """

    kind: str
    citation: str = ""

    @property
    def must(self) -> bool:
        """Whether there is a duty, or only good reason."""
        return self.kind in ("law", "guidance")

    def __str__(self) -> str:
        return f"{self.kind}: {self.citation}" if self.citation else self.kind


GOOD_PRACTICE = Basis("good practice")


def law(citation: str) -> Basis:
    """A duty in law, with act and section."""
    return Basis("law", citation)


def guidance(citation: str) -> Basis:
    """Statutory guidance, with its paragraph."""
    return Basis("guidance", citation)


def nc(place: str) -> Basis:
    """The first source report."""
    return Basis("source", f"{NC}, {place}")


def nfer(place: str) -> Basis:
    """The second source report."""
    return Basis("source", f"{NFER}, {place}")
