"""One browser for each worker, and each report rendered and opened once."""

from collections.abc import Callable, Iterator
from functools import cache

import pytest
from playwright.sync_api import Browser

from chromium import ROOT, MissingTool, Opened, chromium
from test_outputs import rendered

Open = Callable[[str, int], Opened]


@cache
def board(example: str) -> str:
    """The report of an example."""
    return rendered("html", str(ROOT / "examples" / f"{example}.yaml"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; without it the test fails and says what to install."""
    try:
        with chromium() as started:
            yield started
    except MissingTool as error:
        pytest.fail(str(error), pytrace=False)


@pytest.fixture(scope="session")
def opened(browser: Browser) -> Open:
    """A report at a width, which the test leaves as it is."""
    return cache(lambda example, width: Opened(browser, board(example), width))


@pytest.fixture
def fresh(browser: Browser) -> Iterator[Open]:
    """A report at a width, which the test may change."""
    made: list[Opened] = []

    def open_it(example: str, width: int) -> Opened:
        made.append(Opened(browser, board(example), width))
        return made[-1]

    yield open_it
    for one in made:
        one.page.close()
