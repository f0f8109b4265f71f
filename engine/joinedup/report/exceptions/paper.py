"""The exception report as one page of blocks: the lights, who is concerned, and why."""

from collections.abc import Iterator, Sequence

from joinedup.assessment import Assessment
from joinedup.facts.words import count, day, in_turn
from joinedup.outputs import Context
from joinedup.report.blocks import Block, Heading, Item, Paragraph, Strong, Tag, listing, words
from joinedup.report.ledger import Ledger
from joinedup.report.paper import TO_PUBLISH
from joinedup.report.since import Change, Since
from joinedup.report.since_words import cautions, counted
from joinedup.severity import Severity
from joinedup.terms import Terms
from joinedup.verdict import verdict

from .fitting import LONGEST_NAME, first_of, fitting, shortened
from .lights import Light
from .notice import LEFT, OVERDUE, UNTOLD, WORDS, Notice
from .rows import Exceptions, Row, exceptions

MEANINGS = {
    Light.RED: "new and high, worse, came back, or a decision past its day",
    Light.AMBER: "new and below high, accepted, better but still high, of a changed ruleset, or no longer assessed",
    Light.GREY: "gone or less severe, and nobody can tell whether it is mended",
    Light.GREEN: "better, or no longer found by a rule that looked; that need not be mended for good",
}
ROWS = (
    "A row has the worst of its lights, and is not green while something high is unchanged. It stands for whom a "
    "finding concerns, not for who caused it."
)
LONGEST_TEXT = 300
"""Characters; what is longer is cut, and stands in the full report."""


def title(assessment: Assessment) -> str:
    """The title of the page."""
    name = assessment.look.title or assessment.partnership.name
    return f"{shortened(name, LONGEST_NAME)}: exception report"


def paper(assessment: Assessment, context: Context) -> Sequence[Block]:
    """The page from its title on. For a first check, which nothing can be compared with, it says that alone."""
    say, head = Terms(assessment.terms, ()), list(_head(assessment, context))
    if context.since is None or context.then is None:
        return [*head, words(say(_first(assessment, context.ledger)))]
    made = exceptions(assessment, context.since, context.then, context.ledger, public=context.public)
    head += [words(_counted(made, context.since))]
    head += [words(say(caution)) for caution in cautions(context.since, say("partnership"))]
    if made.notices:
        head.append(listing(_light(light, len(made.of(light)), say) for light in Light))
    foot = [words(say(_quiet(made))), words(ROWS)]
    return [*head, *_lists(made, say, (*head, *foot)), *foot]


def _head(assessment: Assessment, context: Context) -> Iterator[Block]:
    marking = (assessment.look.marking, TO_PUBLISH if context.public else "")
    yield from (Paragraph((Strong(shortened(line, LONGEST_TEXT)),)) for line in marking if line)
    yield Heading(title(assessment), 1)
    compared = f"compared with {day(context.since.day)}" if context.since else "first check"
    yield words(f"{day(assessment.as_of)} · {compared} · ruleset {shortened(assessment.ruleset, LONGEST_NAME)}")
    if assessment.failures:
        failed = first_of([failure.rule or f"plugin {failure.plugin}" for failure in assessment.failures])
        yield Paragraph((Strong("Part of this check failed: "), f"{failed}. Nothing here says that it is in order."))
    yield words(verdict(assessment))


def _first(assessment: Assessment, ledger: Ledger | None) -> str:
    found = assessment.open_findings
    high = sum(finding.severity >= Severity.HIGH for finding in found)
    overdue = [f"decision {decided.number}" for decided in (ledger.of(OVERDUE) if ledger else ())]
    late = f" Past its day: {first_of(overdue)}." if overdue else ""
    return (
        "There is no earlier check to compare this one with, so nobody can tell what changed. That is not the same as "
        f"no exception: there {'is' if len(found) == 1 else 'are'} {count(len(found), 'finding')}, {high} of them high."
        f"{late}"
    )


def _counted(made: Exceptions, since: Since) -> str:
    """How many findings of each kind, as the full report counts them, and what else there is to tell."""
    labels = {kind: [one.label for one in made.notices if one.kind == kind] for kind in (OVERDUE, UNTOLD, LEFT)}
    others = (f"{WORDS[kind]}: {first_of(named)}." for kind, named in labels.items() if named)
    return " ".join((counted(since), *others))


def _tag(light: Light) -> Tag:
    return Tag(light.words, light.value)


def _light(light: Light, number: int, say: Terms) -> Item:
    """What a light means, and how many things have it."""
    return Item((_tag(light), Strong(f" {number}"), f": {say(MEANINGS[light])}"))


def _lists(made: Exceptions, say: Terms, others: Sequence[Block]) -> Iterator[Block]:
    """Who is concerned, and why, as far as the sheet has room; what it has no room for is counted."""
    lists = [(say(f"By {part.noun}"), [(row.light, _row(row)) for row in part.rows]) for part in made.parts]
    shares = [1] * len(lists)
    lists.append(("Why", [(notice.light, _notice(notice)) for notice in made.notices]))
    shares.append(2)  # a row without its reason is of little use
    room = fitting([[item for _, item in listed] for _, listed in lists], shares, others)
    for (heading, listed), number in zip(lists, room, strict=True):
        if listed:
            yield Heading(heading)
            yield listing([*(item for _, item in listed[:number]), *_rest([light for light, _ in listed[number:]])])


def _rest(lights: Sequence[Light]) -> Iterator[str]:
    """What there is no room for, by light."""
    if lights:
        said = in_turn(f"{lights.count(light)} {light.value}" for light in Light if light in lights)
        yield f"and {len(lights)} more, in the full report: {said}"


def _row(row: Row) -> Item:
    by_kind: dict[str, list[str]] = {kind: [] for kind in WORDS}
    for notice in row.notices:
        by_kind[notice.kind].append(notice.label)
    said = [f"{WORDS[kind]}: {first_of(labels)}." for kind, labels in by_kind.items() if labels]
    name = Strong(f" {shortened(row.name, LONGEST_NAME)}. ")
    said += [f"Unchanged: {_weighed(row.still)}."] * bool(row.still)
    return Item((_tag(row.light), name, " ".join(said)))


def _weighed(still: Sequence[Change]) -> str:
    """How many findings are as they were, and how many of them are high."""
    high = sum(change.severity >= Severity.HIGH for change in still)
    return f"{len(still)}{f', {high} high' * bool(high)}"


def _notice(notice: Notice) -> Item:
    label = notice.label[:1].upper() + notice.label[1:]
    what = ", ".join(filter(None, (WORDS[notice.kind], notice.severity)))
    said = " ".join(filter(None, (f"{what}.", shortened(notice.seen, LONGEST_TEXT), notice.more)))
    return Item((_tag(notice.light), Strong(f" {shortened(label, LONGEST_NAME)}. "), said))


def _quiet(made: Exceptions) -> str:
    """Who has no exception, and that this is no praise."""
    parts = in_turn(f"{part.quiet} of {count(part.number, part.noun)}" for part in made.parts if part.number)
    known = "the check knows no more than the description says"
    if made.still:
        oldest = min(change.first for change in made.still if change.first)
        known = f"findings that are as they were: {_weighed(made.still)}, the oldest there since {day(oldest)}"
    return f"Without an exception: {parts}. That is not the same as healthy: {known}. The full report has it all."
