"""Tables of an answer: one kind of fact a table, one fact a row, one kind of value a column."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any

from . import _core
from ._arguments import nearest
from ._errors import UnknownName

if TYPE_CHECKING:
    import pandas
    from numpy.typing import NDArray

Cell = float | str | bool | None
Column = _core.Numbers | _core.Values


class Table:
    """One table: columns by name, and rows as dicts.

    Its columns are laid out as Arrow has them: what reads Arrow's C data interface (pyarrow, polars, DuckDB, pandas) or a
    buffer of numbers (numpy, memoryview) takes them without copying.

    >>> import allot
    >>> answer = allot.Scenario.read("data/scenarios/minimal.json").run(replications=10)
    >>> metrics = answer["metrics"]
    >>> metrics.columns[:6]
    ['variant', 'kind', 'entity', 'metric', 'unit', 'mean']
    >>> max(metrics["mean"]) > 0
    True
    """

    def __init__(self, table: _core.Table) -> None:
        self._table = table

    @property
    def id(self) -> str:
        return self._table.id

    @property
    def title(self) -> str:
        return self._table.title

    @cached_property
    def columns(self) -> list[str]:
        """Names, in order."""
        return [name for name, _, _ in self._table.columns]

    @property
    def kinds(self) -> dict[str, str]:
        """Of each column: id, text, number, date or boolean."""
        return {name: kind for name, kind, _ in self._table.columns}

    @property
    def units(self) -> dict[str, str]:
        """Of columns of numbers that have one unit; else the row says it in its column `unit`."""
        return {name: unit for name, _, unit in self._table.columns if unit}

    def __len__(self) -> int:
        return self._table.size

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __contains__(self, name: object) -> bool:
        return name in self.columns

    def __getitem__(self, name: str) -> Column:
        """A column. Numbers lend their memory (float64, NaN where there is none); ids, texts and dates are texts."""
        if name not in self.columns:
            raise UnknownName(f"the table '{self.id}' has no column '{name}'{nearest(str(name), self.columns)}")
        return self._columns.column(self.columns.index(name))

    def rows(self, **where: Cell) -> list[dict[str, Cell]]:
        """Rows as dicts; with values, those rows alone that have them.

        >>> import allot
        >>> answer = allot.Scenario.read("data/scenarios/minimal.json").run(replications=10)
        >>> [row["metric"] for row in answer["metrics"].rows(kind="organisation", entity="lab")][:2]
        ['ordered_units', 'allocated_units']
        """
        found = list(range(len(self)))
        for name, value in where.items():
            column = self[name]
            found = [i for i in found if column[i] == value]
        values = [self[name] for name in self.columns]
        return [{name: column[i] for name, column in zip(self.columns, values)} for i in found]

    def row(self, **where: Cell) -> dict[str, Cell]:
        """The one row that has these values."""
        found = self.rows(**where)
        if len(found) != 1:
            raise UnknownName(f"the table '{self.id}' has {len(found) or 'no'} such rows, and not one: {where}")
        return found[0]

    def to_csv(self) -> str:
        """Columns named in the first line; an empty cell for nothing."""
        return self._table.csv()

    def to_numpy(self) -> dict[str, NDArray[Any]]:
        """An array of each column. Numbers share the table's memory; dates are datetime64[s], texts objects."""
        return {name: _array(self[name]) for name in self.columns}

    def to_pandas(self) -> pandas.DataFrame:
        """Columns of numbers share the table's memory; dates are times, and booleans with gaps of pandas' own kind."""
        import pandas

        frame = pandas.DataFrame(self.to_numpy(), copy=False)
        gaps = [name for name in self.columns if self[name].kind == "boolean" and self[name].nulls]
        return frame.astype({name: "boolean" for name in gaps}, copy=False) if gaps else frame

    def __arrow_c_schema__(self) -> object:
        return self._columns.arrow_schema()

    def __arrow_c_array__(self, requested_schema: object = None) -> tuple[object, object]:
        return self._columns.arrow_array()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._columns.arrow_stream()

    def __repr__(self) -> str:
        return f"<allot.Table {self.id}: {len(self):,} rows of {', '.join(self.columns)}>"

    def _repr_html_(self, most: int = 10) -> str:
        heads = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        values = [self[name] for name in self.columns]
        body = "".join(
            "<tr>" + "".join(f"<td>{_shown(column[i])}</td>" for column in values) + "</tr>"
            for i in range(min(most, len(self)))
        )
        more = f"<p>{len(self) - most:,} more rows</p>" if len(self) > most else ""
        return f"<table><caption>{escape(self.title)}</caption><tr>{heads}</tr>{body}</table>{more}"

    @cached_property
    def _columns(self) -> _core.Columns:
        return _core.columns_of(self._table)


def _shown(cell: Cell) -> str:
    return "" if cell is None else escape(f"{cell:,.6g}" if isinstance(cell, float) else str(cell))


def _array(column: Column) -> NDArray[Any]:
    import numpy

    if isinstance(column, _core.Numbers):
        return numpy.asarray(column)
    if column.kind == "date":
        seconds = numpy.asarray(column.seconds).astype("datetime64[s]")
        seconds[[i for i, it in enumerate(column) if it is None]] = numpy.datetime64("NaT")
        return seconds
    return numpy.array(column.to_list(), dtype=bool if column.kind == "boolean" and not column.nulls else object)
