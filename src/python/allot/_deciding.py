"""What to decide: questions that are methods of a scenario."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from . import _arguments as argument
from . import _core
from ._answer import Answer
from ._asked import Asked, question, tell, typed

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ._scenario import Scenario


@question()
def solve(
    scenario: Scenario, axis: str, target: str, *, tolerance: str | float = 0, **how: Unpack[Asked]
) -> Answer:
    """The first value of one field at which a metric meets a target.

    axis: POINTER=LOW..HIGH, dates and durations by the day, whole numbers by one, units by the lot.
    target: METRIC>=VALUE, METRIC<=VALUE, or METRIC=VALUE with a tolerance. METRIC may be milestone.ID.date (VALUE a
    date), milestone.ID.reached (a share of 1), or difference.NAME.METRIC, the scenario less variant NAME.
    tolerance: how far from VALUE is still equal; of a date a duration, "3d".

    >>> import allot
    >>> swap = allot.Scenario.read("data/scenarios/h100-swap-fixed.json")
    >>> answer = swap.solve(
    ...     "/parameters/hall_ready=2023-12-01..2024-12-01",
    ...     "difference.no-swap.organisation.tesla.online_gpu_days>=0",
    ...     variant="texas-only",
    ...     replications=10,
    ... )
    >>> answer["solution"]["value"][0]
    '2024-06-15'
    """
    near = tolerance if isinstance(tolerance, str) else f"{argument.number('tolerance', tolerance):g}"
    sought = argument.text("axis", axis), argument.text("target", target), near
    words = typed(axis=axis, target=target, tolerance=None if near == "0" else near)
    return Answer(tell(_core.solve, scenario, words, how, *sought))


@question()
def compensation(scenario: Scenario, intervention: str, **how: Unpack[Asked]) -> Answer:
    """The day of return, the number of units, or the payment, at which neither side is worse off than without an
    intervention (swap, divert, loan).

    >>> import allot
    >>> swap = allot.Scenario.read("data/scenarios/h100-swap-fixed.json")
    >>> answer = swap.compensation("swap", replications=10)
    >>> print(answer.statements[0])
    With swap, Tesla has 98,037 fewer GPU-days online than without it, in the mean.
    """
    name = argument.text("intervention", intervention)
    return Answer(tell(_core.compensation, scenario, typed(whole=name), how, name))


@question(replications=20)
def game(
    scenario: Scenario,
    *,
    rules: Iterable[str] = (),
    cap: float = 2,
    step: float = 0.25,
    rounds: int = 20,
    supplier: str = "",
    product: str = "",
    **how: Unpack[Asked],
) -> Answer:
    """Whether a rule invites buyers to order more than they need, and where that ends.

    rules: to play under; without any, the scenario's own.
    cap: the largest multiple of its need that anyone orders; step: between the multiples tried; rounds: after which to
    stop, settled or not.
    supplier, product: needed where there are several.

    >>> import allot
    >>> minimal = allot.Scenario.read("data/scenarios/minimal.json")
    >>> answer = minimal.game(rules=["proportional", "equal_awards"], replications=3)
    >>> answer["game"]["rule"].to_list()
    ['proportional', 'equal_awards']
    """
    request = _core.GameRequest()
    request.cap = argument.number("cap", cap)
    request.step = argument.number("step", step)
    request.rounds = argument.whole("rounds", rounds, 1)
    request.supplier = argument.text("supplier", supplier)
    request.product = argument.text("product", product)
    names = [argument.one_of("rules", it, _core.rules()) for it in argument.texts("rules", rules)]
    words = typed(rule=names, cap=cap, step=step, rounds=rounds, supplier=supplier, product=product)
    return Answer(tell(_core.game, scenario, words, how, request, names))


@question()
def trade(
    scenario: Scenario,
    *,
    at: Iterable[Any] = (),
    between: Iterable[str] = (),
    product: str = "",
    metric: str = "online_gpu_days",
    sure: float = 0.9,
    overlook: float = 0.00001,
    most_parties: int = 3,
    most: int = 200,
    trades: int = 3,
    **how: Unpack[Asked],
) -> Answer:
    """Which places, dates or products could change hands with nobody worse off.

    at: days on which a trade may be struck; without any, the first one. between: organisations that may take part; without
    any, all. metric: by which one is better or worse off. sure: nobody is worse off in at least this share of the
    replications. overlook: a loss of less than this share of what one has counts as none. most: trades to simulate at
    most; trades: how many to tell, of each kind.

    `answer.scenario` is the scenario with a variant for each of them.

    >>> import allot
    >>> minimal = allot.Scenario.read("data/scenarios/minimal.json")
    >>> answer = minimal.trade(replications=10, most=5)
    >>> answer.scenario is None
    True
    """
    request = _core.TradeRequest()
    request.between = argument.texts("between", between)
    request.product = argument.text("product", product)
    request.metric = argument.text("metric", metric)
    request.sure = argument.number("sure", sure)
    request.overlook = argument.number("overlook", overlook)
    request.most_parties = argument.whole("most_parties", most_parties, 2, 6)
    request.most_simulations = argument.whole("most", most, 1)
    request.most_trades = argument.whole("trades", trades, 1)
    days = argument.dates("at", at)
    words = typed(at=days, between=request.between, product=product, metric=metric, sure=sure, overlook=f"{overlook:f}",
                  most_parties=most_parties, most=most, trades=trades)  # fmt: skip
    told = tell(_core.trade, scenario, words, how, request, days)
    return Answer(told, scenario._next(told.patch))


@question()
def cash(
    scenario: Scenario, *, organisation: str = "", by: str = "month", against: Iterable[str] = (), **how: Unpack[Asked]
) -> Answer:
    """What each organisation pays and earns by date, and whether another way is worth more.

    organisation: only this one; without one, each that has money, and all together.
    by: month, quarter or year.
    against: "rent", the same hours online, rented; or names of variants.

    >>> import allot
    >>> lab = allot.Scenario.read("data/examples/money/buy-or-rent.json")
    >>> answer = lab.cash(by="quarter", against=["rent"], replications=20)
    >>> answer.provenance["command"]
    'cash'
    """
    names = argument.texts("against", against)
    own = argument.text("organisation", organisation), argument.one_of("by", by, ["month", "quarter", "year"]), names
    return Answer(tell(_core.cash, scenario, typed(organisation=organisation, by=by, against=names), how, *own))
