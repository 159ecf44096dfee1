"""How things go wrong, and as which exception: whoever wrote the scenario, whoever asks, or whoever runs the machine."""

from __future__ import annotations

import re
from dataclasses import dataclass


def in_words_of_python(text: str) -> str:
    """A message of the library, in which the program's options are arguments: max_memory, and not --max-memory."""
    return re.sub(r"--([a-z][a-z-]*)", lambda found: found[1].replace("-", "_"), text)


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a scenario, or is to be said of it, and where it stands."""

    file: str | None
    """The text that says it, as a message names it; None where no text does."""
    line: int | None
    column: int | None
    """In characters, from 1."""
    pointer: str
    """JSON pointer of the value, "" for the whole text."""
    message: str
    hint: str = ""
    """A way to mend it, or ""."""

    def __str__(self) -> str:
        place = "" if self.file is None else f"{self.file}:{self.line}:{self.column}: "
        return f"{place}{self.pointer + ': ' if self.pointer else ''}{self.message}" + (
            f" ({self.hint})" if self.hint else ""
        )


class Error(Exception):
    """What all exceptions of this package are."""


class InputError(Error, ValueError):
    """A scenario is wrong. Its text is what the program prints; `problems` has every one of them, not only the first.

    >>> import allot
    >>> try:
    ...     allot.Scenario.from_text('{"allot": 1}').check()
    ... except allot.InputError as error:
    ...     [(it.line, it.column, it.message) for it in error.problems][0]
    (1, 1, "'start' is missing: first moment")
    """

    problems: list[Problem]

    def __init__(self, text: str, problems: list[Problem] | None = None) -> None:
        super().__init__(text)
        self.problems = problems or []

    def __str__(self) -> str:
        return str(self.args[0]).rstrip("\n")

    def __reduce__(self) -> tuple[type[InputError], tuple[str, list[Problem]]]:
        return InputError, (self.args[0], self.problems)


class RequestError(Error, ValueError):
    """What was asked cannot be done as asked: an unknown metric, a date that is none, nothing to compare."""


class UnknownName(RequestError, KeyError):
    """A table or a column that an answer does not have."""

    __str__ = Exception.__str__


class TooMuch(RequestError):
    """What was asked takes more memory or time than is allowed; said before it begins."""


class EnvironmentError(Error, OSError):  # noqa: A001 - the library's word
    """A file cannot be read."""


class Interrupted(Error):
    """A progress callback returned False; nothing is kept."""


class Note(UserWarning):
    """What the program says beside an answer: a setting without effect, a decision that found no units to move."""
