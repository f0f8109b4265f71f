"""The description of a partnership in memory: one frozen model a section, read once and never changed.

The contract of the file, field by field, is in docs/description.md.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, cached_property
from typing import Annotated, Any, Literal, get_args

from joinedup.model import Long

from .base import Entry, Record, preset, required, unknown
from .boards import Agreement, Board, Disputes, Meeting, Policy, Quorum
from .people import Agency, Confirmed, Role, Stakeholder, Survey
from .purposes import Comparison, Evaluation, Outcome, Plan, Reading, Service, Target, Vision
from .resources import Bid, Budget, OneWay, SharingAgreement
from .work import Action, BlockedBy, Change, Development, Evidence

__all__ = [
    "Action", "Agency", "Agreement", "Bid", "BlockedBy", "Board", "Budget", "Change", "Comparison", "Development",
    "Disputes", "Entry", "Evaluation", "Evidence", "Meeting", "OneWay", "Outcome", "Partnership", "Plan", "Policy",
    "Quorum", "Reading", "Record", "Role", "Service", "SharingAgreement", "Stakeholder", "Survey", "Target", "Vision",
]  # fmt: skip

HEAD = ("format", "name", "authority", "as_of")


class Partnership(Record):
    """What a partnership is on one day.

    A section that the file does not give is an empty tuple (or None), and its name is missing from `described`:
    rules may loop without asking, because the engine decides beforehand what can be assessed.
    """

    format: Literal["joinedup/1"] = required("The version of this format.")
    name: str = required("The name of the partnership.")
    authority: str | None = unknown("The local authority it belongs to.")
    as_of: date = preset(date.min, "The day the description holds for; left out, the day of the check.")

    vision: Vision | None = preset(None, "What the partnership is for.")
    plans: tuple[Plan, ...] = preset((), "Plans and what follows them.")
    outcomes: tuple[Outcome, ...] = preset((), "What the partnership wants for children.")
    agencies: Annotated[tuple[Agency, ...], Long(1)] = required("The bodies that take part.")
    roles: tuple[Role, ...] = preset((), "Posts, who they answer to and what they may decide.")
    stakeholders: tuple[Stakeholder, ...] = preset((), "Those whose backing the work needs.")
    boards: tuple[Board, ...] = preset((), "Boards, sub-groups and their meetings.")
    targets: tuple[Target, ...] = preset((), "What the partnership has promised to change.")
    services: tuple[Service, ...] = preset((), "Joint services, projects and pilots.")
    budgets: tuple[Budget, ...] = preset((), "Money for a purpose and a period.")
    data_sharing: tuple[SharingAgreement, ...] = preset((), "Agreements to share information.")
    agreements: tuple[Agreement, ...] = preset((), "Agreements that bind the partnership.")
    actions: tuple[Action, ...] = preset((), "What was promised, by whom and by when.")
    policies: tuple[Policy, ...] = preset((), "Policies that staff work to.")
    evidence: tuple[Evidence, ...] = preset((), "What was found out, and who was heard.")
    development: tuple[Development, ...] = preset((), "Shared training and development.")
    changes: tuple[Change, ...] = preset((), "Restructures and other transitions.")
    disputes: Disputes | None = preset(None, "Disagreements between agencies that were escalated.")
    bids: tuple[Bid, ...] = preset((), "Bids for outside money.")
    survey: tuple[Survey, ...] = preset((), "What staff said: counts only.")
    confirmed_by: Confirmed | None = preset(None, "Which agency checked that its part is true, and when.")

    @cached_property
    def described(self) -> frozenset[str]:
        """The names of the sections that the file gives, empty ones among them."""
        return frozenset(self.stated.difference(HEAD))

    @property
    def label(self) -> str:
        """The name of the partnership."""
        return self.name

    def __str__(self) -> str:
        return self.name

    @cached_property
    def _by_id(self) -> Mapping[str, Mapping[str, Entry]]:
        return {
            section: {record.id: record for record in getattr(self, section) if isinstance(record, Entry)}
            for section in SECTIONS
            if isinstance(getattr(self, section), tuple)
        }

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of all its records, wherever they stand."""
        return frozenset(record.id for _, record in _records(self, "") if isinstance(record, Entry))

    def find(self, section: str, id: str) -> Any:
        """The record of `section` with this id.

        Raises:
            KeyError: there is none (cannot happen for a reference: the reader has checked them all).
        """
        return self._by_id[section][id]

    def agency(self, id: str) -> Agency:
        """The agency with this id."""
        found: Agency = self.find("agencies", id)
        return found

    def role(self, id: str) -> Role:
        """The role with this id."""
        found: Role = self.find("roles", id)
        return found

    def work(self, id: str) -> Target | Service:
        """The target or service with this id."""
        found: Target | Service = self._by_id["targets"].get(id) or self.find("services", id)  # type: ignore[assignment]
        return found

    def on(self, day: date) -> "Partnership":
        """The same partnership on another day. What was worked out about this one is not carried over."""
        return self.but(as_of=day)

    def naming_holders(self) -> "Partnership":
        """The same partnership with the holder of each role beside its title, for those who may know."""
        named = (role.but(title=f"{role.title} ({role.holder})") if role.holder else role for role in self.roles)
        return self.but(roles=tuple(named))

    def with_stakeholders(self, name: str) -> "Partnership":
        """The same partnership in which each stakeholder goes by `name`, for a version that may be published."""
        hidden = (one.but(name=name, committed_to=one.committed_to and "…") for one in self.stakeholders)
        return self.but(stakeholders=tuple(hidden))

    @cached_property
    def memory(self) -> dict[object, Any]:
        """What `joinedup.facts` has worked out about this partnership, so that rules share it."""
        return {}

    @cached_property
    def _paths(self) -> Mapping[int, str]:
        return {id(record): path for path, record in _records(self, "")}

    def path(self, record: Record) -> str:
        """Where `record` stands in the description: `boards.trust-board.meetings[3]`.

        Raises:
            KeyError: the record is not part of this partnership.
        """
        return self._paths[id(record)]


SECTIONS: tuple[str, ...] = tuple(name for name in Partnership.declared if name not in HEAD)
"""The names of the sections, in the order of the contract."""


def _records(parent: Record, path: str) -> Iterator[tuple[str, Record]]:
    yield path, parent
    dot = f"{path}." if path else ""
    held = parent.__dict__
    for name in _nesting(type(parent)):
        value = held[name]
        if isinstance(value, Record):
            yield from _records(value, dot + name)
        elif value:
            for position, item in enumerate(value, start=1):
                step = f".{item.id}" if isinstance(item, Entry) else f"[{position}]"
                yield from _records(item, dot + name + step)


@cache
def _nesting(model: type[Record]) -> tuple[str, ...]:
    """The fields of a model that hold records, one or several: few do."""
    return tuple(name for name, field in model.declared.items() if _holds_records(field.annotation))


def _holds_records(annotation: Any) -> bool:
    own = isinstance(annotation, type) and issubclass(annotation, Record)
    return own or any(map(_holds_records, get_args(annotation)))
