"""The board paper: what it says and in which order. Markdown and Word write the same blocks."""

from collections.abc import Iterator

from joinedup.advice_words import HEADING
from joinedup.assessment import Assessment, BarrierResult
from joinedup.facts.words import day
from joinedup.verdict import what_to_do

from .blocks import Block, Heading, Item, Paragraph, Strong, listing, table, words
from .decisions import Decision
from .ledger_part import first_page, in_full
from .paper_parts import development, gaps, matrix
from .since import Change
from .since_words import KINDS, cautions, counted, mark, said_of, still_there, stood
from .view import View

TO_PUBLISH = "Version to publish: without holders of posts, names of stakeholders and quoted lines"


def title(view: View) -> str:
    """The title of the paper."""
    check = view.assessment
    return check.look.title or f"{check.partnership.name}: health check"


def paper(view: View) -> Iterator[Block]:
    """The paper from its title on; where the check is to be brief, the first page and the decisions alone."""
    yield from _head(view)
    yield from _decisions(view)
    yield from first_page(view.context.ledger, view.context.public)
    yield from _stuck(view)
    yield from _themes(view)
    if not view.context.brief:
        yield from _changes(view)
        yield from _trend(view)
        yield from _findings(view)
        yield from in_full(view.context.ledger, view.context.public)
        yield from development(view)
        yield from gaps(view)
        yield from matrix(view)
        if view.assessment.lenses:
            from .paper_lenses import lens_part

            for lens in view.assessment.lenses:
                yield from lens_part(lens)
        yield from _questions(view)


def _head(view: View) -> Iterator[Block]:
    check = view.assessment
    marking = (check.look.marking, TO_PUBLISH if view.context.public else "")
    yield from (Paragraph((Strong(line),)) for line in marking if line)
    yield Heading(title(view), 1)
    authority = (check.partnership.authority,) if check.partnership.authority else ()
    last = f"last check {day(view.since.day)}" if view.since else "first check"
    yield words(" · ".join((day(check.as_of), *authority, last, f"ruleset {check.ruleset}")))
    if check.look.introduction:
        yield words(check.look.introduction)
    yield words(view.summary)
    if view.since:
        yield words(counted(view.since))
    yield from _failures(check)


def _failures(check: Assessment) -> Iterator[Block]:
    if check.failures:
        yield Paragraph((Strong("Part of this check failed."), " Nothing here says that these parts are in order:"))
        where = (f"rule {failure.rule}" if failure.rule else f"plugin {failure.plugin}" for failure in check.failures)
        yield listing(f"Failed: {at}: {failure.error}" for at, failure in zip(where, check.failures, strict=True))


def _decisions(view: View) -> Iterator[Block]:
    yield Heading("Decisions asked of the board today")
    if not view.decisions:
        yield words("No finding needs a decision of the board.")
        return
    rows = [
        (str(number), decision.minute, decision.owner, decision.by, "must" if decision.must else "should")
        for number, decision in enumerate(view.decisions, start=1)
    ]
    yield table(("No.", "Wording for the minutes", "Owner", "By", "Must or should"), rows, (6, 44, 18, 20, 12))
    yield Heading("Why each is asked", 3)
    yield listing(map(_reasons, view.decisions), numbered=True)


def _reasons(decision: Decision) -> Item:
    refs = ", ".join(finding.ref for finding in decision.findings)
    return Item(
        (Strong(f"{decision.solution.label}."),),
        (
            (f"Children: {decision.children}. Cost: {decision.cost}.",),
            (f"If not decided: {decision.otherwise}",),
            (f"Answers {refs}.",),
        ),
    )


def _themes(view: View) -> Iterator[Block]:
    yield Heading("The themes")
    rows = [
        (
            theme.title,
            barrier.title,
            _status(view, barrier),
            str(view.findings_of(barrier)),
        )
        for theme in view.assessment.themes
        for barrier in theme.barriers
    ]
    yield table(("Theme", "Barrier", "Status", "Findings"), rows, (16, 46, 25, 13))
    limits = view.say(
        "This check reads how the partnership works. It does not judge front-line practice or the safety of any child."
    )
    yield words(f"{view.confirmed} {limits}")


def _status(view: View, barrier: BarrierResult) -> str:
    was = stood(view.since, barrier.id)
    return f"{barrier.status.words} ({was})" if was else barrier.status.words


def _changes(view: View) -> Iterator[Block]:
    since = view.since
    if since is None:
        return
    yield Heading(f"What changed since {day(since.day)}")
    for caution in cautions(since, view.say("partnership")):
        yield words(caution)
    for kind, (heading, note) in KINDS.items():
        changes = since.of(kind)
        if changes:
            yield Heading(f"{heading}: {len(changes)}", 3)
            if note:
                yield words(note)
            if kind == "still-there":
                yield listing(
                    f"{said} {', '.join(change.ref for change in group)}" for said, group in still_there(since).items()
                )
            else:
                yield listing(map(_change, changes))


def _stuck(view: View) -> Iterator[Block]:
    if view.context.trend:
        from .paper_trend import stuck

        yield from stuck(view)


def _trend(view: View) -> Iterator[Block]:
    if view.context.trend:
        from .paper_trend import trend

        yield from trend(view)


def _change(change: Change) -> Item:
    marked = f" ({mark(change)})" if mark(change) else ""
    said = f"{marked} {change.because} {said_of(change)}".rstrip()
    return Item((Strong(f"{change.severity.word} {change.ref}"), said))


def _findings(view: View) -> Iterator[Block]:
    yield Heading("Findings")
    yield words(view.counts)
    found = view.assessment.open_findings
    rows = [(finding.ref, finding.severity.word, finding.because, what_to_do(finding)) for finding in found]
    if rows:
        yield table(("Reference", "Severity", "What was seen", "What to do"), rows, (14, 12, 40, 34))


def _questions(view: View) -> Iterator[Block]:
    yield Heading("What we could not tell")
    lines, rest = view.advice
    if lines:
        yield words(f"{HEADING}:")
        yield listing(lines, numbered=True)
        if rest:
            yield words(rest)
    said = [f"{barrier.title}: {barrier.because}." for barrier in view.not_assessed]
    said += [f"{asked.asks} {view.who(asked)}" for asked in view.assessment.questions]
    said += [f"Accepted: {accepted}" for accepted in view.accepted]
    if said:
        yield listing(said)
    else:
        yield words("Everything that the ruleset asks about is described, and no question is open.")
