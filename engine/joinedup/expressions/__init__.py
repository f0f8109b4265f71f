"""Conditions and messages that an authority writes in its ruleset, checked when it is loaded.

    scope = Scope("boards")
    rule = compiled('count([m for m in meetings if m.mostly == "operational"]) > 3', scope)
    rule.evaluate(board, partnership)          # True, False, or None where it cannot be told
    rule.missing(board, partnership)           # ("meetings.mostly",): what to ask
    template("{name}, chaired by {chair}, rarely looks ahead", scope).render(board, partnership)
    plain("quorum.at_least", "is less than", "3", scope).evaluate(board, partnership)

**Names** are the fields of the record as the file spells them, `partnership` (the whole description) and `today` (the
day of the check). A dot leads to a field of a field (`quorum.at_least`), and from an id to the record that it names
(`owner.agency.kind`). Of anything else there are: `length` and `is_empty` of a text, list or table; `as_lower`,
`starts_with("…")` and `ends_with("…")` of a text; `keys` and `values` of a table; `year`, `month` and `day` of a date;
`days` of the time between two dates.

**Values**: `"text"`, `12.50`, `d"2026-09-30"`, `true`, `false`, `null`, `["a", "b"]`, and a list made of another:
`[m.on for m in meetings if m.on > today]`. **Operators**: `and or not == != < <= > >= in + - * /`.
**Functions**: `any all sum min max count abs otherwise days_ago in_days months_ago`.

    (today - since).days > 365                 days between two dates
    due < days_ago(90) and status == "open"    also in_days(30), months_ago(12)
    "police" not in contributors               lists, and the keys of a table
    contributions["police"] < 1000             what a table holds
    sum(contributions.values) != amount        exact to the penny
    any([m.mostly == "operational" for m in meetings])
    partnership.budgets.length > 3

**What is absent is unknown.** Nobody has to guard against it: a comparison with an absent field is neither yes nor no,
`and`, `or`, `not`, `any`, `all` and `in` settle it only where the rest does ("no" and unknown is no; "yes" or unknown
is yes), and where it is not settled the answer is None and the rule asks instead of judging. A list is known in part
where a condition on some of its items is unknown: `count(…) > 3` is yes once four are sure. A section that the file
does not describe is absent, not empty. `field == null` and `field != null` are always known, and
`otherwise(risk, 0)` names a value to use instead. A few fields say something by their absence (`vacant_since`: the
post is filled; `cohort`: everybody): there is no such thing, so that every comparison with it but `!=` is no.

**Errors are found when an expression is compiled**, each with its place and the nearest right name; only
`BudgetError` is left for later. Text has at most 1,000 characters, brackets 20 levels, one evaluation 100,000 steps;
patterns, powers, clocks and chance do not exist. Fields that name persons or hold survey counts cannot be used.

The library behind it (rule-engine) is known to `grammar.py` alone, and loaded by `compiled` alone.
"""

from .errors import BudgetError, ExpressionError
from .expression import STEPS, Expression, compiled, every
from .messages import Template, template
from .plainly import OPERATORS, plain
from .scope import Scope

__all__ = [
    "OPERATORS", "STEPS", "BudgetError", "Expression", "ExpressionError", "Scope", "Template", "compiled",
    "every", "plain", "template",
]  # fmt: skip
