"""Names and dots: from a record to its fields, and through an id to the record it names. Needs no parser."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from joinedup.partnership import SECTIONS, Partnership
from joinedup.reading.problems import nearest
from joinedup.reading.scalars import shown

from .attributes import SIMPLE
from .errors import ExpressionError
from .kinds import LIST, MAY, RECORD, STATED, TABLE, Kind, Known, fields, section
from .scope import NAMES, TODAY, WHOLE, Scope, no_such
from .values import Env, Typed, Unknown


@dataclass
class Compiling:
    """What is known while one text is compiled.

    Attributes:
        scope: What its names mean.
        names: The names that a list gives to its items, while inside it.
        needs: Sections that the text looks at, which must be described before it can be judged.
    """

    scope: Scope
    names: dict[str, Typed] = field(default_factory=dict)
    needs: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        if self.scope.section != WHOLE:
            self.needs.add(self.scope.section)

    def words(self) -> Iterator[str]:
        """Every word that a field of the record may be: to tell a word without quotes from a slip of a field."""
        for known in self.scope.fields.values():
            yield from (known.kind.item or known.kind).words


def start(name: str, at: int, compiling: Compiling) -> Typed:
    """What a name by itself means.

    Raises:
        ExpressionError: it means nothing here.
    """
    if name in compiling.names:
        return compiling.names[name].but(at=at)
    if name in compiling.scope.fields:
        record = Typed(Kind(RECORD, model=compiling.scope.model), lambda env: env.record, at, path=True)
        return _of_record(record, name, compiling.scope.fields[name], at, compiling)
    if name == TODAY:
        return Typed(NAMES[TODAY], lambda env: env.today, at, TODAY, path=True)
    if name == WHOLE:
        return Typed(NAMES[WHOLE], lambda env: env.partnership, at, WHOLE, path=True)
    known = [*compiling.names, *compiling.scope.fields, *NAMES]
    raise no_such(name, at, "" if compiling.scope.section == WHOLE else " here", known, compiling.words())


def dotted(text: str, compiling: Compiling) -> Typed:
    """A path such as `quorum.at_least` by itself.

    Raises:
        ExpressionError: it leads nowhere.
    """
    first, *rest = text.split(".")
    at = len(first) - len(first.lstrip())
    found = start(first.strip(), at, compiling)
    place = len(first) + 1
    for name in rest:
        found = attribute(found, name.strip(), place + len(name) - len(name.lstrip()), compiling)
        place += len(name) + 1
    return found


def attribute(base: Typed, name: str, at: int, compiling: Compiling) -> Typed:
    """What `base.name` means.

    Raises:
        ExpressionError: values of that kind have nothing of that name.
    """
    kind = base.kind
    if kind.name == RECORD and kind.model:
        known = fields(kind.model)
        if name not in known:
            noun = getattr(kind.model, "noun", kind.model.__name__.lower())
            raise no_such(name, at, f" of {'an' if noun[0] in 'aeiou' else 'a'} {noun}", known)
        return _of_record(base, name, known[name], at, compiling)
    simple = SIMPLE.get(kind.name, {})
    if name in simple:
        result, work = simple[name]
        item = kind.item if name == "values" else kind.key
        made = Kind(result, item=item) if result == LIST else Kind(result)
        return _follow(base, made, name, at, lambda value, _: work(value))
    named = _named(kind)
    if name in named:
        return _of_named(base, name, named[name], at)
    raise _nothing_of(base, name, at, [*simple, *named])


def _of_record(base: Typed, name: str, known: Known, at: int, compiling: Compiling) -> Typed:
    """A field of a record; a section of the whole description is unknown where it is not described."""
    whole = base.kind.model is Partnership
    said = f"{base.said}.{name}" if base.said else name
    part = name if whole and name in SECTIONS else ""
    if part:
        compiling.needs.add(part)
    kind, reached = known.kind, known.attribute
    gone = None if kind.absent == STATED else Unknown((said,))

    def read(record: Any, _: Env) -> Any:
        if part and part not in record.described:
            return gone
        value = getattr(record, reached)
        return gone if value is None else value

    return _follow(base, kind, said, at, read, path=base.path, full=True).but(section=part)


def _named(kind: Kind) -> Mapping[str, Known]:
    """The fields of the record that an id names: those that all the sections it may be from have alike."""
    held = [section(name) for name in kind.ref.sections if name in SECTIONS] if kind.ref else []
    shared = [fields(one.item.model) for one in held if one.item and one.item.model]
    if not shared:
        return {}
    return {name: known for name, known in shared[0].items() if all(other.get(name) == known for other in shared)}


def _of_named(base: Typed, name: str, known: Known, at: int) -> Typed:
    ref = base.kind.ref
    said = f"{base.said}.{name}"
    gone = None if known.kind.absent == STATED else Unknown((said,))

    def read(id: Any, env: Env) -> Any:
        for place in ref.sections if ref else ():
            try:
                value = getattr(env.partnership.find(place, id), known.attribute)
            except KeyError:
                continue
            return gone if value is None else value
        return None  # the one word beside the ids, such as `all`

    return _follow(base, known.kind, said, at, read, path=base.path, full=True)


def _follow(
    base: Typed, kind: Kind, name: str, at: int, read: Callable[[Any, Env], Any], path: bool = False, full: bool = False
) -> Typed:
    """One step further; what is unknown or not there stays so."""
    before = base.run

    def run(env: Env) -> Any:
        value = before(env)
        return value if value is None or isinstance(value, Unknown) else read(value, env)

    said = name if full else f"{base.said}.{name}" if base.said else name
    absent = MAY if MAY in (base.kind.absent, kind.absent) else kind.absent or base.kind.absent
    return Typed(kind.left_out(absent), run, base.at if base.said else at, said, path, base.size + 1)


def _nothing_of(base: Typed, name: str, at: int, known: Sequence[str]) -> ExpressionError:
    if base.kind.name == TABLE:
        how = f'{base.said}["{name[:40]}"]'
        return ExpressionError(at, f"a table is looked up in brackets: {how}", nearest(name, known))
    listed = f": it can be {', '.join(known)}" if known and not nearest(name, known) else ""
    if base.kind.name == LIST:
        listed = f": ask each of its items, as in [x.{name[:40]} for x in {base.said or 'it'}]"
    of = f'"{base.said}"' if base.said else "this"
    return ExpressionError(at, f"{of} is {base.kind.name}, which has no {shown(name)}{listed}", nearest(name, known))
