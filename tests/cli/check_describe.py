#!/usr/bin/env python3
"""Everything that `allot describe` lists it can tell about; what it does not know, it says so. Usage: check_describe.py PROGRAM"""
import re
import subprocess
import sys

failures = []


def call(*arguments):
    done = subprocess.run([sys.argv[1], "describe", *arguments], capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout, done.stderr


def expect(what, holds, seen):
    if not holds:
        failures.append(f"{what}: {seen}"[:400])


def listed(text):
    kind, prefix = "", ""
    for line in text.splitlines()[1:]:
        if line and not line.startswith(" "):
            kind, prefix = line, ""
        elif line:
            head = re.match(r"  (\S+\.) ", line)
            if not line.startswith("    "):
                prefix = head.group(1) if head else ""
            words = line[len(head.group(0)):] if head else line
            for word in filter(None, (word.strip() for word in words.split(","))):
                yield kind, prefix + word


def main():
    code, out, _ = call()
    topics = list(listed(out))
    expect("topics are listed", code == 0 and len(topics) > 150, len(topics))
    expect("kinds of topics", {kind for kind, _ in topics} >= {"field", "metric", "rule", "distribution", "action", "exit status"}, out)
    for kind, name in topics:
        code, out, err = call(name)
        expect(f"describe {name}", code == 0 and f"{name} ({kind})\n" in out and len(out.splitlines()) > 1, out + err)
        expect(f"lines of {name} are short", all(len(line) <= 80 for line in out.splitlines()), out)
    for path, words in (("not_before", "orders.not_before (field)"), ("/sites/hall/room/south/add", "sites.room.add (field)"),
                        ("organisation.lab.fill_rate", "fill_rate (metric)"), ("talmud", "200 to divide: 50, 75, 75"), ("3", "exit.3")):
        code, out, err = call(path)
        expect(f"describe {path}", code == 0 and words in out, out + err)
    for wrong, near in (("not_befor", "not_before"), ("talmut", "talmud"), ("organisation.lab.fil_rate", "fill_rate"), ("qqqqq", "lists all")):
        code, out, err = call(wrong)
        expect(f"{wrong} is refused with what is near", code == 2 and out == "" and near in err, err)
    expect("an unknown page is refused", call("--reference", "nothing")[0] == 2, "")


main()
print("\n".join(failures))
sys.exit(1 if failures else 0)
