"""What a scenario comes to, and what a decision changes in it: questions that are methods of a scenario."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from . import _arguments as argument
from . import _core
from ._answer import Answer
from ._asked import Asked, question, tell, typed
from ._errors import RequestError

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ._scenario import Scenario


def _chance(asked: Any) -> tuple[str, int, str]:
    if not isinstance(asked, Sequence) or isinstance(asked, str) or len(asked) != 3:
        raise argument.wrong("chances", "(who, units, day) each", asked)
    who, units, by = asked
    return argument.text("chances", who), argument.whole("chances", units, 1, 10**15), argument.date("chances", by)


def _share(name: str, value: Any) -> float:
    number = argument.number(name, value)
    if not number > 0:
        raise RequestError(f"{name}: expected a number above 0, found {number:g}")
    return number


@question()
def run(
    scenario: Scenario,
    *,
    chances: Iterable[tuple[str, int, Any]] = (),
    precision: Mapping[str, float] = {},
    max_time: float | None = None,
    metrics: Iterable[str] = (),
    series: bool = True,
    **how: Unpack[Asked],
) -> Answer:
    """Simulates: every metric with its uncertainty.

    chances: how likely an organisation, a group or a site has so many units online by a day, each (who, units, day).
    precision: as many replications as it takes, in batches of `replications`, until the half-width of the 95% interval of
    each metric is such a share of its mean: {"system.online_gpu_days": 0.01}. max_time: seconds after which the batch that
    goes on is the last.
    metrics: keep these alone, by path, "*" for anything.
    series: also what goes over time, which takes longer and more memory.

    >>> import allot
    >>> answer = allot.Scenario.read("data/scenarios/minimal.json").run(replications=100)
    >>> lab = answer["metrics"].row(entity="lab", metric="online_gpu_days")
    >>> lab["unit"], lab["mean"] > 0
    ('GPU-days', True)
    """
    words, line = _core.RunWords(), []
    likely = [_chance(it) for it in chances]
    for who, units, by in likely:
        line += typed(chance=f"{who}={units}@{by}")
    words.chances = [_core.AskedChance(*it) for it in likely]
    words.precisions = [(name, _share("precision", it)) for name, it in argument.mapping("precision", precision).items()]
    for name, share in words.precisions:
        line += typed(precision=f"{name}={share:.15g}")
    words.most_seconds = None if max_time is None else _share("max_time", max_time)
    line += typed(max_time=None if max_time is None else f"{max_time:.15g}s")
    words.metrics = argument.texts("metrics", metrics)
    line += typed(metrics=words.metrics)
    words.with_series = argument.flag("series", series)
    return Answer(tell(_core.run, scenario, line, how, words))


def _compared(variants: Iterable[str], baseline: str) -> tuple[list[str], str]:
    return argument.texts("variants", variants), argument.text("baseline", baseline)


@question()
def compare(
    scenario: Scenario,
    *,
    variants: Iterable[str] = (),
    baseline: str = "",
    flips: int = 0,
    metrics: Iterable[str] = (),
    series: bool = True,
    **how: Unpack[Asked],
) -> Answer:
    """What a decision changed, for whom: variants on common random numbers.

    variants: without any, what the scenario itself compares, or else all its variants.
    baseline: what they are compared with; without one, the scenario as written.
    flips: look for what would reverse the answer, with so many replications a point.
    metrics: keep these alone, by path, "*" for anything; decisions are judged by online_gpu_days of organisations.
    series: also what goes over time, which takes longer and more memory.

    >>> import allot
    >>> swap = allot.Scenario.read("data/scenarios/h100-swap-fixed.json")
    >>> answer = swap.compare(variants=["space-free"], baseline="space-free+no-swap")
    >>> answer["differences"].row(entity="tesla", metric="online_gpu_days")["mean"]
    -1254000.0
    """
    compared = _compared(variants, baseline)
    points = argument.whole("flips", flips, 0)
    kept = argument.texts("metrics", metrics)
    words = typed(variants=compared[0], baseline=compared[1], flips=points, metrics=kept)
    with_series = argument.flag("series", series)
    return Answer(tell(_core.compare, scenario, words, how, *compared, points, kept, with_series))


@question()
def divergence(
    scenario: Scenario, *, variants: Iterable[str] = (), baseline: str = "", **how: Unpack[Asked]
) -> Answer:
    """Where one replication (`replication`, else 0) of each variant first parts from the baseline's, and what follows.

    >>> import allot
    >>> swap = allot.Scenario.read("data/scenarios/h100-swap-fixed.json")
    >>> answer = swap.divergence(variants=["no-swap"])
    >>> answer["divergence"].rows()[0]["event"]
    'intervention'
    """
    compared = _compared(variants, baseline)
    words = ["--divergence", *typed(variants=compared[0], baseline=compared[1])]
    return Answer(tell(_core.divergence, scenario, words, how, *compared))


@question()
def bound(
    scenario: Scenario,
    metric: str = "online_gpu_days",
    *,
    rules: Iterable[str] = (),
    variants: Iterable[str] = (),
    baseline: str = "",
    **how: Unpack[Asked],
) -> Answer:
    """What each variant reached, the best that any rule could have done, and what binds.

    metric: online_gpu_days, delivered_gpu_days, on_time_units, revenue or least_fill.
    rules: held against it as well, in place of those of all suppliers.

    >>> import allot
    >>> minimal = allot.Scenario.read("data/scenarios/minimal.json")
    >>> answer = minimal.bound(rules=["fifo", "equal_awards"], replications=10)
    >>> answer["bound_shares"]["variant"].to_list()
    ['base', 'fifo', 'equal_awards']
    """
    argument.one_of("metric", metric, _core.bounded_metrics())
    compared = _compared(variants, baseline)
    held = [argument.one_of("rules", it, _core.rules()) for it in argument.texts("rules", rules)]
    words = typed(bound=metric, rules=held, variants=compared[0], baseline=compared[1])
    return Answer(tell(_core.bound, scenario, words, how, *compared, metric, held))


@question()
def attribute(scenario: Scenario, *, edits: Iterable[str] = (), **how: Unpack[Asked]) -> Answer:
    """Splits what the interventions changed among them (Shapley value).

    edits: variants, to split what they change together among instead.

    >>> import allot
    >>> swap = allot.Scenario.read("data/scenarios/h100-swap-fixed.json")
    >>> parts = swap.attribute()["attribution"]
    >>> parts.row(entity="x", metric="online_gpu_days")["part"]
    1254000.0
    """
    names = argument.texts("edits", edits)
    return Answer(tell(_core.attribute, scenario, typed(edits=names), how, names))


@question()
def explain(scenario: Scenario, *ids: str, remedies: bool = True, **how: Unpack[Asked]) -> Answer:
    """Where the days of orders or organisations from due to online went, and who was served instead.

    ids: orders or organisations; without any, all.
    remedies: look for what would have brought each online by its due date.

    >>> import allot
    >>> minimal = allot.Scenario.read("data/scenarios/minimal.json")
    >>> answer = minimal.explain("lab", replications=20)
    >>> "lateness_parts" in answer
    True
    """
    looks = argument.flag("remedies", remedies)
    names = argument.texts("ids", ids)
    words = [*names, *typed(no_remedies=not looks)]
    return Answer(tell(_core.explain, scenario, words, how, names, looks))
