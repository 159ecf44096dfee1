#!/usr/bin/env python3
"""The page that `allot lab` writes, or what it says where the build has none. Usage: check_lab.py PROGRAM"""
import re
import subprocess
import sys
import tempfile
from pathlib import Path

SCENARIOS = Path(__file__).parents[2] / "data" / "scenarios"


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "lab.html"
        done = subprocess.run([program, "lab", SCENARIOS / "h100-swap.json", "-o", page], capture_output=True, text=True)
        listed = subprocess.run([program, "--help"], capture_output=True, text=True).stdout
        if not page.exists():
            says = "not in this build" in " ".join(listed.split())
            holds = done.returncode == 4 and re.fullmatch(r"allot: this build has no lab, .*-DALLOT_LAB=ON\n", done.stderr)
            print("says that there is none" if says and holds else f"status {done.returncode}: {done.stderr}")
            return not (says and holds)
        text = page.read_text()
        wrong = []
        if subprocess.run([program, "lab", SCENARIOS / "h100-swap.json", "-o", "-"], capture_output=True, text=True).stdout != text:
            wrong.append("the page is not the same twice")
        if re.search(r'(src|href)="(?!#)', text.split('<script id="module"')[0]):
            wrong.append("the page names something outside")
        if "h100-swap-market.csv" not in text:
            wrong.append("the order book is not in it")
        hostile = Path(folder) / "hostile.json"
        hostile.write_text((SCENARIOS / "minimal.json").read_text().replace('"question": "', '"question": "</script><img src=x onerror=alert(1)> '))
        out = subprocess.run([program, "lab", hostile, "-o", "-"], capture_output=True, text=True)
        if "<img" in out.stdout:
            wrong.append("text of a scenario became part of the page")
        print("\n".join(wrong) or "one page, nothing from outside")
        return bool(wrong)


sys.exit(main())
