"""Pictures of the examples' reports, and those of the docs: `make screenshots`. Tests are for the rest."""

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import office
from chromium import ROOT, MissingTool, Opened, chromium
from test_guide import Reader
from test_outputs import rendered

SHOTS = ROOT / "build" / "shots"
DOCS = ROOT / "docs"
BOARD = DOCS / "board.png"
EXAMPLES = ("westmarsh", "northby", "minimal")
WIDTHS = (1100, 320)
HIGHEST = 12_000
FIRST_SCREEN = 1250
ENDS = f"""
() => Math.max(...[...document.querySelectorAll(".tiles, .decisions > li")].map(
  e => e.getBoundingClientRect().bottom).filter(bottom => bottom <= {FIRST_SCREEN})) + 24
"""
"""Where the last thing that fits the first screen ends."""


def main() -> int:
    """Takes every picture; returns 1 where a tool is missing."""
    pages = shutil.which("pdftoppm")
    if not pages:
        print("pdftoppm is missing. Install it: sudo apt-get install poppler-utils", file=sys.stderr)
        return 1
    SHOTS.mkdir(parents=True, exist_ok=True)
    try:
        _take(pages)
        _guide()
    except MissingTool as error:
        print(error, file=sys.stderr)
        return 1
    print(f"pictures: {SHOTS}\nfor the README and the guide: {DOCS}")
    return 0


def _take(pages: str) -> None:
    with chromium() as browser:
        for example in EXAMPLES:
            html = rendered("html", str(ROOT / "examples" / f"{example}.yaml"))
            for width in WIDTHS:
                one = Opened(browser, html, width)
                _shoot(one, f"{example}-{width}")
                if width == max(WIDTHS):
                    if example == EXAMPLES[0]:
                        _cut(one, BOARD, one.page.evaluate(ENDS))
                    one.page.add_style_tag(content="html{filter:grayscale(1)}")
                    _shoot(one, f"{example}-grey")
                one.page.close()
            forced = Opened(browser, html, max(WIDTHS), forced=True)
            _shoot(forced, f"{example}-forced-colours")
            paper = SHOTS / f"{example}.pdf"
            forced.page.emulate_media(forced_colors="none")
            forced.page.pdf(path=paper, prefer_css_page_size=True, tagged=True, print_background=False)
            forced.page.close()
            _first_page(pages, paper, SHOTS / f"{example}-print-1")


def _guide() -> None:
    """What somebody has made who followed docs/guide.md: a sheet of the workbook, and the paper for the board."""
    with TemporaryDirectory() as folder:
        reader = Reader(Path(folder))
        reader.follow()
        office.sheet(reader.folder / "trust.xlsx", "Agencies", DOCS / "workbook.png")
        office.first_page(reader.folder / "paper.docx", DOCS / "paper.png")


def _shoot(one: Opened, name: str) -> None:
    """A picture of the whole page, or as much of it as a picture can be high."""
    _cut(one, SHOTS / f"{name}.png", min(one.page.evaluate("document.documentElement.scrollHeight"), HIGHEST))


def _cut(one: Opened, path: Path, height: float) -> None:
    width = one.page.evaluate("document.documentElement.clientWidth")
    one.page.screenshot(path=path, clip={"x": 0, "y": 0, "width": width, "height": height}, full_page=True)


def _first_page(program: str, paper: Path, stem: Path) -> None:
    subprocess.run([program, "-r", "80", "-f", "1", "-l", "1", "-singlefile", "-png", paper, stem], check=True)


if __name__ == "__main__":
    sys.exit(main())
