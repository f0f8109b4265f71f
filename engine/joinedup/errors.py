"""What can go wrong, told apart by whose it is: the user's, a plugin's, or ours.

`joinedup.cli.main` is the one place that turns these into messages and exit codes.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TypeAlias


class UserError(Exception):
    """The input, the ruleset or the options are wrong: exit code 2. The message is for the user."""


class PluginError(Exception):
    """A plugin broke its side of the contract: exit code 3.

    Args:
        plugin: Name of the plugin, as `joinedup plugins` shows it.
        what: What is wrong with it, as a clause without a full stop.
    """

    def __init__(self, plugin: str, what: str) -> None:
        self.plugin = plugin
        self.what = what
        super().__init__(f"plugin {plugin}: {what}")


class Stopped(BaseException):
    """A plugin's code was ended from outside; the message says why, as a clause.

    No `Exception`, so that a plugin that catches those does not catch this.
    """


Guard: TypeAlias = Callable[[str], AbstractContextManager[object]]
"""What a plugin's code runs in, by the name under which it is reported: `power/unfunded`, `plugin housing`."""


def fault(error: BaseException) -> str:
    """What a plugin raised, as its failure is reported: "ZeroDivisionError: division by zero".

    A plugin may raise anything, also what asks Python to end. One thing is nobody's failure: the user's Ctrl-C.

    Raises:
        KeyboardInterrupt: the error is one.
    """
    if isinstance(error, KeyboardInterrupt):
        raise error
    try:
        said = str(error)
    except Exception:  # an error whose own words fail is still an error
        said = ""
    if isinstance(error, Stopped):
        return said
    return f"{type(error).__name__}: {said}" if said else type(error).__name__
