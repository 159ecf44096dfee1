#!/usr/bin/env python3
"""Everything that `allot describe` lists it can tell about; what it does not know, it says so. Usage: check_describe.py PROGRAM"""
import os
import re
import subprocess
import sys

failures = []


def call(*arguments):
    done = subprocess.run([sys.argv[1], "describe", *arguments], capture_output=True, text=True, timeout=60, env={name: value for name, value in os.environ.items() if name != "COLUMNS"})
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
    for asked, name in (("bound", "compare.bound"), ("least_fill", "compare.least_fill"), ("levers", "compare.levers"), ("dominated", "compare.dominated"), ("ship set", "orders.kit"),
                        ("reserve", "suppliers.allocation.reserves"), ("month", "period (value)"), ("variants.cost", "variants.cost (value)"), ("action", "The actions: "), ("trade", "trade (decision)"), ("cash", "cash (decision)")):
        code, out, err = call(asked)
        expect(f"describe {asked} as people ask for it", code == 0 and name in out, out + err)
    power, room = call("sites.power.add")[1], call("sites.room.add")[1]
    expect("power speaks of power", "sites.power.add (field)" in power and '"40 MW"' in power and "stands at   /sites/ID/power/ID/add" in power and "written as  power, " in power and "whole number" not in power and "room" not in power, power)
    expect("room speaks of units", "sites.room.add (field)" in room and "in units" in room and "stands at   /sites/ID/room/ID/add" in room, room)
    for name in (name for kind, name in topics if kind == "field" and name.startswith("sites.power.")):
        expect(f"{name} stands where it says", "/sites/ID/power/ID/" in call(name)[1] and "/room/" not in call(name)[1], call(name)[1])
    out = call("priority")[1]
    expect("a name at several places is told of each", out.startswith("priority (rule)\n") and "\npriority is also\n" in out and all(f"\n  {name} " in out for name in ("orders.priority", "organisations.priority")), out)
    out = call("due")[1]
    expect("a word that is no name of its own is told wherever it stands", "orders.due (field)" in out, out)
    out = call("weight")[1]
    expect("the meanings come before what is told of each", out.startswith("weight means several things:") and out.count("weight (field)") > 1, out)
    out = call("distribution")[1]
    families = [name for kind, name in topics if kind == "distribution"]
    expect("distribution tells of every family, with an example", len(families) >= 13 and all(f"\n{name}: " in out and f'{{"{name}": ' in out for name in families), out)
    for wrong, near in (("not_befor", "not_before"), ("talmut", "talmud"), ("organisation.lab.fil_rate", "fill_rate"), ("qqqqq", "lists all")):
        code, out, err = call(wrong)
        expect(f"{wrong} is refused with what is near", code == 2 and out == "" and near in err, err)
    expect("an unknown page is refused", call("--reference", "nothing")[0] == 2, "")


main()
print("\n".join(failures))
sys.exit(1 if failures else 0)
