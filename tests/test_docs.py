"""The docs say what is true now."""

import importlib.util
from collections.abc import Mapping
from pathlib import Path

DOCS = Path(__file__).parent.parent / "docs"


def pages() -> Mapping[str, str]:
    """What docs/generate.py would write."""
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made: Mapping[str, str] = module.pages()
    return made


def test_generated_pages_are_up_to_date() -> None:
    """`make docs` would change nothing."""
    for name, text in pages().items():
        assert (DOCS / name).read_text("utf-8") == text, f"docs/{name} is out of date: run make docs"
