"""Who answers for a piece of work or a board, and whether anybody in post does."""

from joinedup.partnership import Board, Budget, Partnership, Role, Service, Target

from .names import by_id
from .people import Led, controller, is_vacant


def answering(partnership: Partnership, led: Led) -> tuple[Role | Board, ...]:
    """Who answers: the accountable roles by id, the role or board that controls a budget, or the chair of a board."""
    if isinstance(led, Budget):
        control = controller(partnership, led)
        return (control,) if control else ()
    if isinstance(led, Board):
        return (partnership.role(led.chair),) if led.chair else ()
    return by_id(map(partnership.role, led.accountable or ()))


def can_be_led(partnership: Partnership, led: Led) -> bool:
    """Whether a file can name who answers for something, or says that somebody does."""
    if isinstance(led, Budget):
        return bool(led.controlled_by) or partnership.described.issuperset(("roles", "boards"))
    named = led.chair if isinstance(led, Board) else led.accountable
    return bool(named) or "roles" in partnership.described


def nobody_in_post(partnership: Partnership, led: Led) -> bool:
    """Whether nobody answers, or nobody but roles that are vacant today. A board is never vacant."""
    return all(isinstance(one, Role) and is_vacant(partnership, one) for one in answering(partnership, led))


def several_answer(work: Target | Service) -> bool:
    """Whether more than one role is accountable, and no joint duty is declared."""
    return not work.joint_duty and len(work.accountable or ()) > 1
