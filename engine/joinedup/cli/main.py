"""The one way in and the one way out: every error becomes a message and an exit code here."""

import gc
import io
import sys
from collections.abc import Sequence
from typing import NoReturn

OK, FOUND, WRONG_INPUT, BROKEN, INTERRUPTED = 0, 1, 2, 3, 130
BUG = (
    "joinedup itself failed; this says nothing about the partnership. Please report it with the command you typed. "
    "--debug shows where."
)


def run() -> NoReturn:
    """Runs joinedup as the process of its own that it usually is, and ends it.

    A command makes few reference cycles and ends soon: looking for them takes a quarter of its time and frees nothing.
    """
    gc.disable()
    code = main()
    gc.freeze()
    sys.exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs joinedup.

    Args:
        arguments: The words after the program's name; those of the process, where none are given.

    Returns:
        The exit code: 0 nothing at or above the fail-on level, 1 findings there, 2 wrong input, 3 joinedup or a
        plugin failed, 130 interrupted.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given == ["--version"]:  # answered before anything is imported
        from joinedup import __version__

        print(f"joinedup {__version__}")
        return OK
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a redirect may have an encoding without our ★ and ·
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    debug = "--debug" in given
    given = [word for word in given if word != "--debug"]
    try:
        return _run(given, debug)
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        _leave_pipe()
        return OK
    except Exception as error:  # the last line of defence: a bug is named as one
        if debug:
            raise
        from joinedup.terminal import printable

        print(printable(f"{BUG}\n  {type(error).__name__}: {error}"), file=sys.stderr)
        return BROKEN


def _run(arguments: list[str], debug: bool) -> int:
    import click

    from joinedup.errors import PluginError, UserError
    from joinedup.terminal import printable

    from .commands import example, joinedup

    try:
        code = joinedup.main(arguments, prog_name="joinedup", standalone_mode=False, obj=debug)
        return code if isinstance(code, int) else OK
    except click.exceptions.Abort:
        raise KeyboardInterrupt from None
    except click.ClickException as error:
        error.show()
        for line in example(error):
            print(line, file=sys.stderr)
        return WRONG_INPUT
    except UserError as error:
        print(printable(str(error)), file=sys.stderr)
        return WRONG_INPUT
    except PluginError as error:
        print(printable(str(error)), file=sys.stderr)
        return BROKEN


def _leave_pipe() -> None:
    """The reader of our output has gone: say nothing more, not even while Python shuts down."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
