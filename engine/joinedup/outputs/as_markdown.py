"""The board paper as Markdown, for those who paste it into a document of their own."""

import re
from collections.abc import Iterator

from joinedup.assessment import Assessment
from joinedup.facts.words import day
from joinedup.matrix import Row
from joinedup.report.development import development_part
from joinedup.report.gaps import gap_part
from joinedup.report.view import View
from joinedup.verdict import what_to_do

from . import Context

SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+|~!])")


def render(assessment: Assessment, context: Context) -> str:
    """Headings, lists and one table; text of the description is escaped."""
    return "\n".join(_lines(View(assessment, context, context.since))) + "\n"


def plain(text: str) -> str:
    """Text that Markdown shows as it stands."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _lines(view: View) -> Iterator[str]:
    check = view.assessment
    if check.look.marking:
        yield f"**{plain(check.look.marking)}**\n"
    yield f"# {plain(check.look.title or f'{check.partnership.name}: health check')}\n"
    yield f"{day(check.as_of)} · ruleset {plain(check.ruleset)}\n"
    yield f"{plain(view.summary)}\n"
    yield from _failures(check)
    yield from _decisions(view)
    if not view.context.brief:
        yield from _themes(view)
        yield from _findings(view)
        yield from _development(view)
        yield from _gaps(view)
        yield from _matrix(view)
        if view.assessment.lenses:
            from .lenses_markdown import lines

            for lens in view.assessment.lenses:
                yield from lines(lens)
        yield from _questions(view)


def _failures(check: Assessment) -> Iterator[str]:
    for failure in check.failures:
        where = f"rule {failure.rule}" if failure.rule else f"plugin {failure.plugin}"
        yield f"- Failed: {plain(where)}: {plain(failure.error)}"
    if check.failures:
        yield ""


def _decisions(view: View) -> Iterator[str]:
    yield "## Decisions asked of the board today\n"
    for number, decision in enumerate(view.decisions, start=1):
        refs = ", ".join(finding.ref for finding in decision.findings)
        yield f"{number}. **{plain(decision.minute)}**"
        yield f"   - Why: {plain(decision.solution.label)}. Answers {refs}."
        yield f"   - Owner: {plain(decision.owner)}. By: {plain(decision.by)}."
        yield f"   - Children: {plain(decision.children)}. Cost: {plain(decision.cost)}."
        yield f"   - If not decided: {plain(decision.otherwise)}"
        yield f"   - This {'must' if decision.must else 'should'} be done.\n"
    if not view.decisions:
        yield "No finding needs a decision of the board.\n"


def _themes(view: View) -> Iterator[str]:
    yield "## The themes\n\n| Theme | Barrier | Status | Findings |\n|---|---|---|---|"
    for theme in view.assessment.themes:
        for barrier in theme.barriers:
            found = view.findings_of(barrier)
            yield f"| {plain(theme.title)} | {plain(barrier.title)} | {barrier.status.words} | {found} |"
    yield ""


def _findings(view: View) -> Iterator[str]:
    yield f"## Findings\n\n{plain(view.counts)}\n"
    for finding in view.assessment.open_findings:
        yield f"- **{finding.severity.word} {finding.ref}** {plain(finding.because)}"
        yield f"  To do: {plain(what_to_do(finding))}"
    yield ""


def _matrix(view: View) -> Iterator[str]:
    made = view.matrix
    if not made.rows:
        return
    shown = made.agencies[: view.most_columns]
    yield f"## Responsibility matrix\n\n{plain(view.say(made.summary))}\n"
    yield f"| Task | Who answers | {' | '.join(map(str, range(1, len(shown) + 1)))} |\n|---|---|{'---|' * len(shown)}"
    for section, rows in made.sections.items():
        yield f"| **{view.say(section.capitalize())}** | {'' if rows else 'not described'} |{' |' * len(shown)}"
        for row in rows:
            marks = "".join(f"**{words}** " for words in row.marked.values())
            cells = [" ".join((*_signs(row, id), *"?" * row.may_do_more(id))) for id in shown]
            yield f"| {plain(row.task.label)} | {marks}{plain(row.who)} | {' | '.join(map(plain, cells))} |"
    yield ""
    yield from (f"{number}. {plain(view.agency(id))}" for number, id in enumerate(shown, start=1))
    yield ""
    yield from (f"- {part.letter}: {part.value}. {plain(view.say(means))}" for part, means in view.meanings.items())
    idle = f"No part is recorded for: {view.agencies(made.idle)}." if made.idle else ""
    notes = [*map(view.say, made.notes), view.left_out(made.agencies, "parts"), idle]
    yield f"\n{plain(' '.join(filter(None, notes)))}\n"


def _signs(row: Row, agency: str) -> Iterator[str]:
    return (duty.sign for duty in row.duties.get(agency, ()))


def _development(view: View) -> Iterator[str]:
    part = development_part(view.assessment)
    if part:
        yield "## Development plan\n"
        for row in part.rows:
            yield f"- **{row.form.title}** against {plain('; '.join(row.against))}. {plain(view.say(row.held))}"
            for who, names in ((view.say("Agencies"), "; ".join(row.agencies)), ("Roles", row.roles)):
                if names:
                    yield f"   - {plain(who)}: {plain(names)}."
        yield f"\n{plain('; '.join(cite for cite, _ in part.sources))}. The matching to barriers is ours.\n"


def _gaps(view: View) -> Iterator[str]:
    part = gap_part(view.assessment.partnership)
    if part:
        yield f"## The gaps\n\n{plain(view.say(part.summary))} {plain(part.cautions)}\n"
        for gap in part.told:
            said = " ".join((gap.verdict, *gap.cautions))
            yield f"- {plain(str(gap.target))}: {plain(str(gap.target.cohort))} beside {gap.others}. {plain(said)}"
        for why, titles in part.untold.items():
            yield f"- Not assessed, as {why}: {plain(titles)}."
        yield ""


def _questions(view: View) -> Iterator[str]:
    check = view.assessment
    yield "## What we could not tell\n"
    for barrier in view.not_assessed:
        yield f"- {plain(barrier.title)}: {plain(barrier.because)}."
    for asked in check.questions:
        yield f"- {plain(asked.asks)} {plain(view.who(asked))}"
    for said in view.accepted:
        yield f"- Accepted: {plain(said)}"
