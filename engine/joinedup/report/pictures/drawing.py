"""What a picture is made of, and the template that writes it as SVG."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from joinedup.frozen import Frozen

from .shapes import SHAPES, number
from .text import FONT, STEP, reach, width

WIDTH = 1000
"""The width of a picture in its own units, if it is no small one: the page decides how wide it is shown."""
INK, MUTED, NAVY, GREY, BROWN, RED = "#0b0c0c", "#505a5f", "#12436d", "#6b7276", "#7a3e00", "#8c1d18"

Say = Callable[[str], str]
"""Puts words of the report's own into an authority's words; names of records never pass through it."""


class Table(Frozen):
    """The facts of a picture in words.

    Attributes:
        headings: The heading of each column.
        rows: The cells, row by row, as plain text.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Picture(Frozen):
    """A picture for the report, with the same facts in words.

    Attributes:
        name: What begins every id in the SVG.
        title: Its title, as a heading would say it.
        description: Its figures, in one to three sentences.
        svg: One SVG element, or several to be shown one below the other, none taller than a page.
        table: The same facts in words.
        note: What is not drawn, and why; empty where everything is.
    """

    name: str
    title: str
    description: str
    svg: Markup
    table: Table
    note: str

    @property
    def large(self) -> bool:
        """Whether it fills more than a page of paper: then it belongs into the annex, behind what a board reads."""
        return self.svg.count("<svg ") > 1


class Style(Frozen):
    """How a kind of line is drawn, and what it means."""

    kind: str
    means: str
    colour: str
    thick: float
    dash: str = ""


class Words(Frozen):
    """A line of text; what is muted follows after what is not."""

    x: float
    y: float
    ink: str
    muted: str = ""
    size: float = FONT
    bold: bool = False
    end: bool = False


@dataclass(slots=True)
class Sheet:
    """One SVG element: lines by kind, shapes and text.

    Attributes:
        lines: For each kind of line, the paths of its lines, one path a line.
        arrows: For each kind of line, the heads of its arrows.
        samples: For each kind of line, its sample in the key.
        rules: Thin lines that only divide.
        full: Filled shapes.
        hollow: Shapes of which only the edge is drawn.
        words: The text.
        height: How tall the sheet is.
    """

    lines: dict[Style, list[str]] = field(default_factory=dict)
    arrows: dict[Style, list[str]] = field(default_factory=dict)
    samples: dict[Style, list[str]] = field(default_factory=dict)
    rules: list[str] = field(default_factory=list)
    full: list[str] = field(default_factory=list)
    hollow: list[str] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    height: float = 0

    def key(self, styles: Iterable[Style], shapes: Sequence[tuple[str, bool, str]], say: Say) -> None:
        """Writes below everything else what the lines and shapes mean.

        Args:
            styles: The kinds of line; those the sheet does not use are left out.
            shapes: For each shape its name, whether it is filled, and what it means.
            say: Puts words of the report's own into an authority's words.
        """
        x, y = 10.0, self.height + 14
        self.rules.append(f"M0 {number(self.height - 8)}H{WIDTH}")
        samples = [(style, "", False, style.means) for style in styles if self.lines.get(style)]
        for style, shape, full, meaning in [*samples, *((None, *entry) for entry in shapes)]:
            means = say(meaning)
            before = 46 if style else 24
            if x > 10 and x + before + reach(means) > WIDTH:
                x, y = 10.0, y + STEP + 6
            if style:
                self.samples.setdefault(style, []).append(f"M{number(x)} {number(y)}h36")
            else:
                (self.full if full else self.hollow).append(SHAPES[shape](x + 8, y))
            self.words.append(Words(x + before, y + 5.5, "", means))
            x += before + max(reach(means) + 34, width(means) - 20)
        self.height = y + 18


def write(name: str, title: str, description: str, sheets: Sequence[Sheet], wide: float = WIDTH) -> Markup:
    """The SVG of one or several sheets, `wide` in their own units."""
    from joinedup.report.templates import environment  # which knows the pictures' folder, and so comes after them

    template = environment().get_template("picture.svg.jinja")
    text = template.render(name=name, title=title, description=description, sheets=sheets, width=wide)
    return Markup(text)  # noqa: S704 - the template escapes everything
