"""joinedup rules: what is checked."""

import json
from typing import Any

import click

from joinedup.catalogue import Catalogue, parameters
from joinedup.errors import UserError
from joinedup.facts.words import count
from joinedup.guard import installed
from joinedup.reading.problems import nearest
from joinedup.rules import Rule
from joinedup.themes import Theme

from .main import OK


@click.command("rules", short_help="List what is checked, by barrier.")
@click.option("--theme", metavar="T", help="Only this theme.")
@click.option("--format", "format", type=click.Choice(["text", "json"]), default="text", help="Default: text.")
def command(theme: str | None, format: str) -> int:
    """List every barrier and its rules. A star marks a barrier's main rule.

    \b
    joinedup rules --theme power
    joinedup rules --format json
    """
    themes = installed().themes
    chosen = [found for found in themes if theme in (None, found.id)]
    if not chosen:
        known = [found.id for found in themes]
        meant = nearest(str(theme), known)
        hint = f'; did you mean "{meant}"?' if meant else f": it can be {', '.join(known)}"
        raise UserError(f'--theme: no theme "{theme}"{hint}')
    if format == "json":
        print(json.dumps(_data(Catalogue(chosen)), ensure_ascii=False, indent=2))
        return OK
    for found in chosen:
        print(f"{found.title}: {found.about}\n")
        for id, barrier in found.each_barrier():
            rules = found.rules_of(id, barrier)
            print(f"  {barrier.label} ({id}): {count(len(rules), 'rule')}")
            for rule in rules:
                print(f"    {'★' if rule.main else ' '} {found.id}/{rule.name}: {rule.title}")
        print()
    print(f"{count(sum(1 for found in chosen for _ in found.each_rule()), 'rule')}.")
    return OK


def _data(catalogue: Catalogue) -> list[dict[str, Any]]:
    return [_rule(id, theme, barrier, rule) for id, (theme, barrier, rule) in catalogue.rules.items()]


def _rule(id: str, theme: Theme, barrier: str, rule: Rule) -> dict[str, Any]:
    return {
        "id": id,
        "theme": theme.id,
        "barrier": barrier,
        "title": rule.title,
        "main": rule.main,
        "severity": {tier: severity.word for tier, severity in rule.tiers.items()},
        "needs": {"every": list(rule.needs.every), "any_of": list(rule.needs.any_of)},
        "parameters": {
            name: {"about": about, "default": str(default), "stricter": direction or None}
            for name, about, default, direction in parameters(rule)
        },
        "basis": str(rule.basis),
    }
