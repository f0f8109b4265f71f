"""What each section is called in a sentence, and who usually holds its facts: for what could not be assessed."""

from collections.abc import Mapping

HOLDERS: Mapping[str, str] = {
    "vision": "the chair of the top board",
    "plans": "the officer who keeps the children's plan",
    "outcomes": "the officer who keeps the children's plan",
    "agencies": "the trust manager",
    "roles": "the lead officer of each agency",
    "stakeholders": "the trust manager",
    "boards": "the clerk of each board",
    "targets": "the officer who keeps the performance figures",
    "services": "the commissioners of each agency",
    "budgets": "the finance officer of each agency",
    "data_sharing": "the data protection officer of each agency",
    "agreements": "the legal officer of the lead authority",
    "actions": "the clerk of each board",
    "policies": "the lead officer of each agency",
    "evidence": "the officers for needs assessment and participation",
    "development": "the workforce leads of the agencies",
    "changes": "the lead officer of each agency",
    "disputes": "the trust manager",
    "bids": "the commissioners of each agency",
    "survey": "the staff of each agency, by the survey",
    "confirmed_by": "the trust manager",
}
"""Who usually holds the facts of a section."""


def section_words(section: str) -> str:
    """The name of a section as people say it: "data sharing"."""
    return section.replace("_", " ")
