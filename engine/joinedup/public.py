"""The version of a check that may be published: no holders of posts, no stakeholders, no quoted lines."""

from .assessment import About, Asked, Assessment, Evidence, Finding

OFFICE = "an office whose backing is needed"
HIDDEN = "stakeholders"


def published(assessment: Assessment) -> Assessment:
    """The assessment without what stands in the description's lines, and without the ids of stakeholders."""
    ids = {stakeholder.id for stakeholder in assessment.partnership.stakeholders}

    def evidence(items: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        shown = [HIDDEN if item.path.startswith(f"{HIDDEN}.") else item.path for item in items]
        return tuple(Evidence(path) for path in dict.fromkeys(shown))

    def subject(about: About) -> About:
        return About(about.kind, (), OFFICE) if about.kind == "stakeholder" and ids & set(about.ids) else about

    def finding(found: Finding) -> Finding:
        return found.but(evidence=evidence(found.evidence), subject=subject(found.subject))

    def asked(question: Asked) -> Asked:
        return question.but(evidence=evidence(question.evidence))

    return assessment.but(
        findings=tuple(map(finding, assessment.findings)),
        questions=tuple(map(asked, assessment.questions)),
    )
