"""Text that is safe to print: nothing in a file may move a terminal's cursor or turn its lines round."""

import re

UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    """Text without control codes; its lines stay."""
    return UNSEEN.sub("", text)
