"""The ruleset that `joinedup init --ruleset` writes: it changes one thing, tests it, and explains the rest."""

SCHEMA = "joinedup-ruleset.schema.json"
"""The name under which the schema is written beside it."""

TEXT = """\
# yaml-language-server: $schema=./{schema}
##
## This file bends the checks of joinedup to your authority. It builds on the standard ruleset and says only what is
## different here. An editor that knows YAML explains each field as you type: that is what the line above is for.
##
##     joinedup ruleset test {file}                 runs the tests at the end of this file
##     joinedup ruleset show {file} --changed       what applies, and where it comes from
##     joinedup check trust.yaml --ruleset {file}   a health check with it
##
## Lines that begin with ## explain. Lines that begin with a single # are switched off: take it and one space away.

name: Example authority
about: The standard checks with our own limits.
extends: standard

## From which severity a check fails: low, medium, high or critical.
fail_on: high

## RULES. `joinedup rules` lists them all; `joinedup explain power/unfunded` shows one with its limits. For each you
## can set whether it runs (`enabled`), how much it weighs (`severity`), its limits, and say `why`.
rules:
  people/low-attendance:
    empty_share: 50%
    why: Small boards that meet at short notice; half of the meetings is what we ask for.
  # purposes/no-vision: {{enabled: false, why: The county plan holds the vision}}
  # power/one-way-street: {{severity: medium}}

## ACCEPTED RISKS. All five are needed. `covers` names the ids that the finding is about.
# waivers:
#   - rule: power/two-lines
#     covers: [joint-commissioner]
#     reason: A joint post by agreement of both agencies.
#     accepted_by: Trust Board
#     until: 2027-03-31

## RULES OF YOUR OWN. The id begins with a word of your own. `where` holds tests that must all be true.
# local_rules:
#   example/board-without-chair:
#     title: A strategic board has no chair
#     barrier: power/responsibility
#     severity: high
#     for_each: boards
#     where:
#       - {{field: level, is: is, value: strategic}}
#       - {{field: chair, is: is missing}}
#     because: "{{name}} is a strategic board and names no chair."
#     remedy: Name the role in `chair`.
#     why: A board without a chair decides late or not at all.
#     do: Ask the board to elect one at its next meeting.

## WORDS. What a solution is called here, whom to ask, and where to read more.
# solutions:
#   power/let-go:
#     contact: Partnership office
#     links: {{Our agreement on shared posts: "https://example.org/shared-posts"}}

## TESTS. A small description, and which rules must find something in it or nothing.
tests:
  - name: two empty seats in four meetings are accepted here
    given:
      as_of: 2026-09-30
      agencies: [{{id: council, name: Council}}, {{id: police, name: Police}}]
      roles: [{{id: chief, title: Chief, agency: police}}, {{id: dcs, title: Director, agency: council}}]
      boards:
        - id: board
          name: Board
          members: [chief, dcs]
          meetings:
            - {{on: 2026-01-15, present: [council]}}
            - {{on: 2026-03-01, present: [council]}}
            - {{on: 2026-05-01, present: [council, police]}}
            - {{on: 2026-07-01, present: [council, police]}}
    not_finds: people/low-attendance
"""


def ruleset(file: str) -> str:
    """The text of a ruleset to change.

    Args:
        file: The file as the user will type it.
    """
    return TEXT.format(file=file, schema=SCHEMA)
