"""What a shell offers when Tab is pressed: files, and the names that joinedup knows. Imported by every command.

click asks for names only where Tab is pressed, so what knows them is imported there.
"""

from collections.abc import Iterable

import click
from click.shell_completion import CompletionItem

Offered = list[CompletionItem[str]]


def rulesets(context: click.Context, parameter: click.Parameter, typed: str) -> Offered:
    """The rulesets that come with joinedup, and files."""
    from joinedup.rulesets.files import shipped

    return _or_file(shipped(), typed)


def lenses(context: click.Context, parameter: click.Parameter, typed: str) -> Offered:
    """The lenses that come with joinedup and its plugins, and files."""
    from joinedup.guard import installed
    from joinedup.lenses.shelf import shelf

    return _or_file(shelf(installed()).places, typed)


def templates(context: click.Context, parameter: click.Parameter, typed: str) -> Offered:
    """The templates of `joinedup init`."""
    from joinedup.templates import shipped

    return _beginning(shipped(), typed)


def ids(context: click.Context, parameter: click.Parameter, typed: str) -> Offered:
    """All that `joinedup explain` has a page for, and files."""
    from joinedup.catalogue import Catalogue
    from joinedup.guard import installed
    from joinedup.lenses.chosen import every
    from joinedup.lenses.pages import Pages
    from joinedup.lenses.reader import known

    plugins = installed()
    catalogue = Catalogue(plugins.themes)
    pages = Pages(every(plugins, known(plugins)).lenses, catalogue)
    return _or_file((*catalogue.ids, *pages.ids), typed)


def _or_file(names: Iterable[str], typed: str) -> Offered:
    """Names, and files after them: bash offers files only where no name begins so, and forgets what came before."""
    return [CompletionItem(typed, type="file"), *_beginning(names, typed)]


def _beginning(names: Iterable[str], typed: str) -> Offered:
    return [CompletionItem(name) for name in names if name.startswith(typed)]
