"""A health check from file to assessment: what applies is read once, and any number of descriptions after it."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from joinedup.frozen import Frozen

from .assess import assess
from .assessment import Assessment, Failure
from .errors import UserError
from .guard import SECONDS, guarded, installed
from .locate import locate
from .plugins import Plugins
from .public import OFFICE, published
from .reading import Described, Source, read_source
from .rulesets import Ruleset
from .rulesets.files import STANDARD
from .rulesets.reader import Read, read_ruleset
from .severity import Severity

if TYPE_CHECKING:
    from .lenses.chosen import Chosen

NEVER = "never"
"""The fail-on level that nothing reaches."""


class Options(Frozen, kw_only=True):
    """How descriptions are checked.

    Attributes:
        today: The day of the check, where a description does not say its own.
        ruleset: Name or path of the ruleset.
        lenses: Names or paths of lenses.
        as_of: A day that overrides what a description says.
        fail_on: The word of a severity, or `never`; None for the ruleset's own level.
        public: Whether it is the version to publish.
        ignore_waivers: Whether accepted risks count like any other finding.
        show_names: Whether the holders of roles are named.
        time_limit: How many seconds each rule may take.
    """

    today: date
    ruleset: str = STANDARD
    lenses: tuple[str, ...] = ()
    as_of: date | None = None
    fail_on: str | None = None
    public: bool = False
    ignore_waivers: bool = False
    show_names: bool = False
    time_limit: float = SECONDS


class Checker(Frozen):
    """What was read once: plugins, ruleset and lenses.

    Attributes:
        options: How descriptions are checked.
        plugins: What is installed.
        given: The ruleset with its files.
        ruleset: What applies.
        through: The lenses; None where there are none.
    """

    options: Options
    plugins: Plugins
    given: Read
    ruleset: Ruleset
    through: "Chosen | None"

    @property
    def inputs(self) -> tuple[Path, ...]:
        """The files of the ruleset and of the lenses."""
        return (*(one.path for one in self.given.files), *(self.through.paths if self.through else ()))

    @property
    def failures(self) -> tuple[Failure, ...]:
        """Plugins that cannot be used, or whose lenses cannot."""
        return (*self.plugins.failures, *(self.through.failures if self.through else ()))

    def check(self, source: Source) -> tuple[Assessment, Described]:
        """The health check of the partnership that a file describes, and what was read there.

        Raises:
            UserError: the description cannot be read, or no rule ran.
        """
        options = self.options
        described = read_source(source, options.today, options.as_of, self.plugins.barriers)
        partnership = described.partnership
        if options.show_names:
            partnership = partnership.naming_holders()
        if options.public:
            partnership = partnership.with_stakeholders(OFFICE)
        with guarded(options.time_limit) as guard:
            result = assess(partnership, self.plugins.themes, self.ruleset, self.failures, guard)
        result = locate(result, described)
        if options.public:
            result = published(result)
        if self.through:
            result = self.through.shown(result, self.ruleset.least_answers)
        if options.fail_on:
            level = None if options.fail_on == NEVER else Severity[options.fail_on.upper()]
            result = result.but(fail_on=level)
        _refuse_nothing(result)
        return result, described


def prepare(options: Options) -> Checker:
    """Reads what applies.

    Raises:
        UserError: the ruleset or a lens is wrong.
    """
    plugins = installed()
    given = read_ruleset(options.ruleset, plugins.themes, plugins)
    ruleset = given.ruleset.but(waivers=()) if options.ignore_waivers else given.ruleset
    return Checker(options, plugins, given, ruleset, _lenses(options.lenses, given, plugins))


def _lenses(names: tuple[str, ...], given: Read, plugins: Plugins) -> "Chosen | None":
    """The lenses that the ruleset always has and those that were asked for; most checks have none and load none."""
    if not names and not given.lenses:
        return None
    from .lenses.chosen import chosen
    from .lenses.reader import known

    return chosen(names, plugins, known(plugins, given.ruleset), given.lenses)


def _refuse_nothing(result: Assessment) -> None:
    """A check in which no rule ran is no check."""
    if not result.rules("ran") and not result.failures:
        why = "every rule is switched off" if result.rules("off") else "no plugin brings a rule that could"
        raise UserError(f"no rule ran: {why}. Nothing was checked.")
