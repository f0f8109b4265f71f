"""Parts of the board paper after its findings: development, gaps, and who does what."""

from collections.abc import Iterator, Sequence

from joinedup.matrix import Row

from .blocks import Block, Heading, Item, Said, Strong, listing, table, words
from .development import development_part
from .gaps import gap_part
from .view import View


def development(view: View) -> Iterator[Block]:
    """The development plan, where something is in the way."""
    part = development_part(view.assessment)
    if part:
        yield Heading("Development plan")
        for_whom = [
            [(view.say("Agencies"), "; ".join(row.agencies)), (view.say("Roles"), row.roles)] for row in part.rows
        ]
        yield listing(
            Item(
                (Strong(row.form.title), f" against {'; '.join(row.against)}. {view.say(row.held)}"),
                tuple((f"{who}: {names}.",) for who, names in whom if names),
            )
            for row, whom in zip(part.rows, for_whom, strict=True)
        )
        yield words(f"{'; '.join(cite for cite, _ in part.sources)}. The matching to barriers is ours.")


def gaps(view: View) -> Iterator[Block]:
    """The gaps between vulnerable children and others, where a target is for such a group."""
    part = gap_part(view.assessment.partnership)
    if part:
        yield Heading("The gaps")
        yield words(f"{view.say(part.summary)} {part.cautions}")
        said = [
            f"{gap.target}: {gap.target.cohort} beside {gap.others}. {' '.join((gap.verdict, *gap.cautions))}"
            for gap in part.told
        ]
        yield listing([*said, *(f"Not assessed, as {why}: {titles}." for why, titles in part.untold.items())])


def matrix(view: View) -> Iterator[Block]:
    """The responsibility matrix, its agencies by number so that the table fits on a page."""
    made = view.matrix
    if not made.rows:
        return
    shown = made.agencies[: view.most_columns]
    yield Heading("Responsibility matrix")
    yield words(view.say(made.summary))
    rows: list[list[str | Said]] = []
    for section, tasks in made.sections.items():
        heading = (Strong(view.say(section.capitalize())),)
        rows.append([heading, "" if tasks else "not described", *("" for _ in shown)])
        rows += [_task(row, shown) for row in tasks]
    numbers = tuple(str(number) for number in range(1, len(shown) + 1))
    widths = (26.0, 22.0, *(52 / len(shown) for _ in shown)) if shown else (50.0, 50.0)
    yield table(("Task", "Who answers", *numbers), rows, widths)
    if shown:
        yield listing(map(view.agency, shown), numbered=True)
    yield listing(f"{part.letter}: {part.value}. {view.say(means)}" for part, means in view.meanings.items())
    idle = f"No part is recorded for: {view.agencies(made.idle)}." if made.idle else ""
    notes = [*map(view.say, made.notes), view.left_out(made.agencies, "parts"), idle]
    if any(notes):
        yield words(" ".join(filter(None, notes)))


def _task(row: Row, shown: Sequence[str]) -> list[str | Said]:
    marks = [Strong(words) for words in row.marked.values()]
    who = (*(part for mark in marks for part in (mark, " ")), row.who)
    cells = [" ".join((*(duty.sign for duty in row.duties.get(id, ())), *"?" * row.may_do_more(id))) for id in shown]
    return [row.task.label, who, *cells]
