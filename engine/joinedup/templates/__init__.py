"""Partnerships to begin with, as data: what `joinedup init` writes, without the words that the models say."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from joinedup.errors import UserError
from joinedup.frozen import Frozen
from joinedup.reading.problems import nearest
from joinedup.reading.yaml_text import parse

EXAMPLE = "example"
"""The template of `init` where none is named."""
OFF = "# "
"""What the name of a field begins with that is written switched off."""


class Template(Frozen):
    """A partnership to begin with.

    Attributes:
        title: What it is, in a line.
        opening: Paragraphs for the head of the file: what it is for, and the law behind it.
        head: The fields above the sections, as the reader's tree has them.
        first: The sections that are described, by name.
        more: The sections that are written switched off, by name.
        notes: What is said of a section beside the words of its model, by name.
    """

    title: str
    opening: Sequence[str]
    head: Mapping[str, Any]
    first: Mapping[str, Any]
    more: Mapping[str, Any]
    notes: Mapping[str, str]

    @property
    def described(self) -> Mapping[str, Any]:
        """What it says with all that is switched off left out: a description as the reader's tree has it."""
        plain: Mapping[str, Any] = _switched_on({**self.head, **self.first})
        return plain

    @property
    def whole(self) -> Mapping[str, Any]:
        """The same with the sections that are written switched off."""
        plain: Mapping[str, Any] = _switched_on({**self.head, **self.first, **self.more})
        return plain


def shipped() -> Mapping[str, Path]:
    """The templates by name, the example first and the blank sheet last."""
    found = {path.stem: path for path in sorted(Path(__file__).parent.glob("*.yaml"))}
    blank = found.pop("blank")
    return {EXAMPLE: found.pop(EXAMPLE), **found, "blank": blank}


def template(name: str) -> Template:
    """The template of a name.

    Raises:
        UserError: there is none; says the nearest, or all of them.
    """
    known = shipped()
    if name not in known:
        meant = nearest(name.casefold(), known)
        hint = f'; did you mean "{meant}"?' if meant else f": it can be {', '.join(known)}"
        raise UserError(f'no template "{name}"{hint}')
    given = parse(known[name].read_text("utf-8"))[0].root
    return Template(**{"more": {}, "notes": {}, **given})


def _switched_on(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _switched_on(inner) for name, inner in value.items() if not name.startswith(OFF)}
    return [_switched_on(inner) for inner in value] if isinstance(value, list) else value
