"""Takes prose apart: what of a page is ours, its sentences, their words, and the age at which they can be read."""

import re
from collections.abc import Iterable, Sequence
from html.parser import HTMLParser

QUOTED = re.compile(r'["“][^"”]*?([.!?]?)["”]|`[^`]*`|\b[a-z]+/[a-z-]+\b')
LIST = re.compile(r"\bit(?:(?:,| and| or|, and|;) it\b)+")
END = re.compile(r"(?<=[.!?])[)]*\s+")
WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
BLOCKS = {"p", "li", "dd", "caption"}
NOT_PROSE = {"svg", "code", "style", "table"}


class Prose(HTMLParser):
    """The sentences of a page, block by block: what stands in a table, a picture or code is none.

    Args:
        page: The page.
        names: What of it is quoted.

    Attributes:
        sentences: Whatever ends as a sentence does; a heading, a label or an entry of a list does not.
    """

    def __init__(self, page: str, names: Iterable[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self.open: list[int] = []
        self.silent = 0
        self.feed(page)
        self.close()
        said = [sentence for block in self.blocks for sentence in sentences(neutral(block, names))]
        self.sentences = [sentence for sentence in said if sentence.endswith((".", "?", "!"))]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins, or something that is no prose."""
        if tag in BLOCKS:
            self.open.append(len(self.blocks))
            self.blocks.append("")
        elif tag in NOT_PROSE:
            self.silent += 1

    def handle_endtag(self, tag: str) -> None:
        """It ends."""
        if tag in BLOCKS:
            self.open.pop()
        elif tag in NOT_PROSE:
            self.silent -= 1

    def handle_data(self, data: str) -> None:
        """Text belongs to the innermost block; code in a sentence is one short word of it."""
        if self.open:
            self.blocks[self.open[-1]] += "it" if self.silent else data


def neutral(text: str, names: Iterable[str] = ()) -> str:
    """The text with one short word for each name, each quotation, each field and id, and each list of these.

    Args:
        text: Our own prose, with what is not ours in it.
        names: Labels and names that stand in it without quotes: "Northby Police".
    """
    for name in sorted(set(names), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "it", text)
    return LIST.sub("it", QUOTED.sub(lambda match: "it" + (match[1] or ""), text))


def sentences(text: str) -> Sequence[str]:
    """The sentences of a text. A colon or semicolon does not end one."""
    return [part for part in END.split(" ".join(text.split())) if WORD.search(part)]


def words(sentence: str) -> int:
    """How many words a sentence has; "don't", "front-line" and "1,234" are one each."""
    return len(WORD.findall(sentence))


def average(said: Sequence[str]) -> float:
    """The average number of words a sentence."""
    return sum(map(words, said)) / len(said)


def reading_age(said: Sequence[str]) -> float:
    """The age in years at which sentences can be read: a school grade and five.

    The grade is the Automated Readability Index of Senter and Smith (1967), Automated Readability Index,
    AMRL-TR-66-220, Aerospace Medical Research Laboratories. It counts letters, words and sentences, and so needs no
    list of syllables as Flesch and Kincaid's grade does, which libraries download when they are first asked.
    """
    letters = sum(letter.isalnum() for sentence in said for letter in sentence)
    return 4.71 * letters / sum(map(words, said)) + 0.5 * average(said) - 21.43 + 5
