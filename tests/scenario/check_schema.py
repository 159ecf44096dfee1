#!/usr/bin/env python3
"""Scenarios satisfy the printed schema, and stop doing so when a key is misspelt or a value is of the wrong kind.

Usage: check_schema.py SCHEMA FOLDER...; ends with 77 where the Python package jsonschema is missing.
"""
import copy
import json
import pathlib
import re
import sys

try:
    import jsonschema
except ImportError:
    sys.exit(77)

COMMENTS = re.compile(r'("(?:\\.|[^"\\])*")|//[^\n]*|/\*.*?\*/', re.S)
FREE = {"sources", "value"}  # what may hold anything
failures = []


def read(path):
    draft = json.loads(COMMENTS.sub(lambda match: match.group(1) or "", path.read_text()))
    return draft.get("scenario", draft)


def objects(draft, path=()):
    if isinstance(draft, list):
        for i, item in enumerate(draft):
            yield from objects(item, path + (i,))
    elif isinstance(draft, dict):
        yield path
        for key, item in draft.items():
            if key not in FREE:
                yield from objects(item, path + (key,))


def at(draft, path):
    for key in path:
        draft = draft[key]
    return draft


def check_misspelt(schema, name, draft):
    for path in objects(draft):
        if path and path[-1] in ("parameters", "variants", "routes", "quota", "stage"):  # names are free there
            continue
        wrong = copy.deepcopy(draft)
        at(wrong, path)["No such key"] = 1
        if schema.is_valid(wrong):
            failures.append(f"{name}: a misspelt key passes at /{'/'.join(map(str, path))}")


def check_kinds(schema, name, draft):
    for key, value in (("start", "tomorrow"), ("end", 2024), ("grid", "1 month"), ("allot", 2), ("orders", 5), ("order_books", "a.csv")):
        if schema.is_valid({**draft, key: value}):
            failures.append(f"{name}: {key} may be {value!r}")
    if "extends" not in draft and schema.is_valid({key: value for key, value in draft.items() if key != "end"}):
        failures.append(f"{name}: the end may be missing")


def main(schema_file, folders):
    text = json.loads(pathlib.Path(schema_file).read_text())
    jsonschema.Draft7Validator.check_schema(text)
    schema = jsonschema.Draft7Validator(text)
    files = sorted(path for folder in folders for path in pathlib.Path(folder).glob("*.json"))
    for path in files:
        draft = read(path)
        for error in schema.iter_errors(draft):
            failures.append(f"{path.name}: /{'/'.join(map(str, error.absolute_path))}: {error.message}"[:300])
        check_misspelt(schema, path.name, draft)
        check_kinds(schema, path.name, draft)
    if not files:
        failures.append("no scenario was found")


main(sys.argv[1], sys.argv[2:])
print("\n".join(failures))
sys.exit(1 if failures else 0)
