"""What an earlier check knew of agencies, targets and groups of children, beside how the partnership stood."""

import json
from collections.abc import Mapping, Sequence

from joinedup.errors import UserError
from joinedup.frozen import Frozen
from joinedup.standing import Standing


class Then(Frozen):
    """What an earlier check knew.

    Attributes:
        standing: How the partnership stood.
        agencies: The ids of the agencies that each finding named, by its reference.
        members: The ids of all agencies that it named or that had a part in the work.
        targets: The title of each target, by id.
        groups: The group of children of each target that is for one, by the target's id.
    """

    standing: Standing
    agencies: Mapping[str, Sequence[str]]
    members: frozenset[str]
    targets: Mapping[str, str]
    groups: Mapping[str, str]


def then(standing: Standing, text: str) -> Then:
    """What the check knew that a text says.

    Args:
        standing: How the partnership stood, as it was read from the text.
        text: What `joinedup check --format json` wrote.

    Raises:
        UserError: the text is wrong in what the standing does not need.
    """
    data = json.loads(text)
    try:
        tasks = data.get("matrix", {}).get("tasks", ())  # a check of an early joinedup has none, nor gaps
        agencies = {finding["ref"]: tuple(finding["agencies"]) for finding in data["findings"]}
        members = {id for named in agencies.values() for id in named}
        return Then(
            standing,
            agencies,
            frozenset(members | {part["agency"] for task in tasks for part in task["parts"]}),
            {task["id"]: task["title"] for task in tasks if task["section"] == "targets"},
            {gap["target"]: gap["cohort"] for gap in data.get("gaps", ())},
        )
    except (KeyError, TypeError, AttributeError):
        raise UserError(
            f"--since {standing.place}: no assessment; give what `joinedup check -o check.json` wrote"
        ) from None
