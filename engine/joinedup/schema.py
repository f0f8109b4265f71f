"""JSON Schemas (draft 2020-12) of the files that joinedup reads, made from their models: for editors.

A schema takes whatever the reader takes. The reader is stricter: only it sees whether a reference exists, an id is
given twice, or one day lies before another.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from .catalogue import Catalogue
from .lenses.contents import Contents as Lens
from .partnership import SECTIONS, Partnership
from .partnership.base import UNKNOWN, Record
from .partnership.sections import HOLDERS, section_words
from .rules import Rule
from .rulesets.contents import Contents
from .schema_kinds import MEANS, Making
from .severity import WORDS as SEVERITIES

RULESET_MEANS: Mapping[str | None, str] = {None: "Must be given.", UNKNOWN: "Left out, what is extended applies."}
"""What leaving a field of a ruleset out means."""
LENS_MEANS: Mapping[str | None, str] = {None: "Must be given.", UNKNOWN: "It may be left out."}
"""What leaving a field of a lens out means."""
DIALECT = "https://json-schema.org/draft/2020-12/schema"
COMMENT = (
    "Written by `joinedup schema`. It takes whatever joinedup takes; `joinedup validate` also checks that references "
    "exist, that ids are given once, and that days follow each other."
)


def of_description(barriers: Mapping[str, str] | None) -> dict[str, Any]:
    """The schema of a partnership's description.

    Args:
        barriers: The barriers whose statements a survey may have asked; any, where none are given.
    """
    known = {} if barriers is None else {"barriers": tuple(barriers)}
    made = of_model(Partnership, "Description of a partnership", known)
    for name in SECTIONS:
        section = made["properties"][name]
        section["title"] = section_words(name)
        section["description"] = " ".join(_of_section(name, section))
        section.pop("default", None)
    return made


def of_ruleset(catalogue: Catalogue) -> dict[str, Any]:
    """The schema of a ruleset: every rule that is installed, with its own tiers and parameters.

    Args:
        catalogue: What is installed.
    """
    known = {"barriers": tuple(catalogue.barriers)}
    made = of_model(Contents, "Ruleset", known, RULESET_MEANS)
    settings = {**{id: rule for id, (_, _, rule) in catalogue.rules.items()}, **catalogue.cross_checks}
    making = Making(known, RULESET_MEANS)
    made["properties"]["rules"] |= {
        "type": "object",
        "properties": {id: _settings(rule, making) for id, rule in settings.items()},
        "additionalProperties": {"$comment": "a rule of your own, by its id", **_settings(None, making)},
    }
    made["$defs"] |= making.parts
    return made


def of_lens(barriers: Mapping[str, str] | None) -> dict[str, Any]:
    """The schema of a lens.

    Args:
        barriers: The barriers whose statements it may name; any, where none are given.
    """
    known = {} if barriers is None else {"barriers": tuple(barriers)}
    return of_model(Lens, "Lens", known, LENS_MEANS)


def _settings(rule: Rule | None, making: Making) -> dict[str, Any]:
    """What can be set for a rule; for one that is not known, what every rule has."""
    words = {"enum": list(SEVERITIES)}
    tiers = dict.fromkeys(rule.tiers, words) if rule else {}
    by_tier = {"type": "object", "properties": tiers, "additionalProperties": False}
    parameters = making.record(rule.limits)["properties"] if rule and rule.limits else {}
    return {
        "type": "object",
        **({"description": f"{rule.title}."} if rule else {}),
        "properties": {
            "enabled": {**making.plain(bool), "description": "Whether the rule runs."},
            "severity": {
                "anyOf": [words, by_tier] if rule else [words],
                "description": "One for all tiers, or one each.",
            },
            "solutions": {
                "type": "array",
                "items": {"type": "string"},
                "description": "Solutions that fit it, best first.",
            },
            "why": {**making.plain(str), "description": "Why it is set so."},
            **parameters,
        },
        "additionalProperties": False,
    }


def of_model(
    model: type[Record],
    title: str,
    known: Mapping[str, Collection[str]],
    means: Mapping[str | None, str] = MEANS,
) -> dict[str, Any]:
    """The schema of a file that holds one record of `model`.

    Args:
        model: What the file holds.
        title: What such a file is called.
        known: For each section whose ids are known beforehand, those ids: anything else is wrong.
        means: What leaving a field out means, by the kind of its absence.
    """
    making = Making(known, means)
    body = making.record(model)
    parts = {name: making.parts[name] for name in sorted(making.parts)}
    return {"$schema": DIALECT, "$comment": COMMENT, **body, "title": title, "$defs": parts}


def text(schema: Mapping[str, Any]) -> str:
    """A schema as it is written to a file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _of_section(name: str, section: Mapping[str, Any]) -> Iterator[str]:
    yield f"{Partnership.declared[name].about} Usually known by {HOLDERS[name]}."
    if Partnership.declared[name].required:
        yield MEANS[None]
        return
    yield "Left out, it is not described, and rules that need it are not assessed."
    if section.get("type") == "array":
        yield "[] says that there are none. A section without a value is an error."
