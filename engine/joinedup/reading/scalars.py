"""What a scalar means, decided by the type of its field, strictly and before any model sees it.

Each function returns the value, or a `Wrong` that says what is wrong and what was probably meant.
"""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from joinedup.frozen import Frozen

from .problems import nearest
from .tree import Quoted

ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
BRITISH = re.compile(r"([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4})")
NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,9})?")
PERCENT = re.compile(r"(0|[1-9][0-9]{0,2})(\.[0-9]{1,4})? ?%")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
YES = frozenset(("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON"))
NO = frozenset(("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF"))
FIRST_YEAR, LAST_YEAR = 1900, 2199
LONGEST_ID = 80
LONGEST_TEXT = 20_000
"""Characters. A report says a name many times over."""


class Wrong(Frozen):
    """Why a value is not what its field needs, and what was probably meant."""

    what: str
    meant: str = ""


def shown(value: object) -> str:
    """A value as a message quotes it: on one line, cut when long."""
    text = " ".join(str(value).split())
    return f'"{text[:60]}…"' if len(text) > 60 else f'"{text}"'


def text(value: str) -> str | Wrong:
    """Any text but none at all, on one line."""
    if len(value) > LONGEST_TEXT:
        return Wrong(f"the text has {len(value):,} characters: at most {LONGEST_TEXT:,}")
    control = CONTROL.search(value)
    if control:
        return Wrong(f"the text has a control character (U+{ord(control.group()):04X}): leave it out")
    joined = " ".join(value.split())
    return joined if joined else Wrong("the text is empty: leave the field out where nothing is known")


def identifier(value: str) -> str | Wrong:
    """Lower-case words with hyphens."""
    if SLUG.fullmatch(value) and len(value) <= LONGEST_ID:
        return str(value)
    meant = "-".join(re.findall("[a-z0-9]+", value.lower()))[:LONGEST_ID].strip("-")
    return Wrong(f"{shown(value)} is no id: use lower-case words with hyphens", meant)


def local_identifier(value: str) -> str | Wrong:
    """An authority's prefix and a name: northby/police-not-core."""
    prefix, slash, name = value.partition("/")
    if slash and SLUG.fullmatch(prefix) and SLUG.fullmatch(name) and len(value) <= LONGEST_ID:
        return str(value)
    return Wrong(f"{shown(value)} is no id of a local rule: write your prefix and a name, such as northby/no-chair")


def yes_or_no(value: str) -> bool | Wrong:
    """True or false, also as yes, no, on, off."""
    if not isinstance(value, Quoted) and (value in YES or value in NO):
        return value in YES
    meant = (
        "true"
        if value in YES or value in ("t", "y", "1")
        else "false"
        if value in NO or value in ("f", "n", "0")
        else ""
    )
    return Wrong(f"{shown(value)} is neither true nor false", meant)


def number(value: str) -> Decimal | Wrong:
    """A number written out: no thousands separator, no exponent, no quotes."""
    if not isinstance(value, Quoted) and NUMBER.fullmatch(value):
        return Decimal(value)
    if isinstance(value, Quoted) and NUMBER.fullmatch(value):
        return Wrong(f"{shown(value)} is in quotes: a number stands without")
    plain = value.strip().lstrip("£").replace(",", "").replace("_", "").replace(" ", "").lstrip("0") or "0"
    return Wrong(f"{shown(value)} is not a number", plain if NUMBER.fullmatch(plain) else "")


def share(value: str) -> Decimal | Wrong:
    """A share of a whole, as 0.25 or 25%."""
    if PERCENT.fullmatch(value):
        return Decimal(value.rstrip("% ")) / 100
    return number(value)


def whole(value: str) -> int | Wrong:
    """A whole number."""
    taken = number(value)
    if isinstance(taken, Wrong):
        return taken
    return int(taken) if taken == int(taken) else Wrong(f"{shown(value)} is not a whole number")


def day(value: str) -> date | Wrong:
    """A day written as 2026-09-30."""
    if ISO.fullmatch(value):
        try:
            taken = date.fromisoformat(value)
        except ValueError:
            return Wrong(f"{shown(value)} is a day that does not exist")
        if FIRST_YEAR <= taken.year <= LAST_YEAR:
            return taken
        return Wrong(f"{shown(value)} is outside the years {FIRST_YEAR} to {LAST_YEAR}")
    british = BRITISH.fullmatch(value.strip())
    meant = ""
    if british:
        try:
            meant = date(int(british[3]), int(british[2]), int(british[1])).isoformat()
        except ValueError:
            meant = ""
    return Wrong(f"{shown(value)} is not a date: write it as 2026-09-30", meant)


def choice(value: str, words: Sequence[str]) -> str | Wrong:
    """One of `words`."""
    if value in words:
        return str(value)
    near = nearest(value, words)
    listed = "" if near else f": it can be {', '.join(words)}"
    return Wrong(f"{shown(value)} is not a word this field knows{listed}", near)
