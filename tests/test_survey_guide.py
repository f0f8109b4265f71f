"""The guide to the survey says what is true: its commands run, on such a folder, and print what it quotes."""

from pathlib import Path

from guide import Guide
from joinedup.questionnaire.replies import FORMS
from test_questionnaire import AGREE, saved

GUIDE = Guide("survey.md")
TRUST = "Westmarsh Children's Trust"


def test_its_steps_work_one_after_the_other(tmp_path: Path) -> None:
    """Twenty-two people have replied, one of them twice, and the minutes went into the wrong folder."""
    folder = tmp_path / "replies"
    folder.mkdir()
    agencies = [*["council"] * 12, *["police"] * 7, *["schools"] * 3]
    for number, agency in enumerate(agencies):
        (folder / f"reply-{number:x}.json").write_text(saved(number, agency, AGREE, TRUST))
    (folder / "reply-0a (1).json").write_text((folder / "reply-0.json").read_text())
    (folder / "minutes.pdf").write_text("%PDF")
    assert GUIDE.follow(tmp_path) == 6


def test_its_table_names_every_kind_of_form() -> None:
    """None is left out."""
    named = [Path(word).suffix for word in GUIDE.first_column("1. Make the form")]
    assert named == list(FORMS)
