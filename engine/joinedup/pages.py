"""A rule's docstring is the user's page: a title in a sentence, why it matters, what to do."""

from textwrap import dedent

from joinedup.frozen import Frozen

WHY = "Why it matters"
DO = "What to do"
HEADINGS = (WHY, DO)


class Page(Frozen):
    """A page cut into its parts; a part that is not there is empty.

    Attributes:
        title: The first line, without its full stop.
        intro: What stands before the first heading: exceptions, and how the figures are worked out.
        why: Why it matters.
        do: What to do.
    """

    title: str = ""
    intro: str = ""
    why: str = ""
    do: str = ""

    def lacks(self) -> list[str]:
        """The parts that every page must have and this one has not."""
        return [name for name, part in (("a title", self.title), (WHY, self.why), (DO, self.do)) if not part]


def page_of(docstring: str | None) -> Page:
    """Cuts a docstring with the two headings `## Why it matters` and `## What to do`."""
    first, _, rest = (docstring or "").strip().partition("\n")
    parts = {"": ""}
    heading = ""
    for line in dedent(rest).splitlines():
        if line.startswith("## "):
            heading = line[3:].strip()
            parts[heading] = ""
        else:
            parts[heading] += line + "\n"
    why, do = parts.get(WHY, ""), parts.get(DO, "")
    return Page(first.strip().rstrip("."), parts[""].strip(), why.strip(), do.strip())


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a part of a page, each on one line."""
    return [" ".join(block.split()) for block in text.split("\n\n") if block.strip()]
