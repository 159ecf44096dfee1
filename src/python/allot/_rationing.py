"""One division of a shortage, and no simulation."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from typing import Any

from . import _arguments as argument
from . import _core
from ._answer import Answer
from ._asked import typed


def ration(
    rule: str,
    estate: float,
    claims: Iterable[float],
    *,
    weights: Any = (),
    caps: Any = (),
    lot: Any = (),
    min_shipment: Any = (),
    received: Any = (),
    receipts: Any = (),
    share: float | None = None,
    quotas: Any = (),
    bids: Any = (),
) -> Answer:
    """Divides what there is among claims by a rule.

    Each of the others is one number for all claims, or one for each: lot, whole lots of so many units, without which
    decimals are divided; caps, the most that each may get; and what single rules look at.

    >>> import allot
    >>> answer = allot.ration("talmud", 200, [100, 200, 300])
    >>> answer["division"]["award"].to_list()
    [50.0, 75.0, 75.0]
    """
    argument.one_of("rule", rule, _core.rules())
    request = _core.RationRequest(rule, argument.number("estate", estate), argument.numbers("claims", claims))
    said = {
        "weights": weights, "caps": caps, "lots": lot, "minimums": min_shipment, "received": received,
        "receipts": receipts, "quotas": quotas, "bids": bids,
    }  # fmt: skip
    for name, value in said.items():
        setattr(request, name, argument.column(name, value))
    request.share = None if share is None else argument.number("share", share)
    listed = {name: _listed(argument.column(name, value)) for name, value in said.items()}
    line = typed(rule=rule, estate=estate, claims=_listed(request.claims), lot=listed.pop("lots"),
                 min_shipment=listed.pop("minimums"), **listed, share=share, format="tidy")  # fmt: skip
    return Answer(_core.ration(request, shlex.join(line)))


def _listed(numbers: list[float]) -> list[str]:
    return [f"{it:.15g}" for it in numbers]
