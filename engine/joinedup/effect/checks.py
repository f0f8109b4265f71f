"""A description or an earlier check, by the file's name -> how the partnership stood."""

import json
from hashlib import sha256

from joinedup import __version__
from joinedup.assessment import Assessment
from joinedup.checker import Checker
from joinedup.errors import UserError
from joinedup.outputs import Context
from joinedup.outputs.as_json import as_dict
from joinedup.reading import Source, load
from joinedup.standing import FORMAT, Standing, standing


def standing_of(path: str, checker: Checker) -> Standing:
    """How a partnership stands by a description, which is checked now, or stood by the JSON of an earlier check.

    Raises:
        UserError: the file is neither, or it is wrong.
    """
    source = load(path)
    data = _assessment(source)
    if data is None:
        result, described = checker.check(source)
        return of_result(result, described.source)
    try:
        return standing(data)
    except ValueError:
        raise UserError(f"{path}: no assessment; give what `joinedup check -o check.json` wrote") from None


def of_result(result: Assessment, source: Source) -> Standing:
    """How a partnership stands in a check that was just made."""
    context = Context(source.path, sha256(source.data).hexdigest(), __version__)
    return standing(as_dict(result, context), result.partnership)


def _assessment(source: Source) -> object:
    """The values of a file that says of itself that it is an assessment; None of any other."""
    if not source.path.lower().endswith(".json"):
        return None
    try:
        data = json.loads(source.text)
    except (ValueError, RecursionError):  # which the reader says better
        return None
    return data if isinstance(data, dict) and data.get("format") == FORMAT else None
