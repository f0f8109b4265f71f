"""A goal worked back from: which decisions reach it, and that they do."""

from datetime import date
from pathlib import Path

import pytest

from joinedup.assess import status_of
from joinedup.assessment import Assessment, Status
from joinedup.checker import Options, prepare
from joinedup.cli.main import main
from joinedup.effect.goal import Goal, Plan, plan
from joinedup.reading import load
from joinedup.severity import Severity

ROOT = Path(__file__).parent.parent
WESTMARSH = ROOT / "examples" / "westmarsh.yaml"
CHECKER = prepare(Options(today=date(2026, 9, 30)))
RESULT, _ = CHECKER.check(load(str(WESTMARSH)))
IN_THE_WAY = CHECKER.ruleset.in_the_way
Capture = pytest.CaptureFixture[str]


def planned(*goals: Goal, result: Assessment = RESULT) -> Plan:
    """The plan for Westmarsh."""
    return plan(result, goals, IN_THE_WAY)


def mended(made: Plan) -> set[str]:
    """The references of all that a plan asks to mend."""
    return {finding.ref for one in made.decisions for finding in one.findings} | {one.ref for one in made.unanswered}


def statuses(gone: set[str], theme: str = "") -> list[Status]:
    """How the barriers stand once some findings are gone, worked out anew."""
    by_ref = {finding.ref: finding.severity for finding in RESULT.open_findings}
    return [
        status_of([by_ref[ref] for ref in barrier.findings if ref in by_ref and ref not in gone], barrier.rules)
        for barrier in RESULT.barriers
        if barrier.id.startswith(theme)
    ]


def test_no_barrier_in_the_way() -> None:
    """Every finding that puts one there is asked for, each once, and nothing else."""
    made = planned(Goal(Status.IN_THE_WAY, 0))
    assert mended(made) == {finding.ref for finding in RESULT.open_findings if finding.severity >= Severity.HIGH}
    assert sum(len(one.findings) for one in made.decisions) == 36
    assert len(made.decisions) == 6
    assert not made.unanswered
    assert (made.left[Status.IN_THE_WAY], made.left[Status.FORMING]) == (0, 23)


@pytest.mark.parametrize("theme", ["", "people", "processes", "purposes", "power"])
@pytest.mark.parametrize("status", [Status.IN_THE_WAY, Status.FORMING])
@pytest.mark.parametrize("most", [0, 1, 2, 30])
def test_what_is_asked_for_reaches_the_goal(theme: str, status: Status, most: int) -> None:
    """By the rules of a check; and no more barriers are cleared than have to be."""
    made = planned(Goal(status, most, theme))
    stand = statuses(mended(made), theme)
    before = statuses(set(), theme).count(status)
    assert stand.count(status) == min(most, before)
    assert {one: statuses(mended(made)).count(one) for one in Status} == made.left


def test_goals_are_reached_together() -> None:
    """What leaves the way and is forming then counts as forming."""
    made = planned(Goal(Status.FORMING, 0), Goal(Status.IN_THE_WAY, 0))
    assert mended(made) == {finding.ref for finding in RESULT.open_findings}


def test_a_finding_without_a_solution_is_not_passed_over() -> None:
    """It has to be mended all the same."""
    first = next(finding for finding in RESULT.findings if finding.severity >= Severity.HIGH)
    findings = tuple(one.but(solutions=()) if one is first else one for one in RESULT.findings)
    made = planned(Goal(Status.IN_THE_WAY, 0), result=RESULT.but(findings=findings))
    assert [one.ref for one in made.unanswered] == [first.ref]
    assert len(mended(made)) == 36


def test_the_command_says_what_to_decide_and_what_it_leaves(capsys: Capture) -> None:
    """With owner, day and findings; the same again; and that it is greedy."""
    assert main(["advise", str(WESTMARSH), "--goal", "in-the-way=0"]) == 0
    out = capsys.readouterr().out
    assert "Decisions: 6\n36 findings are to be mended." in out
    assert "Owner: Westmarsh Council. By: the next meeting, on 10 November 2026." in " ".join(out.split())
    assert "Barriers: 0 in the way, 23 forming, 1 clear and 0 not assessed" in out
    assert "There may be a smaller set." in out
    assert all(ref in out for ref in mended(planned(Goal(Status.IN_THE_WAY, 0))))
    assert main(["advise", str(WESTMARSH), "--goal", "in-the-way=0"]) == 0
    assert capsys.readouterr().out == out


def test_what_is_not_assessed_is_never_a_goal_reached_in_silence(capsys: Capture) -> None:
    """Nothing in the way is found where nothing was looked at."""
    assert main(["advise", str(ROOT / "examples" / "minimal.yaml"), "--goal", "in-the-way=24"]) == 0
    assert "whether they are in the way is not known" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("goal", "message"),
    [
        ("in-the-way", "write it as in-the-way=0"),
        ("in-the-way=-1", "write it as in-the-way=0"),
        ("in_the_wy=0", 'did you mean "in-the-way"?'),
        ("clear=3", "it can be in-the-way, forming"),
        ("powr/forming=0", 'no theme "powr"; did you mean "power"?'),
    ],
)
def test_a_goal_that_is_none_is_refused(goal: str, message: str, capsys: Capture) -> None:
    """With the nearest right answer."""
    assert main(["advise", str(WESTMARSH), "--goal", goal]) == 2
    assert message in capsys.readouterr().err
