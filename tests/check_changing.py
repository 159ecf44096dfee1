#!/usr/bin/env python3
"""Holds docs/changing.md against the sources: of each kind of thing that its sections say how to add, one that there is
is looked for, and the files that know it have to be those that the section lists, as many as its heading says."""

import re
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
# What a section adds, one that there is, and how sources name it.
SAMPLES = {
    "metric": ("deposits_paid", r'"{name}"'),
    "format": ("tidy", r"\b{name}\b"),
    "intervention": ("retire", r'\bRetire\b|"{name}"|\bact_{name}\.cpp'),
    "question": ("game", r"\bGame\b|\badd_{name}\b|\b(answer_)?{name}\.[ch]pp"),
}
HEADING = re.compile(r"^## To add an? (\w+): (\d+) files$", re.MULTILINE)


def knowing(pattern):
    for folder in ("include", "src"):
        for path in (TOP / folder).rglob("*"):
            if path.suffix in (".cpp", ".hpp"):
                text = re.sub(r"//.*", "", path.read_text(encoding="utf-8"))
            elif path.name == "CMakeLists.txt":
                text = re.sub(r"#.*", "", path.read_text(encoding="utf-8"))
            else:
                continue
            if re.search(pattern, text):
                yield str(path.relative_to(TOP))


def sections(page):
    heads = list(HEADING.finditer(page))
    for head in heads:
        rest = page[head.end() :]
        body = rest[: rest.find("\n## ")] if "\n## " in rest else rest
        listed = [file for line in re.findall(r"^\d+\..*(?:\n   .*)*", body, re.MULTILINE)
                  for file in re.findall(r"`((?:src|include)/[\w./]+)`", line)]
        yield head[1], int(head[2]), listed


def problems(page):
    found = {what: (count, listed) for what, count, listed in sections(page)}
    for what, (name, pattern) in SAMPLES.items():
        if what not in found:
            yield f"there is no section on adding a {what}"
            continue
        count, listed = found[what]
        listed = [file.replace("NAME", name) for file in listed]
        known = set(knowing(pattern.format(name=name)))
        if count != len(set(listed)):
            yield f"{what}: the heading says {count} files, the list has {len(set(listed))}"
        for file in sorted(known - set(listed)):
            yield f"{what}: {file} knows '{name}' and is not listed"
        for file in sorted(set(listed) - known):
            yield f"{what}: {file} is listed and does not know '{name}'"


def main():
    wrong = list(problems((TOP / "docs/changing.md").read_text(encoding="utf-8")))
    print("\n".join(f"docs/changing.md: {line}" for line in wrong) or "what a change touches is what the page says")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
