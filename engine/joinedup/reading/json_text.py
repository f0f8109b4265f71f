"""JSON text -> Tree, with the place of every value, which the standard library's decoder does not keep."""

import re
from bisect import bisect_right
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any

from .problems import MOST_PROBLEMS, Problem, brief
from .tree import LINE, Quoted, Tree
from .yaml_text import DEEPEST

BREAK = re.compile("\r\n|\r|\n")
SPACE = re.compile(r"[ \t\r\n]*")
NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")
WORDS = {"true": "true", "false": "false", "null": None}


class _Wrong(Exception):
    def __init__(self, at: int, what: str) -> None:
        super().__init__(what)
        self.at = at


def parse(text: str) -> tuple[Tree, list[Problem]]:
    """Reads `text` as JSON; returns what `yaml_text.parse` returns."""
    reader = Reader(text)
    try:
        reader.tree.root, end = reader.value(reader.skip(0), 0)
        end = reader.skip(end)
        if end < len(text):
            raise _Wrong(end, "something follows the closing bracket")
    except _Wrong as error:
        reader.problem(error.at, f"not readable as JSON: {error}")
        reader.tree.broken = True
    except JSONDecodeError as error:
        reader.problem(error.pos, f"not readable as JSON: {error.msg[0].lower()}{error.msg[1:]}")
        reader.tree.broken = True
    return reader.tree, reader.problems


class Reader:
    """Follows a text. Places in it are counted in code points, from 0."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tree = Tree()
        self.problems: list[Problem] = []
        self.starts = [0, *(match.end() for match in BREAK.finditer(text))]

    def place(self, at: int) -> int:
        """A place as the tree keeps it."""
        line = bisect_right(self.starts, at) - 1
        return line * LINE + at - self.starts[line]

    def offset(self, place: int) -> int:
        """Where in the text a place of the tree is."""
        return self.starts[place // LINE] + place % LINE

    def problem(self, at: int, what: str, where: str = "") -> None:
        """Notes a problem."""
        place = self.place(at)
        self.problems.append(Problem(place // LINE + 1, place % LINE + 1, brief(where), what))

    def skip(self, at: int) -> int:
        """Steps over space."""
        match = SPACE.match(self.text, at)
        return match.end() if match else at

    def value(self, at: int, depth: int) -> tuple[Any, int]:
        """A value, and where it ends."""
        first = self.text[at : at + 1]
        if first == '"':
            text, end = scanstring(self.text, at + 1, True)
            return Quoted(text), end
        if first and first in "{[":
            if depth >= DEEPEST:
                raise _Wrong(at, f"lists and mappings stand in each other more than {DEEPEST} deep")
            return self.mapping(at, depth) if first == "{" else self.sequence(at, depth)
        number = NUMBER.match(self.text, at)
        if number:
            return number.group(), number.end()
        for word, meaning in WORDS.items():
            if self.text.startswith(word, at):
                return meaning, at + len(word)
        raise _Wrong(at, "a value is missing" if first else "the file ends too early")

    def mapping(self, at: int, depth: int) -> tuple[dict[str, Any], int]:
        """What stands in braces, and where they end."""
        found: dict[str, Any] = {}
        places = self.tree.places[id(found)] = [self.place(at)]
        at = self.skip(at + 1)
        while self.text[at : at + 1] != "}":
            if self.text[at : at + 1] != '"':
                raise _Wrong(at, "the name of a field must stand in double quotes")
            key_at = at
            key, at = scanstring(self.text, at + 1, True)
            at = self.skip(at)
            if self.text[at : at + 1] != ":":
                raise _Wrong(at, "no colon after the name of a field")
            at = self.skip(at + 1)
            value_at = at
            value, at = self.value(at, depth + 1)
            if key in found:
                self.problem(key_at, f'"{brief(key)}" is given twice', key)
                if len(self.problems) >= MOST_PROBLEMS:
                    raise _Wrong(key_at, "too many names are given twice")
            else:
                found[key] = value
                places += (self.place(key_at), self.place(value_at))
            at = self.after(at, "}")
        return found, at + 1

    def sequence(self, at: int, depth: int) -> tuple[list[Any], int]:
        """What stands in brackets, and where they end."""
        found: list[Any] = []
        places = self.tree.places[id(found)] = [self.place(at)]
        at = self.skip(at + 1)
        while self.text[at : at + 1] != "]":
            places.append(self.place(at))
            value, at = self.value(at, depth + 1)
            found.append(value)
            at = self.after(at, "]")
        return found, at + 1

    def after(self, at: int, closing: str) -> int:
        """Steps over the comma behind a value, up to the next value or the closing bracket."""
        at = self.skip(at)
        if self.text[at : at + 1] == closing:
            return at
        if self.text[at : at + 1] != ",":
            raise _Wrong(at, f"a comma or the closing {closing} is missing")
        comma, at = at, self.skip(at + 1)
        if self.text[at : at + 1] == closing:
            raise _Wrong(comma, f"a comma before the closing {closing}")
        return at
