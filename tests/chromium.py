"""Chromium and the tools from npm that tests and screenshots need: where they are, how they start, what to install."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from playwright.sync_api import Browser, Dialog, Page, Route, sync_playwright

ROOT = Path(__file__).parent.parent
NPM = ROOT / "build" / "npm" / "node_modules"
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
HERE = "https://report.invalid/"


class MissingTool(Exception):
    """A tool that the tests need is not there; the message says how to get it."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, without a window.

    Raises:
        MissingTool: there is none.
    """
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        raise MissingTool("no Chromium found. Install it: sudo apt-get install chromium fonts-liberation")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def npm_file(path: str) -> Path:
    """A file of a package from npm.

    Raises:
        MissingTool: the package is not there.
    """
    found = NPM / path
    if not found.exists():
        raise MissingTool(
            f"{found} is missing: run `make tools`, which installs it from npm (Debian: apt-get install npm)"
        )
    return found


@cache
def axe() -> str:
    """The source of axe-core."""
    return npm_file("axe-core/axe.min.js").read_text("utf-8")


class Opened:
    """A report in the browser, which records what it asks for and says, and is given nothing but itself.

    Attributes:
        page: The page in the browser.
        requests: Addresses that it asked for beside its own.
        said: Dialogs, errors and words on the console: scripts that ran or were stopped.
    """

    def __init__(self, browser: Browser, html: str, width: int, *, forced: bool = False) -> None:
        self.requests: list[str] = []
        self.said: list[str] = []
        self.page: Page = browser.new_page(
            viewport={"width": width, "height": 900}, forced_colors="active" if forced else "none"
        )
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", self._dismiss)
        self._html = html
        self.page.route("**/*", self._answer)
        self.page.goto(HERE)

    def _dismiss(self, dialog: Dialog) -> None:
        self.said.append(dialog.message)
        dialog.dismiss()

    def _answer(self, route: Route) -> None:
        if route.request.url == HERE:
            route.fulfill(body=self._html, content_type="text/html; charset=utf-8")
        else:
            self.requests.append(route.request.url)
            route.abort()
