"""Messages with fields in braces: `"{name} is not a core partner"`."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from joinedup.partnership import Partnership
from joinedup.partnership.base import Record

from .errors import ExpressionError
from .kinds import LIST, RECORD
from .paths import Compiling, dotted
from .sayings import Say, saying
from .scope import Scope
from .syntax import LONGEST
from .values import Env, Run, Typed

BRACES = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
PATH = re.compile(r"\s*[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*){0,9}\s*", re.ASCII)


@dataclass(frozen=True)
class Template:
    """A checked message. Make one with `template`.

    Attributes:
        text: As its author wrote it.
        needs: Sections that must be described before it can be said.
    """

    text: str
    needs: frozenset[str]
    parts: tuple[str | tuple[Run, Say], ...] = field(repr=False, compare=False)

    def render(self, record: Record, partnership: Partnership) -> str:
        """The message about a record, with names for ids, and "not stated" for what is absent."""
        env = Env(record, partnership, steps=0)
        return "".join(part if isinstance(part, str) else part[1](part[0](env), partnership) for part in self.parts)


@lru_cache(maxsize=1_000)
def template(text: str, scope: Scope) -> Template:
    """Checks a message, so that nothing can be wrong with it when it is said.

    Braces hold a field of the record or a path (`quorum.at_least`, `owner.agency`, `partnership.name`, `today`);
    doubled braces stand for themselves.

    Args:
        text: The message, at most 1,000 characters.
        scope: What its names mean.

    Raises:
        ExpressionError: a brace is left open, or holds something that is no field or cannot be said.
    """
    if len(text) > LONGEST:
        raise ExpressionError(LONGEST, f"the text has {len(text):,} characters: at most {LONGEST:,} are allowed")
    compiling = Compiling(scope)
    parts: list[str | tuple[Run, Say]] = []
    done = 0
    for match in BRACES.finditer(text):
        parts.append(text[done : match.start()])
        done = match.end()
        if match[0] in ("{{", "}}"):
            parts.append(match[0][0])
        elif match[1] is None:
            what = "the brace is not closed" if match[0] == "{" else "the brace is not opened"
            raise ExpressionError(match.start(), f"{what}: a brace in the text is written twice", match[0] * 2)
        else:
            parts.append(_field(match[1], match.start(1), compiling))
    parts.append(text[done:])
    return Template(text, frozenset(compiling.needs), tuple(part for part in parts if part))


def _field(path: str, at: int, compiling: Compiling) -> tuple[Run, Say]:
    if not PATH.fullmatch(path):
        raise ExpressionError(at, "braces hold the name of a field, such as {name} or {quorum.at_least}")
    try:
        found = dotted(path, compiling)
    except ExpressionError as error:
        raise ExpressionError(at + error.offset, error.what, error.meant.strip('"')) from None
    say = saying(found.kind)
    if say is None:
        raise _speechless(found, at)
    return found.run, say


def _speechless(found: Typed, at: int) -> ExpressionError:
    said = found.said
    if found.kind.name == LIST:
        return ExpressionError(at, f'the items of "{said}" have no names: say how many, as {{{said}.length}}')
    hint = f", such as {{{found.said}.{_first(found)}}}" if found.kind.name == RECORD else ""
    return ExpressionError(at, f'"{found.said}" has no name: say one of its fields{hint}')


def _first(found: Typed) -> str:
    return next(iter(found.kind.model.declared)) if found.kind.model else ""
