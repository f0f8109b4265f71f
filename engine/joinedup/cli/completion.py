"""joinedup completion SHELL: the script with which a shell completes what is typed."""

import click
from click.shell_completion import shell_complete

from .main import OK

VARIABLE = "_JOINEDUP_COMPLETE"
"""Where a shell asks click for completions: https://click.palletsprojects.com/shell-completion."""
PLACES = {
    "bash": ("~/.bashrc", 'eval "$(joinedup completion bash)"'),
    "zsh": ("~/.zshrc", 'autoload -Uz compinit && compinit; eval "$(joinedup completion zsh)"'),
    "fish": ("~/.config/fish/config.fish", "joinedup completion fish | source"),
    "powershell": ("the file that $PROFILE names", "joinedup completion powershell | Out-String | Invoke-Expression"),
}
"""For each shell, where its own settings stand and the line that belongs there."""


@click.command("completion", short_help="Let the Tab key complete commands, options and names.")
@click.argument("shell", type=click.Choice(list(PLACES)))
@click.pass_context
def command(context: click.Context, shell: str) -> int:
    """Print the script with which the shell SHELL completes commands, options, names and files at the Tab key.

    Add the line for your shell to its settings, and open a new window:

    \b
    bash        ~/.bashrc                    eval "$(joinedup completion bash)"
    zsh         ~/.zshrc                     autoload -Uz compinit && compinit
                                             eval "$(joinedup completion zsh)"
    fish        ~/.config/fish/config.fish   joinedup completion fish | source
    powershell  $PROFILE                     joinedup completion powershell | Out-String | Invoke-Expression

    \b
    joinedup completion bash
    """
    place, line = PLACES[shell]
    shell_complete(context.find_root().command, {}, "joinedup", VARIABLE, f"{shell}_source")
    print(f"\n# To switch completion on, add this line to {place} and open a new window:\n#   {line}")
    return OK
