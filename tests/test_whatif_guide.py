"""The page on what-if says what is true: its commands are run, and its table has every kind of change."""

import shutil
from pathlib import Path

from guide import DOCS, Guide
from joinedup.effect.difference import KINDS

GUIDE = Guide("whatif.md")


def test_its_steps_work_one_after_the_other(tmp_path: Path) -> None:
    """Each command is run beside a copy of Westmarsh, and says what the page quotes."""
    shutil.copy(DOCS.parent / "examples" / "westmarsh.yaml", tmp_path)
    assert GUIDE.follow(tmp_path) == 10


def test_its_table_has_every_kind() -> None:
    """In the words of the JSON."""
    rows = GUIDE.text.split("| Word in the text |")[1].split("\n\n")[0].splitlines()[2:]
    assert sorted(word for row in rows for word in row.split("|")[2].replace("`", "").replace(",", " ").split()) == (
        sorted(KINDS)
    )
