"""How a difference between two checks is told: printed, and written where it was asked for."""

import sys
from collections.abc import Sequence

from joinedup.effect.as_json import text
from joinedup.effect.difference import Difference
from joinedup.errors import UserError
from joinedup.outputs.blocks import refuse_suffix, written
from joinedup.outputs.blocks_text import lines
from joinedup.outputs.files import write_all, write_out
from joinedup.report.blocks import Block, Heading
from joinedup.terminal import printable

from .main import BROKEN, OK


def refuse_outputs(outputs: Sequence[str]) -> None:
    """Refuses what cannot be written, before anything is worked out.

    Raises:
        UserError: a suffix says nothing, or a path is named twice.
    """
    for path in outputs:
        refuse_suffix(path, (".json",))
    if len(set(outputs)) < len(outputs):
        raise UserError("-o: one of the files is named twice")


def tell(
    made: Difference,
    blocks: Sequence[Block],
    outputs: Sequence[str],
    inputs: tuple[str, ...],
    tried: Sequence[str] | None = None,
) -> int:
    """Writes a difference where it was asked for, or else prints it.

    Args:
        made: The difference.
        blocks: What is said of it; the first is its title.
        outputs: Where it is written.
        inputs: Files that must not be written over.
        tried: What was tried out, if anything was.

    Returns:
        The exit code.
    """
    titled = next(block.text for block in blocks if isinstance(block, Heading))
    contents = {
        path: text(made, tried).encode("utf-8", "replace")
        if path.lower().endswith(".json")
        else written(path, blocks, titled, made.after.day)
        for path in outputs
    }
    write_all(contents, inputs)
    for path in outputs:
        print(printable(f"written: {path}"), file=sys.stderr)
    if not outputs:
        write_out(("\n".join(lines(blocks)) + "\n").encode("utf-8", "replace"))
    failed = max(made.before.failures, made.after.failures)
    return BROKEN if failed else OK
