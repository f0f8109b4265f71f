"""Where the change of a finding can have come from: the partnership, time, the ruleset, or joinedup itself."""

from joinedup.frozen import Frozen
from joinedup.standing import Found, Standing
from joinedup.telling import crosses, same_settings

DESCRIPTION, DAY, RULESET, JOINEDUP = "description", "day", "ruleset", "joinedup"

OFF_THEN = "Its rule was switched off in the earlier check: this comes from the ruleset."
OFF_NOW = "Its rule is switched off now: this comes from the ruleset."
LACKED_THEN = "The earlier check did not have its rule"
LACKED_NOW = "This check does not have its rule"
FROM_PLUGIN = ": this comes from a plugin that failed or is missing, or from joinedup."
FROM_EITHER = ": this comes from the ruleset, from a plugin or from joinedup."
PERHAPS = "so this may come from the ruleset and not from the partnership."
SURELY = "and the description and the day are the same: this comes from the ruleset."


class Origin(Frozen):
    """Where a change can have come from.

    Attributes:
        causes: What differed between the two checks, as far as the finding rests on it: `description`, `day`,
            `ruleset`, `joinedup`; None where the older check does not say what its ruleset made of the rule.
        note: What a reader has to know of it, as a sentence; empty where the ruleset had no hand in it.
    """

    causes: tuple[str, ...] | None
    note: str = ""


def origin(found: Found, now: Standing, last: Standing) -> Origin:
    """Where the change of a finding between two checks can have come from, if its rule applied in both."""
    same = same_settings(found, now, last)
    if same is None:
        return Origin(None)
    differs = {
        DESCRIPTION: now.input_sha256 != last.input_sha256,
        DAY: now.day != last.day,
        RULESET: not same,
        JOINEDUP: now.version != last.version,
    }
    causes = tuple(cause for cause, differing in differs.items() if differing)
    if same:
        return Origin(causes)
    return Origin(causes, f"{_what(found, now)} changed in between, {SURELY if causes == (RULESET,) else PERHAPS}")


def unapplied(found: Found, check: Standing, off: str = "", lacked: str = "") -> Origin | None:
    """Where the change comes from if the rule did not apply in one of the checks; None if it did.

    Args:
        found: The finding.
        check: The check that does not have it.
        off: What is said if the rule was switched off there.
        lacked: What is said if there was no such rule.
    """
    ran = check.rules.get(found.rule)
    if ran is None:  # cross-checks are not listed; what the ruleset made of them is
        if crosses(found):
            return None
        of_plugin = found.rule.partition("/")[0] in (found.theme, *check.themes)  # no local rule begins with a theme
        causes, whence = ((JOINEDUP,), FROM_PLUGIN) if of_plugin else ((RULESET, JOINEDUP), FROM_EITHER)
        return Origin(causes, f"{lacked}{whence}")
    return Origin((RULESET,), off) if ran.state == "off" else None


def _what(found: Found, now: Standing) -> str:
    """What of the ruleset a finding rests on."""
    if crosses(found):
        return "What the ruleset sets for its barrier"
    own = found.rule.partition("/")[0] not in now.themes
    return "The text or severity of its local rule" if own else "The limits or severities of its rule"
