"""What a reader says of a file that can be read: what nobody sees in it, and what was left alone."""

import sys

from joinedup.reading import Described
from joinedup.terminal import printable


def tell(described: Described) -> None:
    """Prints each note on a line of standard error."""
    for note in described.tree.notes:
        print(printable(f"{described.source.path}: {note}"), file=sys.stderr)
