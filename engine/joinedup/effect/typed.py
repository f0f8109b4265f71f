"""Changes as they are typed: `roles.dcs.deputy=deputy-dcs`, or a record for a section."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from joinedup.frozen import Frozen
from joinedup.locate import PART, UNQUOTED, quoted
from joinedup.partnership import SECTIONS
from joinedup.reading import Source, load, read_tree
from joinedup.reading.problems import nearest
from joinedup.reading.scalars import NUMBER, Wrong, day
from joinedup.reading.tree import Quoted
from joinedup.writing.changes import Add, Change, Plain, Put

PATH = re.compile(r"[^.\[\]=\s]+(\.[^.\[\]=\s]+|\[[1-9][0-9]{0,8}\])*")
OPTIONS = ("add", "do", "set")
LINE = re.compile(rf"({'|'.join(OPTIONS)})\s+(.*)")


class Typed(Frozen):
    """A change as somebody typed it.

    Attributes:
        option: "set", "add" or "do".
        text: What was typed: `PATH=VALUE`, `SECTION={…}`, `REF` or `REF=VALUE`.
        place: Where, for messages: `--set roles.dcs.deputy=deputy-dcs`, `changes.txt:3`.
    """

    option: str
    text: str
    place: str

    @property
    def name(self) -> str:
        """What stands before the first equals sign."""
        return self.text.partition("=")[0].strip()

    @property
    def given(self) -> str | None:
        """What stands behind the first equals sign; None where there is none."""
        _, sign, value = self.text.partition("=")
        return value.strip() if sign else None


class Mistyped(ValueError):
    """What was typed is no change; the message says why, without its place."""


def options(**given: Sequence[str]) -> Iterator[Typed]:
    """What was typed with each option of the command line."""
    for option, texts in given.items():
        for text in texts:
            name = text.partition("=")[0].strip()
            yield Typed(option, text, f"--{option} {name}")


def of_file(path: str) -> Iterator[Typed]:
    """The changes of a file: one a line, as it follows `--set`; or behind `set`, `add` or `do`.

    Empty lines, and those that begin with #, are passed over.

    Raises:
        UnreadableFile: it is missing or no text.
    """
    for number, line in enumerate(load(path).lines, start=1):
        text = line.strip()
        if text and not text.startswith("#"):
            match = LINE.fullmatch(text)
            option, said = (match[1], match[2]) if match else ("set", text)
            yield Typed(option, said, f"{path}:{number}")


def change_of(typed: Typed) -> Change:
    """What a `set` or `add` asks for.

    Raises:
        Mistyped: it is no change.
    """
    given = typed.given
    if given is None or not typed.name:
        example = "development={id: joint-day, title: A day together}" if typed.option == "add" else "PATH=VALUE"
        raise Mistyped(f"write it as {example}")
    if typed.option == "set":
        if not PATH.fullmatch(typed.name):
            raise Mistyped("a path is needed as findings show it, such as roles.dcs.deputy or boards.b.meetings[3].on")
        return Put(typed.name, value_of(given))
    if typed.name not in SECTIONS:
        meant = nearest(typed.name, SECTIONS)
        raise Mistyped(f'no section "{typed.name}"' + (f'; did you mean "{meant}"?' if meant else ""))
    record = value_of(given)
    if not isinstance(record, Mapping) or not record:
        raise Mistyped("a record is needed, in braces: {id: joint-day, title: A day together}")
    return Add(typed.name, record)


def value_of(text: str) -> Plain | None:
    """A value as YAML would have it, on one line; None where nothing is typed. A colon needs no quotes.

    Raises:
        Mistyped: brackets, braces or quotes are not closed, or hold no sound YAML.
    """
    if not text:
        return None
    if text[0] not in "[{\"'":
        return _scalar(text)
    data = f"value: {text}\n"
    tree, problems = read_tree(Source("value.yaml", data.encode("utf-8", "replace"), data))
    if problems or tree.broken or not isinstance(tree.root, dict) or list(tree.root) != ["value"] or "\n" in text:
        raise Mistyped(problems[0].what if problems else "one value is needed, on one line")
    taken: Plain = _plain(tree.root["value"])
    return taken


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return str(value) if isinstance(value, Quoted) else _scalar(value)


def _scalar(text: str) -> str | bool | Decimal | date:
    """A value by its looks; what its field makes of it the reader says."""
    if text in ("true", "false"):
        return text == "true"
    if NUMBER.fullmatch(text):
        return Decimal(text)
    taken = day(text)
    return text if isinstance(taken, Wrong) else taken


def said(change: Change, before: str = "") -> str:
    """A change in words. Who holds a post, and counts of a survey, are left out.

    Args:
        change: The change.
        before: What stands there now; empty where nothing does.
    """
    if isinstance(change, Add):
        return f"{change.section}: one record more ({quoted(change.record)})"
    hidden = UNQUOTED.intersection(PART.findall(change.path))
    after = "nothing" if change.value is None else "…" if hidden else quoted(change.value)
    return f"{change.path}: {before or ('…' if hidden else 'nothing')} → {after}"
