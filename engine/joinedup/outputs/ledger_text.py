"""The decisions that were taken, for a terminal: each on a few lines, what is overdue first."""

from collections.abc import Iterator

from joinedup.report import ledger_words as words
from joinedup.report.ledger import Ledger

from .text import wrap


def lines(ledger: Ledger, public: bool) -> Iterator[str]:
    """How many decisions stand how, and each with what became of its findings.

    Args:
        ledger: The decisions.
        public: Whether it is the version to publish, which counts them and quotes none.
    """
    if not (ledger.decided or ledger.later):
        return
    yield wrap(f"{words.FIRST_PAGE}. {words.summary(ledger)}")
    for one in () if public else ledger.decided[: words.MOST]:
        yield wrap(f"{one.state.upper()} {one.number}: {one.text}", "  ")
        yield wrap(f"{words.when(one)}. {words.became(one)}", "    ")
    if words.rest(ledger) and not public:
        yield wrap(f"{words.rest(ledger)}; `joinedup decide --list` shows them", "  ")
    yield ""
