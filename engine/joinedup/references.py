"""References of findings: `PO-K7QF2M`, the same from check to check.

Made of the rule and the ids of what it is about alone, never of lines, wording or evidence: a finding keeps its
reference when the file is re-ordered and when one of the records behind it is mended.
"""

from hashlib import sha256

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Letters and figures that cannot be taken for each other when read aloud: no 0, 1, I, O."""

LENGTH = 6


def reference(theme: str, rule: str, kind: str, ids: tuple[str, ...], attempt: int = 0) -> str:
    """The reference of a finding.

    Args:
        theme: Id of the theme, whose first two letters lead.
        rule: Id of the rule.
        kind: What kind of thing it is about.
        ids: The ids that name it.
        attempt: 0, or more where an earlier finding of the check took the reference (one in millions).
    """
    text = "\0".join((rule, kind, *ids, *(str(attempt),) * bool(attempt)))
    number = int.from_bytes(sha256(text.encode()).digest()[:8], "big")
    letters = ""
    for _ in range(LENGTH):
        number, last = divmod(number, len(ALPHABET))
        letters += ALPHABET[last]
    return f"{theme[:2].upper()}-{letters}"
