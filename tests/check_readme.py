#!/usr/bin/env python3
"""Runs each command that the README shows with its output (a line "$ build/allot ..." in a console block), and fails where
the output is not what the README shows. Usage: check_readme.py PROGRAM; with --write it puts the true output there."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"^```console\n\$ (build/allot [^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def output_of(program, command):
    words = [program, *shlex.split(command)[1:]]
    done = subprocess.run(words, cwd=TOP, capture_output=True, encoding="utf-8", check=True, env=os.environ | {"NO_COLOR": "1"})
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    return "\n".join(lines) + "\n"


def main(program, mode):
    readme = TOP / "README.md"
    text = readme.read_text(encoding="utf-8")
    true_text = BLOCK.sub(lambda block: f"```console\n$ {block[1]}\n{output_of(program, block[1])}```", text)
    if mode == "--write":
        readme.write_text(true_text, encoding="utf-8")
    elif true_text != text:
        print("the README does not show what the program prints; python3 tests/check_readme.py PROGRAM --write mends it")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(str(Path(sys.argv[1]).resolve()), sys.argv[2] if len(sys.argv) > 2 else "--check"))
