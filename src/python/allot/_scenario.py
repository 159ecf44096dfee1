"""Scenarios, and edits of them."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import Any

from . import _arguments as argument
from . import _core, _deciding, _planning, _simulating, _studying
from ._errors import Problem


class Scenario:
    """A scenario: who has what to give, who asks for it, and what happens. It is never changed; edits give new ones.

    Made of a dict as its JSON would be, and of the texts (or data frames) of the files that it names:

    >>> import allot
    >>> scenario = allot.Scenario.read("data/scenarios/minimal.json")
    >>> longer = scenario.edited(set={"/end": "2026-06-30"})
    >>> scenario.hash == longer.hash
    False
    """

    __slots__ = ("_file",)

    def __init__(self, scenario: Mapping[str, Any], *, files: Mapping[str, Any] | None = None,
                 name: str = "scenario.json") -> None:  # fmt: skip
        if not isinstance(scenario, Mapping):
            raise argument.wrong("scenario", "a dict", scenario)
        self._file = _core.from_text(argument.text("name", name), argument.as_json("scenario", scenario), _texts(files))

    @classmethod
    def read(cls, path: str | os.PathLike[str]) -> Scenario:
        """Reads a file, and whatever it names beside it."""
        return cls._of(_core.read(argument.path("path", path)))

    @classmethod
    def from_text(cls, text: str, *, files: Mapping[str, Any] | None = None, name: str = "scenario.json") -> Scenario:
        """From JSON with comments; `files` are the texts, or the data frames, of the files that it names."""
        return cls._of(_core.from_text(argument.text("name", name), argument.text("text", text), _texts(files)))

    @classmethod
    def _of(cls, file: _core.File) -> Scenario:
        out = cls.__new__(cls)
        out._file = file
        return out

    def edited(self, variant: str = "", *, set: Mapping[str, Any] = {}) -> Scenario:
        """Another scenario, with named changes of this one made, and then single values set by JSON pointer.

        A value is as the scenario writes it, "30d" or 12; None removes.
        """
        edits = _core.Edits(argument.text("variant", variant), argument.settings("set", set))
        return self._of(self._file.edited(edits))

    def check(self) -> list[Problem]:
        """Checks it and all its variants; gives what is to be said of settings that have no effect.

        Raises InputError with everything that is wrong.
        """
        return self._file.check()

    @property
    def name(self) -> str:
        """What messages call it: its file."""
        return self._file.name

    @property
    def text(self) -> str:
        """As it was written; of an edited one, as it would be."""
        return self._file.text

    @property
    def hash(self) -> str:
        """Of all that it says, its files included; the same as in the provenance of answers."""
        return self._file.hash

    @property
    def variants(self) -> dict[str, str]:
        """Named changes that it knows, each with its label."""
        return dict(self._file.variants)

    def resolved(self) -> dict[str, Any]:
        """All of it as a dict, with every default filled in."""
        resolved: dict[str, Any] = json.loads(self._file.resolved())
        return resolved

    run = _simulating.run
    compare = _simulating.compare
    divergence = _simulating.divergence
    bound = _simulating.bound
    attribute = _simulating.attribute
    explain = _simulating.explain
    solve = _deciding.solve
    compensation = _deciding.compensation
    game = _deciding.game
    trade = _deciding.trade
    cash = _deciding.cash
    plan = _planning.plan
    roll = _planning.roll
    promise = _planning.promise
    locks = _planning.locks
    rank = _studying.rank
    sensitivity = _studying.sensitivity
    sweep = _studying.sweep

    def _next(self, patch: str) -> Scenario | None:
        """A scenario that extends this one, with a patch; none without one."""
        if not patch:
            return None
        name = os.path.basename(self.name)
        next_one = {"allot": 1, "extends": name, **json.loads(patch)}
        return Scenario(next_one, files={**self._file.files, name: self.text}, name="next-" + name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scenario) and self.hash == other.hash

    def __hash__(self) -> int:
        return hash(self._file.hash)

    def __repr__(self) -> str:
        return f"<allot.Scenario {self.name}{', edited' if self._file.is_edited else ''}>"

    def __reduce__(self) -> Any:
        return Scenario._of, (self._file,)


def _texts(files: Mapping[str, Any] | None) -> dict[str, str]:
    if files is None:
        return {}
    if not isinstance(files, Mapping):
        raise argument.wrong("files", "{PATH: TEXT}", files)
    return {argument.text("files", path): argument.content(f"files: {path}", it) for path, it in files.items()}
