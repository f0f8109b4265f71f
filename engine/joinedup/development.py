"""The forms of development that the source reports recommend. A barrier names those that help against it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from joinedup.frozen import Frozen

from .citations import NC, NFER, Citation

RECOMMENDED = Citation(NC, "Executive summary, recommendations on training and development")
GROWING = Citation(NFER, "appendix 5")


FormId = Literal["induction", "workshop", "shadowing", "mentoring", "simulation", "case-review", "action-learning"]


class DevelopmentForm(Frozen):
    """A way in which people of several agencies learn to lead together.

    Attributes:
        id: What a barrier names it by.
        title: What people call it.
        about: What is done in it, in one sentence of our own.
        cites: Where it is recommended.
        kinds: The kinds under which a description records it.
    """

    id: FormId
    title: str
    about: str
    cites: tuple[Citation, ...]
    kinds: tuple[str, ...]


_ALL = (
    DevelopmentForm(
        "induction",
        "Common induction",
        "New staff of all agencies begin together, and see what each of them does for one family.",
        (RECOMMENDED, GROWING),
        ("induction",),
    ),
    DevelopmentForm(
        "workshop",
        "Skills workshop",
        "Staff of several agencies practise one skill together, or one rule that all of them need.",
        (RECOMMENDED,),
        ("thresholds", "joint-training"),
    ),
    DevelopmentForm(
        "shadowing",
        "Work-shadowing",
        "Somebody spends some days beside a colleague of another agency, and sees the work from there.",
        (RECOMMENDED, GROWING),
        ("shadowing",),
    ),
    DevelopmentForm(
        "mentoring",
        "Mentoring, coaching or a critical friend",
        "Somebody with experience stands by one who leads or soon will, and says frankly what others do not.",
        (RECOMMENDED, GROWING),
        ("mentoring",),
    ),
    DevelopmentForm(
        "simulation",
        "Simulation or scenario",
        "Those who would have to act play a made-up case through together, and find where it comes apart.",
        (RECOMMENDED,),
        ("simulation",),
    ),
    DevelopmentForm(
        "case-review",
        "Case review",
        "The agencies go through a case of their own, names removed. They ask what to learn, not whom to blame.",
        (RECOMMENDED,),
        ("case-review",),
    ),
    DevelopmentForm(
        "action-learning",
        "Action learning",
        "A small group meets several times. Each brings a problem, tries something, and tells what came of it.",
        (RECOMMENDED,),
        ("action-learning",),
    ),
)
FORMS: Mapping[str, DevelopmentForm] = MappingProxyType({form.id: form for form in _ALL})
"""Each form by its id."""
