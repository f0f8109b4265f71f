"""The tables of docs/case-studies.md: how each barrier stood before and after, beside what the source says of it."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from joinedup.assess import assess
from joinedup.assessment import BarrierResult, Status
from joinedup.reading import read
from joinedup.rulesets.reader import read_ruleset
from joinedup.themes import Theme

ROOT = Path(__file__).parent.parent
CASES: Mapping[str, Any] = YAML(typ="safe").load(ROOT / "tests" / "case_studies.yaml")


def with_tables(page: str, mark: str, themes: tuple[Theme, ...]) -> str:
    """The page with the table of each case in the place of the one there: from the mark to the next heading."""
    head, *parts = page.split(mark)
    made = [head]
    for case, part in zip(CASES, parts, strict=True):
        _, heading, rest = part.partition("\n## ")
        made.append("\n".join([mark, "", *table(case, themes), heading + rest]))
    return "".join(made)


def barriers(case: str, when: str, themes: tuple[Theme, ...]) -> Mapping[str, BarrierResult]:
    """Each barrier of a file of a pair under the standard ruleset, by its id.

    Args:
        case: The name that both files share: "health-mentoring".
        when: "before" or "after".
        themes: The themes of the plugins.
    """
    path = ROOT / "examples" / "case-studies" / f"{case}-{when}.yaml"
    described = read(str(path), date.min)
    result = assess(described.partnership, themes, read_ruleset("standard", themes).ruleset)
    return {barrier.id: barrier for barrier in result.barriers}


def table(case: str, themes: tuple[Theme, ...]) -> Iterator[str]:
    """A row for each barrier that either file lets the check assess: first those of the story."""
    before, after = (barriers(case, when, themes) for when in ("before", "after"))
    story = {told["barrier"]: told for told in CASES[case]["overcome"]}
    also = {told["barrier"]: told["because"] for told in CASES[case]["also"]}
    yield "| Barrier | Before | After | What the source says |\n|---|---|---|---|"
    for id, told in story.items():
        rules = ", ".join(f"`{rule}`" for rule in told["rules"])
        said = f"{told['says']} ({told['cite']})"
        yield f"| **{before[id].title}** | {before[id].status.words}: {rules} | {_now(after[id])} | {said} |"
    silent = 0
    for id in before:
        if id in story:
            continue
        if {before[id].status, after[id].status} == {Status.NOT_ASSESSED}:
            silent += 1
            continue
        said = f"*nothing.* {also.get(id, '')}".rstrip()
        yield f"| {before[id].title} | {before[id].status.words} | {after[id].status.words} | {said} |"
    yield f"\nThe other {silent} barriers are not assessed in either file."
    yield "\nWhat the source says was overcome, or helped, and no rule reads:\n"
    for told in CASES[case]["not_expressed"]:
        yield f"- {told['says']} ({told['cite']}) {told['because']}"


def _now(barrier: BarrierResult) -> str:
    """A status, with the reason where the barrier could not be assessed as a whole."""
    reason = f": nothing is found, and {barrier.because}" if barrier.status is Status.NOT_ASSESSED else ""
    return barrier.status.words + reason
