"""The description that `joinedup init` writes: a template in which every section and field is explained."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .catalogue import Catalogue
from .commented import laid_out, note, record, written
from .partnership import SECTIONS, Partnership
from .partnership.fields import Explained, fields
from .partnership.sections import HOLDERS
from .templates import EXAMPLE, Template, template

SCHEMA = "joinedup.schema.json"
"""The name under which `init` writes the schema, beside the description."""
MODELINE = "# yaml-language-server: $schema=./{schema}"
"""The first line of a file: editors that know it explain and check the file while it is written."""
RULE = "=" * 117

INTRODUCTION = """\
joinedup looks for barriers: what stands in the way of working together, such as "Silos exist everywhere". Each
section says who usually knows what belongs in it, and which barriers it lets joinedup look for. Each section
that you add later lets it look at more.

Whenever you have changed something, save the file and type:

    joinedup validate {file}
    joinedup check {file}

The first says every mistake, with its line and what was probably meant. The second is the health check. Any text
editor will do. One that knows YAML, such as Visual Studio Code with the YAML extension, explains and checks each
field as you type: that is what the very first line and the file {schema} beside this one are for.


HOW THIS FILE IS WRITTEN

The way of writing is called YAML. Eight things are all you need to know:

 1. A line holds the name of a field, a colon, a space, and its value:   name: Example Council
    The names of fields are fixed. The values are yours.
 2. Lines that belong together begin in the same column. Make the column with spaces, never with the tab key.
 3. A dash begins a record, which ends before the next dash in the same column. To add a record, copy its lines and
    change them; to take one away, delete its lines.
 4. A short list stands in square brackets:   [council, police]     and one that is empty so:   []
    A value for each of several stands in braces:   {{council: 2026-04-01, police: 2026-04-08}}
 5. Text stands as it is. Put it in double quotes if it has a colon or a #, or if it begins with a sign that is no
    letter or digit:   title: "Early help: the first year"
    Inside square brackets and braces, also if it has a comma.
 6. A day is written year-month-day:   2026-09-30     Money is pounds, digits alone:   120000     Yes is true, no is
    false.
 7. An id is a short name that you choose, such as council or fewer-exclusions: lower-case words with hyphens between
    them. Other records point to a record by its id, so spell it the same everywhere and do not change it later.
 8. What follows a # is a comment: it is for you, joinedup does not read it, and you may delete it.
    Lines that begin with ## explain. Lines that begin with a single # and a space are switched off. To switch a line
    on, take away that # and the one space behind it; to switch on a section, do so in each of its lines.


WHAT YOU DO NOT KNOW

Never guess, and never leave a name without a value: leave the whole line out. What is left out does not count as
good. A section that is not in the file leaves the barriers it is about "not assessed". For a section of records,
[] says that there are none:   bids: []

A field that is left out is unknown, and joinedup may ask for it. Where the comment says "Left out: a gap", its
absence is itself a finding; "Left out: false" says what it then stands for. "Needed" means that a record is not one
without.
"""

FIRST = "PART 1: WHO TAKES PART, WHO DECIDES, AND WHAT YOU WANT TO REACH"
MORE = "PART 2: MORE SECTIONS, SWITCHED OFF. Switch on those you know something about, in any order."
REST = """FURTHER SECTIONS, BY NAME. None of them is in this file yet. `joinedup init example.yaml` writes an example
that shows each of them with its fields: copy what you need."""


def description(file: str, catalogue: Catalogue, begin: Template | None = None) -> str:
    """The text of a description to fill in.

    Args:
        file: The file as the user will type it.
        catalogue: What is installed: each section says which barriers it lets one assess.
        begin: What it begins with; the made-up example, where none is given.
    """
    return "\n".join(_lines(file, catalogue, begin or template(EXAMPLE))) + "\n"


def _lines(file: str, catalogue: Catalogue, begin: Template) -> Iterator[str]:
    yield MODELINE.format(schema=SCHEMA)
    yield "##"
    for paragraph in begin.opening:
        yield from (*note(paragraph), "##")
    yield from (f"## {line}".rstrip() for line in INTRODUCTION.format(file=file, schema=SCHEMA).splitlines())
    yield ""
    yield from laid_out(record(Partnership, begin.head, set(), 0))
    sections = {field.name: field for field in fields(Partnership) if field.name in SECTIONS}
    for title, part, off in ((FIRST, begin.first, False), (MORE, begin.more, True)):
        if part:
            yield from _heading(title)
        for name, value in part.items():
            yield from ("", *_about(sections[name], catalogue, begin))
            yield from _section(sections[name], value, catalogue, off)
    rest = [section for section in sections.values() if section.name not in {**begin.first, **begin.more}]
    if rest:
        yield from _heading(REST)
    for section in rest:
        yield from ("", *_about(section, catalogue, begin))


def _heading(title: str) -> Sequence[str]:
    return ("", "", f"## {RULE}", *note(title), f"## {RULE}")


def _about(section: Explained, catalogue: Catalogue, begin: Template) -> Iterator[str]:
    """What a section is for, who knows it, what it is good for, and what the template says of it."""
    name = section.name
    yield f"## {name.upper().replace('_', ' ')}"
    yield from note(f"{section.about} Usually known by {HOLDERS[name]}. {_looks_for(name, catalogue)}")
    if name in begin.notes:
        yield from note(begin.notes[name])


def _section(section: Explained, value: Any, catalogue: Catalogue, off: bool) -> Iterator[str]:
    """A section with its values, each field explained where it stands first."""
    name = section.name
    first, *rest = written(section, _with_barrier(value, catalogue) if name == "survey" else value, set())
    yield from laid_out([first.but(about=""), *rest], off)


def _looks_for(section: str, catalogue: Catalogue) -> str:
    """Which barriers a section lets one assess, those first that cannot be clear without it."""
    if Partnership.declared[section].required:
        return "Every description needs this section."
    rules = [
        (not rule.main, catalogue.barriers[barrier][1].label)
        for _, barrier, rule in catalogue.rules.values()
        if section in (*rule.needs.every, *rule.needs.any_of)
    ]
    labels = list(dict.fromkeys(label for _, label in sorted(rules, key=lambda rule: rule[0])))
    if not labels:
        return "No check needs it; the report repeats it."
    if len(labels) == len(catalogue.barriers):
        return f"It lets joinedup look for each of the {len(labels)} barriers."
    *most, last = [f'"{label}"' for label in labels]
    named = f"{', '.join(most)} and {last}" if most else last
    return f"It lets joinedup look for {named}."


def _with_barrier(survey: Sequence[Mapping[str, str]], catalogue: Catalogue) -> Sequence[Mapping[str, str]]:
    """The survey's example with a barrier that is installed."""
    known = list(catalogue.barriers)
    return [{**one, "barrier": one["barrier"] if one["barrier"] in known or not known else known[0]} for one in survey]
