#!/usr/bin/env python3
"""What `allot import` makes of files as other programs write them, and of files that are broken. Usage: check_import.py PROGRAM"""
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

SCENARIO = {"allot": 1, "start": "2026-01-05", "end": "2026-12-01", "products": {"gb300": {"lot": 8, "label": "GB300 NVL72"}},
            "organisations": {"acme": {"label": "ACME Corp."}, "globex": {}}, "suppliers": {"maker": {"stock": {"gb300": 4000}}},
            "defaults": {"orders": {"supplier": "maker"}}}
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = ["0", "14", "164", "165", "166", "22", "20", "167"]  # general; dates; with text; padded; with a time; a time; elapsed
CODES = {164: "dd\\.mm\\.yyyy", 165: "#,##0.00\\ &quot;days&quot;", 166: "0000000000", 167: "[h]:mm"}
failures = []


def check(what, holds, seen=""):
    if not holds:
        failures.append(f"{what}: {seen}"[:900])


def call(program, *arguments, cwd=None):
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, timeout=120, cwd=cwd, env=dict(os.environ, COLUMNS="400"))
    return done.returncode, done.stdout, done.stderr


def column(number):
    return chr(65 + number) if number < 26 else column(number // 26 - 1) + chr(65 + number % 26)


def cell(place, value, texts):
    """A text, a number, or (type, value, style)."""
    if value is None:
        return ""
    kind, written, style = value if isinstance(value, tuple) else ("s" if isinstance(value, str) else "n", value, 0)
    if kind == "inlineStr":
        return f'<c r="{place}" t="inlineStr"><is><r><t>{written[:3]}</t></r><r><t xml:space="preserve">{written[3:]}</t></r><rPh sb="0" eb="1"><t>no</t></rPh></is></c>'
    if kind == "s":
        texts.append(written)
        written = len(texts) - 1
    return f'<c r="{place}" t="{kind}" s="{style}"><v>{written}</v></c>'


def sheet_of(rows, texts):
    lines = "".join(f'<row r="{i + 1}">' + "".join(cell(f"{column(j)}{i + 1}", value, texts) for j, value in enumerate(row)) + "</row>" for i, row in enumerate(rows))
    return f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>'


def parts_of(sheets, is_1904=False):
    """Sheets by name; one whose name begins with a point is hidden."""
    texts = []
    parts = {f"xl/worksheets/s{i}.xml": sheet_of(rows, texts) for i, rows in enumerate(sheets.values())}
    hidden = ' state="hidden"'
    listed = "".join(f'<sheet name="{name}" sheetId="{i + 7}"{hidden if name[0] == "." else ""} r:id="r{i}"/>' for i, name in enumerate(sheets))
    parts["xl/workbook.xml"] = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr date1904="{int(is_1904)}"/><sheets>{listed}</sheets></workbook>'
    target = lambda i: f"worksheets/s{i}.xml" if i else f"/xl/worksheets/s{i}.xml"
    relations = "".join(f'<Relationship Id="r{i}" Type="{OFFICE}/worksheet" Target="{target(i)}"/>' for i in range(len(sheets)))
    relations += f'<Relationship Id="t" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="y" Type="{OFFICE}/styles" Target="styles.xml"/>'
    parts["xl/_rels/workbook.xml.rels"] = f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>'
    parts["_rels/.rels"] = f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">' + "".join(f"<si><t>{text}</t></si>" for text in texts) + "</sst>"
    formats = "".join(f'<numFmt numFmtId="{number}" formatCode="{code}"/>' for number, code in CODES.items())
    parts["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><cellXfs>' + "".join(f'<xf numFmtId="{it}"/>' for it in STYLES) + "</cellXfs></styleSheet>"
    return parts


def write_book(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)


HEADER = ["SO number", "Line", "Customer", "Material", "Qty", "Promised", "Plant", "Checked"]


def csv_files(program, folder):
    (folder / "de.csv").write_text("\ufeffSO-Nummer;Pos;Kunde;Artikel;Menge;Liefertermin;Werk\r\n4711;10;ACME Corp.;GB300 NVL72;1.200,00;05.03.2026;1000\r\n"
                                   "4711;20;Globex GmbH;GB300 NVL72;8;06.03.2026 14:00;1000\r\n;;;;;;\r\n", encoding="utf-8")
    code, out, err = call(program, "import", "de.csv", "--as", "orders", "--scenario", "s.json", cwd=folder)
    check("an export is taken in", code == 0 and 'In the scenario: "order_books": ["de.map.json"]' in out and "'Werk'   such as 1000" in out, f"{code} {out} {err}")
    map_text = (folder / "de.map.json").read_text()
    check("its map names it from where it lies", json.loads(map_text)["file"] == "de.csv" and json.loads(map_text)["ignored"] == ["Werk"], map_text)
    (folder / "with.json").write_text(json.dumps({**SCENARIO, "order_books": ["de.map.json"]}))
    code, out, err = call(program, "run", "with.json", "-n", "1", "--format", "json", cwd=folder)
    orders = json.loads(out)["metrics"]["order"] if code == 0 else {}
    check("the map is good as it stands", {name: it["ordered_units"]["mean"] for name, it in orders.items()} == {"4711-10": 1200, "4711-20": 8} and err == "", f"{code} {orders} {err}")
    code, out, err = call(program, "import", "de.csv", "--as", "orders", cwd=folder)
    check("a map that is there stays", code == 4 and "--force" in err and (folder / "de.map.json").read_text() == map_text, f"{code} {err}")
    code, out, err = call(program, "import", "de.csv", "--as", "orders", "--force", cwd=folder)
    check("unless it may go", code == 0 and "values" not in json.loads((folder / "de.map.json").read_text()), f"{code} {err}")
    code, out, err = call(program, "import", "de.csv", "--as", "orders", "-o", "-", cwd=folder)
    check("-o - prints the map, and says the rest beside it", code == 0 and json.loads(out)["delimiter"] == ";" and "Read:" in err, f"{code} {out} {err}")
    (folder / "deep").mkdir()
    (folder / "deep" / "a.csv").write_text("SO,Customer,Material,Qty,Due\n1,acme,gb300,8,3/4/2026\n")
    code, out, err = call(program, "import", "deep/a.csv", "--as", "orders", "--scenario", "s.json", cwd=folder)
    check("what can only be asked is asked", code == 0 and "--dates MM/DD/YYYY, or --dates DD/MM/YYYY" in out and '["deep/a.map.json"]' in out, f"{code} {out} {err}")
    (folder / "with.json").write_text(json.dumps({**SCENARIO, "order_books": ["deep/a.map.json"]}))
    code, out, err = call(program, "validate", "with.json", cwd=folder)
    check("and no scenario takes the map before it is answered", code == 3 and "expected how dates are written" in err and "a.map.json:" in err, f"{code} {err}")
    code, out, err = call(program, "import", "deep/a.csv", "--as", "orders", "-o", "a.map.json", "--dates", "DD/MM/YYYY", cwd=folder)
    check("a map may lie above its file", code == 0 and json.loads((folder / "a.map.json").read_text())["file"] == "deep/a.csv", f"{code} {err}")
    code, out, err = call(program, "import", "de.csv", "--as", "orders", "-o", "deep/de.map.json", cwd=folder)
    check("but not below it", code == 2 and "beside" in err, f"{code} {err}")


def encodings(program, folder):
    rows = "SO;Kunde;Artikel;Menge\n1;M\u00fcller \u2013 S\u00f6hne;GB300 NVL72;8\n"
    scenario = {**SCENARIO, "organisations": {"mueller": {"label": "M\u00fcller \u2013 S\u00f6hne GmbH"}, "acme": {}}, "order_books": ["e.map.json"]}
    (folder / "e.json").write_text(json.dumps({**scenario, "order_books": []}))
    for encoding, word in (("cp1252", "windows-1252"), ("utf-16", "utf-16"), ("utf-16-be", "utf-16"), ("utf-8-sig", None)):
        (folder / "e.csv").write_bytes((b"\xfe\xff" if encoding == "utf-16-be" else b"") + rows.encode(encoding))
        code, out, err = call(program, "import", "e.csv", "--as", "orders", "--scenario", "e.json", "--force", cwd=folder)
        found = json.loads((folder / "e.map.json").read_text()) if code == 0 else {}
        check(f"{encoding} is known as what it is", code == 0 and found.get("encoding") == word and ("Windows-1252" in out) == (encoding == "cp1252"), f"{code} {out} {err}")
        (folder / "with.json").write_text(json.dumps(scenario))
        code, out, err = call(program, "validate", "with.json", "--set", "/orders/1/due=2026-03-01", cwd=folder)
        check(f"{encoding} is read as what it is", code == 0 and "1 order" in err, f"{code} {out} {err}")


def refused(program, folder):
    (folder / "no.csv").write_bytes(b"SO;Kunde\n1;M\x81\x00\n")
    (folder / "odd.csv").write_bytes(b"\xff\xfeS\x00O")
    (folder / "empty.csv").write_text("")
    for name, status, words in (("no.csv", 3, "no.csv:2:4"), ("odd.csv", 3, "UTF-16"), ("empty.csv", 3, "the file is empty"), ("none.csv", 4, "no such file"), (".", 4, "folder")):
        code, out, err = call(program, "import", name, "--as", "orders", "-o", "x.map.json", cwd=folder)
        check(f"{name} is refused", code == status and words in err and out == "" and not (folder / "x.map.json").exists(), f"{code} {out} {err}")
    for options, words in ((["--as", "order"], "did you mean 'orders'?"), ([], "--as"), (["--as", "orders", "--dates", "dd.mm.yy"], "--dates"), (["--as", "orders", "--decimal", "comma"], "--decimal"),
                           (["--as", "orders", "--delimiter", ":"], "--delimiter"), (["--as", "orders", "--sheet", "A"], "no sheets")):
        code, out, err = call(program, "import", "de.csv", *options, "--force", cwd=folder)
        check(f"{options} is refused", code == 2 and words in err and out == "", f"{code} {err}")


def workbooks(program, folder):
    rows = [["Open orders", None], [], HEADER,
            [("n", "4500012345", 4), 10, "ACME Corp.", "GB300 NVL72", ("n", "1200", 3), ("n", "46086", 2), "0100", ("b", "1", 0)],
            [("n", "45", 4), 20, ("inlineStr", "Globex, &quot;Inc.&quot;", 0), ("str", "gb300", 0), 8, ("n", "46087.604166666664", 5), None, ("e", "#N/A", 0)], [],
            [("n", "46", 4), 5, "a\nb", "gb300", ("n", "0.30000000000000004", 0), ("d", "2026-03-07T00:00:00.000", 0), ("n", "0.25", 6), ("n", "1.5", 7)]]
    write_book(folder / "x.xlsx", parts_of({".secret": [["no"]], "Orders": rows, "1904": [HEADER]}))
    code, out, err = call(program, "import", "x.xlsx", "--as", "orders", "--scenario", "s.json", cwd=folder)
    check("a workbook is taken in", code == 0 and "sheet 'Orders'; left out above its header: 1 line" in out and "and the sheet as x.csv" in out, f"{code} {out} {err}")
    wanted = (",".join(HEADER) + "\n4500012345,10,ACME Corp.,GB300 NVL72,1200,2026-03-05,0100,true\n"
              '0000000045,20,"Globex, ""Inc.""",gb300,8,2026-03-06T14:30,,#N/A\n0000000046,5,"a\nb",gb300,0.3,2026-03-07,06:00,1.5\n')
    seen = (folder / "x.csv").read_text() if (folder / "x.csv").exists() else ""
    check("its sheet is written as what it shows", seen == wanted, seen)
    found = json.loads((folder / "x.map.json").read_text())
    check("and the map reads that", found["file"] == "x.csv" and found["values"]["Customer"]["ACME Corp."] == "acme" and found["dates"] == "YYYY-MM-DD", found)
    code, out, err = call(program, "import", "x.xlsx", "--as", "orders", "--force", "--sheet", "1904", cwd=folder)
    check("a sheet is chosen by its name", code == 0 and (folder / "x.csv").read_text() == ",".join(HEADER) + "\n", f"{code} {out} {err}")
    code, out, err = call(program, "import", "x.xlsx", "--as", "orders", "--force", "--sheet", "Order", cwd=folder)
    check("of one that is not there, the nearest is said", code == 2 and "did you mean 'Orders'?" in err, f"{code} {err}")
    check("a sheet that is not there changes no file", (folder / "x.csv").read_text() == ",".join(HEADER) + "\n")
    write_book(folder / "y.xlsx", parts_of({"A": [["SO", "Due", "Qty"], ["1", ("n", "44624", 1), 8], ["2", ("n", "0", 1), 8]]}, is_1904=True))
    call(program, "import", "y.xlsx", "--as", "orders", cwd=folder)
    check("days may count from 1904", (folder / "y.csv").read_text() == "SO,Due,Qty\n1,2026-03-05,8\n2,00:00,8\n", (folder / "y.csv").read_text())
    write_book(folder / "z.xlsx", parts_of({"A": [["SO", "Due", "Qty"], ["1", ("n", "59", 1), 8], ["2", ("n", "60", 1), 8], ["3", ("n", "61", 1), 8], ["4", ("n", "-5", 1), 8]]}))
    call(program, "import", "z.xlsx", "--as", "orders", cwd=folder)
    check("the day that was not is no date", (folder / "z.csv").read_text() == "SO,Due,Qty\n1,1900-02-28,8\n2,60,8\n3,1900-03-01,8\n4,-5,8\n", (folder / "z.csv").read_text())
    code, out, err = call(program, "import", "x.xlsx", "--as", "orders", "-o", "-", cwd=folder)
    check("a sheet needs a file to be written to", code == 2 and "-o -" in err and out == "", f"{code} {err}")


def broken_workbooks(program, folder):
    good = parts_of({"A": [["SO", "Due", "Qty"], ["1", ("n", "46086", 1), 8]]})

    def refuse(what, words, status=4):
        code, out, err = call(program, "import", "bad.xlsx", "--as", "orders", cwd=folder)
        check(what + " is refused", code == status and words in err and out == "" and not (folder / "bad.csv").exists() and not (folder / "bad.map.json").exists(), f"{code} {out} {err}")

    for what, text, words in (("no archive", b"hello", "no XLSX workbook"), ("an empty file", b"", "no XLSX workbook"), ("an old or locked file", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password")):
        (folder / "bad.xlsx").write_bytes(text)
        refuse(what, words)
    write_book(folder / "bad.xlsx", good)
    whole = (folder / "bad.xlsx").read_bytes()
    (folder / "bad.xlsx").write_bytes(whole[:len(whole) // 2])
    refuse("half a workbook", "no XLSX workbook")
    for part in ("_rels/.rels", "xl/workbook.xml", "xl/worksheets/s0.xml", "xl/sharedStrings.xml"):
        write_book(folder / "bad.xlsx", {name: text for name, text in good.items() if name != part})
        refuse(f"a workbook without {part}", part)
        write_book(folder / "bad.xlsx", {**good, part: good[part][:-12] + "<"})
        refuse(f"a workbook with a broken {part}", part)
    write_book(folder / "bad.xlsx", {**good, "xl/worksheets/s0.xml": good["xl/worksheets/s0.xml"].replace('"B1"', '"ZZZZ1"')})
    refuse("a cell beyond the sheet", "ZZZZ1")
    write_book(folder / "bad.xlsx", {**good, "xl/workbook.xml": good["xl/workbook.xml"].replace(' sheetId="7"', ' sheetId="7" state="hidden"')})
    refuse("a workbook that shows no sheet", "no sheet")
    write_book(folder / "bad.xlsx", {**good, "xl/worksheets/s0.xml": " " * 500_000_000})
    refuse("a sheet that unpacks to half a gigabyte", "500 MB unpacked")
    corrupt = bytearray(whole)
    at = whole.find(b"xl/worksheets/s0.xml") + len("xl/worksheets/s0.xml") + 40
    corrupt[at] ^= 0x55
    (folder / "bad.xlsx").write_bytes(corrupt)
    refuse("a sheet that is not what its checksum says", "broken")


def main(program):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "s.json").write_text(json.dumps(SCENARIO))
        csv_files(program, folder)
        encodings(program, folder)
        refused(program, folder)
        workbooks(program, folder)
        broken_workbooks(program, folder)
    print("\n".join(failures) or "files are taken in as they should be")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(os.path.abspath(sys.argv[1])))
