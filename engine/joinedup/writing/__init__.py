"""A whole description -> the bytes of a file, in the format that its name says."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from joinedup.errors import UserError
from joinedup.reading.files import DESCRIPTIONS

from .plain import plain

__all__ = ["plain", "refuse_suffix", "written"]


def written(root: Mapping[str, Any], path: str, barriers: Sequence[str] = ()) -> bytes:
    """A description in the format of the path's suffix. The same description gives the same bytes.

    Args:
        root: The description as plain data: dicts and lists of str, bool, int, Decimal and date; see `plain`.
        path: Where it will be written; nothing is written here.
        barriers: The barriers that a survey can ask about, which a workbook offers as a list.

    Raises:
        UserError: the suffix is no format of a description, or a workbook cannot hold a value.
    """
    refuse_suffix(path)
    suffix = Path(path).suffix.lower()
    if suffix == ".xlsx":
        from joinedup.workbook.write import workbook

        return workbook(root, barriers=barriers)
    if suffix == ".json":
        from .as_json import text
    else:
        from .as_yaml import text
    return text(root).encode()


def refuse_suffix(path: str) -> None:
    """Refuses a path whose suffix is no format of a description.

    Raises:
        UserError: with the suffixes that are.
    """
    if Path(path).suffix.lower() not in DESCRIPTIONS:
        raise UserError(f"{path}: its name must say what it is, and end in one of {', '.join(DESCRIPTIONS)}")
