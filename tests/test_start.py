"""`joinedup start`: plain questions, each answer kept at once, a way back, and a first check at the end."""

import os
import pty
import select
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from joinedup.cli.main import main
from joinedup.interview import Question, Unclear, answer, open_questions
from joinedup.interview.answers import figure_and_day, pounds, several_of
from joinedup.interview.dialogue import LEFT_OUT, NOTHING_BEFORE, TAKEN_BACK, dialogue
from joinedup.interview.kept import KeptFile
from joinedup.interview.parts import id_from
from joinedup.partnership import Partnership
from joinedup.reading import load, read, read_source
from joinedup.reading.source import of_bytes
from joinedup.writing.changes import Put

TODAY = date(2026, 9, 30)
KNOWN = {"permanent-exclusions": "Permanent exclusions from school"}
Capture = pytest.CaptureFixture[str]

ANSWERS = (
    ("What is your partnership called?", "Westmarsh Children's Trust"),
    ("Which agency are you in?", "Westmarsh Council"),
    ("So far: Westmarsh Council. ", "Westmarsh Police"),
    ("So far: Westmarsh Council, Westmarsh Police. ", ""),
    ("Which of them sign", "all"),
    ("What does Westmarsh Council put", "Social workers"),
    ("What does Westmarsh Police put", "don't know"),
    ("Which post decides for Westmarsh Council", "Director of Children's Services"),
    ("Which post decides for Westmarsh Police", "Police Commander"),
    ("What do you want for children", "none"),
    ("What have you promised", "Fewer pupils are excluded"),
    ('Who answers for "Fewer', "Head of Inclusion"),
    ('does the post "Head of Inclusion" belong', "1"),
    ('Which agencies work on "Fewer', "Westmarsh Council and Westmarsh Police"),
    ("for one group of children", "none"),
    ("What do you count", "Permanent exclusions from school"),
    ("go up or down", "1"),
    ("Where do the figures", "The school census"),
    ("What was the figure when", "48 on 31 August 2024"),
    ("Where should the figure", "30 on 31/08/2027"),
    ("What else have you promised", ""),
    ("Is there money", "Inclusion fund"),
    ('How much is in "Inclusion fund"', "£180,000"),
    ("How do the agencies hold", "One pot that they spend together"),
    ("does Westmarsh Council pay", "120 000"),
    ("does Westmarsh Police pay", ""),
    ("Which targets does", "1"),
    ("Which post decides how", "1"),
    ("Is there another budget", ""),
    ('Who stands in when "Director', "police commander"),
    ('How much may "Director', "none"),
    ('Who stands in when "Head', "nobody"),
    ('How much may "Head', "5000"),
)
"""What a small partnership is asked, by words of the question, and what it answers."""
TYPED = (
    "", "none", "all", "back", "1", "2", "1, 2", "0", "-1", "٣", "²", "48 on 31 August 2024", "1e9", "£", "Police",
    "police", "no: x # y", "[a, b]", '"', "'", "{a: b}", "null", "2024-01-01", "\x1b[A", "\u2028", "x" * 25_000,
)  # fmt: skip
"""Answers that fit somewhere, and some that fit nowhere."""
MADE = """\
format: joinedup/1
name: "Westmarsh Children's Trust"

agencies:
  - id: westmarsh-council
    name: Westmarsh Council
    core: true
    brings: Social workers
  - id: westmarsh-police
    name: Westmarsh Police
    core: true

roles:
  - id: director-of-childrens-services
    title: "Director of Children's Services"
    agency: westmarsh-council
    deputy: police-commander
    may_spend: 0
  - id: police-commander
    title: Police Commander
    agency: westmarsh-police
  - id: head-of-inclusion
    title: Head of Inclusion
    agency: westmarsh-council
    may_spend: 5000

targets:
  - id: fewer-pupils-are-excluded
    title: Fewer pupils are excluded
    accountable: head-of-inclusion
    contributors: [westmarsh-council, westmarsh-police]
    indicator: permanent-exclusions
    direction: decrease
    source: The school census
    baseline: {value: 48, on: 2024-08-31}
    goal: {value: 30, on: 2027-08-31}

budgets:
  - id: inclusion-fund
    title: Inclusion fund
    amount: 180000
    arrangement: pooled
    contributions: {westmarsh-council: 120000}
    funds: [fewer-pupils-are-excluded]
    controlled_by: director-of-childrens-services
"""


def words_of(question: Question) -> str:
    """All that is shown of a question."""
    return " ".join((question.asks, question.how))


def reply(shown: str, answers: Sequence[tuple[str, str]] = ANSWERS) -> str:
    """What is answered to what is shown."""
    found = [said for asked, said in answers if asked in " ".join(shown.split())]
    assert len(found) == 1, f"{len(found)} answers to: {shown}"
    return found[0]


def read_text(text: str) -> Partnership:
    """The partnership that a text describes."""
    return read_source(of_bytes("trust.yaml", text.encode()), TODAY).partnership


def kept(folder: Path, name: str = "trust.yaml") -> KeptFile:
    """The answers in a file of a folder."""
    return KeptFile(str(folder / name), TODAY, None)


def held(store: KeptFile, answers: Sequence[tuple[str, str]] = ANSWERS) -> Iterator[tuple[str, str]]:
    """Holds a dialogue to its end; yields each question with what was answered."""
    talk = dialogue(store, KNOWN)
    turn = next(talk)
    try:
        while True:
            said = reply(words_of(turn.question), answers)
            yield turn.question.asks, said
            turn = talk.send(said)
    except StopIteration as end:
        assert end.value


def test_a_small_partnership_is_described_in_thirty_questions(tmp_path: Path) -> None:
    """The file is valid after each answer from the first agency on, and at the end says what was answered."""
    store = kept(tmp_path)
    number = 0
    for _ in held(store):
        number += 1
        if store.source:
            read(store.path, TODAY)
            assert load(store.path).data == store.source.data
    assert number == len(ANSWERS)
    assert Path(store.path).read_text("utf-8") == MADE


def test_stopped_at_each_question_and_resumed_it_makes_the_same_file(tmp_path: Path) -> None:
    """Each sitting answers one question that none before it has answered, and ends without a word."""
    answered = set[str]()
    try:
        while True:
            talk, before = dialogue(kept(tmp_path), KNOWN), len(answered)
            turn = next(talk)
            while len(answered) == before:
                answered.add(turn.question.asks + turn.question.how)
                turn = talk.send(reply(words_of(turn.question)))
    except StopIteration as end:
        assert end.value
    assert len(answered) == len(ANSWERS)
    assert (tmp_path / "trust.yaml").read_text("utf-8") == MADE


@pytest.mark.parametrize("name", ["trust.json", "trust.yml", "trust.xlsx"])
def test_other_formats_hold_the_same(tmp_path: Path, name: str) -> None:
    """What is read back is the same partnership."""
    store = kept(tmp_path, name)
    assert len(list(held(store))) == len(ANSWERS)
    assert read(store.path, TODAY).partnership == read_text(MADE)


def test_what_is_not_known_is_left_out_and_asked_again(tmp_path: Path) -> None:
    """A description of a name and an agency is enough; the next sitting asks the rest, and nothing that is there."""
    store = kept(tmp_path)
    needed = ANSWERS[:2]
    rest = [("", "")]
    talk = dialogue(store, KNOWN)
    turn = next(talk)
    with pytest.raises(StopIteration):
        while True:
            fit = [said for asked, said in needed if asked in words_of(turn.question)]
            turn = talk.send(fit[0] if fit else rest[0][1])
            assert turn.said in ("", LEFT_OUT)
    assert read(store.path, TODAY).partnership.described == {"agencies"}
    again = [question.key for question in open_questions(kept(tmp_path).tree, KNOWN)]
    assert "name" not in again
    assert {"vision.statement", "targets+0", "budgets+0", "agencies+1"} <= set(again)
    list(held(kept(tmp_path)))
    assert [question.key for question in open_questions(kept(tmp_path).tree, KNOWN)] == [
        "agencies+2", "agencies.westmarsh-police.brings", "vision.statement",
        "targets.fewer-pupils-are-excluded.cohort", "targets+1",
        "budgets.inclusion-fund.contributions.westmarsh-police", "budgets+1", "roles.head-of-inclusion.deputy",
    ]  # fmt: skip
    assert read(store.path, TODAY).partnership == read_text(MADE)


def test_none_says_that_there_are_none(tmp_path: Path) -> None:
    """Not the same as not knowing: rules run on it, and it is not asked again."""
    store = kept(tmp_path)
    none = (("promised", "none"), ("Is there money", "We have none."), ("Which of them sign", "none"))
    skipped = (("put into the shared work", ""), ("Which post", ""), ("What do you want", ""))
    list(held(store, (*ANSWERS[:4], *none, *skipped)))
    found = read(store.path, TODAY).partnership
    assert {"targets", "budgets"} <= found.described
    assert found.targets == found.budgets == ()
    assert "core: false" in Path(store.path).read_text("utf-8")
    assert not {"targets+0", "budgets+0", "agencies.core"} & {q.key for q in open_questions(store.tree, KNOWN)}


def test_each_answer_can_be_taken_back(tmp_path: Path) -> None:
    """Back to the very first; then all is answered again and the file is as if nothing had been."""
    store = kept(tmp_path)
    talk = dialogue(store, KNOWN)
    turn = next(talk)
    states = []
    for _ in range(len(ANSWERS) - 1):
        if turn.question.key.count("/") == 0:
            states.append(store.source.data if store.source else None)
        turn = talk.send(reply(words_of(turn.question)))
    for before in reversed(states):
        turn = talk.send("back")
        assert turn.said == TAKEN_BACK
        assert (Path(store.path).read_bytes() if Path(store.path).exists() else None) == before
    assert talk.send("Back").said == NOTHING_BEFORE
    assert not Path(store.path).exists()
    assert "To change your last answer, type: back." in talk.send("help").said
    assert len(list(held(store))) == len(ANSWERS)
    assert Path(store.path).read_text("utf-8") == MADE


def test_a_new_post_is_written_only_with_its_agency(tmp_path: Path) -> None:
    """Until then it can be taken back, and a wrong answer is asked again."""
    store = kept(tmp_path)
    talk = dialogue(store, KNOWN)
    turn = next(talk)
    while 'Who answers for "Fewer' not in turn.question.asks:
        turn = talk.send(reply(words_of(turn.question)))
    before = Path(store.path).read_bytes()
    assert "belong?" in talk.send("Head of Inclusion").question.asks
    wrong = talk.send("7")
    assert wrong.said == "There is no number 7 here. Write a number from 1 to 2."
    assert "belong?" in wrong.question.asks
    assert 'Who answers for "Fewer' in talk.send("back").question.asks
    assert Path(store.path).read_bytes() == before


@pytest.mark.parametrize(
    ("asked", "typed", "said"),
    [
        ("What is your partnership", "", "This one is needed"),
        ("What is your partnership", "none", "This one is needed"),
        ("What is your partnership", "West\x1b[2Jmarsh", "control character"),
        ("So far: Westmarsh Council. ", "westmarsh council", '"westmarsh council" is there already.'),
        ("Which of them sign", "1, 3", "There is no number 3 here. Write a number from 1 to 2."),
        ("Which of them sign", "Westmarsh Polise", "Did you mean Westmarsh Police?"),
        ("for one group of children", "yes", "Please write it in a few words."),
        ("go up or down", "sideways", '"sideways" is not in the list.'),
        ("What was the figure when", "48", "Write it so: 48 on 31 August 2024."),
        ("What was the figure when", "48 on 03/04/2026", "can be read as 4 March 2026 (2026-03-04) or as 3 April"),
        ("What was the figure when", "48 on 31 June 2024", "is not a date"),
        ("What was the figure when", "nan on 31 August 2024", "is no figure with its day"),
        ('How much is in "Inclusion fund"', "lots", '"lots" is no amount of money.'),
        ('How much is in "Inclusion fund"', "-5", '"-5" is no amount of money.'),
    ],
)
def test_an_answer_that_cannot_be_taken_is_asked_again(tmp_path: Path, asked: str, typed: str, said: str) -> None:
    """The same question comes again with a kind word why, and nothing is kept."""
    store = kept(tmp_path)
    talk = dialogue(store, KNOWN)
    turn = next(talk)
    while asked not in words_of(turn.question):
        turn = talk.send(reply(words_of(turn.question)))
    before, question = store.source, turn.question.key
    turn = talk.send(typed)
    assert said in turn.said
    assert turn.question.key == question
    assert store.source == before


def test_what_somebody_else_writes_meanwhile_is_kept(tmp_path: Path) -> None:
    """The answer is asked for again, and the dialogue goes on from what they wrote."""
    store = kept(tmp_path)
    talk = dialogue(store, KNOWN)
    turn = next(talk)
    for _ in range(5):
        turn = talk.send(reply(words_of(turn.question)))
    place = Path(store.path)
    place.write_text(place.read_text("utf-8") + "bids: []\n", "utf-8")
    turn = talk.send("Social workers")
    assert "changed by somebody else" in turn.said
    talk.send("Social workers")
    text = place.read_text("utf-8")
    assert "bids: []" in text
    assert "brings: Social workers" in text


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.lists(st.one_of(st.sampled_from(TYPED), st.text(max_size=30)), min_size=1, max_size=40))
def test_whatever_is_typed_the_file_stays_valid(tmp_path: Path, typed: list[str]) -> None:
    """Each answer is taken or asked again; what is on disk can be read at every moment."""
    place = tmp_path / "trust.yaml"
    place.unlink(missing_ok=True)
    talk = dialogue(kept(tmp_path), KNOWN)
    next(talk)
    for said in ("Trust", "Council", *typed):
        try:
            talk.send(said)
        except StopIteration:
            break
        if place.exists():
            read(str(place), TODAY)


def test_a_post_that_answers_beside_another_is_asked_about_too(tmp_path: Path) -> None:
    """A field that holds several posts counts as one that holds one."""
    place = tmp_path / "trust.yaml"
    place.write_text(MADE.replace("accountable: head-of-inclusion", "accountable: [head-of-inclusion]"), "utf-8")
    assert "roles.head-of-inclusion.deputy" in [one.key for one in open_questions(kept(tmp_path).tree, KNOWN)]


def test_comments_of_a_file_that_is_there_stay(tmp_path: Path) -> None:
    """And only what it does not say is asked."""
    place = tmp_path / "trust.yaml"
    text = "# Ours.\nformat: joinedup/1\nname: Trust # so called\nagencies:\n  - {id: council, name: Council}\n"
    place.write_text(text, "utf-8")
    store = kept(tmp_path)
    talk = dialogue(store, KNOWN)
    assert next(talk).question.key == "agencies+1"
    talk.send("")
    talk.send("Social workers")
    said = place.read_text("utf-8")
    assert said == text.replace("name: Council}", "name: Council, brings: Social workers}")


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Director of Children's Services", "director-of-childrens-services"),
        ("Heddlu Gŵyr", "heddlu-gwyr"),
        ("Полиция", "agency"),
        ("14-19 partners", "agency-14-19-partners"),
        ("The Forum for Parents and Carers of Children who are Looked After", "forum-parents-carers-children-looked"),
        ("Police", "police-2"),
        ("x" * 300, "x" * 80),
    ],
)
def test_ids_are_made_from_names(name: str, id: str) -> None:
    """They are ids as the reader wants them, and no two are the same."""
    tree: Mapping[str, object] = {"agencies": [{"id": "police"}]}
    assert id_from(name, tree, "agency") == id


def test_answers_are_read_as_people_write_them() -> None:
    """Several of a list, money, and a figure with its day."""
    choices = [("a", "Kent, Surrey and Sussex Probation"), ("b", "Police"), ("c", "Schools")]
    assert several_of(choices, "1, 3") == several_of(choices, "1 and 3") == several_of(choices, "1 3") == ["a", "c"]
    assert several_of(choices, "all") == ["a", "b", "c"]
    assert several_of(choices, "kent, surrey and sussex probation") == ["a"]
    assert several_of(choices, "police, Schools") == ["b", "c"]
    assert pounds("£1,250.50") == pounds("1250.50 pounds")
    assert figure_and_day("64.5% on 30/09/26") == figure_and_day("64.5 on 2026-09-30")
    question = Question("x", "?", "", lambda said: [Put("x", said)])
    assert answer(question, "  Don't know ") == answer(question, "?") == ()
    with pytest.raises(Unclear):
        answer(question.but(needed=True), "none")


PATIENCE = 20
"""Seconds after which a command is taken to hang."""


SHORT = (
    *ANSWERS[:2],
    ("So far: Westmarsh Council. ", ""),
    ("What does Westmarsh Council put", "don't know"),
    ("Which post decides for Westmarsh Council", "Director of Children's Services"),
    ("What do you want for children", "Every child is safe"),
    ("What have you promised", "none"),
    ("Is there money", "none"),
)
"""What the smallest of partnerships answers."""


class Terminal:
    """The command in a real terminal."""

    def __init__(self, folder: Path) -> None:
        self.master, slave = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "joinedup", "start", "trust.yaml"], cwd=folder, stdin=slave, stdout=slave,
            stderr=slave, env={**os.environ, "TERM": "dumb", "NO_COLOR": "1"}, start_new_session=True,
        )  # fmt: skip
        os.close(slave)

    def shown(self) -> str:
        """What it prints until it waits for an answer, or ends."""
        said = b""
        while not said.endswith(b"\n> ") and self.waits_for_us(PATIENCE):
            try:
                said += os.read(self.master, 4096)
            except OSError:  # it has ended
                break
        return said.decode().replace("\r", "")

    def waits_for_us(self, seconds: float) -> bool:
        """Whether there is something to read within some seconds, or it has ended."""
        return bool(select.select([self.master], [], [], seconds)[0])

    def interrupt(self) -> None:
        """Presses Ctrl-C; again where it came in the moment before the command began to wait, as a person would."""
        for _ in range(PATIENCE):
            self.process.send_signal(signal.SIGINT)
            if self.waits_for_us(1):
                return

    def type(self, answer: str) -> None:
        """Types an answer."""
        os.write(self.master, f"{answer}\n".encode())

    def end(self) -> int:
        """Waits for the end; returns the exit code."""
        self.shown()
        os.close(self.master)
        return self.process.wait(timeout=30)


def test_interrupted_at_each_question_and_resumed_it_makes_the_same_file(tmp_path: Path) -> None:
    """Ctrl-C at every question in turn in a real terminal; each sitting answers one more than the one before."""
    (tmp_path / "whole").mkdir()
    whole = kept(tmp_path / "whole")
    asked = len(list(held(whole, SHORT)))
    folder = tmp_path / "parts"
    folder.mkdir()
    answered = set[str]()
    while True:
        terminal, before = Terminal(folder), len(answered)
        shown = terminal.shown()
        while shown.endswith("\n> ") and len(answered) == before:
            question = " ".join(shown.rpartition("\n\n")[2].split()).partition(". ")[2]
            answered.add(question)
            terminal.type(reply(question, SHORT))
            shown = terminal.shown()
        if not shown.endswith("\n> "):
            break
        terminal.interrupt()
        said = terminal.shown()
        assert "joinedup start trust.yaml" in said or "nothing was saved" in said
        assert terminal.end() == 130
    assert len(answered) == asked
    assert terminal.end() == 0
    assert "The report is in trust.html" in " ".join(shown.split())
    assert "What to add next" in shown
    assert (folder / "trust.yaml").read_bytes() == Path(whole.path).read_bytes()


def test_the_end_of_input_stops_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """So does the word; both say where the answers are, and how to go on."""
    monkeypatch.chdir(tmp_path)
    typed = iter(["Westmarsh Children's Trust", "stop"])
    monkeypatch.setattr("builtins.input", lambda _: next(typed))
    assert main(["start"]) == 0
    assert "nothing was saved" in capsys.readouterr().out
    typed = iter(["Westmarsh Children's Trust", "Westmarsh Council"])

    def until_the_end(_: str) -> str:
        try:
            return next(typed)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", until_the_end)
    assert main(["start"]) == 0
    said = capsys.readouterr().out
    assert "Your answers are in trust.yaml" in said
    assert "  joinedup start trust.yaml" in said
    assert read("trust.yaml", TODAY).partnership.name == "Westmarsh Children's Trust"


def test_a_page_that_is_no_report_is_let_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """The report takes another name; a report of an earlier sitting is written over."""
    monkeypatch.chdir(tmp_path)
    Path("trust.html").write_text("mine")
    Path("trust.yaml").write_text(MADE, "utf-8")
    monkeypatch.setattr("builtins.input", lambda _: "")
    for _ in range(2):
        assert main(["start", "trust.yaml"]) == 0
        assert "The report is in trust-2.html" in capsys.readouterr().out
    assert Path("trust.html").read_text() == "mine"
    assert Path("trust.yaml").read_text("utf-8") == MADE


def test_a_file_that_is_no_description_is_refused(tmp_path: Path, capsys: Capture) -> None:
    """With its problems, and before anything is asked."""
    place = tmp_path / "trust.yaml"
    place.write_text("format: joinedup/1\nname: Trust\nagencies: []\n")
    assert main(["start", str(place)]) == 2
    assert "name at least one agency" in capsys.readouterr().err
    assert main(["start", str(tmp_path / "nowhere" / "trust.yaml")]) == 2
    assert "there is no folder" in capsys.readouterr().err
    assert main(["start", str(tmp_path / "trust.txt")]) == 2
    assert "end in one of .yaml" in capsys.readouterr().err
