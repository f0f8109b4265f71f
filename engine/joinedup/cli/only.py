"""joinedup check --only changes: what it cannot be given together with."""

from collections.abc import Mapping

from joinedup.errors import UserError
from joinedup.outputs import SUFFIXES
from joinedup.outputs.exceptions import FORMATS

CHANGES = "changes"


def refuse(formats: Mapping[str, str], since: str | None, brief: bool) -> None:
    """Refuses what the exception report cannot be made of, all at once.

    Args:
        formats: A format for each path, `-` for standard output.
        since: What the check is compared with.
        brief: Whether the first page and the decisions alone are wanted.

    Raises:
        UserError: with each reason on a line.
    """
    problems = []
    if since is None:
        problems.append(
            "it says what changed since an earlier check: add --since last, a day, or an earlier check.json"
        )
    if brief:
        problems.append("it is one page and has no --brief form: leave one of the two out")
    suffixes = ", ".join(suffix for suffix, format in SUFFIXES.items() if format in FORMATS)
    for path, format in formats.items():
        if format not in FORMATS:
            what = f"--format {format}" if path == "-" else f"-o {path}"
            problems.append(f"{what} has no such page; it can be written as {suffixes}, or printed as text")
    if problems:
        raise UserError("\n".join(f"--only {CHANGES}: {problem}" for problem in problems))
