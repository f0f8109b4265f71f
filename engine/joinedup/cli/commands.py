"""The list of commands. Their modules are imported when they are called, so the short helps stand here."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from itertools import islice
from keyword import iskeyword
from types import MappingProxyType

import click
from click.shell_completion import CompletionItem

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "check": "Give a partnership a health check.",
        "history": "List, show, export or forget the checks that were recorded.",
        "decide": "Record what a board decided, and what became of it.",
        "batch": "Check a set of descriptions, and roll it up.",
        "validate": "List every problem of a description, with its place.",
        "start": "Answer questions, and get a first health check.",
        "compare": "Say what the change from one file to another would mean.",
        "whatif": "Try changes out: what they would solve, cause and leave.",
        "advise": "Say what to add to a description next.",
        "init": "Write a description or ruleset to fill in, explained.",
        "convert": "Write a description as a workbook, YAML or JSON.",
        "import": "Bring over what a tracker in Excel or CSV holds.",
        "survey": "Ask staff how they work together, and count what they answer.",
        "confirm": "Let an agency check its part, and record that it did.",
        "rules": "List what is checked, by barrier.",
        "lenses": "List the lenses that a check can be looked through.",
        "explain": "Show the page of a rule, barrier, solution or lens.",
        "schema": "Print the JSON Schema of a description, ruleset or lens.",
        "ruleset": "Show, compare and test rulesets.",
        "plugins": "Show which plugins are installed.",
        "completion": "Let the Tab key complete commands, options and names.",
    }
)


class LazyGroup(click.Group):
    """A group that imports a command only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, in the order of the list above."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, from the module of the same name."""
        if cmd_name not in COMMANDS:
            return None
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = import_module(f"{__package__}.{module}").command
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """The commands that begin so, without importing any of them, and the options."""
        begun = [CompletionItem(name, help=short) for name, short in COMMANDS.items() if name.startswith(incomplete)]
        return begun + click.Command.shell_complete(self, ctx, incomplete)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in `--help`, without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest name where there is no such command."""
        if args and args[0] not in COMMANDS and not ctx.resilient_parsing and not args[0].startswith("-"):
            from joinedup.reading.problems import nearest

            meant = nearest(args[0], COMMANDS)
            hint = f'; did you mean "{meant}"?' if meant else f": it can be {', '.join(COMMANDS)}"
            raise click.UsageError(f'no command "{args[0]}"{hint}', ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="--debug with any command shows where a failure of joinedup or a plugin comes from.",
)
@click.version_option(package_name="joinedup", message="joinedup %(version)s")
def joinedup() -> None:
    """Give partnerships of agencies a health check.

    Describe the partnership in one file, by answering questions or in a workbook. Then check it.

    \b
    joinedup start
    joinedup init trust.xlsx
    joinedup check trust.xlsx -o board.html
    """


def example(error: click.ClickException) -> Iterator[str]:
    """How the command is typed that was typed wrongly, from its help, in a line for those who are to see it."""
    told = isinstance(error, click.exceptions.NoArgsIsHelpError)  # which shows the whole help
    if isinstance(error, click.UsageError) and error.ctx and error.ctx.parent and not told:
        lines = map(str.strip, (error.ctx.command.help or "").splitlines())
        yield from islice((f"For example: {line}" for line in lines if line.startswith("joinedup ")), 1)
