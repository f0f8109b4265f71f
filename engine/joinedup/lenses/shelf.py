"""Which lenses there are: those that come with joinedup, and those of plugins."""

from collections.abc import Mapping
from pathlib import Path

from joinedup.assessment import Failure
from joinedup.frozen import Frozen
from joinedup.plugins import Plugins
from joinedup.reading import Problem
from joinedup.reading.files import files_in, found, shipped_in, unknown_name


class Shelf(Frozen):
    """The lenses that go by a name.

    Attributes:
        places: The file of each lens, by name.
        plugins: For those that a plugin brings, its name.
        failures: Plugins that bring a lens under a name that was taken already; the first keeps it.
        broken: Plugins that cannot be used, and might have brought more.
    """

    places: Mapping[str, Path]
    plugins: Mapping[str, str]
    failures: tuple[Failure, ...]
    broken: tuple[str, ...]

    def find(self, name: str, folder: Path = Path()) -> Path | Problem:
        """The file that a name or path stands for, or what is wrong with it; a relative path starts from `folder`."""
        path = found(name, self.places, folder)
        if path is not None:
            return path
        problem = unknown_name(name, "lens", self.places)
        hint = f". It may belong to a plugin that is broken: {', '.join(self.broken)}" if self.broken else ""
        return problem.but(what=f"{problem.what}{hint}")

    def plugin_of(self, path: Path) -> str:
        """The plugin that brings the lens at a path; empty where none does."""
        return next((plugin for name, plugin in self.plugins.items() if self.places[name] == path), "")


def shelf(plugins: Plugins | None) -> Shelf:
    """The lenses that come with joinedup, and those of the plugins that work."""
    plugins = plugins or Plugins(())
    places, owners = dict(shipped_in("joinedup_lenses")), dict[str, str]()
    failures = []
    for plugin in plugins.found:
        for name, path in files_in(plugin.lenses).items() if plugin.lenses is not None else ():
            if name in places:
                whose = f"plugin {owners[name]}" if name in owners else "joinedup"
                failures.append(Failure(plugin.name, f'the name of its lens "{name}" is taken already, by {whose}'))
            else:
                places[name], owners[name] = path, plugin.name
    broken = tuple(failure.plugin for failure in plugins.failures)
    return Shelf(places, owners, tuple(failures), broken)
