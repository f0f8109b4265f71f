"""Whether a check that does not have a finding could have told it: the same for `--since` and for `compare`."""

import json
from typing import Any

import pytest

from joinedup.effect.difference import difference
from joinedup.outputs.as_json import as_dict
from joinedup.report.since import LEFT, since
from joinedup.standing import Found, standing
from joinedup.telling import crosses, same_rules, same_settings, told
from test_board import example

RESULT, CONTEXT = example("westmarsh")
DATA = json.dumps(as_dict(RESULT, CONTEXT))
HERE = standing(json.loads(DATA))
ALONE = next(
    found
    for found in HERE.findings.values()
    if len(found.records) == 1 and found.shown == {f"targets.{found.records[0][1]}"}
)
TOGETHER = next(found for found in HERE.findings.values() if len(found.shown) > 1)


def later(found: Found, *paths: str, **rule: Any) -> Any:
    """The check without a finding, whose rule asks about some places more and ended so."""
    data = json.loads(DATA)
    data["findings"] = [one for one in data["findings"] if one["ref"] != found.ref]
    for one in (one for theme in data["themes"] for barrier in theme["barriers"] for one in barrier["rules"]):
        if one["id"] == found.rule:
            one |= {"questions": one["questions"] + len(paths), **rule}
    places = [{"path": path, "line": 1, "column": 1, "value": None} for path in paths]
    data["questions"] += [
        {"asks": f"What about {place['path']}?", "of": [], "rule": found.rule, "evidence": [place]} for place in places
    ]
    return data


@pytest.mark.parametrize(
    ("found", "paths", "rule", "could"),
    [
        (ALONE, [], {}, True),
        (ALONE, ["targets.another.goal"], {}, True),
        (ALONE, [f"targets.{ALONE.records[0][1]}.goal"], {}, False),
        (ALONE, ["targets.another.goal", f"targets.{ALONE.records[0][1]}.goal"], {}, False),
        (ALONE, ["services.another.supports"], {}, False),
        (ALONE, ["targets.another.goal"], {"questions": 99}, False),
        (TOGETHER, ["targets.another.goal"], {}, False),
        (ALONE, [], {"state": "not-assessed"}, False),
        (ALONE, [], {"state": "failed"}, False),
        (ALONE, [], {"state": "off"}, False),
        (ALONE, [], {"because": "two boards have not met"}, False),
        (ALONE, [], {"left_out": ["boards"]}, False),
    ],
)
def test_what_is_gone_is_no_longer_found_only_if_it_could_be_told(
    found: Found, paths: list[str], rule: dict[str, Any], could: bool
) -> None:
    """A question about another record of its own hides nothing; any other may, and so may what is left aside."""
    data = later(found, *paths, **rule)
    kind = "no-longer-found" if could else "no-longer-assessed"
    (gone,) = [one for one in since(standing(data, RESULT.partnership), [HERE]).changes if one.ref == found.ref]
    assert gone.kind == kind
    assert (LEFT in gone.note) == (not could and rule.get("state", "ran") == "ran")
    assert difference(HERE, standing(data)).became(found.ref) == kind


def test_a_check_tells_as_much_as_itself() -> None:
    """Of every finding, the cross-checks of the survey among them; and nothing in it is of another ruleset."""
    assert any(crosses(found) for found in HERE.findings.values())
    for found in HERE.findings.values():
        assert told(found, HERE, HERE)
        assert same_settings(found, HERE, HERE.but(ruleset_sha256="f" * 64))
    assert all(same_rules(id, HERE, HERE.but(ruleset_sha256="f" * 64)) for id in HERE.barriers)


def test_a_question_in_other_words_is_the_same_question() -> None:
    """As where names are shown in one check and not in the other."""
    asked = next(rule for rule in HERE.rules.values() if any(one.paths for one in rule.asked) and rule.state == "ran")
    found = ALONE.but(ref="PU-222222", rule=next(id for id, rule in HERE.rules.items() if rule is asked))
    data = json.loads(DATA)
    for one in data["questions"]:
        one["asks"] = f"{one['asks']} Please."
    then = HERE.but(findings={**HERE.findings, found.ref: found})
    assert difference(then, standing(data)).became(found.ref) == "no-longer-found"


def test_a_finding_that_could_not_be_told_then_is_not_simply_new() -> None:
    """And a check that could tell less does not break how long it has been there."""
    less = standing({**later(ALONE, f"targets.{ALONE.records[0][1]}.goal"), "as_of": "2026-08-01"})
    first = standing({**json.loads(DATA), "as_of": "2026-07-01"})
    now = standing(json.loads(DATA), RESULT.partnership)
    (new,) = [one for one in since(now, [less]).changes if one.ref == ALONE.ref]
    assert (new.kind, "may have been there then" in new.note) == ("new", True)
    (still,) = [one for one in since(now, [first, less]).changes if one.ref == ALONE.ref]
    assert (still.kind, still.first, still.checks) == ("still-there", first.day, 2)
