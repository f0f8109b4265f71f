"""The decisions in a report, in a real browser: every state, and whatever the minutes say."""

import pytest
from playwright.sync_api import Browser

from chromium import Opened
from deciding import with_ledger
from joinedup.report.ledger_words import MOST
from probes import CONTRAST, CUT_OFF, DEAD_LINKS, HEADINGS, OFF_PAPER, SPACING, TOO_WIDE, TWICE
from test_browser import violations
from test_outputs import text


@pytest.mark.parametrize("width", [1100, 320])
def test_the_decisions_are_for_everybody(width: int, browser: Browser) -> None:
    """No violation, nothing too wide or cut off, spaced text and all; every link leads somewhere; nothing runs."""
    one = Opened(browser, text("html", *with_ledger()), width)
    page = one.page
    assert violations(one) == []
    assert page.evaluate(DEAD_LINKS) == []
    assert page.evaluate(TWICE) == []
    headings = [words for level, words in page.evaluate(HEADINGS) if level == 2]
    assert headings.index("What became of earlier decisions") < headings.index("Decisions and what followed")
    assert page.locator(".settled li").count() == MOST
    assert page.locator("[id^=decision-]").count() == MOST + 2
    assert [pair for pair in page.evaluate(CONTRAST) if pair[1] < pair[2]] == []
    page.add_style_tag(content=SPACING)
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate(CUT_OFF) == []
    assert (one.requests, one.said) == ([], [])
    page.close()


def test_the_decisions_stay_on_the_paper(browser: Browser) -> None:
    """Laid out as wide as a sheet of A4 between its margins."""
    one = Opened(browser, text("html", *with_ledger()), 680)
    one.page.emulate_media(media="print")
    assert one.page.evaluate(OFF_PAPER) == []
    one.page.close()
