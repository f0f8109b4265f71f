"""The answers in a file: saved after each, and the file is a valid description at every moment."""

import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from joinedup.errors import UserError
from joinedup.frozen import Frozen
from joinedup.outputs.files import write_all
from joinedup.reading import Source, UnreadableFile, load, read_source, read_tree
from joinedup.reading.source import of_bytes
from joinedup.writing import written
from joinedup.writing.changes import Add, Change
from joinedup.writing.edits import edited, save

from . import Tree, Unclear


class State(Frozen):
    """What was kept at one moment: the file, or what was answered before there could be one."""

    source: Source | None
    draft: Mapping[str, Any]


class KeptFile:
    """A description in a file. Until the name and an agency are known there is none: no file can be valid without.

    Args:
        path: Where it is or will be.
        today: The day of the check, where the file does not say which day it describes.
        barriers: The barriers whose statements a survey may have asked, with their labels.

    Raises:
        UserError: it is there and is no valid description, or its folder is not there.
    """

    def __init__(self, path: str, today: date, barriers: Mapping[str, str] | None) -> None:
        self.path, self.today, self.barriers = path, today, barriers
        self.state = State(None, {"format": "joinedup/1"})
        self.tree: Tree = self.state.draft
        if os.path.lexists(path):
            self._read(load(path))
        elif not Path(path).parent.is_dir():
            raise UserError(f"{path}: there is no folder {Path(path).parent}")

    @property
    def source(self) -> Source | None:
        """The file as it is; None where there is none yet."""
        return self.state.source

    def change(self, changes: Sequence[Change]) -> None:
        """Saves changes, after they were read back.

        Raises:
            Unclear: the reader refuses them, or somebody else changed the file; it is as it was.
        """
        before = self.state.source
        try:
            if before is None:
                self._begin(changes)
                return
            after = edited(before, changes, self.today, self.barriers)
            save(before, after.source)
            self._keep(after.source, after.tree.root)
        except UnreadableFile as error:
            said = "; ".join(problem.what for problem in error.problems)
            raise Unclear(f"That cannot be kept: {said}.") from None
        except UserError as error:
            self._look_again(before, error)

    def restore(self, state: State) -> None:
        """Brings the file back to what it was; takes it away again where there was none.

        Raises:
            Unclear: somebody else changed the file; it is as they left it.
        """
        now = self.state.source
        try:
            if state.source and now:
                save(now, state.source)
                self._read(state.source)
                return
            if now and load(self.path).data == now.data:
                Path(self.path).unlink()
        except UserError as error:
            self._look_again(now, error)
        self.state, self.tree = state, state.draft

    def _begin(self, changes: Sequence[Change]) -> None:
        """Adds to what is known before there is a file, and writes it once it can be valid."""
        draft = dict(self.state.draft)
        for change in changes:
            if isinstance(change, Add):
                draft[change.section] = [*draft.get(change.section, ()), dict(change.record)]
            else:
                draft[change.path] = change.value
        if "agencies" in draft:
            source = of_bytes(self.path, written(draft, self.path))
            read = read_source(source, self.today, barriers=self.barriers)
            if os.path.lexists(self.path):
                raise UserError(f"{self.path}: this file has appeared meanwhile, and was left alone")
            write_all({self.path: source.data})
            self._keep(source, read.tree.root)
        else:
            self.state = State(None, draft)
            self.tree = draft

    def _keep(self, source: Source, tree: Tree) -> None:
        self.state, self.tree = State(source, {}), tree

    def _read(self, source: Source) -> None:
        read_source(source, self.today, barriers=self.barriers)
        self._keep(source, read_tree(source)[0].root)

    def _look_again(self, before: Source | None, error: UserError) -> None:
        """Says what went wrong; where somebody else changed the file, goes on from what they wrote.

        Raises:
            Unclear: always.
            UnreadableFile: what they wrote is no valid description.
        """
        if before is not None and os.path.lexists(self.path) and load(self.path).data != before.data:
            self._read(load(self.path))
            raise Unclear(f"{error}. Their changes were read. Please answer again.") from None
        raise Unclear(f"{error}.") from None
