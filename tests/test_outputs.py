"""What is written: JSON that keeps to its schema, and HTML that nothing in a description can break."""

import csv
import io
import json
import re
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML

from cases import STANDARD, THEMES
from hostile import free_fields, hostile, hostile_check, hostile_ruleset
from joinedup import Assessment
from joinedup.assess import assess
from joinedup.locate import locate
from joinedup.outputs import FORMATS, Context, renderer
from joinedup.reading import Source, read, read_source

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 9, 30)
BINARY = frozenset(("pdf", "docx", "xlsx"))
"""The formats that are no text: tests of their own read them."""
TEXTS = [format for format in FORMATS if format not in BINARY]
VOID = {"meta", "link", "br", "img", "hr", "input"}
IMPLIED = {"p", "li", "dt", "dd"}
"""Elements whose closing tag HTML lets one leave out, which the report does to be smaller."""


def check(path: str) -> tuple[Assessment, Context]:
    """A file's assessment, with its evidence located."""
    described = read(path, TODAY)
    return locate(assess(described.partnership, THEMES, STANDARD), described), Context(path, "0" * 64, "0.0.0")


def rendered(format: str, path: str) -> str:
    """A file's assessment in a format."""
    return text(format, *check(path))


def text(format: str, result: Assessment, context: Context) -> str:
    """An assessment in a format that is text."""
    made = renderer(format)(result, context)
    assert isinstance(made, str)
    return made


class Page(HTMLParser):
    """What a browser would find in the page, and whether its tags are closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            self.attributes.append((name, value or ""))
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.links.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        while self.open[-1] != tag and self.open[-1] in IMPLIED:
            self.open.pop()
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.text += data


@pytest.mark.parametrize("example", ["westmarsh", "case-studies/partners-in-prevention-before", "minimal"])
def test_json_keeps_to_its_schema(example: str) -> None:
    """docs/assessment.schema.json is what other programs may rely on; it allows nothing it does not name."""
    schema = json.loads((ROOT / "docs" / "assessment.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    data = json.loads(rendered("json", str(ROOT / "examples" / f"{example}.yaml")))
    jsonschema.Draft202012Validator(schema).validate(data)
    refs = [finding["ref"] for finding in data["findings"]]
    assert len(set(refs)) == len(refs)
    assert sorted(ref for t in data["themes"] for b in t["barriers"] for ref in b["findings"]) == sorted(refs)
    answered = [ref for remedy in data["remedies"] for ref in remedy["answers"]]
    assert sorted(answered) == sorted(refs)


@pytest.mark.parametrize("example", ["westmarsh", "case-studies/partners-in-prevention-before", "minimal"])
def test_html_is_one_whole_page(example: str) -> None:
    """One h1, no skipped level, unique ids, links that resolve, no script, no request to anywhere."""
    text = rendered("html", str(ROOT / "examples" / f"{example}.yaml"))
    page = Page(text)
    levels = [int(tag[1]) for tag in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert len(set(page.ids)) == len(page.ids)
    assert all(link.startswith("#") and link[1:] in page.ids for link in page.links)
    assert not {"script", "link", "img", "iframe", "object", "form"} & set(page.tags)
    assert "default-src 'none'" in text
    assert not re.search(r"url\(|@import|https?://", text.replace("http://www.w3.org/2000/svg", ""))
    assert ("lang", "en-GB") in page.attributes


def test_every_finding_is_a_card_with_its_line() -> None:
    """Headline counts equal the data, and each card has its reference, what was seen, and evidence."""
    path = str(ROOT / "examples" / "westmarsh.yaml")
    result, context = check(path)
    page = Page(text("html", result, context))
    lines = (ROOT / "examples" / "westmarsh.yaml").read_text("utf-8").splitlines()
    shown = " ".join(page.text.split())
    assert f"{len(result.findings)} findings" in shown
    for finding in result.findings:
        assert finding.ref in page.ids
        assert finding.because in shown
        for evidence in finding.evidence:
            assert 1 <= evidence.line <= len(lines)
            last = re.split(r"[.\[]", evidence.path)[-1].rstrip("]")
            assert last.isdigit() or last in lines[evidence.line - 1] or not evidence.path, evidence


def test_every_free_field_was_made_hostile() -> None:
    """The descriptions below have hostile text wherever the schema says that text is free."""
    _, met = hostile(YAML(typ="safe").load(ROOT / "examples" / "westmarsh.yaml"))
    assert met == free_fields()


@pytest.mark.parametrize("own_words", [False, True])
@pytest.mark.parametrize("format", TEXTS)
def test_hostile_text_neither_breaks_a_page_nor_runs(format: str, own_words: bool, tmp_path: Path) -> None:
    """Free text of a description and of a ruleset is text, in every output."""
    result, context = hostile_check("westmarsh", hostile_ruleset(tmp_path) if own_words else "standard")
    assert result.findings and not result.failures
    assert own_words == any(finding.rule == "x/hostile" for finding in result.findings)
    made = text(format, result, context)
    if format == "html":
        page = Page(made)
        assert not {"script", "img", "iframe", "object"} & set(page.tags)
        assert not any(name.startswith("on") or value.startswith("javascript:") for name, value in page.attributes)
        assert "<script>alert(1)</script>" in page.text
        assert "{{ 7*7 }}" in page.text
    if format == "text":
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f-\x9f]", made)
        assert "<script>" in made
    if format == "json":
        assert "<script>" in json.loads(made)["partnership"]["name"]
    if format == "csv":
        rows = list(csv.reader(io.StringIO(made.removeprefix("\ufeff"))))
        assert len({len(row) for row in rows}) == 1
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    if format == "markdown":
        assert not re.search(r"(?<!\\)(<[a-z/!]|\]\()", made)
        assert not re.search(r"^# heading|^\| cell", made, re.MULTILINE)


@pytest.mark.parametrize("format", TEXTS)
def test_no_holder_is_named_anywhere(format: str) -> None:
    """Who holds a role is in the example file and in no output."""
    path = ROOT / "examples" / "westmarsh.yaml"
    holders = re.findall(r"holder: ([^,}\n]+)", path.read_text("utf-8"))
    assert len(holders) >= 3
    made = rendered(format, str(path))
    assert not any(holder.strip() in made for holder in holders)


def test_json_and_yaml_of_one_description_give_the_same_findings() -> None:
    """Only lines differ between the two ways of writing it."""
    path = ROOT / "examples" / "westmarsh.yaml"
    text = json.dumps(YAML(typ="safe").load(path), default=str, indent=1)
    described = read_source(Source("westmarsh.json", text.encode(), text), TODAY)
    other = assess(described.partnership, THEMES, STANDARD)
    result, _ = check(str(path))
    assert [(f.ref, f.because) for f in other.findings] == [(f.ref, f.because) for f in result.findings]
