"""What is planned and promised: questions that are methods of a scenario."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import _arguments as argument
from . import _core
from ._answer import Answer
from ._asked import Asked, question, tell, typed

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ._scenario import Scenario


@question(replications=200)
def plan(
    scenario: Scenario, *, confirm: float = 0.9, since: Scenario | None = None, **how: Unpack[Asked]
) -> Answer:
    """The date that each order can be confirmed for, what delays it, and what goes to whom.

    confirm: how often a confirmed date is to be kept.
    since: an earlier scenario: which dates moved since its plan, and why.

    >>> import allot
    >>> minimal = allot.Scenario.read("data/scenarios/minimal.json")
    >>> len(minimal.plan(replications=20)["orders"]) > 0
    True
    """
    if since is not None and not isinstance(since, type(scenario)):
        raise argument.wrong("since", "a scenario", since)
    kept = argument.number("confirm", confirm)
    words = typed(confirm=kept, since=since and since.name)
    return Answer(tell(_core.plan, scenario, words, how, kept, since and since._file))


def roll(scenario: Scenario, to: Any, *, actuals: Any = None, go_on: bool = False) -> Answer:
    """The plan as of a later day, from what really happened until then. Nothing is simulated.

    to: the day as of which the new scenario is.
    actuals: a folder, or a dict of texts or data frames, of what happened: received, shipped, cancelled, orders, supply,
    sites. What is not there went as planned.
    go_on: make the new scenario although something does not add up.

    `answer.scenario` is the new one, which extends this.

    >>> import allot
    >>> minimal = allot.Scenario.read("data/scenarios/minimal.json")
    >>> answer = minimal.roll("2024-02-01")
    >>> answer.scenario.resolved()["as_of"]
    '2024-02-01'
    """
    day = argument.date("to", to)
    files = _week(actuals)
    line = shlex.join([scenario.name, "--to", day])
    asked = _core.Asked(scenario._file, _core.Edits("", []), "roll", line)
    told = _core.roll(asked, day, files, argument.flag("go_on", go_on))
    return Answer(told, scenario._next(told.patch))


def _week(actuals: Any) -> dict[str, str]:
    """Files of a week by their names; without an ending a CSV is meant."""
    if actuals is None:
        return {}
    if isinstance(actuals, Mapping):
        named = {argument.text("actuals", name): it for name, it in actuals.items()}
        return {
            name if "." in name else name + ".csv": argument.content(f"actuals: {name}", it) for name, it in named.items()
        }
    folder = Path(argument.path("actuals", actuals))
    files = [it for it in sorted(folder.iterdir()) if it.name.endswith((".csv", ".map.json"))]
    return {it.name: it.read_text(encoding="utf-8") for it in files}


def _orders(asked: Any) -> tuple[list[tuple[str, str]], bool]:
    """Entries of orders in JSON by their ids, and whether there is a list of them."""
    if isinstance(asked, Mapping):
        return [_order(asked)], False
    if hasattr(asked, "to_dict"):  # pandas
        asked = [{key: it for key, it in row.items() if it == it} for row in asked.to_dict("records")]
    if isinstance(asked, str) or not isinstance(asked, Iterable):
        raise argument.wrong("order", "a dict, a list of dicts or the path of a CSV", asked)
    return [_order(it) for it in asked], True


def _order(entry: Any) -> tuple[str, str]:
    if not isinstance(entry, Mapping):
        raise argument.wrong("order", "a dict", entry)
    said = dict(entry)
    name = argument.text("order: id", said.pop("id", ""))
    return name, argument.as_json("order", said)


@question()
def promise(
    scenario: Scenario,
    order: Any,
    *,
    by: Any = None,
    units: int | None = None,
    probability: float = 0.9,
    calibrate: bool = False,
    each_alone: bool = False,
    **how: Unpack[Asked],
) -> Answer:
    """When an order can be promised or how much of it by a day, and whom it would displace.

    order: a dict as it would stand in the scenario, whose defaults fill it; or several, as a list of dicts, a data frame
    or the path of a CSV, answered one after another, each with those before it placed.
    by: how many units can be promised for that day. units: when so many can be promised, in place of its own.
    probability: how often the date or the number is to be kept. calibrate: also how often such dates are kept in
    replications that they were not taken from. each_alone: each order as if it were the only one.

    >>> import allot
    >>> minimal = allot.Scenario.read("data/scenarios/minimal.json")
    >>> order = {"organisation": "lab", "supplier": "maker", "product": "gpu", "units": 16}
    >>> answer = minimal.promise(order, replications=50)
    >>> answer["order"]["organisation"].to_list()
    ['lab']
    """
    words = _core.PromiseWords()
    if isinstance(order, str) or hasattr(order, "__fspath__"):
        words.book = argument.path("order", order)
        shown = words.book
    else:
        words.orders, words.is_list = _orders(order)
        shown = "orders.csv" if words.is_list else json.dumps(json.loads(words.orders[0][1]))
    words.by = "" if by is None else argument.date("by", by)
    words.units = None if units is None else argument.whole("units", units, 1, 10**15)
    words.probability = argument.number("probability", probability)
    words.calibrates = argument.flag("calibrate", calibrate)
    words.is_each_alone = argument.flag("each_alone", each_alone)
    line = typed(order=shown, by=words.by, units=units, probability=words.probability, calibrate=calibrate,
                 each_alone=each_alone)  # fmt: skip
    return Answer(tell(_core.promise, scenario, line, how, words))


def _lock(asked: Any) -> tuple[str, str, str]:
    """An order, (order, units) or (order, units, day)."""
    if not isinstance(asked, (str, tuple, list)) or not asked:
        raise argument.wrong("lock", "an order, (order, units) or (order, units, day)", asked)
    order, *rest = [asked] if isinstance(asked, str) else asked
    units = str(argument.whole("lock", rest[0], 1)) if rest and rest[0] is not None else ""
    day = argument.date("lock", rest[1]) if len(rest) > 1 else ""
    return argument.text("lock", order), units, day


@question()
def locks(
    scenario: Scenario,
    *,
    lock: Iterable[Any] = (),
    unlock: Iterable[str] = (),
    probability: float = 0.9,
    **how: Unpack[Asked],
) -> Answer:
    """Units given by hand: whether each lock can be kept, and what it costs others.

    lock: further ones, each an order, (order, units) or (order, units, day); all of the order, and from the start, where
    it does not say. unlock: orders whose locks go. probability: how often a quoted date is to be kept.

    >>> import allot
    >>> minimal = allot.Scenario.read("data/scenarios/minimal.json")
    >>> answer = minimal.locks(lock=[("lab-1", 8)], replications=20)
    >>> answer["locks"]["order"].to_list()
    ['lab-1']
    """
    if isinstance(lock, str):
        raise argument.wrong("lock", "a list of locks", lock)
    added = [_lock(it) for it in lock]
    removed = argument.texts("unlock", unlock)
    kept = argument.number("probability", probability)
    line = typed(probability=kept)
    for order, units, day in added:
        line += ["--lock", order + (f"={units}" if units or day else "") + (f"@{day}" if day else "")]
    for order in removed:
        line += ["--unlock", order]
    return Answer(tell(_core.locks, scenario, line, how, _core.LockChanges(added, removed), kept))
