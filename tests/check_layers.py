#!/usr/bin/env python3
"""Reads every #include under src/ and include/ and fails on one that points up the table of layers.txt, on headers that
include each other in a circle, on a library from outside where it does not belong, and on a source that no
CMakeLists.txt names."""

import re
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)', re.MULTILINE)


def table():
    layers, outside = {}, {}
    for line in (TOP / "tests/layers.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        layer, allowed = line.split(":")
        words = allowed.split()
        layers[layer] = {layer} | {word for word in words if word[0] != "<"}
        outside[layer] = {word[1:-1] for word in words if word[0] == "<"}
    return layers, outside


def includes(path):
    for match in INCLUDE.finditer(path.read_text(encoding="utf-8")):
        yield match[1], match[2]


def sources(folder, *endings):
    return sorted(path for path in (TOP / folder).rglob("*") if path.suffix in endings and path.is_file())


def is_standard(name):
    return re.fullmatch(r"[a-z_]+", name) is not None


def wrong_includes(layers, outside):
    for path in sources("src", ".hpp", ".cpp"):
        where = path.relative_to(TOP)
        layer = where.parts[1]
        if layer not in layers:
            yield f"{where}: layer '{layer}' is not in tests/layers.txt"
            continue
        for own, library in includes(path):
            if own and not own.startswith("allot/") and own.split("/")[0] not in layers[layer]:
                yield f"{where}: {layer} may not include \"{own}\""
            if own and not ((TOP / "src" / own).exists() or (TOP / "include" / own).exists()):
                yield f"{where}: no file \"{own}\""
            if library and not is_standard(library) and not is_from_system(library):
                if not any(library.startswith(name) for name in outside[layer]):
                    yield f"{where}: <{library}> does not belong in {layer}"
    for path in sources("include", ".hpp"):
        for own, library in includes(path):
            if own and not own.startswith("allot/") or library and not is_standard(library):
                yield f"{path.relative_to(TOP)}: a public header includes \"{own or library}\""


def is_from_system(name):
    return name in {"dlfcn.h", "fcntl.h", "unistd.h"} or name.startswith("sys/")


def circles():
    graph = {}
    for folder in ("src", "include"):
        for path in sources(folder, ".hpp"):
            graph[str(path.relative_to(TOP / folder))] = [own for own, _ in includes(path) if own]
    done, found = set(), []

    def visit(header, way):
        if header in way:
            found.append(" -> ".join(way[way.index(header):] + [header]))
        elif header not in done:
            for further in graph.get(header, []):
                visit(further, way + [header])
            done.add(header)

    for header in graph:
        visit(header, [])
    return [f"headers include each other: {circle}" for circle in found]


def is_listed(path, folder):
    """A CMakeLists.txt of its folder, or of one above, names it as seen from there."""
    for parent in path.parents:
        listing = parent / "CMakeLists.txt"
        name = re.escape(str(path.relative_to(parent)))
        if listing.exists() and re.search(rf"(?<![\w.-]){name}\b", listing.read_text(encoding="utf-8")):
            return True
        if parent == folder:
            return False


def unlisted():
    for folder in (TOP / "src", TOP / "tests"):
        for path in sources(folder, ".cpp"):
            if not is_listed(path, folder):
                yield f"{path.relative_to(TOP)}: no CMakeLists.txt names it"


def main():
    layers, outside = table()
    problems = [*wrong_includes(layers, outside), *circles(), *unlisted()]
    print("\n".join(problems) or "every include points down, every source is built")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
