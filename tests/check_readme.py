#!/usr/bin/env python3
"""Runs each command that the README or a page of docs/ shows with its output (a line "$ build/allot ..." in a console
block), and fails where the output is not what the page shows. A command of an sh block that ends in "# -> THIS; THAT" has to
print these words. Usage: check_readme.py PROGRAM; with --write it puts the true output of console blocks there."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"^```console\n\$ (build/allot [^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


CLAIM = re.compile(r"^(build/allot [^\n]*?)\s+# -> ([^\n]*)$", re.MULTILINE)
SHOWN_BELOW = "what follows"


def lacks(text, claim, program, folder):
    """What a claim says and the command does not print."""
    command, words = claim.groups()
    if words == SHOWN_BELOW:
        return [] if f"$ {command}\n" in text else [f"{command}: not shown"]
    output = " ".join(output_of(program, command, folder).split())
    return [f"{command}: does not print '{word}'" for word in words.split("; ") if word not in output]


def checked(program, text):
    """What its claims lack, and the text with the true output of its blocks. Commands run in the page's order in a copy of
    data/, so that one may use what another wrote."""
    broken, pieces, end = [], [], 0
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(TOP / "data", Path(folder, "data"))
        for it in sorted([*BLOCK.finditer(text), *CLAIM.finditer(text)], key=lambda it: it.start()):
            if it.re is CLAIM:
                broken += lacks(text, it, program, folder)
                continue
            pieces += [text[end:it.start()], f"```console\n$ {it[1]}\n{output_of(program, it[1], folder)}```"]
            end = it.end()
    return broken, "".join(pieces) + text[end:]


def output_of(program, command, folder):
    words = [program, *shlex.split(command)[1:]]
    done = subprocess.run(words, cwd=folder, capture_output=True, encoding="utf-8", check=True, env={name: value for name, value in os.environ.items() if name != "COLUMNS"} | {"NO_COLOR": "1"})
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    return "\n".join(lines) + "\n"


def pages():
    return [TOP / "README.md", *sorted((TOP / "docs").rglob("*.md"))]


def main(program, mode):
    wrong, broken = [], []
    for page in pages():
        text = page.read_text(encoding="utf-8")
        lacking, true_text = checked(program, text)
        broken += lacking
        if true_text == text:
            continue
        wrong.append(str(page.relative_to(TOP)))
        if mode == "--write":
            page.write_text(true_text, encoding="utf-8")
    if broken:
        print("\n".join(broken))
        return 1
    if not wrong or mode == "--write":
        return 0
    print(f"{', '.join(wrong)}: not what the program prints; python3 tests/check_readme.py PROGRAM --write mends it")
    return 1


if __name__ == "__main__":
    sys.exit(main(str(Path(sys.argv[1]).resolve()), sys.argv[2] if len(sys.argv) > 2 else "--check"))
