"""A coverage-guided fuzzer of what joinedup reads: `python fuzz.py description|ruleset|lens [options of libFuzzer]`.

Whatever the bytes, reading them gives something or positioned problems. Anything else that is raised stops the fuzzer,
which writes the bytes to a file, `crash-…`; what it finds becomes a case of tests/test_fuzz.py.

`make fuzz` runs each target for as long as it is told, on a corpus that grows in build/fuzz.
"""

import resource
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 9, 30)
MEMORY = 2 * 1024**3
"""Bytes of addresses that the fuzzer may take."""
SECONDS = 10
"""Of one input."""
SEEDS = {
    "description": (ROOT / "examples", "*.yaml"),
    "ruleset": (ROOT / "examples" / "rulesets", "*.yaml"),
    "lens": (ROOT / "lenses", "*.yaml"),
}
"""Where each target takes its first inputs from."""


def description(data: bytes) -> None:
    """Reads bytes as a description, in either way of writing it."""
    from joinedup.reading import Source, UnreadableFile, read_source

    text = data.decode("utf-8", "ignore")
    for name in ("any.yaml", "any.json"):
        try:
            read_source(Source(name, data, text), TODAY)
        except UnreadableFile as error:
            placed(error)


def of_file(read: Callable[[Path], object]) -> Callable[[bytes], None]:
    """A target that reads a file, which the bytes are written to."""
    from joinedup.reading import UnreadableFile

    def run(data: bytes) -> None:
        with TemporaryDirectory() as folder:
            for suffix in ("yaml", "json"):
                path = Path(folder) / f"any.{suffix}"
                path.write_bytes(data)
                try:
                    read(path)
                except UnreadableFile as error:
                    placed(error)

    return run


def ruleset() -> Callable[[bytes], None]:
    """Reads bytes as a ruleset, with its local rules and all that it extends."""
    from joinedup.plugins import load_themes
    from joinedup.rulesets.reader import read_ruleset

    plugins = load_themes()
    return of_file(lambda path: read_ruleset(str(path), plugins.themes, plugins))


def lens() -> Callable[[bytes], None]:
    """Reads bytes as a lens."""
    from joinedup.lenses.reader import known, read_lens
    from joinedup.plugins import load_themes

    names = known(load_themes())
    return of_file(lambda path: read_lens(path, names))


def placed(error: Exception) -> None:
    """Asserts that every problem has its place, or is one of the file as a whole, and can be printed."""
    from joinedup.reading import UnreadableFile
    from joinedup.terminal import printable

    assert isinstance(error, UnreadableFile)
    assert error.problems
    assert all(problem.what and (problem.column > 0) == (problem.line > 0) for problem in error.problems)
    printable(str(error)).encode()


TARGETS: Mapping[str, Callable[[], Callable[[bytes], None]]] = {
    "description": lambda: description,
    "ruleset": ruleset,
    "lens": lens,
}


def main() -> None:
    """Fuzzes the target that the first argument names; the others are for libFuzzer."""
    import atheris

    name, *options = sys.argv[1:]
    with atheris.instrument_imports(include=["joinedup"]):
        target = TARGETS[name]()
        target(b"name: [")  # imports what is imported late
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    atheris.Setup([sys.argv[0], f"-timeout={SECONDS}", *options], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
