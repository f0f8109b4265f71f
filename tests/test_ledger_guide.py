"""The guide to decisions says what is true: its commands run one after the other, and print what it quotes."""

from pathlib import Path

from click import Context

from guide import Guide
from joinedup.cli.decide import command
from joinedup.outputs.as_xlsx import FILL_IN
from joinedup.report.ledger import STATES

GUIDE = Guide("ledger.md")


def test_its_steps_work_one_after_the_other(tmp_path: Path) -> None:
    """Decided, done, moved, listed, read from a tracker, and shown in the next report."""
    assert GUIDE.follow(tmp_path) == 8
    page = (tmp_path / "board.html").read_text("utf-8")
    assert "Decisions and what followed" in page
    assert "Before the decision: 298 on 31 March 2026. Since: 291 on 31 August 2026." in page


def test_its_tables_name_all_there_is() -> None:
    """Every state, every column that is filled in, and options that there are."""
    rows = [row.split("|")[1].strip() for row in GUIDE.text.split("| State |")[1].split("\n\n")[0].splitlines()[2:]]
    assert [row.lower() for row in rows] == list(STATES)
    columns = GUIDE.text.split("| Column |")[1].split("\n\n")[0]
    assert [name for name in FILL_IN if name not in columns] == []
    options = {option for parameter in command.get_params(Context(command)) for option in parameter.opts}
    assert {word.split()[0] for word in GUIDE.first_column("2. Say what became of it")} <= options
