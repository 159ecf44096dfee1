"""What every question ends in: sentences, and tidy tables that they rest on."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cached_property
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from . import _arguments as argument
from . import _core
from ._errors import Problem, UnknownName
from ._table import Cell, Table

if TYPE_CHECKING:
    from ._scenario import Scenario


class Rest(NamedTuple):
    """Where a number of a sentence stands, and how the sentence writes it."""

    table: str
    row: int
    column: str
    shown: str


class Statement(NamedTuple):
    """A whole sentence, and the cells that its numbers are, in their order.

    `certainty` is clear (told from chance at 5%), unclear, unchanged (the same in every replication) or stated (no matter
    of chance).
    """

    id: str
    text: str
    certainty: str
    rests_on: tuple[Rest, ...]

    def __str__(self) -> str:
        return self.text


def _plain(name: str, cell: Cell) -> Cell | int:
    """Whole numbers without a point; a seed may have more digits than a float, and stands as a text."""
    if name == "seed" and isinstance(cell, str):
        return int(cell)
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


class Answer:
    """An answer: what to read (`text`, `statements`), what to reckon with (`tables`), and where it is from.

    >>> import allot
    >>> answer = allot.Scenario.read("data/scenarios/minimal.json").run(replications=10)
    >>> answer
    <allot.Answer to run of minimal: 1 replications, seed 1; tables entities, assumptions, metrics, milestones, chances, ...>
    >>> answer.provenance["end"]
    '2024-05-01'
    >>> print(answer.statements[0])
    Cloud runs 480 GPUs at the end.
    >>> answer.statements[0].rests_on[0]
    Rest(table='metrics', row=3, column='p50', shown='480')
    """

    def __init__(self, told: _core.Told, scenario: Scenario | None = None) -> None:
        self._told = told
        self.scenario = scenario
        """What it leads to: of `roll` the plan as of the later day, of `trade` a variant for each trade; else None."""

    @cached_property
    def provenance(self) -> Mapping[str, Cell | int]:
        """Which question, of what, asked how."""
        return MappingProxyType({name: _plain(name, cell) for name, cell in self._told.provenance})

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Whole sentences, the answer first."""
        return tuple(
            Statement(name, text, certainty, tuple(Rest(*it) for it in rests))
            for name, text, certainty, rests in self._told.statements
        )

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        """Tables by their ids."""
        return MappingProxyType({it.id: Table(it) for it in self._told.tables})

    @property
    def notes(self) -> list[Problem]:
        """What was to be said beside it: settings without effect, decisions that found no units to move."""
        return self._told.notes

    def __getitem__(self, table: str) -> Table:
        if table not in self.tables:
            raise UnknownName(f"the answer has no table '{table}'{argument.nearest(str(table), self.tables)}")
        return self.tables[table]

    def __iter__(self) -> Iterator[str]:
        return iter(self.tables)

    def __len__(self) -> int:
        return len(self.tables)

    def __contains__(self, table: object) -> bool:
        return table in self.tables

    @property
    def text(self) -> str:
        """The table for people that the program prints, 80 columns wide."""
        return self.to_text()

    def to_text(self, width: int = 80, *, details: bool = False) -> str:
        """The same in another width; with details each of several differences with its tables."""
        return self._told.text(argument.whole("width", width, 40), argument.flag("details", details))

    def to_json(self) -> str:
        """What the program prints with `--format json`."""
        return self._told.json()

    def to_csv(self) -> str:
        """What the program prints with `--format csv`."""
        return self._told.csv()

    def to_tidy(self) -> str:
        """All of it as JSON, which `allot.read_answer` and `allot report` read."""
        return self._told.whole()

    def to_html(self) -> str:
        """One page with charts, of an answer of `run` or `compare`; it needs nothing else."""
        return self._told.page()

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        names = list(self.tables)
        known = self.provenance
        scenario = f" of {known['scenario']}" if "scenario" in known else ""
        draws = f": {known['replications']:,} replications, seed {known['seed']}" if "seed" in known else ""
        shown = ", ".join(names[:5]) + (", ..." if len(names) > 5 else "")
        return f"<allot.Answer to {known.get('command')}{scenario}{draws}; tables {shown}>"

    def _repr_html_(self) -> str:
        return f"<pre>{escape(self.text)}</pre>"

    def __reduce__(self) -> tuple[type[Answer], tuple[_core.Told, Scenario | None]]:
        return Answer, (self._told, self.scenario)


def read_answer(path: str | os.PathLike[str]) -> Answer:
    """Reads an answer that `to_tidy`, `--format tidy` or `--out` wrote: its sentences and tables.

    Its text is its sentences; what the program prints in other formats is not in it.
    """
    with open(path, encoding="utf-8") as file:
        return Answer(_core.answer_from_json(file.read(), os.fsdecode(path)))
