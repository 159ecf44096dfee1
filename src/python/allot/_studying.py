"""Studies of many points: questions that are methods of a scenario."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from . import _arguments as argument
from . import _core
from ._answer import Answer
from ._asked import Asked, question, tell, typed
from ._errors import RequestError

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ._scenario import Scenario


def _correlations(asked: Any) -> list[tuple[str, str, float]]:
    out = []
    for it in argument.listed("correlate", asked):
        if not isinstance(it, (tuple, list)) or len(it) != 3:
            raise argument.wrong("correlate", "(one, other, correlation) each", it)
        out.append((argument.text("correlate", it[0]), argument.text("correlate", it[1]),
                    argument.number("correlate", it[2])))  # fmt: skip
    return out


@question(replications=None)
def rank(
    scenario: Scenario,
    *metrics: str,
    variants: Iterable[str] = (),
    probability: float = 0.95,
    indifference: str | float = "",
    most: int | None = None,
    **how: Unpack[Asked],
) -> Answer:
    """The best of several variants by a metric, with a stated probability; by several metrics the Pareto set.

    metrics: paths, milestone.ID.date or milestone.ID.reached; METRIC=more or METRIC=less says which way is better.
    variants: without any, the scenario as written and all its variants.
    probability: of correct selection; of several metrics, of who is called sure.
    indifference: a difference that does not matter: an amount, "2%", or of a date "3d"; 1% or one day unless said otherwise.
    most: replications of a variant at most; 10,000 unless said otherwise. `replications` is the first stage, 100; of
    several metrics it is how many there are, 1,000.

    >>> import allot
    >>> swap = allot.Scenario.read("data/scenarios/h100-swap-fixed.json")
    >>> answer = swap.rank("organisation.tesla.online_gpu_days", variants=["base", "no-swap"], replications=20)
    >>> answer["ranking"]["variant"][0]
    'no-swap'
    """
    words = _core.RankWords()
    words.metrics = argument.texts("metrics", metrics)
    if not words.metrics:
        raise RequestError("metrics: expected what is ranked by, such as system.online_gpu_days")
    words.variants = argument.texts("variants", variants)
    words.probability = argument.number("probability", probability)
    words.indifference = indifference if isinstance(indifference, str) else f"{argument.number('indifference', indifference):.15g}"
    if len(words.metrics) > 1 and (words.indifference or most is not None):
        raise RequestError("indifference and most are for one metric; of several, say how many replications")
    if most is not None:
        words.most = argument.whole("most", most, 2, 10_000_000)
    line = typed(variants=words.variants, probability=words.probability, indifference=words.indifference, most=most)
    for it in words.metrics:
        line += ["--metric", it]
    given: dict[str, Any] = dict(how)
    if given.get("replications") is None:
        given["replications"] = 100 if len(words.metrics) == 1 else 1000
    return Answer(tell(_core.rank, scenario, line, given, words))


@question()
def sensitivity(
    scenario: Scenario,
    *metrics: str,
    methods: Iterable[str] = (),
    vary: Mapping[str, Any] = {},
    only: Iterable[str] = (),
    groups: Mapping[str, Iterable[str]] = {},
    correlate: Iterable[tuple[str, str, float]] = (),
    **how: Unpack[Asked],
) -> Answer:
    """What decides the answer: whose the spread is, what nobody knows or the course of events.

    metrics: paths, milestone.ID.date or difference.NAME.PATH; without any, online GPU-days.
    methods: tornado, morris, sobol or shapley. vary: further inputs, {POINTER: "LOW..HIGH"} or a distribution.
    only: inputs to tell apart, all others as one. groups: several as one, {NAME: [POINTER, ...]}.
    correlate: inputs that go together, each (one, other, correlation of ranks).
    `replications` is the size of a base sample.

    >>> import allot
    >>> minimal = allot.Scenario.read("data/scenarios/minimal.json")
    >>> answer = minimal.sensitivity(vary={"/sites/lab-hall/room/main/at": "2024-01-15..2024-04-01"}, replications=64)
    >>> len(answer.statements) > 0
    True
    """
    asked = _core.SensitivityQuestion()
    asked.metrics = argument.texts("metrics", metrics)
    asked.only = argument.texts("only", only)
    line = typed(only=asked.only)
    for name in asked.metrics:
        line += ["--metric", name]
    for name in argument.texts("methods", methods):
        asked.add_method(argument.one_of("methods", name, ["tornado", "morris", "sobol", "shapley"]))
        line += ["--method", name]
    for pointer, values in argument.settings("vary", vary):
        asked.add_varied(pointer, values)
        line += ["--vary", f"{pointer}={values}"]
    for name, pointers in argument.mapping("groups", groups).items():
        members = argument.texts("groups", pointers)
        asked.add_group(name, members)
        line += ["--group", f"{name}={','.join(members)}"]
    for one, other, rho in _correlations(correlate):
        asked.add_correlation(one, other, rho)
        line += ["--correlate", f"{one},{other}={rho:.15g}"]
    return Answer(tell(_core.sensitivity, scenario, line, how, asked))


def _axis(pointer: str, values: Any) -> Any:
    """Values as a design has them: a text, a list, a distribution, or None for what stands there."""
    if values is None or isinstance(values, (str, Mapping)):
        return values
    return argument.listed(f"vary: {pointer}", values)


@question()
def sweep(
    scenario: Scenario,
    database: str | os.PathLike[str],
    *,
    vary: Mapping[str, Any] = {},
    sample: int | None = None,
    by: str = "lhs",
    correlate: Iterable[tuple[str, str, float]] = (),
    design: str | os.PathLike[str] | None = None,
    variants: Iterable[str] = (),
    metrics: Iterable[str] = (),
    series: bool = False,
    resume: bool = False,
    shard: tuple[int, int] = (1, 1),
    **how: Unpack[Asked],
) -> Answer:
    """The same question at many points, into an SQLite file, which sqlite3, pandas and DuckDB read.

    vary: what varies, {POINTER: values}: a list, "LOW..HIGH:STEP" or "LOW..HIGH/N"; with `sample` also "LOW..HIGH", a
    distribution, or None for the one that stands there. POINTER may be "variant" or "seed".
    sample: so many points over all that varies, spread `by` lhs, sobol or random; without it every combination.
    correlate: rank correlations, each (one, other, correlation). design: a file that says all this instead.
    variants: compare these at each point. metrics: keep these alone, by path, "*" for anything. series: keep levels over
    time as well. resume: go on with what was stopped. shard: only the K-th of N parts, (K, N); `allot.merge` puts them
    together.

    Stopped, it keeps the points that are finished.

    >>> import allot, os, tempfile
    >>> minimal = allot.Scenario.read("data/scenarios/minimal.json")
    >>> folder = tempfile.TemporaryDirectory()
    >>> study = os.path.join(folder.name, "study.db")
    >>> answer = minimal.sweep(study, vary={"/sites/lab-hall/room/main/at": ["2024-01-15", "2024-03-01"]})
    >>> import sqlite3
    >>> sqlite3.connect(study).execute("SELECT count(*) FROM points").fetchone()
    (2,)
    """
    words = _core.SweepWords()
    words.database = argument.path("database", database)
    words.compared = argument.texts("variants", variants)
    words.metrics = argument.texts("metrics", metrics)
    words.with_series = argument.flag("series", series)
    words.is_resumed = argument.flag("resume", resume)
    part, of = argument.pair("shard", shard)
    words.set_shard(argument.whole("shard", part, 1, argument.whole("shard", of, 1)), of)
    line = _design(words, vary, sample, by, correlate, design)
    line += typed(output=words.database, variants=words.compared, metrics=words.metrics, series=series, resume=resume,
                  shard=None if (part, of) == (1, 1) else f"{part}/{of}")  # fmt: skip
    if words.compared and "base" not in words.compared:
        words.compared = ["base", *words.compared]
    return Answer(tell(_core.sweep, scenario, line, how, words))


def _design(words: _core.SweepWords, vary: Any, sample: Any, by: Any, correlate: Any, design: Any) -> list[str]:
    """Says the design, and gives the program's words for it."""
    if design is not None:
        if vary or sample or correlate:
            raise RequestError("design: the file says what varies; vary, sample and correlate do not go with it")
        words.design_file = argument.path("design", design)
        return ["--design", words.design_file]
    axes = {pointer: _axis(pointer, it) for pointer, it in argument.mapping("vary", vary).items()}
    if not axes:
        raise RequestError("vary: expected {POINTER: VALUES}, or a design")
    said: dict[str, Any] = {"axes": axes}
    pairs = _correlations(correlate)
    if pairs:
        said["correlate"] = [list(it) for it in pairs]
    if sample is not None:
        said["sample"] = argument.whole("sample", sample, 1)
        said["by"] = argument.one_of("by", by, ["lhs", "sobol", "random"])
    words.design = argument.as_json("vary", said)
    return _words_of(json.loads(words.design))


def _words_of(said: dict[str, Any]) -> list[str]:
    line = []
    for pointer, values in said["axes"].items():
        one_by_one = isinstance(values, list)
        shown = ",".join(it if isinstance(it, str) else json.dumps(it) for it in values) if one_by_one else values
        line += ["--vary", pointer if shown is None else f"{pointer}={shown if isinstance(shown, str) else json.dumps(shown)}"]
    for one, other, rho in said.get("correlate", []):
        line += ["--correlate", f"{one},{other}={rho:.15g}"]
    return line + typed(sample=said.get("sample"), by=said.get("by"))


def merge(into: str | os.PathLike[str], shards: Iterable[str | os.PathLike[str]]) -> Answer:
    """Puts shards of one sweep together: what the whole sweep would have been, to the byte."""
    paths = [argument.path("shards", it) for it in argument.listed("shards", shards)]
    whole = argument.path("into", into)
    return Answer(_core.merge(whole, paths, shlex.join([whole, *paths])))
