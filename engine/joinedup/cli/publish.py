"""What a check writes, and where: everything is rendered before anything is written."""

import os
import sys
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from joinedup import __version__
from joinedup.assessment import Assessment
from joinedup.errors import UserError
from joinedup.frozen import Frozen
from joinedup.outputs import Context, Render, format_of, renderer
from joinedup.outputs.files import write_all, write_out
from joinedup.reading import Source
from joinedup.terminal import printable
from joinedup.verdict import verdict

STANDARD_OUTPUT = "-"


class Wanted(Frozen):
    """What the user asked for.

    Attributes:
        formats: What is written where: a format for each path, `-` for standard output.
        since: The earlier check: `last`, a day, or the path of its JSON; None for a first check.
        history: Where the history is kept; None for the one beside the description.
        only: Whether only what changed is wanted: the exception report.
        brief: Whether only the first page and the decisions are wanted.
        public: Whether it is the version to publish.
        quiet: Whether to say where files were written.
        open: Whether to open the first report in the browser.
        record: Whether the check goes into the history.
    """

    formats: Mapping[str, str]
    since: str | None = None
    history: str | None = None
    only: bool = False
    brief: bool = False
    public: bool = False
    quiet: bool = False
    open: bool = False
    record: bool = False

    @property
    def reads_history(self) -> bool:
        """Whether the check has to do with a history, and shows the decisions that are in it."""
        if self.record or self.history is not None:
            return True
        if self.since is None:
            return False
        from .comparing import recorded

        return recorded(self.since)


def formats_of(outputs: Sequence[str], format: str | None, quiet: bool) -> Mapping[str, str]:
    """A format for each path. Without any the text is printed, unless `quiet`.

    Raises:
        UserError: a suffix says nothing, or a path is named twice.
    """
    if STANDARD_OUTPUT in outputs and format is None:
        raise UserError("-o - needs --format, which says what to print")
    found = {path: format_of(path) for path in outputs if path != STANDARD_OUTPUT}
    if len(found) + outputs.count(STANDARD_OUTPUT) < len(outputs) or outputs.count(STANDARD_OUTPUT) > 1:
        raise UserError("-o: one of the files is named twice")
    if format or not (outputs or quiet):
        found[STANDARD_OUTPUT] = format or "text"
    return found


def publish(result: Assessment, source: Source, wanted: Wanted, inputs: tuple[str, ...]) -> None:
    """Renders everything, then writes everything: a failure leaves nothing half done.

    Args:
        result: The assessment.
        source: The description it was made from.
        wanted: What is written, and where.
        inputs: Files that must not be written over.
    """
    context = Context(
        source.path, sha256(source.data).hexdigest(), __version__, brief=wanted.brief, public=wanted.public
    )
    if wanted.since is not None:
        from .comparing import compared

        context, read = compared(result, context, wanted.since, wanted.history, wanted.only)
        inputs = (*inputs, *read)
    if wanted.reads_history:
        from .ledger import with_ledger

        context = with_ledger(result, context, wanted.since, wanted.history, wanted.record)
    colour = sys.stdout is not None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    colour = colour and os.environ.get("TERM") != "dumb"
    made: dict[str, bytes] = {}
    for path, format in wanted.formats.items():
        rendered = _renderer(format, wanted.only)(result, context.but(colour=colour and path == STANDARD_OUTPUT))
        made[path] = rendered if isinstance(rendered, bytes) else rendered.encode("utf-8", "replace")
    printed = made.pop(STANDARD_OUTPUT, b"")
    write_all(made, inputs)
    if printed:
        write_out(printed)
    if made and not wanted.quiet:
        print(verdict(result), file=sys.stderr)
        for path in made:
            print(printable(f"written: {path}"), file=sys.stderr)
    if wanted.open:
        _open(list(made))


def _renderer(format: str, only: bool) -> Render:
    if not only:
        return renderer(format)
    from joinedup.outputs import exceptions

    return exceptions.renderer(format)


def _open(paths: Sequence[str]) -> None:
    import webbrowser

    pages = [path for path in paths if path.lower().endswith((".html", ".htm", ".pdf"))]
    if not pages:
        raise UserError("--open needs a report to open: add -o board.html")
    webbrowser.open(Path(pages[0]).resolve().as_uri())
