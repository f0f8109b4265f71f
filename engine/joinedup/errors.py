"""What can go wrong, told apart by whose it is: the user's, a plugin's, or ours.

`joinedup.cli.main` is the one place that turns these into messages and exit codes.
"""


class UserError(Exception):
    """The input, the ruleset or the options are wrong: exit code 2. The message is for the user."""


PLUGIN_FAULTS = (Exception, SystemExit)
"""What a plugin's code may raise that is its failure and nobody else's: also a call of sys.exit."""


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
