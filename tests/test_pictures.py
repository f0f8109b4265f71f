"""The pictures of the report: their structure, that they say what the table says, and that no words overlap."""

import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from cases import describe
from joinedup.facts import loops, targets_and_services
from joinedup.partnership import Partnership, Role
from joinedup.reading import read
from joinedup.report.pictures import Picture, accountability, sharing
from joinedup.report.pictures.drawing import BROWN, GREY, INK, MUTED, NAVY, RED, WIDTH
from joinedup.report.pictures.lines import Kind, lines_of
from joinedup.report.pictures.pairs import State, sharing_of
from joinedup.report.pictures.text import FONT, clean, wrap
from joinedup_power.agreements import may_cover, uncovered

SVG = "{http://www.w3.org/2000/svg}"
SIZES = [(agencies, roles) for agencies in (5, 10, 20, 40) for roles in (5, 30, 60, 120)]
KINDS = (
    "Council", "Police", "and Levels Integrated Care Board", "Community Health NHS Trust", "Secondary Heads' Forum",
    "Mental Health and Learning Disability NHS Foundation Trust", "Primary Heads' Association", "College", "Homes",
)  # fmt: skip
POSTS = ("Assistant Director, {}", "Head of {}", "{} Manager", "Lead for {}", "Director of {}")
FIELDS = ("SEND Assessment and Commissioning", "Children's Services", "Early Help and Partnerships", "Youth Justice")
HOSTILE = (
    "</text><script>alert(1)</script>", "\"><img src=x onerror='alert(1)'>", "W" * 10_000, "x " * 5_000,
    "\u202etxet desrever\u202c \u200f\u2067abc", "👩‍👩‍👧‍👦🏴‍☠️" * 40, "a" + "\u0301" * 500, "]]>&amp;<!--",
    "\u200b\u2060",
)  # fmt: skip


def made(agencies: int, roles: int, seed: int = 1) -> dict[str, Any]:
    """A partnership of a size, with second managers, a loop, vacant posts and agreements of every kind."""
    pick = random.Random(seed)  # noqa: S311 - the same each time
    bodies = [f"a{number}" for number in range(agencies)]
    posts: list[dict[str, Any]] = []
    for number in range(roles):
        agency = bodies[0] if not number or pick.random() < 0.3 else pick.choice(bodies)
        above = [post["id"] for post in posts if post["agency"] == agency][-12:]
        post: dict[str, Any] = {"id": f"r{number}", "agency": agency, "title": "Chief Executive"}
        if above and pick.random() < 0.95:
            post |= {"reports_to": [pick.choice(above)], "title": pick.choice(POSTS).format(pick.choice(FIELDS))}
        elif pick.random() < 0.8:
            post["top"] = True
        posts.append(post | ({"vacant_since": "2026-01-01"} if pick.random() < 0.1 else {}))
    for post in [post for post in posts if "reports_to" in post][::7][:3]:
        other = pick.choice([other["id"] for other in posts if other is not post])
        post["reports_to"] = sorted({*post["reports_to"], other})
    works: list[dict[str, Any]] = []
    agreements: list[dict[str, Any]] = []
    for number in range(agencies):
        who = pick.sample(bodies, min(agencies, pick.randint(2, 6)))
        data = pick.choice((True, True, True, False, None))
        works.append({"id": f"s{number}", "title": f"Service {number}", "agencies": who, "starts": "2024-01-01"})
        works[-1] |= {} if data is None else {"personal_data": data}
        agreements.append({
            "id": f"d{number}", "title": f"Agreement {number}", "parties": who, "covers": [f"s{number}"],
            "signed": dict.fromkeys(who[pick.random() < 0.1 :], "2024-01-01"),
            "review_by": pick.choice(("2026-01-01", "2028-01-01", "2028-01-01")),
        })  # fmt: skip
        if pick.random() < 0.05:
            del agreements[-1]["covers"]
    return {
        "format": "joinedup/1", "name": "Made", "as_of": "2026-09-30", "roles": posts, "services": works,
        "agencies": [{"id": id, "name": f"{id} Westmarsh {pick.choice(KINDS)}", "lead": id == "a0"} for id in bodies],
        "data_sharing": pick.sample(agreements, int(len(agreements) * 0.8)),
    }  # fmt: skip


def example(name: str) -> Partnership:
    return read(f"examples/{name}.yaml", date(2026, 9, 30)).partnership


def both(partnership: Partnership) -> list[Picture]:
    return [picture for picture in (accountability(partnership), sharing(partnership)) if picture]


def sheets(picture: Picture) -> list[ET.Element]:
    """The SVG elements, read as strictly as XML is."""
    return list(ET.fromstring(f"<all>{picture.svg}</all>"))  # noqa: S314 - our own


def drawn(picture: Picture) -> Counter[str]:
    """How many lines are drawn, by kind."""
    groups = [group for sheet in sheets(picture) for group in sheet.iter(f"{SVG}g") if group.get("data-kind")]
    return Counter({kind: sum(len(g) for g in groups if g.get("data-kind") == kind)
                    for kind in {group.attrib["data-kind"] for group in groups}})  # fmt: skip


Box = tuple[float, float, float, float, str]


def boxes(sheet: ET.Element) -> Iterator[Box]:
    """Where each text stands: left, top, right and bottom, as wide as 0.55 em a letter."""
    for text in sheet.iter(f"{SVG}text"):
        said, size = "".join(text.itertext()), float(text.get("font-size", FONT))
        wide = 0.55 * size * len(said)
        x, y = float(text.attrib["x"]), float(text.attrib["y"])
        left = x - wide if text.get("text-anchor") == "end" else x
        yield left, y - 0.75 * size, left + wide, y + 0.2 * size, said


def overlaps(found: Sequence[Box]) -> list[tuple[str, str]]:
    return [
        (one[4], other[4])
        for one, other in combinations(found, 2)
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]


def check(picture: Picture, wide: float = WIDTH) -> None:
    """What holds for every picture, `wide` in its own units."""
    ids: list[str] = []
    for sheet in sheets(picture):
        box = [float(value) for value in sheet.attrib["viewBox"].split()]
        title, desc, rect = list(sheet)[:3]
        assert (sheet.get("role"), title.tag, desc.tag, rect.tag) == ("img", f"{SVG}title", f"{SVG}desc", f"{SVG}rect")
        assert sheet.attrib["aria-labelledby"] == title.attrib["id"]
        assert sheet.attrib["aria-describedby"] == desc.attrib["id"]
        assert (title.text or "").startswith(picture.title)
        assert desc.text == picture.description
        assert rect.attrib == {"width": f"{wide:g}", "height": f"{box[3]:g}", "fill": "#ffffff"}
        assert box[:3] == [0, 0, wide]
        assert box[3] <= 1260, "taller than a page"
        found = list(boxes(sheet))
        assert not overlaps(found)
        assert all(left >= 0 and right <= wide and top >= 0 and foot <= box[3] for left, top, right, foot, _ in found)
        assert not any(element.get("class") or element.get("style") for element in sheet.iter())
        ids += [element.attrib["id"] for element in sheet.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert all(id.startswith(f"picture-{picture.name}-") for id in ids)
    assert len(picture.svg.encode()) < 60_000
    assert {len(row) for row in picture.table.rows} == {len(picture.table.headings)}


ROWS = {"line": "line", "further line": "second", "part of a loop": "loop"}
STATES = {"live": "live", "not clear": "unclear", "not live": "not-live", "none recorded": "missing"}


def in_table(picture: Picture) -> Counter[str]:
    """How many lines the table names, by kind."""
    names: Mapping[str, str] = ROWS if picture.name == "accountability" else STATES
    column = 3 if picture.name == "accountability" else 2
    return Counter(names[row[column]] for row in picture.table.rows if row[column] in names)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_any_size_is_readable(size: tuple[int, int]) -> None:
    """From 5 to 40 agencies and 5 to 120 roles: no words overlap, and what is not drawn is in the table and said."""
    for seed in range(3):
        for picture in both(describe(made(*size, seed))):
            check(picture)
            missing = in_table(picture) - drawn(picture)
            assert not drawn(picture) - in_table(picture)
            assert bool(missing) == ("only in the table" in picture.note)


@pytest.mark.parametrize("name", ["westmarsh", "northby", "case-studies/partners-in-prevention-before"])
def test_the_examples_are_drawn_whole(name: str) -> None:
    """The made-up trusts fit without folding, in one sheet a picture."""
    for picture in both(example(name)):
        check(picture)
        assert "only in the table" not in picture.note
        assert drawn(picture) == in_table(picture)
        assert len(sheets(picture)) == 1


def test_what_is_not_described_is_not_drawn() -> None:
    """No picture where no role says whom it reports to, and none where agreements are not described."""
    assert both(example("minimal")) == []
    given = made(5, 5)
    assert accountability(describe({**given, "roles": [{"id": "r", "title": "R", "agency": "a0"}]})) is None
    assert sharing(describe({key: value for key, value in given.items() if key != "data_sharing"})) is None


def test_the_figures_of_westmarsh() -> None:
    """The description counts what is drawn."""
    tree, ring = both(example("westmarsh"))
    assert drawn(tree) == {"line": 32, "second": 1, "loop": 2}
    assert tree.description.endswith("2 roles stand in a loop and 2 posts are vacant.")
    assert tree.svg.count("vacant") == 2 + 1 + 1, "two posts, the key and the description"
    assert drawn(ring) == {"live": 26, "not-live": 6, "missing": 1}
    assert "26 have a live agreement" in ring.description
    assert "Westmarsh Fire and Rescue Service" in ring.note


def test_the_order_of_the_file_does_not_show() -> None:
    """Shuffled records give the same pictures, byte for byte."""
    for size in ((10, 30), (40, 120)):
        given = made(*size)
        first = both(describe(given))
        for seed in range(3):
            pick = random.Random(seed)  # noqa: S311 - the same each time
            shuffled = {
                key: pick.sample(value, len(value)) if isinstance(value, list) else value
                for key, value in given.items()
            }
            for role in shuffled["roles"]:
                role.get("reports_to", []).reverse()
            assert both(describe(shuffled)) == first


def test_hostile_names_stay_text() -> None:
    """Tags, quotes, endless words, marks that turn the direction and emoji: all is text, cut where it is too long."""
    given = made(len(HOSTILE), 30)
    for agency, name in zip(given["agencies"], HOSTILE, strict=True):
        agency["name"] = name
    for number, role in enumerate(given["roles"]):
        role["title"] = HOSTILE[number % len(HOSTILE)]
    pictures = both(describe(given))
    assert len(pictures) == 2
    for picture in pictures:
        check(picture)
        tags = {element.tag.removeprefix(SVG) for sheet in sheets(picture) for element in sheet.iter()}
        assert tags <= {"svg", "title", "desc", "rect", "path", "g", "text", "tspan"}
        assert not re.search("[\u200b-\u200f\u202a-\u202e\u2060-\u2069]", picture.svg)
        assert max(len(box[4]) for sheet in sheets(picture) for box in boxes(sheet)) < 130


def all_above(partnership: Partnership, role: Role) -> set[str]:
    """Every id that a role answers to, through others too."""
    found, waiting = set[str](), list(role.reports_to or ())
    while waiting:
        id = waiting.pop()
        if id not in found:
            found.add(id)
            waiting += partnership.role(id).reports_to or ()
    return found


@pytest.mark.parametrize("size", [(5, 30), (20, 60), (40, 120)], ids=str)
def test_the_pictures_agree_with_the_findings(size: tuple[int, int]) -> None:
    """Loops and missing agreements are those of the rules."""
    for seed in range(5):
        partnership = describe(made(*size, seed))
        found = {id for line in lines_of(partnership).all if line.kind is Kind.LOOP for id in (line.role, line.manager)}
        rules = loops({role.id: role.reports_to or () for role in partnership.roles})
        assert found == {id for group in rules for id in group}
        assert found == {role.id for role in partnership.roles if role.id in all_above(partnership, role)}
        missing = {
            (pair, work.id)
            for work in targets_and_services(partnership)
            if work.personal_data
            for pair in uncovered(partnership, work)
            if not list(may_cover(partnership, pair))
        }
        pairs = sharing_of(partnership).pairs
        assert missing == {
            ((pair.one, pair.other), work.id) for pair in pairs for work in pair.works.get(State.MISSING, ())
        }


def test_loops_of_every_form() -> None:
    """A role that answers to itself, a loop on its own, and one that hangs under a role outside it."""
    roles = {"a": ["a"], "b": ["c"], "c": ["b"], "top": [], "d": ["e", "top"], "e": ["d"], "f": ["e", "a"]}
    posts: list[dict[str, Any]] = [
        {"id": id, "title": id.upper(), "agency": "x", "reports_to": above} for id, above in roles.items()
    ]
    posts[3] = {"id": "top", "title": "Top", "agency": "x", "top": True}
    given = {"format": "joinedup/1", "name": "L", "agencies": [{"id": "x", "name": "X"}], "roles": posts}
    picture = accountability(describe(given))
    assert picture
    check(picture)
    assert drawn(picture) == in_table(picture) == {"line": 2, "second": 1, "loop": 5}
    assert "answers to itself" in picture.svg


def test_chains_and_crowds_are_folded() -> None:
    """Deep lines and a manager of many are cut short, without recursion, and the table keeps them."""
    chain = [{"id": f"r{n}", "title": f"Post {n}", "agency": "x", "reports_to": [f"r{n - 1}"]} for n in range(1, 1500)]
    crowd = [{"id": f"c{n}", "title": f"Aide {n}", "agency": "x", "reports_to": ["r0"]} for n in range(300)]
    top = {"id": "r0", "title": "Top", "agency": "x", "top": True}
    given = {"format": "joinedup/1", "name": "L", "agencies": [{"id": "x", "name": "X"}], "roles": [top]}
    picture = accountability(describe({**given, "roles": [top, *chain, *crowd]}))
    assert picture
    check(picture)
    assert len(picture.table.rows) == 1800
    assert "only in the table" in picture.note


def test_words_of_the_authority() -> None:
    """Our words can be said locally; names are left alone."""
    picture = sharing(example("westmarsh"), lambda text: text.replace("agencies", "partners"))
    assert picture
    assert "33 pairs of partners" in picture.description
    assert "33 pairs of partners" in picture.svg


def test_what_a_text_may_be() -> None:
    """Cleaned of control characters and piled accents; wrapped at spaces; cut with dots."""
    assert clean(" a\n\tb\u0007\u202e c ") == "a b c"
    assert clean("e" + "\u0301" * 9) == "e\u0301\u0301"
    assert clean("\u200b") == "(no name)"
    assert wrap("Head of Youth Justice", 120, 2) == ("Head of Youth", "Justice")
    assert wrap("Head of Youth Justice", 90, 1) == ("Head of…",)
    assert wrap("", 90, 2) == ()


@pytest.mark.parametrize(("colour", "least"), [(INK, 4.5), (MUTED, 4.5), (NAVY, 3), (GREY, 3), (BROWN, 3), (RED, 3)])
def test_colours_stand_out_on_white(colour: str, least: float) -> None:
    """Contrast as WCAG computes it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    assert 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= least


def test_the_smallest_letters_can_be_read_in_print() -> None:
    """At least 8 points where a picture is 180 mm wide."""
    assert FONT / WIDTH * 180 / 25.4 * 72 >= 8


@pytest.mark.parametrize("agencies", [40, 60])
def test_everybody_with_everybody_stays_readable(agencies: int) -> None:
    """Where all share with all, the lines that work are left to the table; more than 40 agencies are not drawn."""
    bodies = [f"a{number:02}" for number in range(agencies)]
    given = {
        "format": "joinedup/1", "name": "All", "as_of": "2026-09-30",
        "agencies": [{"id": b, "name": b} for b in bodies],
        "services": [
            {"id": "one", "title": "One", "agencies": bodies, "personal_data": True, "starts": "2024-01-01"},
            {"id": "two", "title": "Two", "agencies": bodies[:3], "personal_data": True, "starts": "2024-01-01"},
        ],
        "data_sharing": [
            {"id": "d", "title": "D", "parties": bodies, "covers": "one", "signed": dict.fromkeys(bodies, "2024-01-01")}
        ],
    }  # fmt: skip
    picture = sharing(describe(given))
    assert picture
    check(picture)
    assert drawn(picture) == {"missing": 3}
    assert len(picture.table.rows) == agencies * (agencies - 1) // 2
    assert f"{agencies * (agencies - 1) // 2 - 3:,} lines stand only in the table" in picture.note
    assert ("20 agencies and" in picture.note) == (agencies == 60)
