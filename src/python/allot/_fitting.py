"""A distribution from data, and no simulation."""

from __future__ import annotations

import math
import shlex
from collections.abc import Iterable
from typing import Any

from . import _arguments as argument
from . import _core
from ._answer import Answer
from ._asked import typed
from ._errors import RequestError


def fit(
    lengths: Iterable[float],
    *,
    open: Iterable[Any] = (),
    upper: Iterable[float] = (),
    by: Iterable[str] = (),
    families: Iterable[str] = (),
    samples: int = 199,
    seed: int = 1,
    name: str = "lengths",
) -> Answer:
    """A distribution from how many days each order took, orders that are still open included, by maximum likelihood.

    lengths: days of each; a column of pandas or numpy will do. open: true where the order is not delivered yet, and its
    length is how long it has waited. upper: in place of `open` upper bounds, math.inf of an open one: the length lies above
    `lengths` and at most there. by: a vendor, lane or the like of each: a fit for each, and whether they differ.
    families: exponential, lognormal, gamma, weibull, normal, or some of these. samples: drawn from a fit for its p-value; 0:
    none. name: what the answer calls the lengths.

    >>> import allot
    >>> answer = allot.fit([3, 7, 12, 15, 21, 30], open=[0, 0, 0, 0, 0, 1], families=["exponential"])
    >>> round(answer["families"].row(family="exponential")["mean"], 3)
    17.6
    >>> answer["fits"]["written"][0]
    '{"exponential": {"mean": 17.6}}'
    """
    words = _core.FitWords()
    words.low = argument.numbers("lengths", lengths)
    words.high = _upper_bounds(words.low, open, upper)
    words.groups = argument.texts("by", list(by))
    if words.groups and len(words.groups) != len(words.low):
        raise RequestError(f"by: expected one for each of {len(words.low)} lengths, found {len(words.groups)}")
    words.families = [argument.one_of("families", it, _core.fit_families()) for it in argument.texts("families", families)]
    words.samples = argument.whole("samples", samples, 0)
    words.seed = argument.whole("seed", seed, 0)
    words.column = argument.text("name", name)
    words.by = "group" if words.groups else ""
    line = typed(families=words.families, samples=words.samples, seed=words.seed)
    return Answer(_core.fit(words, shlex.join(line)))


def _upper_bounds(low: list[float], open: Iterable[Any], upper: Iterable[float]) -> list[float]:
    is_open, high = [bool(it) for it in open], list(upper)
    if is_open and high:
        raise RequestError("upper: math.inf there says that a row is open; `open` does not go with it")
    out = [math.inf if it else length for it, length in zip(is_open, low)] if is_open else [_bound(it) for it in high] or low
    if len(out) != len(low) or len(is_open or low) != len(low):
        raise RequestError(f"{'open' if is_open else 'upper'}: expected one for each of {len(low)} lengths, "
                           f"found {len(is_open or high)}")  # fmt: skip
    for i, (least, most) in enumerate(zip(low, out)):
        if least < 0:
            raise RequestError(f"lengths: expected at least 0, found {least:g} at {i}")
        if most < least:
            raise RequestError(f"upper: expected at least {least:g}, the length, found {most:g} at {i}")
    return out


def _bound(value: Any) -> float:
    return math.inf if value == math.inf else argument.number("upper", value)
