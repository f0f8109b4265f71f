"""The made-up partnership that `joinedup init` writes down: values alone, because the words come from the models.

A field whose name begins with `# ` is written switched off: what it says would be odd beside the others. Each record
gives what those before it do not, so that every field is shown once.
"""

HEAD = """
format: joinedup/1
name: Example Children's Partnership
authority: Example Council
"# as_of": 2026-09-30
"""

FIRST = """
agencies:
  - {id: council, name: Example Council, kind: local-authority, core: true, lead: true,
     brings: Social workers}
  - {id: youth-justice, name: Example Youth Justice Service, kind: youth-justice, part_of: council,
     brings: Case managers}
  - {id: police, name: Example Police, kind: police, core: true, brings: A schools team}
  - {id: schools, name: Example schools, kind: school, represents: 12, brings: Heads of year}
roles:
  - {id: director, title: Director of Children's Services, agency: council, level: strategic, "# holder": A. Name,
     since: 2023-05-01, deputy: inclusion-manager, top: true, may_spend: 100000,
     may_decide: Staffing of joint teams}
  - {id: inclusion-manager, title: Inclusion Manager, agency: council, level: tactical, reports_to: [director],
     "# vacant_since": 2026-06-01, may_spend: 5000}
  - {id: commander, title: Police Commander, agency: police, level: strategic, top: true}
  - {id: head-teacher, title: Head teacher for the schools, agency: schools, level: strategic, top: true}
boards:
  - {id: partnership-board, name: Partnership Board, level: strategic, chair: director,
     members: [director, commander, head-teacher], joined: {schools: 2026-01-01}, top: true,
     meetings_a_year: 6, quorum: {at_least: 2, agencies: [council]}, voices: [young-people],
     meetings: [{on: 2026-07-14, present: [council, police], apologies: [schools], mostly: mixed},
       {on: 2026-09-08, present: [council, schools], deputies: [police], mostly: strategic}]}
  - {id: inclusion-group, name: Inclusion Group, level: tactical, chair: inclusion-manager,
     members: [inclusion-manager, head-teacher], reports_to: partnership-board}
outcomes:
  - {id: enjoying-school, name: Children enjoy school, kind: population}
  - {id: staying-in-school, name: Pupils with a mentor stay in school, kind: service, serves: enjoying-school}
targets:
  - {id: fewer-exclusions, title: Fewer pupils are excluded, outcome: staying-in-school,
     accountable: inclusion-manager, "# joint_duty": true, contributors: [council, schools, police],
     indicator: permanent-exclusions, direction: decrease, unit: pupils a year, source: Yearly school census,
     baseline: {value: 48, on: 2024-08-31}, goal: {value: 30, on: 2027-08-31},
     readings: [{value: 45, on: 2025-08-31}, {value: 41, on: 2026-08-31}], priority_for: [council, schools],
     risk: 12, personal_data: true}
  - {id: better-results, title: More young people pass English and maths, outcome: enjoying-school,
     accountable: head-teacher, contributors: [schools], indicator: passes-english-maths, direction: increase,
     unit: per cent, cohort: Looked-after children, cohort_size: 84,
     comparison: {with: others, readings: [{value: 64, on: 2026-08-31}]}, conflicts_with: [fewer-exclusions],
     managed_by: Joint protocol, "# funded_from": core}
"""
"""The sections that a first description has; `outcomes` among them, because targets refer to them."""

MORE = """
services:
  - {id: mentors, title: Mentors in schools, kind: pilot, supports: [fewer-exclusions],
     accountable: inclusion-manager, "# joint_duty": true, sponsor: director, agencies: [council, police, schools],
     decided_by: [council, schools], statutory_decision: false, cohort: Year 8 pupils at risk,
     starts: 2025-09-01, ends: 2027-08-31, evaluations: [{on: 2026-06-30, title: First-year evaluation}],
     personal_data: true, funded_from: core}
budgets:
  - {id: inclusion-fund, title: Inclusion fund, funds: [fewer-exclusions], arrangement: pooled, amount: 9000,
     starts: 2026-04-01, ends: 2027-03-31, contributions: {council: 6000, police: 3000},
     in_kind: {schools: Rooms and staff time}, received: {council: 6000, police: 0}, hosted_by: council,
     controlled_by: partnership-board, renewal: In next year's draft budget}
actions:
  - {id: train-staff, title: Train pastoral staff, owner: inclusion-manager, supports: [fewer-exclusions],
     level: operational, agreed: 2026-05-12, agreed_at: partnership-board, due: 2026-10-31,
     earlier_due: [2026-07-31], urgent: true, updated: 2026-09-01, status: blocked, blocked_since: 2026-08-10,
     blocked_by: {other: No trainer can be found, "# policy": lone-working, "# target": better-results}}
  - {id: agree-wording, title: Agree what counts as an exclusion, owner: director, agreed: 2026-03-10,
     due: 2026-06-30, status: done, closed: 2026-06-22, result: One definition for all schools}
data_sharing:
  - {id: overarching-protocol, title: Overarching protocol, kind: protocol, parties: [council, police, schools],
     covers: all, lawful_basis: Public task, dpia: not-needed,
     dpia_reason: It names no new use of data, signed: {council: 2024-04-01},
     starts: 2024-04-01, review_by: 2027-03-31}
  - {id: exclusions-agreement, title: Exclusions information agreement, kind: agreement,
     parties: [council, schools], one_way: {giver: [schools], receiver: [council]}, covers: [fewer-exclusions],
     dpia: 2025-08-01, under: overarching-protocol}
agreements:
  - {id: partnership-agreement, title: Partnership agreement, kind: partnership,
     signed: {council: 2024-04-01}, review_by: 2027-03-31}
vision: {statement: Every child is safe and well, agreed: 2024-03-14, reviewed: 2026-03-12,
  endorsed_by: [council, police]}
plans:
  - {id: children-plan, title: Children's plan 2024 to 2027, starts: 2024-04-01, ends: 2027-03-31,
     succeeded_by: A draft goes to the board}
stakeholders:
  - {id: commander-of-police, name: Commander of Example Police, role: commander, committed_to: The schools team stays,
     on: 2025-11-20}
policies:
  - {id: lone-working, title: Lone working, kind: lone-working, owner: director, reviewed: 2024-01-10,
     review_by: 2027-01-10}
evidence:
  - {id: pupil-survey, title: Survey of pupils, kind: consultation, on: 2026-03-01, covers: [fewer-exclusions],
     heard: [young-people, staff], answered: 2026-06-01}
development:
  - {id: thresholds-workshop, title: Workshop on thresholds, kind: thresholds, on: 2025-11-04,
     agencies: [council, police]}
changes:
  - {id: force-restructure, title: The police merge two districts, agencies: [police], starts: 2026-04-01,
     ends: 2027-03-31, support: Weekly drop-in}
disputes: {open: 1, oldest_open: 2026-02-01, raised_last_year: 3}
bids:
  - {id: mentoring-bid, fund: Example Youth Fund, agencies: [police, schools], on: 2026-05-01,
     purpose: Mentoring in year 8, cohort: Year 8 pupils at risk}
survey:
  - {barrier: people/trust, agency: police, on: 2026-06-30, answers: [1, 3, 6, 4, 0], not_applicable: 2}
confirmed_by: {council: 2026-09-25, police: 2026-09-28}
"""
"""The sections that are written switched off, those that let most be assessed first."""
