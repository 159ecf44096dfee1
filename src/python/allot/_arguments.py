"""Arguments looked at one by one, so that what is wrong is said with the name of its argument: of a wrong kind a TypeError,
of a wrong value a RequestError."""

from __future__ import annotations

import datetime
import difflib
import json
import math
import os
from collections.abc import Iterable, Mapping
from typing import Any

from . import _core
from ._errors import RequestError


largest = 2**63 - 1


def nearest(name: str, known: Iterable[str]) -> str:
    """A question about the name that was probably meant, or nothing."""
    near = difflib.get_close_matches(name, list(known), 1)
    return f"; did you mean '{near[0]}'?" if near else ""


def wrong(name: str, wanted: str, value: Any) -> TypeError:
    return TypeError(f"{name}: expected {wanted}, found {type(value).__name__}")


def text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise wrong(name, "a text", value)
    return value


def texts(name: str, value: Any) -> list[str]:
    """Texts; a single one is no list of its letters."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise wrong(name, "a list of texts", value)
    return [text(name, it) for it in value]


def listed(name: str, value: Any) -> list[Any]:
    if isinstance(value, (str, Mapping)) or not isinstance(value, Iterable):
        raise wrong(name, "a list", value)
    return list(value)


def pair(name: str, value: Any) -> tuple[Any, Any]:
    if not isinstance(value, (tuple, list)) or len(value) != 2:
        raise wrong(name, "a pair", value)
    return value[0], value[1]


def mapping(name: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise wrong(name, "a dict", value)
    return {text(name, key): it for key, it in value.items()}


def flag(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise wrong(name, "True or False", value)
    return value


def whole(name: str, value: Any, least: int, most: int = largest) -> int:
    """A whole number, of Python's own or of numpy's."""
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        raise wrong(name, "a whole number", value)
    number = value.__index__()
    if not least <= number <= most:
        limit = f"from {least:,} on" if most == largest else f"from {least:,} to {most:,}"
        raise RequestError(f"{name}: expected a whole number {limit}, found {number:,}")
    return int(number)


def number(name: str, value: Any) -> float:
    if isinstance(value, (bool, str)) or not hasattr(value, "__float__"):
        raise wrong(name, "a number", value)
    if not math.isfinite(value):
        raise RequestError(f"{name}: expected a finite number, found {value}")
    return float(value)


def numbers(name: str, value: Any) -> list[float]:
    """Numbers of a list or of an array."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise wrong(name, "a list of numbers", value)
    return [number(name, it) for it in value]


def column(name: str, value: Any) -> list[float]:
    """Numbers, or one for all."""
    return numbers(name, value if isinstance(value, Iterable) else [value])


def date(name: str, value: Any) -> str:
    """A day or a moment as a scenario writes it."""
    if isinstance(value, datetime.datetime):
        if value.tzinfo is not None:
            value = value.astimezone(datetime.timezone.utc).replace(tzinfo=None)
        return value.isoformat(timespec="seconds")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if not isinstance(value, str):
        raise wrong(name, "a date", value)
    if not _core.is_date(value):
        raise RequestError(f"{name}: expected a date such as 2024-06-15, found '{value}'")
    return value


def dates(name: str, value: Any) -> list[str]:
    if isinstance(value, (str, datetime.date)) or not isinstance(value, Iterable):
        raise wrong(name, "a list of dates", value)
    return [date(name, it) for it in value]


def content(name: str, value: Any) -> str:
    """The text of a file, or a data frame as the CSV that it would be."""
    if hasattr(value, "to_csv"):  # pandas
        return text(name, value.to_csv(index=False))
    if hasattr(value, "write_csv"):  # polars
        return text(name, value.write_csv())
    return text(name, value)


def path(name: str, value: Any) -> str:
    if not isinstance(value, (str, os.PathLike)):
        raise wrong(name, "a path", value)
    return os.fsdecode(value)


def one_of(name: str, value: Any, words: list[str]) -> str:
    if text(name, value) not in words:
        raise RequestError(f"{name}: expected one of {', '.join(words)}, found '{value}'" + nearest(value, words))
    return str(value)


def as_json(name: str, value: Any) -> str:
    """A value of a scenario as JSON. Dates become texts and numbers of numpy plain ones; of what is none of JSON's the
    place is said."""
    return json.dumps(_plain(name, value), indent=2, ensure_ascii=False)


def _plain(at: str, value: Any) -> Any:
    if value is None or isinstance(value, (bool, str, int)):
        return value
    if isinstance(value, Mapping):
        return {text(f"{at}: a key", key): _plain(f"{at}/{key}", it) for key, it in value.items()}
    if isinstance(value, datetime.date):
        return date(at, value)
    if hasattr(value, "__index__"):
        return int(value)
    if hasattr(value, "__float__"):
        return number(at, value)
    if isinstance(value, Iterable) and not isinstance(value, (bytes, bytearray, set, frozenset)):
        return [_plain(f"{at}/{i}", it) for i, it in enumerate(value)]
    raise wrong(at, "a value of JSON", value)


def settings(name: str, value: Any) -> list[tuple[str, str]]:
    """As `--set` takes them: a text that is JSON is read as what it says."""
    if not isinstance(value, Mapping):
        raise wrong(name, "{POINTER: VALUE}", value)
    out = []
    for pointer, it in value.items():
        if not text(name, pointer).startswith("/"):
            raise RequestError(f"{name}: expected pointers such as /end, found '{pointer}'")
        out.append((pointer, it if isinstance(it, str) else as_json(f"{name}: {pointer}", it)))
    return out


def refuse_unknown(names: Iterable[str], known: Iterable[str]) -> None:
    known = list(known)
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            raise TypeError(f"unknown argument '{name}'" + (f"; did you mean '{near[0]}'?" if near else ""))
