"""The questions, each as the program's command of its name has it: methods of a scenario."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from . import _arguments as argument
from . import _core
from ._answer import Answer
from ._asked import Asked, tell

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ._scenario import Scenario


def run(scenario: Scenario, *, series: bool = True, **how: Unpack[Asked]) -> Answer:
    """Simulates: every metric with its uncertainty.

    With `series` also what goes over time, which takes longer and more memory.

    >>> import allot
    >>> answer = allot.Scenario.read("data/scenarios/minimal.json").run(replications=100)
    >>> lab = answer["metrics"].row(entity="lab", metric="online_gpu_days")
    >>> lab["unit"], lab["mean"] > 0
    ('GPU-days', True)
    """
    return tell(_core.run, scenario, "run", [], how, [], argument.flag("series", series))


def compare(
    scenario: Scenario,
    *,
    variants: Sequence[str] = (),
    baseline: str = "",
    flips: int = 0,
    series: bool = True,
    **how: Unpack[Asked],
) -> Answer:
    """What a decision changed, for whom: variants on common random numbers.

    Without `variants` what the scenario itself compares, or else all its variants against it as written. `flips`: look for
    what would reverse the answer, with so many replications a point.
    """
    names = argument.texts("variants", variants)
    base = argument.text("baseline", baseline)
    points = argument.whole("flips", flips, 0)
    words = [*(["--variants", ",".join(names)] if names else []), *(["--baseline", base] if base else []),
             *(["--flips", str(points)] if points else [])]  # fmt: skip
    return tell(_core.compare, scenario, "compare", words, how, names, base, points, argument.flag("series", series))
