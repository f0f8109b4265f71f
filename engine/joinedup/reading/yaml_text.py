"""YAML text -> Tree, from the events of the C parser; nothing but plain values is let through."""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from .problems import MOST_PROBLEMS, Problem, brief
from .tree import LINE, REFUSED, Quoted, Tree

DEEPEST = 100
"""How deep lists and mappings may stand in each other; libyaml's time is quadratic in it."""

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
BREAK = re.compile("\r\n|\r|\n")
UNUSUAL = re.compile("[\x85\u2028\u2029]")
"""Line ends of YAML that no editor counts: every line number behind one would be off."""
NOTHING = frozenset(("", "~", "null", "Null", "NULL"))
PLAINER = {
    "mapping values are not allowed in this context": "a second colon in one line: put the text in quotes",
    "found a tab character that violates indentation": "a tab where spaces are needed: indent with spaces",
    "found a tab character where an indentation space is expected": "a tab where spaces are needed: indent with spaces",
    "did not find expected <document start>": "something follows the end of the document",
    "found character that cannot start any token": "a character that cannot start a value: put the text in quotes",
    "could not find expected ':'": "no colon after the name of a field",
    "found unexpected ':'": "a colon inside brackets: put the text in quotes",
    "did not find expected key": "this line is not indented like the lines above it, or a quote is not closed",
    "did not find expected ',' or ']'": "a comma or the closing ] is missing",
    "did not find expected ',' or '}'": "a comma or the closing } is missing",
    "found unexpected end of stream": "the file ends inside a text in quotes",
    "did not find expected '-' indicator": "this line is not indented like the list above it",
}


class _Stop(Exception):
    """The text cannot be followed any further."""


def parse(text: str) -> tuple[Tree, list[Problem]]:
    """Reads `text` as one YAML document.

    Returns:
        The tree as far as it could be read, and what is wrong with it as YAML. A tree with a syntax problem is
        cut off at it; repeated keys keep their first value.
    """
    from ruamel.yaml.error import YAMLError

    builder = _Builder()
    if UNUSUAL.search(text):
        builder.problems += islice(_unusual(text), MOST_PROBLEMS)
    try:
        for event in _events(text):
            builder.take(event)
    except _Stop:
        builder.tree.broken = True
    except YAMLError as error:  # anything else is a bug of ours, and must not be told as a fault of the file
        builder.problems.append(_syntax(error, text))
        builder.tree.broken = True
    return builder.tree, builder.problems


def _events(text: str) -> Iterator[Any]:
    try:
        from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]
    except ImportError:  # pragma: no cover - tested by hiding the module
        import warnings

        from ruamel.yaml import YAML

        warnings.warn("the C parser ruamel.yaml.clib is missing: reading will be slow", stacklevel=2)
        parsed: Iterator[Any] = YAML(typ="safe", pure=True).parse(text)
        return parsed
    return iter(CParser(text).get_event, None)


class _Builder:
    """Puts events together; `stack` holds the containers that are open."""

    def __init__(self) -> None:
        self.tree = Tree()
        self.problems: list[Problem] = []
        self.stack: list[tuple[Any, list[int]]] = []
        self.key = ""
        self.key_at = -1
        self.documents = 0
        from ruamel.yaml import events

        self.actions: dict[type, Callable[[Any], None]] = {
            events.ScalarEvent: self.scalar,
            events.MappingStartEvent: self.mapping,
            events.SequenceStartEvent: self.sequence,
            events.MappingEndEvent: self.end,
            events.SequenceEndEvent: self.end,
            events.AliasEvent: self.alias,
            events.DocumentStartEvent: self.document,
        }

    def take(self, event: Any) -> None:
        action = self.actions.get(type(event))
        if action is not None:
            action(event)

    def problem(self, event: Any, what: str) -> None:
        self.problem_at(_at(event), what)

    def document(self, event: Any) -> None:
        self.documents += 1
        if event.tags:  # a short tag may stand for a megabyte, each time it is used
            self.problem(event, "a %TAG line is not allowed: leave it out")
            raise _Stop
        if self.documents > 1:
            self.problem(event, "a second document starts here: one file holds one description")
            raise _Stop

    def alias(self, event: Any) -> None:
        self.problem(event, f"*{brief(event.anchor)} refers to another place: write the value out")
        self.add(REFUSED, _at(event), event)

    def plain(self, event: Any) -> None:
        """Says what stands before a value that may not."""
        if event.anchor is not None:
            self.problem(event, f"&{brief(event.anchor)} is an anchor, which is not allowed: write the value out")
        if event.tag is not None:
            self.problem(event, f"{brief(event.tag)} is a tag, which is not allowed: leave it out")

    def scalar(self, event: Any) -> None:
        mark = event.start_mark
        if event.anchor is not None or event.ctag is not None:  # `tag` is a property, and this is the hot path
            self.plain(event)
        value: str | None = event.value
        if event.style:
            value = Quoted(value)
        elif value in NOTHING:
            value = None
        self.add(value, mark.line * LINE + mark.column, event)

    def add(self, value: Any, at: int, event: Any) -> None:
        if not self.stack:
            self.tree.root = value
            return
        container, places = self.stack[-1]
        if type(container) is list:
            container.append(value)
            places.append(at)
        elif self.key_at < 0:
            self.key, self.key_at = self.name(value, event), at
        else:
            if self.key in container:
                self.problem_at(self.key_at, f'"{brief(self.key)}" is given twice')
            else:
                container[self.key] = value
                places += (self.key_at, at)
            self.key, self.key_at = "", -1

    def name(self, value: Any, event: Any) -> str:
        if isinstance(value, str):
            return value
        self.problem(event, "the name of a field must be a word")
        return ""

    def problem_at(self, at: int, what: str) -> None:
        self.problems.append(Problem(at // LINE + 1, at % LINE + 1, brief(self.key), what))
        if len(self.problems) >= MOST_PROBLEMS:
            raise _Stop

    def mapping(self, event: Any) -> None:
        self.open({}, event)

    def sequence(self, event: Any) -> None:
        self.open([], event)

    def open(self, container: Any, event: Any) -> None:
        if len(self.stack) >= DEEPEST:
            self.problem(event, f"lists and mappings stand in each other more than {DEEPEST} deep")
            raise _Stop
        self.plain(event)
        if self.stack and type(self.stack[-1][0]) is dict and self.key_at < 0:
            self.problem(event, "the name of a field must be a word, not a list or mapping")
            raise _Stop
        places = [_at(event)]
        self.add(container, places[0], event)
        self.tree.places[id(container)] = places
        self.stack.append((container, places))

    def end(self, event: Any) -> None:
        self.stack.pop()


def _unusual(text: str) -> Iterator[Problem]:
    for number, line in enumerate(BREAK.split(text)):
        for match in UNUSUAL.finditer(line):
            what = f"an unusual line end (U+{ord(match.group()):04X}), which editors do not show: take it out"
            yield Problem(number + 1, match.start() + 1, "", what)


def _at(event: Any) -> int:
    mark = event.start_mark
    return int(mark.line * LINE + mark.column)


def _syntax(error: Exception, text: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    forbidden = FORBIDDEN.search(text)
    if mark is None and forbidden:
        before = text[: forbidden.start()]
        start = before.rfind("\n") + 1
        code = ord(forbidden.group())
        return Problem(
            before.count("\n") + 1, len(before) - start + 1, "", f"a character no text may hold (U+{code:04X})"
        )
    if mark is None:
        raise error
    said = str(getattr(error, "problem", None) or error)
    return Problem(mark.line + 1, mark.column + 1, "", f"not readable as YAML: {PLAINER.get(said, said)}")
