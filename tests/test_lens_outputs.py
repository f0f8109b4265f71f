"""A lens in every output, hostile text in it, and the commands that show lenses."""

import csv
import io
import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest
from pypdf import PdfReader
from ruamel.yaml import YAML

from hostile import ENDINGS, FORMULA, LONG, TAGS, TURNED
from joinedup import schema
from joinedup.cli.main import main
from joinedup.lenses.contents import LONGEST_TITLE, Lens
from joinedup.outputs import pdf
from joinedup.plugins import load_themes
from looking import HEAD, LENS, lens, through
from test_outputs import ROOT, TEXTS, Page, rendered, text

WESTMARSH = str(ROOT / "examples" / "westmarsh.yaml")
MINIMAL = str(ROOT / "examples" / "minimal.yaml")
SMALL = f"{HEAD}items:\n  one: {{title: A claim, cite: page 1, rules: [power/unfunded]}}\n"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A lens of one item, in a folder of its own."""
    (tmp_path / "lenses").mkdir()
    path = tmp_path / "lenses" / "small.yaml"
    path.write_text(SMALL, "utf-8")
    return path


def test_json_keeps_to_its_schema() -> None:
    """Every state of every item is documented; findings are named by references that are there."""
    documented = json.loads((ROOT / "docs" / "assessment.schema.json").read_text("utf-8"))
    for example in ("westmarsh", "northby", "minimal"):
        data = json.loads(text("json", *through(example)))
        jsonschema.Draft202012Validator(documented).validate(data)
        (told,) = data["lenses"]
        assert told["counts"] == {"checked": 3, "asked": 1, "not-checkable": 2}
        refs = {finding["ref"] for finding in data["findings"]}
        for item in told["items"]:
            assert {ref for part in (*item["records"], *item["people"]) for ref in part["findings"]} <= refs
    assert json.loads(text("json", *through("minimal")))["lenses"][0]["items"][3]["people"] == [
        {
            "barrier": "people/trust",
            "statement": "I trust the other agencies to do what is right for children.",
            "state": "not-asked",
            "said": "not asked: the description gives no survey",
            "answers": None,
            "mean": None,
            "findings": [],
        }
    ]


@pytest.mark.parametrize("format", ["text", "html", "markdown"])
def test_every_paper_has_the_part_and_brief_leaves_it_out(format: str) -> None:
    """Title, each claim with its citation, and what is asked, before what could not be told."""
    result, context = through("westmarsh")
    made = text(format, result, context)
    shown = " ".join(Page(made).text.split() if format == "html" else made.replace("\\", "").split())
    for item in lens().contents.items.values():
        assert item.title in shown
        assert item.cite in shown
        assert (item.ask or "") in shown
    assert "Westmarsh Children's Trust (2026), What we ask of ourselves" in shown
    assert "6 items: 3 checked by rules, 1 asked of staff, 2 not checkable from here." in shown
    (unfunded,) = result.lenses[0].items[0].records[0].findings
    assert unfunded.ref in shown[shown.index("Money follows the children") : shown.index("Which group would you")]
    assert "ule “No target is for a named vulnerable group”" in shown  # what a rule looks for is no finding
    after = "Questions" if format == "text" else "What we could not tell"
    assert shown.index("When did you last laugh together?") < shown.rindex(after)
    assert "laugh together" not in text(format, result, context.but(brief=True))


def test_html_lists_it_in_the_contents_and_links_each_finding() -> None:
    """The same page rules hold with it: no level skipped, ids once, links that lead somewhere."""
    page = Page(text("html", *through("westmarsh")))
    levels = [int(tag[1]) for tag in page.tags if tag in ("h1", "h2", "h3", "h4")]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert len(set(page.ids)) == len(page.ids)
    assert all(link[1:] in page.ids for link in page.links)
    assert "#lens-1" in page.links
    assert "lens-1" not in Page(rendered("html", WESTMARSH)).ids


def test_the_pdf_has_it() -> None:
    """Laid out from the page."""
    reader = PdfReader(io.BytesIO(pdf.render(*through("minimal"))))
    words = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    assert "People can laugh together" in words
    assert "not asked: the description gives no survey" in words.casefold()


def test_csv_names_the_items_that_a_finding_bears_on(capsys: Capture) -> None:
    """In a further column, which a check without a lens has not."""
    main(["check", WESTMARSH, "--format", "csv", "--lens", str(LENS)])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out.removeprefix("\ufeff"))))
    borne = {row["Reference"]: row["Lens items"] for row in rows if row["Lens items"]}
    result, _ = through("westmarsh")
    items = result.lenses[0].items
    assert borne == {
        items[0].records[0].findings[0].ref: "lens/money-follows",
        items[3].people[0].findings[0].ref: "lens/trusted",
    }
    main(["check", WESTMARSH, "--format", "csv"])
    assert "Lens items" not in capsys.readouterr().out


def hostile_lens(folder: Path) -> Lens:
    """A lens with hostile text in every field, and in the name of its file."""
    nasty, short = f"{FORMULA} {TAGS} {ENDINGS} {TURNED} {LONG}", TAGS[:LONGEST_TITLE]
    item = {"title": short, "cite": nasty, "about": nasty, "group": "one", "rules": ["power/unfunded"]}
    path = folder / "=cmd()|'x' <b>.json"
    data = {
        **dict.fromkeys(("title", "about", "source"), nasty),
        "format": "joinedup-lens/1",
        "groups": {"one": nasty},
        "items": {"one": {**item, "statements": ["people/trust"], "outcome": [nasty], "ask": f"{nasty}?"}},
    }
    path.write_text(json.dumps(data), "utf-8")
    return lens(path)


@pytest.mark.parametrize("format", TEXTS)
def test_hostile_text_in_a_lens_is_text(format: str, tmp_path: Path) -> None:
    """Nothing of it runs, opens a heading, turns a line round or becomes a formula."""
    made = text(format, *through("westmarsh", hostile_lens(tmp_path)))
    if format == "html":
        page = Page(made)
        assert not {"script", "img"} & set(page.tags)
        assert not any(name.startswith("on") or value.startswith("javascript:") for name, value in page.attributes)
        assert TAGS in page.text and "{{ 7*7 }}" in page.text
    if format == "text":
        assert "\u202e" not in made and "<script>" in made and "\n# heading" not in made
    if format == "markdown":
        assert "<script>" not in made and "\\<script\\>" in made and "\n# heading" not in made
    if format == "csv":
        assert ",=cmd" not in made and "'=cmd" in made
    if format == "json":
        assert json.loads(made)["lenses"][0]["title"].startswith(FORMULA)


def test_a_hostile_lens_stays_on_the_paper(tmp_path: Path) -> None:
    """The PDF neither runs nor links away, and no word leaves the page."""
    reader = PdfReader(io.BytesIO(pdf.render(*through("minimal", hostile_lens(tmp_path)))))
    assert any("<script>alert(1)</script>" in page.extract_text() for page in reader.pages)
    for page in reader.pages:
        for annotation in page.get("/Annots", []):
            assert annotation.get_object().get("/A", {}).get("/S") in (None, "/GoTo")
        assert all(len(line) < 250 for line in page.extract_text().splitlines())


def test_a_check_without_a_lens_loads_nothing_of_lenses() -> None:
    """In any text output; what is not used costs nothing."""
    program = (
        "import sys; from joinedup.cli.main import main\n"
        "for format in ('text', 'json', 'html', 'csv', 'markdown'):\n"
        "    main(['check', sys.argv[1], '--format', format])\n"
        "print([name for name in sys.modules if 'lens' in name], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program, MINIMAL], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"


def test_public_says_the_same_and_names_nobody(capsys: Capture) -> None:
    """What a lens shows holds no holder, stakeholder or quoted line."""
    main(["check", WESTMARSH, "--public", "--format", "json", "--lens", str(LENS)])
    public = json.loads(capsys.readouterr().out)["lenses"]
    main(["check", WESTMARSH, "--format", "json", "--lens", str(LENS)])
    assert public == json.loads(capsys.readouterr().out)["lenses"]


@pytest.mark.parametrize(
    ("lenses", "says"),
    [
        (["smal"], "smal: no lens of this name: give a file"),
        (["lenses/smal.yaml"], 'lenses/smal.yaml: there is no such file; did you mean "lenses/small.yaml"?'),
        (["lenses/small.yaml", "./lenses/small.yaml"], "./lenses/small.yaml: this lens is asked for twice"),
        (
            ["lenses/small.yaml", "small.yaml"],
            'two lenses are called "small": lenses/small.yaml and small.yaml; rename one',
        ),
        (["lenses/wrong.yaml", "other.yaml", "nowhere"], "lenses/wrong.yaml:6:31: items.one.cite: the text is empty"),
        (["lenses/wrong.yaml", "other.yaml", "nowhere"], "other.yaml: the file is empty"),
        (["lenses/wrong.yaml", "other.yaml", "nowhere"], "nowhere: no lens of this name"),
    ],
)
def test_what_can_be_wrong_with_what_was_asked_for(
    lenses: list[str], says: str, small: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """Exit code 2, all problems of all lenses at once, and nothing is checked."""
    monkeypatch.chdir(small.parent.parent)
    Path("small.yaml").write_text(SMALL)
    Path("other.yaml").write_text("")
    Path("lenses/wrong.yaml").write_text(SMALL.replace("cite: page 1", "cite: ''"))
    given = [word for name in lenses for word in ("--lens", name)]
    assert main(["check", MINIMAL, *given]) == 2
    said = capsys.readouterr()
    assert (said.out, says in said.err) == ("", True), said.err


def test_a_lens_is_an_input_that_no_output_may_overwrite(small: Path, capsys: Capture) -> None:
    """Like the description and the ruleset."""
    place = small.with_suffix(".json")
    place.write_text(
        json.dumps({**YAML(typ="safe").load(SMALL), "source": "A lens may be JSON as well"}), encoding="utf-8"
    )
    assert main(["check", MINIMAL, "--lens", str(place), "-o", str(place)]) == 2
    assert "this is an input of the check" in capsys.readouterr().err


def test_a_ruleset_has_lenses_that_every_check_looks_through(small: Path, capsys: Capture) -> None:
    """The path starts from the file that names it; asked for as well, it is shown once; a list replaces."""
    folder = small.parent.parent
    (folder / "region").mkdir()
    (folder / "region" / "base.yaml").write_text("lenses: [../lenses/small.yaml]\n")
    own, none = folder / "own.yaml", folder / "none.yaml"
    own.write_text("extends: region/base.yaml\n")
    none.write_text("extends: own.yaml\nlenses: []\n")

    def names(*arguments: str) -> list[str]:
        assert main(["check", MINIMAL, "--format", "json", "--fail-on", "never", *arguments]) == 0
        return [told["name"] for told in json.loads(capsys.readouterr().out)["lenses"]]

    assert names("--ruleset", str(own)) == ["small"]
    assert names("--ruleset", str(own), "--lens", str(small), "--lens", str(LENS)) == ["small", "lens"]
    assert names("--ruleset", str(none)) == []
    assert main(["ruleset", "show", str(own)]) == 0
    assert f"lenses: ../lenses/small.yaml  ({folder / 'region' / 'base.yaml'}:1)" in capsys.readouterr().out
    assert main(["ruleset", "show"]) == 0
    assert "lenses: none  (default)" in capsys.readouterr().out
    assert main(["ruleset", "diff", str(own), str(none)]) == 0
    assert "lenses: ../lenses/small.yaml → none" in capsys.readouterr().out


def test_a_lens_that_a_ruleset_names_wrongly_is_shown_where_it_stands(tmp_path: Path, capsys: Capture) -> None:
    """With line and column, beside whatever else is wrong with the ruleset."""
    own = tmp_path / "own.yaml"
    own.write_text("fail_on: hihg\nlenses: [nothing, other.yaml, other.yaml]\n")
    assert main(["check", MINIMAL, "--ruleset", str(own)]) == 2
    lines = [line for line in capsys.readouterr().err.splitlines() if line[0] != " "]
    assert lines[0].endswith('own.yaml:1:10: fail_on: "hihg" is not a word this field knows; did you mean "high"?')
    assert lines[1].startswith(f"{own}:2:10: lenses[1]: no lens of this name: give a file")
    assert lines[2].startswith(f"{own}:2:19: lenses[2]: there is no such file")
    assert '"other.yaml" is listed twice' in "".join(lines)


def test_lenses_are_listed_with_their_counts(small: Path, capsys: Capture) -> None:
    """Those that are installed, or those of a file; what is wrong with a file is said with its place."""
    assert main(["lenses"]) == 0
    assert capsys.readouterr().err == ""
    assert main(["lenses", str(small), str(LENS)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "small: A lens: 1 item: 1 checked by rules, 0 asked of staff, 0 not checkable from here",
        "lens: What we ask of ourselves: 6 items: 3 checked by rules, 1 asked of staff, 2 not checkable from here",
    ]
    small.write_text(SMALL.replace("power/unfunded", "power/unfundet"))
    assert main(["lenses", str(small)]) == 2
    assert f'{small}:6:47: items.one.rules[1]: no rule "power/unfundet"' in capsys.readouterr().err


def test_the_author_of_a_lens_sees_it_without_the_ruleset(small: Path, capsys: Capture) -> None:
    """A local rule is taken on trust where no ruleset is given; a check holds it against the ruleset."""
    small.write_text(SMALL.replace("power/unfunded", "northby/own"))
    assert main(["lenses", str(small)]) == 0
    assert main(["explain", f"{small}/one"]) == 0
    assert "northby/own: a rule that no theme here has: a ruleset may bring it" in capsys.readouterr().out
    assert main(["check", MINIMAL, "--lens", str(small)]) == 2
    assert 'no rule "northby/own"' in capsys.readouterr().err


def test_explain_gives_the_page_of_a_lens_and_of_an_item(capsys: Capture) -> None:
    """With everything an item is tied to; a slip is answered."""
    assert main(["explain", str(LENS)]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("lens\nWhat we ask of ourselves\n")
    assert "How we work\n  lens/trusted: Agencies trust each other (asked of staff)\n" in shown
    assert main(["explain", f"{LENS}/money-follows"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("lens/money-follows (checked by rules)\nMoney follows the children who need it most\n")
    assert "Cited: point 1" in " ".join(shown.split())
    assert "  power/unfunded: No budget pays for a target" in shown
    assert "Ask: Which group would you fund first?" in shown
    assert main(["explain", f"{LENS}/trusted"]) == 0
    assert "people/trust: I trust the other agencies" in capsys.readouterr().out
    assert main(["explain", f"{LENS}/trusetd"]) == 2
    assert 'did you mean "lens/trusted"?' in capsys.readouterr().err


def test_the_schema_of_a_lens_takes_what_the_reader_takes(capsys: Capture) -> None:
    """And refuses a field that is none, a claim without a citation, and a barrier that is none."""
    assert main(["schema", "--lens"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made == schema.of_lens(load_themes().barriers)
    validator = jsonschema.Draft202012Validator(made)
    data = YAML(typ="safe").load(LENS)
    assert list(validator.iter_errors(data)) == []
    for change in ({"cit": "x"}, {"statements": ["people/luck"]}, {"title": ""}):
        wrong = {**data, "items": {"one": {**data["items"]["trusted"], **change}}}
        assert not validator.is_valid(wrong)
    assert not validator.is_valid({**data, "items": {"one": {"title": "A claim", "ask": "Who?"}}})
    assert main(["schema", "--lens", "--ruleset"]) == 2
