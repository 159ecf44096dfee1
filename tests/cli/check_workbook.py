#!/usr/bin/env python3
"""Whether the workbook that -o writes says what the answer says, read as a spreadsheet reads it: from the XML inside
(ECMA-376), with dates as days and text as text. Usage: check_workbook.py PROGRAM"""
import datetime
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
FORMULAS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "plain", "a\nb\t\u2028 <b>&amp;</b>", "x" * 40000]
failures = []


def check(what, holds, seen=""):
    if not holds:
        failures.append(f"{what}: {seen}"[:500])
    return holds


def call(program, *arguments, stdin=None, cwd=None):
    return subprocess.run([program, *map(str, arguments)], input=stdin, capture_output=True, text=True, timeout=120, cwd=cwd)


def market(labels):
    return json.dumps({
        "allot": 1, "name": "market", "question": "who waits?", "start": "2024-01-01", "end": "2024-03-01", "products": {"gpu": {}},
        "organisations": {f"o{i}": {"label": label} for i, label in enumerate(labels)},
        "sites": {"hall": {"organisation": "o0", "room": {"main": {"at": "2024-01-10T12:00", "add": 50}}}},
        "suppliers": {"maker": {"stock": {"gpu": 20}, "supply": {"weekly": {"product": "gpu", "from": "2024-01-08", "until": "2024-03-01", "every": "1w", "rate": "10/w"}},
                                "allocation": {"levels": ["order"]}, "routes": {"default": [{"stage": "road", "delay": "36h"}]}}},
        "orders": {f"r{i}": {"organisation": f"o{i}", "supplier": "maker", "product": "gpu", "units": 15, "due": "2024-01-20"} for i in range(len(labels))}})


# ---- the file as a spreadsheet reads it

def place_of(reference):
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", reference).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(digits) - 1, column - 1


def as_date(days):
    moment = datetime.datetime(1899, 12, 30) + datetime.timedelta(seconds=round(days * 86400))
    if moment.time() == datetime.time():
        return moment.strftime("%Y-%m-%d")
    return moment.strftime("%Y-%m-%dT%H:%M" if moment.second == 0 else "%Y-%m-%dT%H:%M:%S")


def formats_of(book):
    """By style of a cell: the text of its number's format."""
    styles = ElementTree.fromstring(book.read("xl/styles.xml"))
    codes = {it.get("numFmtId"): it.get("formatCode") for it in styles.iter(MAIN + "numFmt")}
    return [codes.get(it.get("numFmtId"), it.get("numFmtId")) for it in styles.find(MAIN + "cellXfs")]


def value_of(cell, formats):
    kind, text = cell.get("t"), cell.findtext(MAIN + "v")
    if kind == "inlineStr":
        escaped = "".join(it.text or "" for it in cell.iter(MAIN + "t"))
        return re.sub(r"_x([0-9A-F]{4})_", lambda it: chr(int(it[1], 16)), escaped)
    if kind == "b":
        return text == "1"
    if text is None:
        return None
    return as_date(float(text)) if "yyyy" in formats[int(cell.get("s") or 0)] else float(text)


def sheets_of(path):
    """By name: rows of values, and the XML of the sheet."""
    with zipfile.ZipFile(path) as book:
        check("the archive is whole", book.testzip() is None)
        formats = formats_of(book)
        targets = {it.get("Id"): it.get("Target") for it in ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))}
        out = {}
        for sheet in ElementTree.fromstring(book.read("xl/workbook.xml")).iter(MAIN + "sheet"):
            xml = ElementTree.fromstring(book.read("xl/" + targets[sheet.get(RELATION)]))
            rows = {}
            for cell in xml.iter(MAIN + "c"):
                row, column = place_of(cell.get("r"))
                rows.setdefault(row, {})[column] = value_of(cell, formats)
            out[sheet.get("name")] = rows, xml
        return out


# ---- what it has to say

def shown(value):
    """A text as the workbook has it: what is not seen is told, and what is too long cut off."""
    text = re.sub(r"[\n\r\u2028]", lambda it: f"\\u{ord(it[0]):04x}", value)
    return text if len(text) <= 32000 else text[:32000] + "…"


def same(found, wanted):
    if isinstance(wanted, str):
        return found == shown(wanted)
    if isinstance(wanted, bool) or wanted is None:
        return found is wanted
    return isinstance(found, float) and abs(found - wanted) <= 1e-15 * abs(wanted)  # of 17 digits it keeps 16


def check_table(where, sheets, table):
    if not check(f"{where} has a sheet for {table['id']}", table["id"] in sheets, list(sheets)):
        return
    rows, xml = sheets[table["id"]]
    heads = [it["name"] for it in table["columns"]]
    check(f"{where} {table['id']}: its columns", [rows[0].get(k) for k in range(len(heads))] == heads, rows[0])
    check(f"{where} {table['id']}: as many rows", max(rows) == len(table["rows"]), max(rows))
    for i, row in enumerate(table["rows"]):
        for k, wanted in enumerate(row):
            found = rows.get(i + 1, {}).get(k)
            if not check(f"{where} {table['id']} row {i} {heads[k]}", same(found, wanted), f"{found!r} {wanted!r}"):
                return
    check(f"{where} {table['id']}: heads stay in sight", xml.find(f".//{MAIN}pane[@state='frozen']") is not None)
    check(f"{where} {table['id']}: rows can be filtered", xml.find(MAIN + "autoFilter") is not None)
    check(f"{where} {table['id']}: no formula", xml.find(f".//{MAIN}f") is None)


def check_first_sheet(where, sheets, answer):
    rows, _ = sheets["answer"]
    said = [row.get(1) for row in rows.values()]
    for statement in answer["statements"]:
        check(f"{where} says its sentences", shown(statement["text"]) in said, statement["text"])
    asked = {row.get(0): row.get(1) for row in rows.values()}
    for name, value in answer["provenance"].items():
        check(f"{where} says how it was asked: {name}", asked.get(name) == (float(value) if not isinstance(value, str) else shown(value)), asked.get(name))


def says_what_the_answer_says(program, where, scenario):
    with tempfile.TemporaryDirectory() as folder:
        done = call(program, "plan", "-", "-o", "plan.xlsx", "--format", "tidy", "--quiet", "-n", 5, stdin=scenario, cwd=folder)
        if not check(f"{where} is written", done.returncode == 0, done.stderr):
            return
        answer, sheets = json.loads(done.stdout), sheets_of(Path(folder) / "plan.xlsx")
        wanted = [it["id"] for it in answer["tables"] if it["rows"]]
        check(f"{where}: a sheet for each table with rows, the answer first",
              list(sheets)[0] == "answer" and sorted(list(sheets)[1:]) == sorted(wanted), list(sheets))
        check_first_sheet(where, sheets, answer)
        for table in answer["tables"]:
            if table["rows"]:
                check_table(where, sheets, table)


def bytes_of(program, scenario):
    with tempfile.TemporaryDirectory() as folder:
        call(program, "plan", "-", "-o", "plan.xlsx", "--quiet", stdin=scenario, cwd=folder)
        return (Path(folder) / "plan.xlsx").read_bytes()


def written_or_not(program, scenario):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "old.xlsx").write_text("old")
        for file, status in {"plan.csv": 2, "no/plan.xlsx": 4, ".": 2, "folder.xlsx": 4, "old.xlsx": 0}.items():
            (folder / "folder.xlsx").mkdir(exist_ok=True)
            done = call(program, "plan", "-", "-o", file, "--quiet", stdin=scenario, cwd=folder)
            check(f"-o {file} ends with {status}", done.returncode == status, f"{done.returncode} {done.stderr}")
            check(f"-o {file} prints where it went well", (done.stdout != "") == (status == 0), done.stdout)
        check("what was there is replaced", (folder / "old.xlsx").read_bytes()[:2] == b"PK")
        check("nothing is left beside it", sorted(it.name for it in folder.iterdir()) == ["folder.xlsx", "old.xlsx"], list(folder.iterdir()))
        small = subprocess.run(["sh", "-c", 'ulimit -f 4; exec "$0" plan - -o small.xlsx --quiet', program], input=scenario, capture_output=True, text=True, cwd=folder)
        check("a disk that takes no more ends with 4", small.returncode == 4, f"{small.returncode} {small.stderr}")
        check("and leaves nothing", sorted(it.name for it in folder.iterdir()) == ["folder.xlsx", "old.xlsx"], list(folder.iterdir()))


def main():
    program = str(Path(sys.argv[1]).resolve())
    plain, hostile = market(["Lab", "Cloud"]), market(FORMULAS)
    says_what_the_answer_says(program, "a plan", plain)
    says_what_the_answer_says(program, "a plan with labels like formulas", hostile)
    check("equal answers give equal bytes", bytes_of(program, plain) == bytes_of(program, plain))
    written_or_not(program, plain)
    for failure in failures[:40]:
        print(failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
