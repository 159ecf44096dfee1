"""How every question is asked: of which scenario, on which draws."""

from __future__ import annotations

import shlex
import warnings
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypedDict

from . import _arguments as argument
from . import _core
from ._answer import Answer
from ._errors import Note

if TYPE_CHECKING:
    from ._scenario import Scenario


class Asked(TypedDict, total=False):
    """What every question that simulates takes beside its own arguments."""

    variant: str
    """Named changes of the scenario to make first: "no-swap", or "no-swap+gated"."""
    set: Mapping[str, Any]
    """Single values to set after that, by JSON pointer: {"/end": "2024-12-31"}; None removes."""
    replications: int
    """How many times to simulate; 1,000 unless the question says otherwise."""
    seed: int
    """Which chance: the same seed gives the same answer."""
    threads: int | None
    """All cores unless said otherwise; never changes an answer."""
    replication: int | None
    """Exactly this replication, from 0."""
    typical: bool
    """All chance off: every draw at its median."""
    max_memory: int | None
    """Bytes; a larger run is refused. 8 GiB unless said otherwise."""
    progress: Callable[[int, int], bool | None] | None
    """Told from time to time how many replications are done, and of how many; returns False to stop."""


usual: dict[str, Any] = {
    "variant": "",
    "set": {},
    "replications": 1000,
    "seed": 1,
    "threads": None,
    "replication": None,
    "typical": False,
    "max_memory": None,
    "progress": None,
}


def _optional(name: str, value: Any, least: int, most: int = argument.largest) -> int | None:
    return None if value is None else argument.whole(name, value, least, most)


def _question(scenario: Scenario, command: str, words: list[str], how: Mapping[str, Any]) -> _core.Asked:
    """A question in the words of the library, and in those that ask the program the same."""
    variant = argument.text("variant", how["variant"])
    settings = argument.settings("set", how["set"])
    replications = argument.whole("replications", how["replications"], 1, 10_000_000)
    seed = argument.whole("seed", how["seed"], 0)
    threads = _optional("threads", how["threads"], 1, 1024)
    only = _optional("replication", how["replication"], 0)
    typical = argument.flag("typical", how["typical"])
    max_memory = _optional("max_memory", how["max_memory"], 1)
    if how["progress"] is not None and not callable(how["progress"]):
        raise argument.wrong("progress", "a function of two numbers", how["progress"])
    typed = [scenario.name, *words]
    typed += ["--variant", variant] if variant else []
    for pointer, value in settings:
        typed += ["--set", f"{pointer}={value}"]
    typed += ["-n", str(replications), "--seed", str(seed)]
    typed += [] if only is None else ["--replication", str(only)]
    typed += ["--typical"] if typical else []
    typed += ["--format", "tidy"]
    question = _core.Asked(scenario._file, _core.Edits(variant, settings), command, shlex.join(typed))
    question.set_sampling(replications, seed, threads, only, typical, max_memory, how["progress"])
    return question


def tell(
    ask: Callable[..., _core.Told],
    scenario: Scenario,
    command: str,
    words: list[str],
    given: Mapping[str, Any],
    *own: Any,
    **other: Any,
) -> Answer:
    """Asks the library; what is to be said beside the answer is a warning. `other`: what is not as usual."""
    argument.refuse_unknown(given, usual)
    told = ask(_question(scenario, command, words, {**usual, **other, **given}), *own)
    for note in told.notes:
        warnings.warn(str(note), Note, stacklevel=3)
    return Answer(told)
