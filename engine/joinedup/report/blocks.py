"""What a paper is made of, whatever program shows it: headings, paragraphs, lists and tables of plain text."""

from collections.abc import Iterable
from typing import Self, TypeAlias

from joinedup.frozen import Frozen


class Strong(str):
    """Words in bold."""

    __slots__ = ()


class Tag(Strong):
    """Words in a box of a colour, which say by themselves what the colour says.

    Attributes:
        look: The name of the colour, as the styles of the writers have it: "red", "amber", "grey" or "green".
    """

    __slots__ = ("look",)
    look: str

    def __new__(cls, words: str, look: str) -> Self:
        """The words, with their colour."""
        made = super().__new__(cls, words)
        made.look = look
        return made


Said: TypeAlias = tuple[str, ...]
"""Stretches of text one after the other, each as it stands. A `Strong` one is bold, and a `Tag` coloured as well."""


class Heading(Frozen):
    """A heading; level 1 is the title of the paper."""

    text: str
    level: int = 2


class Paragraph(Frozen):
    """A paragraph of text."""

    said: Said


class Item(Frozen):
    """An entry of a list, with what is said below it."""

    said: Said
    under: tuple[Said, ...] = ()


class Items(Frozen):
    """A list; `numbered` where its entries are counted or referred to."""

    items: tuple[Item, ...]
    numbered: bool = False


class Table(Frozen):
    """A table with one row of headings.

    Attributes:
        head: The heading of each column.
        rows: The cells of each row, as many as headings.
        widths: What part of the page each column takes, for a program that lays pages out; they add up to 100.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[Said, ...], ...]
    widths: tuple[float, ...]


Block: TypeAlias = Heading | Paragraph | Items | Table


def words(text: str) -> Paragraph:
    """A paragraph of one stretch."""
    return Paragraph((text,))


def listing(entries: Iterable[str | Item], *, numbered: bool = False) -> Items:
    """A list of texts and items."""
    items = (entry if isinstance(entry, Item) else Item((entry,)) for entry in entries)
    return Items(tuple(items), numbered)


def table(head: tuple[str, ...], rows: Iterable[Iterable[str | Said]], widths: Iterable[float]) -> Table:
    """A table of texts."""
    cells = (tuple((cell,) if isinstance(cell, str) else cell for cell in row) for row in rows)
    return Table(head, tuple(cells), tuple(widths))
