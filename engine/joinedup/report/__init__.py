"""The board's report: one self-contained HTML file, no script, no request to anywhere."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from joinedup.assessment import Assessment
from joinedup.outputs import Context

from .development import development_part
from .gaps import gap_part
from .ledger_part import ledger_part
from .pictures import Picture, accountability, gap_pictures, sharing
from .squeeze import squeezed
from .templates import FOLDER, environment
from .view import View


def render(assessment: Assessment, context: Context) -> str:
    """The report as HTML. Everything that comes from a description, ruleset or plugin is escaped."""
    style = Markup((FOLDER / "board.css").read_text("utf-8"))  # noqa: S704 - our own file
    view = View(assessment, context, context.since)
    gaps = gap_part(assessment.partnership)
    page = (
        environment()
        .get_template("board.html.jinja")
        .render(
            view=view,
            style=style,
            brief=context.brief,
            public=context.public,
            pictures=() if context.brief else _pictures(view),
            development=development_part(assessment),
            gaps=gaps,
            ledger=ledger_part(context.ledger),
            gap_pictures=gap_pictures(gaps.told, view.say) if gaps and not context.brief else (),
            **_from_history(view),
        )
    )
    return squeezed(page)


def _from_history(view: View) -> Mapping[str, Any]:
    """What the recorded checks say beside what changed: the trend, and the findings that do not go away."""
    found = view.context.trend
    if found is None:
        return {"trend": None, "stuck": None}
    from .stuck import stuck_part
    from .trend_part import trend_part

    return {
        "trend": None if view.context.brief else trend_part(found),
        "stuck": stuck_part(view.assessment, view.context),
    }


def _pictures(view: View) -> list[tuple[str, Picture]]:
    """The pictures that the description has the sections for, each with its place in the page."""
    partnership = view.assessment.partnership
    drawn = (("answers", accountability(partnership, view.say)), ("shares", sharing(partnership, view.say)))
    return [(id, picture) for id, picture in drawn if picture is not None]
