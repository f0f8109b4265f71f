"""A health check for partnerships of agencies.

The names below are what plugin authors import. Each is loaded on first use (PEP 562), so that `joinedup --version`
loads none of them.
"""

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from .assessment import Assessment as Assessment
    from .citations import GOOD_PRACTICE as GOOD_PRACTICE
    from .citations import Basis as Basis
    from .citations import Citation as Citation
    from .citations import Table1 as Table1
    from .citations import Table2 as Table2
    from .citations import guidance as guidance
    from .citations import law as law
    from .citations import nc as nc
    from .citations import nfer as nfer
    from .hookspecs import hookimpl as hookimpl
    from .limits import LESS as LESS
    from .limits import MORE as MORE
    from .limits import Count as Count
    from .limits import Days as Days
    from .limits import Limits as Limits
    from .limits import Months as Months
    from .limits import Share as Share
    from .limits import Times as Times
    from .limits import limit as limit
    from .partnership import Action as Action
    from .partnership import Agency as Agency
    from .partnership import Agreement as Agreement
    from .partnership import Bid as Bid
    from .partnership import Board as Board
    from .partnership import Budget as Budget
    from .partnership import Change as Change
    from .partnership import Development as Development
    from .partnership import Disputes as Disputes
    from .partnership import Entry as Entry
    from .partnership import Evidence as Evidence
    from .partnership import Meeting as Meeting
    from .partnership import Outcome as Outcome
    from .partnership import Partnership as Partnership
    from .partnership import Plan as Plan
    from .partnership import Policy as Policy
    from .partnership import Quorum as Quorum
    from .partnership import Reading as Reading
    from .partnership import Record as Record
    from .partnership import Role as Role
    from .partnership import Service as Service
    from .partnership import SharingAgreement as SharingAgreement
    from .partnership import Stakeholder as Stakeholder
    from .partnership import Target as Target
    from .partnership import Vision as Vision
    from .rules import NotAssessed as NotAssessed
    from .rules import Place as Place
    from .rules import Question as Question
    from .rules import Risk as Risk
    from .rules import Rule as Rule
    from .rules import Subject as Subject
    from .rules import Yielded as Yielded
    from .rules import needs as needs
    from .rules import tiers as tiers
    from .severity import CRITICAL as CRITICAL
    from .severity import HIGH as HIGH
    from .severity import LOW as LOW
    from .severity import MEDIUM as MEDIUM
    from .severity import Severity as Severity
    from .themes import Barrier as Barrier
    from .themes import Solution as Solution
    from .themes import Theme as Theme
    from .vocabulary import Pull as Pull
    from .vocabulary import Tension as Tension
    from .vocabulary import Vocabulary as Vocabulary

_HOMES = {
    "assessment": "Assessment",
    "citations": "GOOD_PRACTICE Basis Citation Table1 Table2 guidance law nc nfer",
    "hookspecs": "hookimpl",
    "limits": "LESS MORE Count Days Limits Months Share Times limit",
    "partnership": "Action Agency Agreement Bid Board Budget Change Development Disputes Entry Evidence Meeting "
    "Outcome Partnership Plan Policy Quorum Reading Record Role Service SharingAgreement Stakeholder Target Vision",
    "rules": "NotAssessed Place Question Risk Rule Subject Yielded needs tiers",
    "severity": "CRITICAL HIGH LOW MEDIUM Severity",
    "themes": "Barrier Solution Theme",
    "vocabulary": "Pull Tension Vocabulary",
}
_HOME = {name: home for home, names in _HOMES.items() for name in names.split()}

__all__ = sorted(_HOME)  # noqa: PLE0605


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found: object = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME})
