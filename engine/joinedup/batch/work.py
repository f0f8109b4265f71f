"""What a worker does: one description -> its outcome, its report and its JSON. It reads and writes no file for it."""

import gc
import itertools
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path

from joinedup import __version__
from joinedup.checker import Checker, Options, prepare
from joinedup.errors import UserError
from joinedup.frozen import Frozen
from joinedup.outputs import Context, renderer
from joinedup.plugins import Plugin
from joinedup.reading import Source

from .outcome import Outcome, broke, checked, refused

FORMATS: Mapping[str, str] = {".html": "html", ".json": "json"}
"""What is written of each file, by suffix."""

EVERY = 10
"""After how many files a worker gives back what only a search can find: some 4 MB for each file of 8,700 lines."""
_files = itertools.count(1)


class Job(Frozen):
    """How a batch checks its files.

    Attributes:
        options: How each is checked.
        digest: What applies where the batch was started; a worker with anything else refuses to work.
    """

    options: Options
    digest: str


@dataclass(frozen=True, slots=True)
class Done:
    """What a worker hands back.

    Attributes:
        outcome: What became of the file.
        sha256: Digest of its bytes; empty where it could not be read.
        today: The day of the check, if the description and the options do not say one.
        files: The bytes of each file to write, by suffix.
    """

    outcome: Outcome
    sha256: str = ""
    today: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)


def digest_of(checker: Checker) -> str:
    """A digest of all that a result depends on, but for the description itself and the day."""
    options = checker.options
    parts = [
        __version__,
        *(f"{plugin.name} {plugin.origin} {plugin.error} {_code_of(plugin)}" for plugin in checker.plugins.found),
        *(sha256(path.read_bytes()).hexdigest() for path in checker.inputs),
        repr(checker.ruleset.look),  # with the logo, which is a file of its own
        repr((options.as_of, options.fail_on, options.public, options.ignore_waivers, options.show_names)),
    ]
    return sha256("\n".join(parts).encode()).hexdigest()


def _code_of(plugin: Plugin) -> str:
    """A digest of a plugin's own files: while its author works on it, it changes without a new version."""
    module = sys.modules.get(plugin.point.module)
    file = Path(getattr(module, "__file__", None) or "")
    files = file.parent.rglob("*.py") if hasattr(module, "__path__") else [file]
    digests = [sha256(path.read_bytes()).hexdigest() for path in sorted(files) if path.is_file()]
    return sha256("\n".join(digests).encode()).hexdigest()


def start() -> None:
    """Makes this process a worker: what it has loaded is never searched again, and Ctrl-C is for its parent.

    Python looks for reference cycles again and again, which takes a tenth of a check. Once in a while will do.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()


def work(job: Job, source: Source) -> Done:
    """Checks one file. Whatever goes wrong is its outcome, and stops no other file."""
    try:
        return _checked(_ready(job), source)
    except UserError as error:
        return Done(refused(source.path, error))
    except (Exception, SystemExit) as error:  # a fault of ours at one file leaves the others whole
        return Done(broke(source.path, error))
    finally:
        if not gc.isenabled() and not next(_files) % EVERY:
            gc.collect()


def _checked(checker: Checker, source: Source) -> Done:
    result, described = checker.check(source)
    digest = sha256(source.data).hexdigest()
    context = Context(source.path, digest, __version__, public=checker.options.public)
    made = {suffix: renderer(format)(result, context) for suffix, format in FORMATS.items()}
    files = {end: text if isinstance(text, bytes) else text.encode("utf-8", "replace") for end, text in made.items()}
    says = checker.options.as_of is not None or "as_of" in described.tree.root
    return Done(checked(source.path, result), digest, "" if says else result.as_of.isoformat(), files)


@cache
def _ready(job: Job) -> Checker:
    """What applies, read once by each process."""
    checker = prepare(job.options)
    if digest_of(checker) != job.digest:
        raise UserError("the worker that took it has another joinedup, plugin, ruleset or lens than this computer")
    if not gc.isenabled():
        gc.freeze()
    return checker
