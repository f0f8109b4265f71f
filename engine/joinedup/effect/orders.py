"""What was typed -> changes of the file, with everything that is wrong with it in one go."""

from collections.abc import Sequence

from joinedup.assessment import Assessment
from joinedup.errors import UserError
from joinedup.frozen import Frozen
from joinedup.reading.problems import nearest
from joinedup.writing.changes import Change

from .remedying import remedied
from .typed import Mistyped, Typed, change_of


class Wanted(Frozen):
    """What is to be tried out.

    Attributes:
        changes: What would be different, one after the other.
        refs: The findings that it is done for, where it was asked for by their references.
    """

    changes: tuple[Change, ...]
    refs: tuple[str, ...]


def changes_of(typed: Sequence[Typed], result: Assessment) -> Wanted:
    """The changes that were asked for.

    Args:
        typed: What was typed.
        result: The check of the description as it is.

    Raises:
        UserError: with everything that is no change, or cannot be made from what a finding says.
    """
    changes: list[Change] = []
    refs, wrong = [], []
    for one in typed:
        try:
            if one.option == "do":
                changes += _done(one, result)
                refs.append(one.name)
            else:
                changes.append(change_of(one))
        except Mistyped as error:
            wrong.append(f"{one.place}: {error}")
    if wrong:
        raise UserError("\n".join(wrong))
    return Wanted(tuple(changes), tuple(dict.fromkeys(refs)))


def _done(typed: Typed, result: Assessment) -> Sequence[Change]:
    finding = next((one for one in result.findings if one.ref == typed.name), None)
    if finding is None:
        meant = nearest(typed.name, [one.ref for one in result.findings])
        hint = f'; did you mean "{meant}"?' if meant else ": `joinedup check` lists the findings with their references"
        raise Mistyped(f'no finding "{typed.name}"{hint}')
    return remedied(finding, result.partnership, typed.given)
