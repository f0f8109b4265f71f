"""Files made to do harm: each is refused with a clear message or checked rightly, in bounded time and memory.

The bounds: SECONDS of processor time and MEMORY of addresses for a whole `check`, in a process of its own that the
system holds to both, so that a busy machine fails no test. What needs most here takes 3 seconds and 190 MB.

=========================================  =====================================================================
What is tried                              Where
=========================================  =====================================================================
alias bombs, many anchors, `%TAG` bombs    here; one anchor, alias, tag: problems.yaml
deep nesting, flow, block and JSON         here; test_problems.py::test_nesting_is_capped
huge scalars, an id of 100,000 characters  here
a million repeated keys, 50,000 problems   here; test_problems.py::test_many_wrong_references_do_not_take_long
NUL bytes, control characters              here; problems.yaml
integers of 10,000 digits, extreme dates   here; problems.yaml, test_schema.py
a FIFO, a device, a file that grows        here; a file over 32 MB: test_problems.py
a billion-step expression                  here, through a ruleset; test_expressions.py
an exploding pattern                       here: a logo's; local rules have no patterns: test_expressions.py
`extends` that climbs out                  here
`extends` that loops                       here, through links; test_rulesets.py::test_what_extends_can_get_wrong
a logo that is a script, a drawing that    here; test_local_words.py::test_a_logo_that_is_no_picture_is_refused
runs or fetches, 1 GB
a link as output, one that loops           here
formulas in CSV                            here; test_outputs.py, test_matrix.py, test_lens_outputs.py
terminal codes                             here: names of files; in text: test_outputs.py, problems.yaml
HTML, SVG and Markdown injection           test_outputs.py, test_browser.py, test_pictures.py, test_pdf.py
a lens that attacks                        here; test_lens_outputs.py::test_hostile_text_in_a_lens_is_text
an earlier check that attacks              here
random input                               test_mutations.py, test_fuzz.py, test_laws.py, test_expressions.py
=========================================  =====================================================================
"""

import os
import resource
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from joinedup.outputs.as_csv import inert
from joinedup.reading import UnreadableFile, load
from joinedup.rulesets.look import WrongLook, embedded_logo

EXAMPLES = Path(__file__).parent.parent / "examples"
MINIMAL = str(EXAMPLES / "minimal.yaml")
SECONDS = 10
"""Of processor time. Most attacks are over in less than one."""
MEMORY = 1024**3
"""Bytes of addresses, which are more than what is in use."""
PATIENCE = 120
"""Seconds on the clock, for what waits and does nothing."""
HEAD = "format: joinedup/1\nname: N\nagencies: [{id: a, name: A}]\n"
JSON = '{"format": "joinedup/1", "name": "N", "agencies": [{"id": "a", "name": "A"}]'
LENS = "format: joinedup-lens/1\ntitle: T\nabout: A\nsource: S\nitems:\n"


def check(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A check in a process that may take so much time and memory and no more."""
    return subprocess.run(
        [sys.executable, "-m", "joinedup", "check", *arguments],
        capture_output=True, encoding="utf-8", check=False, cwd=folder, timeout=PATIENCE,
        preexec_fn=_held,
    )  # fmt: skip


def _held() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def refused(done: subprocess.CompletedProcess[str], says: str) -> None:
    """Asserts that the input was refused with these words, and that no more was said than anyone reads."""
    assert done.returncode == 2, done.stderr[:2_000]
    assert says in done.stderr, done.stderr[:2_000]
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert len(done.stderr) < 1_000_000


ATTACKS = {
    "alias bomb": (
        HEAD + "x: &x [y]\n" + "".join(f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 9)}]\n" for n in range(1, 30)),
        "&x is an anchor, which is not allowed",
    ),
    "50,000 anchors": (HEAD + f"x: [{', '.join(f'&a{n} x' for n in range(50_000))}]\n", "48,000 more problems"),
    "100,000 aliases": (HEAD + "x: [&a x" + ", *a" * 100_000 + "]\n", "*a refers to another place"),
    "tag bomb": (
        f"%TAG !e! tag:{'x' * 1_000_000}\n---\n{HEAD}x: [" + "!e!a x, " * 20_000 + "]\n",
        "t.yaml:1:1: a %TAG line is not allowed",
    ),
    "deep flow": (HEAD + "boards: " + "[" * 1_000_000, "more than 100 deep"),
    "deep mappings": (HEAD + "boards: " + "{a: " * 300_000, "more than 100 deep"),
    "deep block": (HEAD + "boards:\n" + "- " * 300_000 + "x\n", "more than 100 deep"),
    "deep indentation": ("".join(" " * n + "a:\n" for n in range(3_000)), "more than 100 deep"),
    "deep keys": ("? " * 300_000, "the name of a field must be a word"),
    "10 MB of text": (
        f"format: joinedup/1\nname: {'w' * 10_000_000}\nagencies: [{{id: a, name: A}}]\n",
        "name: the text has 10,000,000 characters: at most 20,000",
    ),
    "an id of 100,000 characters": (
        HEAD + f"roles: [{{id: {'r' * 100_000}, title: T, agency: a}}]\n",
        "is no id: use lower-case words with hyphens",
    ),
    "problems below a long id": (
        HEAD + f"boards: [{{id: {'b' * 100_000}, name: B, members: [{', '.join(f'm{n}' for n in range(50_000))}]}}]\n",
        "more problems: mend these first",
    ),
    "a million repeated keys": (HEAD + "x: 1\n" * 1_000_000, 'x: "x" is given twice'),
    "50,000 unknown fields": (
        HEAD + "".join(f"x{n}: 1\n" for n in range(50_000)),
        "… and 48,000 more problems: mend these first",
    ),
    "10,000 wrong words": (
        "format: joinedup/1\nname: N\nagencies:\n"
        + "".join(f"- {{id: a{n}, name: A, kind: polise{n}}}\n" for n in range(10_000)),
        "… and 8,000 more problems: mend these first",
    ),
    "wrong references among 10,000 agencies": (
        "format: joinedup/1\nname: N\nagencies:\n"
        + "".join(f"- {{id: agency-{n}, name: Agency {n}}}\n" for n in range(10_000))
        + "roles:\n"
        + "".join(f"- {{id: r{n}, title: R, agency: agenzy-{n}}}\n" for n in range(10_000)),
        'no agency "agenzy-0"; did you mean "agency-0"?',
    ),
    "5,000 holders": (
        HEAD + "roles:\n" + "".join(f"- {{id: r{n}, title: R, agency: b, holder: P Q {n}}}\n" for n in range(5_000)),
        "holder: _______}",
    ),
    "200,000 unusual line ends": (HEAD + 'authority: "' + "\x85" * 200_000 + '"\n', "an unusual line end (U+0085)"),
    "NUL": (HEAD + "authority: a\x00b\n", "t.yaml:4:13: a character no text may hold (U+0000)"),
    "an escaped NUL": (HEAD + 'authority: "a\\0b"\n', "the text has a control character (U+0000)"),
    "10,000 digits": (HEAD + f"targets: [{{id: t, title: T, risk: {'9' * 10_000}}}]\n", '999…" is not a number'),
    "a day in the year 99999": (HEAD + "plans: [{id: p, title: P, starts: 99999-01-01}]\n", "is not a date"),
    "a day in the year 1": (
        HEAD + "plans: [{id: p, title: P, starts: 0001-01-01}]\n",
        "outside the years 1900 to 2199",
    ),
}
"""A description in YAML, and what its author is told."""

ATTACKS_IN_JSON = {
    "deep lists": ("[" * 1_000_000, "more than 100 deep"),
    "deep mappings": ('{"a": ' * 300_000, "more than 100 deep"),
    "a million repeated keys": (JSON + ', "x": 1' * 1_000_000 + "}", 'x: "x" is given twice'),
    "50,000 unknown fields in one line": (
        JSON + "".join(f', "x{n}": 1' for n in range(50_000)) + "}",
        "… and 48,000 more problems",
    ),
    "a million digits": (
        JSON + f', "targets": [{{"id": "t", "title": "T", "risk": {"9" * 1_000_000}}}]}}',
        '999…" is not a number',
    ),
    "an enormous exponent": (
        JSON + ', "targets": [{"id": "t", "title": "T", "risk": 1e999999999}]}',
        "is not a number",
    ),
    "NUL": (JSON + ', "authority": "a\x00b"}', "t.json:1:"),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_description_in_yaml(attack: str, tmp_path: Path) -> None:
    text, says = ATTACKS[attack]
    (tmp_path / "t.yaml").write_text(text, "utf-8")
    refused(check("t.yaml", folder=tmp_path), says)


@pytest.mark.parametrize("attack", ATTACKS_IN_JSON)
def test_a_description_in_json(attack: str, tmp_path: Path) -> None:
    text, says = ATTACKS_IN_JSON[attack]
    (tmp_path / "t.json").write_text(text, "utf-8")
    refused(check("t.json", folder=tmp_path), says)


@pytest.mark.parametrize("day", ["1900-01-01", "2199-12-31"])
def test_the_first_and_the_last_day_there_is(day: str, tmp_path: Path) -> None:
    """No rule reckons with a day that does not exist."""
    done = check(str(EXAMPLES / "westmarsh.yaml"), "--as-of", day, folder=tmp_path)
    assert (done.returncode, done.stderr) == (1, "")


RULE = (
    "local_rules: {x/y: {title: T, barrier: people/trust, severity: high, for_each: partnership, because: B, "
    "remedy: R, solutions: [people/bridges], basis: guidance, citation: C, why: W, do: D, when: '%s'}}\n"
)
RULESETS = {
    "extends a file that is none": ("extends: /etc/passwd\n", '"/etc/passwd" is no ruleset: its name ends in .yaml'),
    "extends a device": ("extends: /dev/zero\n", '"/dev/zero" is no ruleset'),
    "extends what lies above": ("extends: ../secret\n", '"../secret" is no ruleset'),
    "extends a text": ("extends: text.yaml\n", "text.yaml:1:1: a mapping is needed here"),
    "extends a link in a loop": ("extends: loop.yaml\n", '"loop.yaml": cannot be read: '),
    "extends itself through a link": ("extends: again.yaml\n", "rulesets extend each other in a loop"),
    "extends no path": ('extends: "a\\0b.yaml"\n', "no file can have this name"),
    "extends a name that is too long": (f"extends: x/{'a' * 5_000}.yaml\n", "cannot be read: "),
    "a lens that is no path": ('lenses: ["a\\0b.yaml"]\n', "control character (U+0000)"),
    "a lens whose name is too long": (f"lenses: [{'a' * 5_000}]\n", "lenses[1]: no lens of this name"),
    "a pattern": (RULE % 'name =~ "(a+)+$"', "x/y.when: "),
    "10,000 unknown rules": (
        "rules:\n" + "".join(f"  power/x{n}: {{enabled: no}}\n" for n in range(10_000)),
        "… and 8,000 more problems",
    ),
    "a logo of 1 GB": ("report: {logo: huge.png}\n", "report.logo: huge.png is larger than 512 kB"),
    "a logo that is a device": ("report: {logo: /dev/zero}\n", "there is no file /dev/zero"),
    "a logo that makes a pattern explode": ("report: {logo: comments.svg}\n", "is no PNG, JPEG or SVG picture"),
}
"""A ruleset, and what its author is told."""


@pytest.mark.parametrize("attack", RULESETS)
def test_a_ruleset(attack: str, tmp_path: Path) -> None:
    text, says = RULESETS[attack]
    (tmp_path / "r.yaml").write_text(text, "utf-8")
    (tmp_path / "text.yaml").write_text("only words\n", "utf-8")
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    (tmp_path / "again.yaml").symlink_to("r.yaml")
    (tmp_path / "comments.svg").write_text("<!---->" * 5_000 + "x", "utf-8")
    with (tmp_path / "huge.png").open("wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        file.truncate(1024**3)
    refused(check(MINIMAL, "--ruleset", "r.yaml", folder=tmp_path), says)


def test_a_billion_steps_of_a_local_rule(tmp_path: Path) -> None:
    """It runs out of its budget, and the report says that it failed."""
    lists = "[[[1 for c in partnership.actions].length for b in partnership.actions] for a in partnership.actions]"
    (tmp_path / "r.yaml").write_text(RULE % f"{lists}.length > 1", "utf-8")
    (tmp_path / "t.yaml").write_text(
        HEAD + "actions:\n" + "".join(f"- {{id: a{n}, title: T}}\n" for n in range(1_000)), "utf-8"
    )
    done = check("t.yaml", "--ruleset", "r.yaml", folder=tmp_path)
    assert done.returncode == 3
    assert "failed: x/y: BudgetError" in done.stderr


@pytest.mark.parametrize(
    ("items", "says"),
    [
        (
            "".join(f"  x{n}: {{title: T, cite: C, rules: [power/x{n}]}}\n" for n in range(5_000)),
            "3,000 more problems",
        ),
        ("  x: {title: &x T, cite: *x, ask: 'Why?'}\n", "&x is an anchor"),
        (f"  x: {{title: T, cite: {'c' * 1_000_000}, ask: 'Why?'}}\n", "at most 20,000"),
        ("  x: " + "[" * 100_000, "more than 100 deep"),
        (f"  {'x' * 100_000}: {{title: T, cite: C, ask: 'Why?'}}\n", "a second colon in one line"),
    ],
)
def test_a_lens(items: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "l.yaml").write_text(LENS + items, "utf-8")
    refused(check(MINIMAL, "--lens", "l.yaml", folder=tmp_path), says)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        '{"format": ' + "9" * 10_000 + "}",
        '{"format": "joinedup-assessment/1"}',
        '{"format": "joinedup-assessment/1", "partnership": 5, "as_of": [], "findings": 1, "themes": {}, "ruleset": 0}',
    ],
)
def test_an_earlier_check(text: str, tmp_path: Path) -> None:
    (tmp_path / "s.json").write_text(text, "utf-8")
    refused(check(MINIMAL, "--since", "s.json", folder=tmp_path), "give what `joinedup check -o check.json` wrote")


@pytest.mark.parametrize("option", ["", "--ruleset", "--lens", "--since"])
def test_a_pipe_in_the_place_of_a_file(option: str, tmp_path: Path) -> None:
    """Nothing waits for somebody to write into it."""
    os.mkfifo(tmp_path / "p.yaml")
    given = [MINIMAL, option, "p.yaml"] if option else ["p.yaml"]
    refused(check(*given, folder=tmp_path), "p.yaml: cannot be read: it is no ordinary file")


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null", "/dev/stdin"])
def test_a_device_in_the_place_of_a_description(path: str, tmp_path: Path) -> None:
    refused(check(path, folder=tmp_path), f"{path}: cannot be read: it is no ordinary file")


def test_a_file_that_grows_while_it_is_read(tmp_path: Path) -> None:
    """It is read as far as it went, or refused; it is never followed to its end."""
    path, stop = tmp_path / "t.yaml", threading.Event()
    path.write_text(HEAD, "utf-8")

    def grow() -> None:
        with path.open("a") as file:
            while not stop.is_set() and file.tell() < 200_000_000:
                file.write("# a line more\n" * 10_000)

    writer = threading.Thread(target=grow)
    writer.start()
    began = time.monotonic()
    try:
        for _ in range(5):
            try:
                assert load(str(path)).text.startswith(HEAD)
            except UnreadableFile as error:
                assert "larger than 32 MB" in str(error)
    finally:
        stop.set()
        writer.join()
    assert time.monotonic() - began < PATIENCE


def test_a_link_in_the_place_of_an_output(tmp_path: Path) -> None:
    """It is followed to a file; an input, a device and a loop at its end are refused, and nothing is written."""
    (tmp_path / "kept.html").write_text("old", "utf-8")
    trust = tmp_path / "t.yaml"
    trust.write_text(HEAD + "targets: []\n", "utf-8")
    for name, place in (("good", "kept.html"), ("own", "t.yaml"), ("device", "/dev/full"), ("loop", "loop.html")):
        (tmp_path / f"{name}.html").symlink_to(place)
    for name, says in (
        ("own", "this is an input of the check"),
        ("device", "it is no ordinary file"),
        ("loop", "leads back to itself"),
        ("x" * 5_000, "cannot be written"),
    ):
        refused(check("t.yaml", "-o", f"{name}.html", folder=tmp_path), says)
    assert trust.read_text("utf-8").startswith(HEAD)
    assert check("t.yaml", "-o", "good.html", folder=tmp_path).returncode in (0, 1)
    assert (tmp_path / "good.html").is_symlink()
    assert (tmp_path / "kept.html").read_text("utf-8").startswith("<!doctype html>")
    assert not list(tmp_path.glob(".*"))


def test_the_name_of_a_file_moves_no_cursor(tmp_path: Path) -> None:
    """Neither where it has problems, nor where it has none."""
    good, bad = tmp_path / "\x1b[2Jgood.yaml", tmp_path / "\x1b]0;x\x07bad.yaml"
    good.write_text(HEAD, "utf-8")
    bad.write_text("name: [", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "joinedup", "validate", str(good), str(bad)],
        capture_output=True, text=True, check=False, timeout=PATIENCE,
    )  # fmt: skip
    assert done.returncode == 2
    assert "good.yaml: no problems" in done.stdout and "bad.yaml:2:1: " in done.stderr
    assert "\x1b" not in done.stdout + done.stderr
    assert "\x07" not in done.stdout + done.stderr


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t=", " \r\n="])
def test_no_cell_begins_as_a_formula_does(sign: str) -> None:
    """Nor with the wide signs that a spreadsheet in East Asia takes for the same."""
    assert inert(f"{sign}HYPERLINK(1)").startswith("'")


@pytest.mark.parametrize(
    "inside",
    [
        "<s:script xmlns:s='http://www.w3.org/2000/svg'>alert(1)</s:script>",
        "<a href='&#106;avascript:alert(1)'/>",
        "<image xlink:href='data:image/svg+xml;base64,PHN2Zz4='/>",
        "<g id='a'/><use href='#a'/><use href='#a'/>",
        "<set attributeName='onload' to='alert(1)'/>",
        "<animate attributeName='x' values='javascript:alert(1)'/>",
        "<style>@import 'https://example.org/x.css';</style>",
        "<rect fill='url(https://example.org/x.svg#a)'/>",
        "<foreignObject><b>x</b></foreignObject>",
    ],
)
def test_a_drawing_that_could_run_or_fetch_or_grow(inside: str, tmp_path: Path) -> None:
    path = tmp_path / "logo.svg"
    path.write_text(f"<svg xmlns='http://www.w3.org/2000/svg'>{inside}</svg>", "utf-8")
    with pytest.raises(WrongLook, match="holds a script, a link or an entity"):
        embedded_logo(path)


def test_a_drawing_with_comments_and_colours_that_run_over_is_a_logo(tmp_path: Path) -> None:
    """What refers to a place within itself is no link."""
    path = tmp_path / "logo.svg"
    path.write_text(
        "<?xml version='1.0'?>\n<!-- made -->\n<!-- by hand -->\n"
        "<svg><linearGradient id='g'/><path fill='url(#g)'/></svg>"
    )
    assert embedded_logo(path).startswith("data:image/svg+xml;base64,")
