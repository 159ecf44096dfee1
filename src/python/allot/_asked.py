"""How every question is asked: of which scenario, on which draws."""

from __future__ import annotations

import functools
import inspect
import shlex
import warnings
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar, cast

from . import _arguments as argument
from . import _core
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


def _question(
    scenario: Scenario, command: str, words: list[str], how: Mapping[str, Any], listener: _core.Listener
) -> _core.Asked:
    """A question in the words of the library, and in those that ask the program the same."""
    variant = argument.text("variant", how["variant"])
    settings = argument.settings("set", how["set"])
    replications = argument.whole("replications", how["replications"], 1, 10_000_000)
    seed = argument.whole("seed", how["seed"], 0)
    threads = _optional("threads", how["threads"], 1, 1024)
    only = _optional("replication", how["replication"], 0)
    typical = argument.flag("typical", how["typical"])
    max_memory = _optional("max_memory", how["max_memory"], 1)
    line = [scenario.name, *words, *typed(variant=variant)]
    for pointer, value in settings:
        line += ["--set", f"{pointer}={value}"]
    line += ["-n", str(replications), "--seed", str(seed)]
    line += [] if only is None else ["--replication", str(only)]
    line += [*typed(typical=typical), "--format", "tidy"]
    asked = _core.Asked(scenario._file, _core.Edits(variant, settings), command, shlex.join(line))
    asked.set_sampling(replications, seed, threads, only, typical, max_memory, listener)
    return asked


def typed(**options: Any) -> list[str]:
    """Options as the program takes them; what is not said is left out."""
    out: list[str] = []
    for name, value in options.items():
        option = "--" + name.replace("_", "-")
        if value is True:
            out.append(option)
        elif isinstance(value, list):
            out += [option, ",".join(value)] if value else []
        elif value not in (None, "", False):
            out += [option, str(value)]
    return out


# Where the program has it under another command.
_commands = {"divergence": "compare", "bound": "compare", "compensation": "solve"}


def tell(
    ask: Callable[..., _core.Told], scenario: Scenario, words: list[str], how: Mapping[str, Any], *own: Any
) -> _core.Told:
    """Asks the library, as the function of that name; what is to be said beside the answer is a warning."""
    command = _commands.get(ask.__name__, ask.__name__)
    progress = how.get("progress")
    if progress is not None and not callable(progress):
        raise argument.wrong("progress", "a function of two numbers", progress)
    listener = _core.Listener(progress)
    told = ask(_question(scenario, command, words, {**usual, **how}, listener), *own)
    listener.end()
    for note in told.notes:
        warnings.warn(str(note), Note, stacklevel=4)
    return told


F = TypeVar("F", bound=Callable[..., Any])


def question(**other: Any) -> Callable[[F], F]:
    """A method that asks a question: its signature says what every question takes as well, with `other` than the usual
    defaults, and what it does not take is refused with the nearest right name."""

    def made(function: F) -> F:
        own = inspect.signature(function)
        named = [it for it in own.parameters.values() if it.kind is not inspect.Parameter.VAR_KEYWORD]
        shared = [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=value, annotation=Asked.__annotations__[name])
            for name, value in {**usual, **other}.items()
        ]
        signature = own.replace(parameters=[*named, *shared])

        @functools.wraps(function)
        def asking(*args: Any, **given: Any) -> Any:
            argument.refuse_unknown(given, list(signature.parameters)[1:])
            return function(*args, **{**other, **given})

        asking.__signature__ = signature  # type: ignore[attr-defined]
        return cast(F, asking)

    return made
