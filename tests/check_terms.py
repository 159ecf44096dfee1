#!/usr/bin/env python3
"""The glossary, docs/terms.md, against the tree and the program; and names that gave way to the field's terms.

    check_terms.py PROGRAM
"""
import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "terms.md"

# Names that are not to come back, whole, outside of strings.
REPLACED = """
DaysOfComing Flip Flips Flow Flows Handover Hop Hops Joined JoinedWorker Lever Luck Passing PlainMarket PlainRun
PlainTransfer TransferRecord Wide add_flips are_all_plain begin_plain_market close_hops come_by_hops fill_together
find_plain_markets find_plain_suppliers fit_together flip flip_of flip_section flip_test flips flips_csv
has_plain_levels has_plain_orders hastes is_plain_or_elsewhere is_worked_out level_to levers_for levers_of
look_at_conditions look_at_patience luck_ make_whole most_levers note_hop nth on_patience_end on_shock_begin
on_shock_end own_flows patience_ends plain_buyers plain_chance plain_choice plain_deeds plain_division plain_embargo
plain_engine plain_engine_test plain_fraction plain_interventions plain_levels plain_market plain_market_test
plain_markets plain_orders plain_policy plain_readiness plain_receipts plain_route plain_run plain_site
plain_substitutes plain_supply plain_timing plain_world rank_of_patience run_plain_allocation run_whole serve_plainly
share_hops shares_past shock_begins shock_ends swap_turns_test thaws transfer_named units_moved whole_test
"""

ENTRY = re.compile(r"^\*\*(?P<term>[^*\n]+)\.\*\*(?P<text>.*?)(?=^\*\*|\Z)", re.M | re.S)
SOURCE = re.compile(r"^\*Source: .+ \((1[0-9]{3}|20[0-9]{2})\), \S.*\*$", re.M)
STRING = re.compile(r'''R"([^(\s]*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"''', re.S)


def asked(program, *arguments):
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=True).stdout


def words_of_schema(node):
    """Keys and named values of the scenario format."""
    if isinstance(node, list):
        return {word for part in node for word in words_of_schema(part)}
    if not isinstance(node, dict):
        return set()
    words = set(node.get("properties", {})) if isinstance(node.get("properties"), dict) else set()
    words |= {value for value in [*node.get("enum", []), node.get("const")] if isinstance(value, str)}
    return words.union(*(words_of_schema(part) for part in node.values()))


class Program:
    def __init__(self, path):
        self.path = path
        self.words = words_of_schema(json.loads(asked(path, "schema")))
        self.metrics = set(re.findall(r"^\| `(\w+)` \|", asked(path, "describe", "--reference", "metrics"), re.M))
        self.commands = set(re.findall(r"^  ([a-z]+) ", asked(path, "--help").split("Commands:")[1], re.M))

    def has(self, command):
        name, *options = command.split()[1:]
        if name not in self.commands:
            return False
        told = set(re.findall(r"--[a-z-]+", asked(self.path, name, "--help")))
        return all(option in told for option in options)

    def knows(self, code):
        if code.startswith("allot "):
            return self.has(code)
        if "/" in code:
            return (ROOT / code).is_file()
        return code in self.words or code in self.metrics


def problems_of_page(text, program):
    entries = [(it["term"], it["text"]) for it in ENTRY.finditer(text)]
    if len(entries) < 40:
        yield f"only {len(entries)} terms"
    terms = [term for term, _ in entries]
    for before, after in zip(terms, terms[1:]):
        if before.casefold() >= after.casefold():
            yield f"'{after}' stands after '{before}'"
    for term, body in entries:
        if not SOURCE.search(body):
            yield f"{term}: no source with an author, a year and a title"
        codes = re.findall(r"`([^`]+)`", SOURCE.sub("", body))
        if not codes:
            yield f"{term}: says nowhere where it appears"
        for code in codes:
            if not program.knows(code):
                yield f"{term}: there is no `{code}`"


def problems_of_names():
    names = REPLACED.split()
    if not names:
        return
    replaced = re.compile(r"\b(" + "|".join(map(re.escape, names)) + r")\b")
    for folder in ("src", "include", "tests"):
        for path in sorted((ROOT / folder).rglob("*.[ch]pp")):
            for word in sorted(set(replaced.findall(STRING.sub('""', path.read_text(encoding="utf-8"))))):
                yield f"{path.relative_to(ROOT)}: says '{word}', which has another name by now"
            if path.stem in names:
                yield f"{path.relative_to(ROOT)}: is called by a name that was replaced"


def main():
    problems = [*problems_of_page(PAGE.read_text(encoding="utf-8"), Program(sys.argv[1])), *problems_of_names()]
    for problem in problems:
        print(problem)
    return 1 if problems else 0


sys.exit(main())
