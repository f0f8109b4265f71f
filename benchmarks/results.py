"""Keeps what each benchmark measured in results.md, under a heading of its own."""

from pathlib import Path

RESULTS = Path(__file__).parent / "results.md"
TITLE = "# Benchmarks\n"
MARK = "\n## "


def keep(heading: str, text: str, path: Path = RESULTS) -> None:
    """Writes a section anew, in its old place or else at the end, and leaves all others as they are.

    Args:
        heading: The section's heading, without marks.
        text: What stands below it. Headings in it are of the third level or deeper.
        path: The file, which need not be there yet.
    """
    old = path.read_text("utf-8") if path.exists() else TITLE
    sections = {part.partition("\n")[0]: part.partition("\n")[2].strip() for part in old.split(MARK)[1:]}
    sections[heading] = text.strip()
    path.write_text(TITLE + "".join(f"{MARK}{name}\n\n{body}\n" for name, body in sections.items()), "utf-8")
