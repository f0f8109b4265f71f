"""joinedup check with a history: the decisions that were taken, as they stand on the day of the check."""

import sys

from joinedup.assessment import Assessment
from joinedup.errors import UserError
from joinedup.history.database import Missing
from joinedup.history.decisions import Decisions
from joinedup.history.store import Store
from joinedup.outputs import Context
from joinedup.outputs.as_json import as_dict
from joinedup.report.earlier import earlier
from joinedup.report.following import Past, ledger_of
from joinedup.report.ledger import Ledger
from joinedup.standing import standing
from joinedup.terminal import printable

from .comparing import recorded
from .recording import place_of


def with_ledger(result: Assessment, context: Context, since: str | None, history: str | None, record: bool) -> Context:
    """What the outputs may say, with the decisions.

    Args:
        result: The check.
        context: What the outputs may say.
        since: The earlier check, as it was typed; None for a first one.
        history: Where the history is kept; None for the one beside the description.
        record: Whether the check is to be recorded, so that there need not be a history yet.

    Raises:
        UserError: there is no history where one was named, or it cannot be read.
    """
    try:
        ledger = _ledger(result, context, history)
        if history is not None and since is None and not (record or ledger.decided or ledger.later):
            print(printable(f"{history}: no decision of this partnership is recorded"), file=sys.stderr)
        return context.but(ledger=ledger)
    except Missing:
        if record or (since is not None and recorded(since)):
            return context
        raise
    except UserError as error:
        if not record:
            raise
        print(printable(f"{error}: the decisions were not read"), file=sys.stderr)  # the report is written all the same
        return context


def _ledger(result: Assessment, context: Context, history: str | None) -> Ledger:
    address, name = place_of(context.path, history), result.partnership.name
    decisions = Decisions(address, name).list()
    if not decisions:
        return Ledger(())
    run = [earlier(address.place, text) for text in Store(address, name).run(result.as_of)]
    past = Past(standing(as_dict(result, context), result.partnership), run)
    ledger = ledger_of(past, result.partnership, decisions)
    return ledger.without_words() if context.public else ledger
