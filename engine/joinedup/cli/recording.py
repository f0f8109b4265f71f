"""joinedup check --record: the check goes into the history."""

import sys
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from joinedup import __version__
from joinedup.assessment import Assessment
from joinedup.errors import UserError
from joinedup.history.address import Address, address_of, beside
from joinedup.history.kept import Made
from joinedup.history.store import Store
from joinedup.outputs import Context
from joinedup.outputs.as_json import render
from joinedup.reading import Source
from joinedup.terminal import printable


def place_of(description: str, history: str | None) -> Address:
    """Where the checks of a description are kept."""
    return beside(description) if history is None else address_of(history)


def keep(result: Assessment, source: Source, history: str | None, quiet: bool) -> None:
    """Records a check.

    Args:
        result: The check.
        source: The description it was made from. Of its path the name alone is kept.
        history: The address that was typed; None for the history beside the description.
        quiet: Whether to say nothing.

    Raises:
        UserError: it cannot be kept. The history is as it was.
    """
    context = Context(Path(source.path).name, sha256(source.data).hexdigest(), __version__)
    text = render(result, context).encode("utf-8", "replace").decode()
    try:
        store = Store(place_of(source.path, history))
        recorded = store.record(Made(text, datetime.now(UTC)))
    except UserError as error:
        raise UserError(f"the check was not recorded: {error}") from None
    if not quiet:
        what = f"this check is there already, as number {recorded.number}" if recorded.before else "recorded as number"
        said = what if recorded.before else f"{what} {recorded.number}"
        print(printable(f"{store.place}: {said}"), file=sys.stderr)
