#!/usr/bin/env python3
"""Whether answers say what their tables say, seen from outside: every number of every sentence is a cell that it names,
every CSV says what the JSON says, what is not known is null, numbers are those of --format json, and docs/answers.md
lists the tables and columns that there are. Usage: check_answers.py PROGRAM [--write]"""
import csv
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent.parent
PAGE = TOP / "docs/answers.md"
SCENARIOS = [*sorted((TOP / "data/scenarios").glob("*.json")), TOP / "data/examples/levers/hall.json"]
DIGIT = re.compile(r"\d")
UP, DOWN = ("more", "later", "late", "gains", "takes on"), ("fewer", "less", "earlier", "early", "loses", "saves")
SIGN_BEFORE = re.compile(r"\b(gains|loses|takes on|saves) $")
SIGN_WORD = re.compile(r"\s*(?:days|GPU-days|GPUs|[A-Z]{3})?\s*(more|fewer|less|later|earlier|late|early)\b")
NAMES = {"run": "results", "compare": "comparison", "attribute": "attribution", "solve": "solution", "rank": "ranking", "explain": "explanation",
         "promise": "promise", "locks": "locks", "plan": "plan", "cash": "cash", "game": "game", "trade": "trades", "compare --divergence": "divergence", "compare --bound": "bound", "solve --whole": "whole", "sensitivity": "sensitivity", "sweep": "sweep", "fit": "fits"}
OVER_TIME = ("series", "difference_series", "room", "quantiles", "difference_quantiles")
failures, seen_tables, statements_seen = [], {}, 0


def check(what, holds, seen=""):
    if not holds:
        failures.append(f"{what}: {seen}"[:700])
    return holds


def call(program, *arguments, stdin=None):
    return subprocess.run([program, *map(str, arguments)], input=stdin, capture_output=True, text=True, timeout=300, cwd=TOP)


def some(rows):
    """All of few rows; of very many one in so many: what goes over time is made in one way, row by row."""
    return rows if len(rows) <= 2000 else rows[::len(rows) // 2000]


# ---- sentences

def one_line(text):
    """As the program prints names: on one line, what is not seen as its number."""
    text = re.sub(r"[\n\r\t]", " ", text)
    return "".join(c if c == " " or c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def names_in(answer):
    """What may stand in a sentence with digits in it and is no number: ids, labels and other words of the tables."""
    names, numeric = {value for value in answer["provenance"].values() if isinstance(value, str)}, set()
    for table in answer["tables"]:
        rows = some(table["rows"]) if table["id"] in OVER_TIME else table["rows"]
        for place, column in enumerate(table["columns"]):
            if column["kind"] in ("id", "text"):
                names |= {row[place] for row in rows if row[place]}
            if column["name"] in ("id", "label"):
                numeric |= {row[place] for row in rows if row[place] and row[place].isdigit()}
            if column["name"] in ("pointer", "metric", "headline"):
                for row in rows:
                    names |= set(re.split(r"[/.]", row[place] or ""))
    names = {one_line(name) for name in names if re.search(r"[^\W\d]", name) and re.search(r"\d|\\u", one_line(name))}
    return names | numeric | {name[:35] + "…" for name in names if len(name) > 36}


def without_names(text, names, shown):
    """The text with a blank for every letter of a name, the longest names first; what is shown as a value stays."""
    text = text.replace("95% interval", " " * 12)
    for name in sorted((name for name in names if name in text and name not in shown), key=len, reverse=True):
        text = re.sub(r"(?<!\w)" + re.escape(name) + r"(?!\w)", lambda match: " " * len(match[0]), text)
    return text


def number_of(shown):
    """A number as it is shown: its value, and the half of its last digit."""
    match = re.fullmatch(r"(-?[\d,]+)(?:\.(\d+))?(%?)", shown)
    if not match:
        return None
    scale = 0.01 if match[3] else 1
    decimals = len(match[2] or "")
    return float(match[1].replace(",", "") + "." + (match[2] or "0")) * scale, 0.5 * 10 ** -decimals * scale


def agrees(shown, before, behind, cell):
    if isinstance(cell, str):
        return shown == cell or cell.startswith(shown + "T")  # a date by its day
    if not isinstance(cell, (int, float)) or isinstance(cell, bool):
        return False
    number = number_of(shown)
    if not number:
        return False
    value, half = number
    sign = SIGN_WORD.match(behind) or SIGN_BEFORE.search(before)
    if sign and not shown.startswith("-"):
        rounded_to_zero = value == 0
        if not rounded_to_zero and (cell < 0) != (sign[1] in DOWN):
            return False
        cell = abs(cell)
    return abs(cell - value) <= half * (1 + 1e-9) + 1e-12 * abs(cell)


def check_statement(where, statement, tables, names):
    global statements_seen
    statements_seen += 1
    where = f"{where}: '{statement['text'][:200]}'"
    shown = [rest["shown"] for rest in statement["rests_on"]]
    text, at, left = without_names(statement["text"], names, shown), 0, ""
    for rest in statement["rests_on"]:
        found = text.find(rest["shown"], at)
        if found < 0 and not number_of(rest["shown"]):  # words that have a name in them
            found = statement["text"].find(rest["shown"], at)
        if not check(f"{where} shows what it rests on, in order", found >= 0, rest):
            return
        left += text[at:found] + " "
        at = found + len(rest["shown"])
        table = tables.get(rest["table"])
        if not check(f"{where} rests on a table", table and rest["row"] < len(table["rows"]), rest):
            continue
        places = [column["name"] for column in table["columns"]]
        if not check(f"{where} rests on a column", rest["column"] in places, rest):
            continue
        cell = table["rows"][rest["row"]][places.index(rest["column"])]
        check(f"{where} shows the cell", agrees(rest["shown"], statement["text"][:found], statement["text"][at:], cell), f"{rest} {cell}")
    left += text[at:]
    check(f"{where} has no number that rests on nothing", not DIGIT.search(left), left)


# ---- tables

def as_csv_cell(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value


def same_cell(text, value):
    expected = as_csv_cell(value)
    return text == expected if isinstance(expected, str) else text != "" and float(text) == expected


def check_kinds(where, table):
    kinds = {"id": str, "text": str, "date": str, "number": (int, float), "boolean": bool}
    for place, column in enumerate(table["columns"]):
        for row in some(table["rows"]) if table["id"] in OVER_TIME else table["rows"]:
            value = row[place]
            right = value is None or isinstance(value, kinds[column["kind"]]) and (column["kind"] == "boolean") == isinstance(value, bool)
            if column["kind"] == "date" and right and value is not None:
                right = re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?", value) is not None
            if not check(f"{where} {table['id']}.{column['name']} is of its kind, or null", right, repr(value)):
                return


def check_answer(where, command, answer):
    tables = {table["id"]: table for table in answer["tables"]}
    check(f"{where}: no table twice", len(tables) == len(answer["tables"]))
    check(f"{where}: says something first", answer["statements"], "no statement")
    check(f"{where}: provenance", answer["provenance"].get("command") == command.split()[0] and "arguments" in answer["provenance"], answer["provenance"])
    names = names_in(answer)
    for statement in answer["statements"]:
        check_statement(where, statement, tables, names)
    for table in answer["tables"]:
        check(f"{where} {table['id']}: as many cells as columns", all(len(row) == len(table["columns"]) for row in table["rows"]))
        check_kinds(where, table)
        columns = [column["name"] for column in table["columns"]]
        known = seen_tables.setdefault(command, {}).setdefault(table["id"], columns)
        check(f"{where} {table['id']}: the same columns everywhere", known == columns, f"{known} {columns}")


def check_files(where, command, folder, answer):
    files = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    own = {f"{NAMES[command]}.{ending}" for ending in ("json", "csv", "txt")}
    wanted = {f"tables/{table['id']}.csv" for table in answer["tables"] if table["rows"]} | {"answer.json", "answer.txt"}
    check(f"{where}: its files, a CSV for each table with rows", files - {"scenario.json"} == own | wanted, f"{files} {own | wanted}")
    for table in answer["tables"]:
        if not table["rows"]:
            continue
        with open(folder / "tables" / (table["id"] + ".csv"), newline="", encoding="utf-8") as file:
            head, *rows = list(csv.reader(file))
        check(f"{where} {table['id']}.csv: columns", head == [column["name"] for column in table["columns"]], head)
        pairs = list(zip(rows, table["rows"]))
        pairs = some(pairs) if table["id"] in OVER_TIME else pairs
        same = len(rows) == len(table["rows"]) and all(
            len(a) == len(b) and all(map(same_cell, a, b)) for a, b in pairs)
        check(f"{where} {table['id']}.csv: the rows of the JSON", same)


# ---- the same numbers as --format json

def tree_of(metrics, kind, entity, metric):
    node = metrics[kind] if kind == "system" else metrics[kind][entity]
    return node[metric]


def check_same_numbers(where, rows, tree):
    for row in rows:
        it = tree_of(tree(row), row["kind"], row["entity"], row["metric"])
        same = it.get("mean") == row["mean"] and it["sd"] == row["sd"] and it["p50"] == row["p50"]
        if not check(f"{where}: {row['kind']}.{row['entity']}.{row['metric']} as in --format json", same, f"{it} {row}"):
            return


def rows_of(answer, name):
    table = next(table for table in answer["tables"] if table["id"] == name)
    columns = [column["name"] for column in table["columns"]]
    return [dict(zip(columns, row)) for row in table["rows"]]


def check_tree(where, command, answer, tree):
    if command == "run":
        check_same_numbers(where, rows_of(answer, "metrics"), lambda row: tree["metrics"])
    if command == "compare":
        check_same_numbers(where, rows_of(answer, "metrics"), lambda row: tree["variants"][row["variant"]])
        labels = {(row["variant"], row["baseline"]): row["label"] for row in rows_of(answer, "comparisons")}
        def of_difference(row):
            return tree["differences"][labels[row["variant"], row["baseline"]] if "comparisons" in tree else row["variant"]]
        check_same_numbers(where, rows_of(answer, "differences"), of_difference)
    if command == "attribute":
        for row in rows_of(answer, "attribution"):
            it = tree_of(tree["metrics"], row["kind"], row["entity"], row["metric"])
            check(f"{where}: parts as in --format json", (it["total"], it["parts"][row["intervention"]]) == (row["total"], row["part"]), f"{row}")
    if command == "explain":
        for row in rows_of(answer, "lateness"):
            check(f"{where}: lateness as in --format json", tree[row["kind"]][row["entity"]]["unit_days_late"] == row["gpu_days_late"], f"{row}")
    if command == "solve":
        check(f"{where}: the value as in --format json", rows_of(answer, "solution")[0]["value"] == tree["value"], tree["value"])
    if command == "plan":
        check(f"{where}: orders as in --format json", rows_of(answer, "orders") == tree["orders"], "")


# ---- what is asked

def ask(program, command, name, *arguments, stdin=None, may_refuse=False):
    """Calls a command that has --out, once: json on standard output, everything else in the folder. {beside} in an argument
    is a folder for what else it writes."""
    where = f"{command} {name}"
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "out"
        arguments = [str(it).replace("{beside}", parent) for it in arguments]
        quiet = [] if command == "fit" else ["--quiet"]
        done = call(program, *command.split()[:1], *arguments, "--format", "json", "--out", folder, *quiet, stdin=stdin)
        if may_refuse and done.returncode == 2:
            return None
        if not check(f"{where} runs", done.returncode == 0, f"{done.returncode} {done.stderr}"):
            return None
        answer = json.loads((folder / "answer.json").read_text(encoding="utf-8"))
        check_answer(where, command, answer)
        check_files(where, command, folder, answer)
        check_tree(where, command, answer, json.loads(done.stdout))
        return answer


def read_scenario(path):
    """A scenario file is JSON with comments."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r'("(?:\\.|[^"\\])*")|//[^\n]*|/\*.*?\*/', lambda it: it[1] or "", text, flags=re.DOTALL)
    return json.loads(re.sub(r",(\s*[}\]])", r"\1", text))


def order_of(scenario):
    """The first of its orders that is written out plainly, as somebody might ask for it again."""
    orders = scenario.get("orders", {})
    for order in orders.values() if isinstance(orders, dict) else orders:
        if isinstance(order, dict) and {"organisation", "supplier", "product", "units"} <= set(order):
            return {key: order[key] for key in ("organisation", "supplier", "product", "units")}
    return None


def every_scenario(program):
    for path in SCENARIOS:
        scenario, name = read_scenario(path), path.stem
        is_small = path.stat().st_size < 10000
        few = ("-n", 20 if is_small else 4)
        seldom = () if is_small else ("--set", "/grid=13w")  # fewer rows over time
        ask(program, "run", name, path, *few, *seldom)
        ask(program, "explain", name, path, "--no-remedies", *few)
        ask(program, "plan", name, path, *few, *seldom)
        ask(program, "attribute", name, path, *few, may_refuse=True)
        ask(program, "game", name, path, "-n", 1, "--step", 1, "--rounds", 1, may_refuse=True)
        if is_small:
            ask(program, "trade", name, path, "-n", 4, "--most", 20)
        if scenario.get("variants"):
            ask(program, "compare", name, path, *few, *seldom)
            ask(program, "compare --divergence", name, path, "--divergence")
        ask(program, "compare --bound", name, path, "--bound", "--rules", "fifo", "-n", 2, may_refuse=True)
        order = order_of(scenario)
        if order:
            ask(program, "promise", name, path, "--order", json.dumps(order), "--calibrate", *few, may_refuse=True)
        ask(program, "locks", name, path, "-n", 2, *seldom)


def some_scenarios(program):
    swap, minimal = TOP / "data/scenarios/h100-swap.json", TOP / "data/scenarios/minimal.json"
    hall = "/parameters/hall_ready=2024-06-01..2024-12-01"
    ask(program, "solve", "a date", swap, "--axis", hall, "--target", "milestone.texas-50k.date>=2024-12-01", "-n", 20)
    ask(program, "solve", "a difference", swap, "--axis", hall, "--target", "difference.no-swap.organisation.tesla.online_gpu_days>=0", "-n", 20)
    ask(program, "solve", "nowhere", minimal, "--axis", "/end=2024-06-01..2024-12-01", "--target", "organisation.lab.online_units>=1000000", "-n", 4)
    levers = TOP / "data/examples/levers/hall.json"
    ask(program, "rank", "by a date", levers, "--metric", "milestone.launch.date", "--indifference", "12h", "-n", 20)
    ask(program, "rank", "by a metric", swap, "--metric", "organisation.tesla.online_gpu_days", "-n", 20)
    ask(program, "rank", "until the most", levers, "--metric", "milestone.launch.reached", "--indifference", "0.0001", "-n", 10, "--most", 20)
    ask(program, "rank", "by several", levers, "--metric", "milestone.launch.date,system.decision_cost", "-n", 20)
    ask(program, "rank", "without chance", TOP / "data/scenarios/h100-swap-fixed.json", "--metric", "organisation.tesla.online_gpu_days", "-n", 2)
    ask(program, "run", "some metrics", swap, "-n", 20, "--metrics", "organisation.*.online_gpu_days,system.jain")
    ask(program, "run", "metrics without sentences", TOP / "data/scenarios/fair-share-2023.json", "-n", 4, "--metrics", "order.*,supplier.*")
    ask(program, "compare", "some metrics", swap, "-n", 20, "--metrics", "organisation.tesla.*")
    ask(program, "compare", "metrics that judge nothing", swap, "-n", 20, "--metrics", "organisation.*.envy")
    ask(program, "run", "precise", levers, "-n", 50, "--precision", "system.online_gpu_days=0.01,milestone.launch.date=0.01")
    ask(program, "solve --whole", "swap", swap, "--whole", "swap", "-n", 20)
    lab = "organisation.lab.online_gpu_days"
    ask(program, "sensitivity", "of a difference", swap, "--metric", "difference.no-swap.organisation.tesla.online_gpu_days", "--metric", "milestone.texas-50k.date", "-n", 32)
    ask(program, "sensitivity", "all methods", minimal, "--metric", lab, "--vary", "/sites/lab-hall/room/main/at=2024-01-15..2024-04-01", "--vary", "/sites/lab-hall/commissioning=3d..21d", "--method", "tornado,morris,sobol,shapley", "-n", 32)
    ask(program, "sensitivity", "in groups", swap, "--group", "days=x1_day,x2_day", "--only", "hall_ready", "--correlate", "x1_day,x2_day=0.5", "-n", 32)
    ask(program, "sensitivity", "of nothing uncertain", minimal, "-n", 32)
    ask(program, "sensitivity", "of events alone", TOP / "data/scenarios/mm1.json", "-n", 32)
    dates = ("--from", "placed", "--until", "delivered", "--as-of", "2024-06-30")
    orders = TOP / "data/examples/lead-times/orders.csv"
    ask(program, "fit", "by vendor", orders, *dates, "--by", "vendor", "--samples", "19")
    ask(program, "fit", "untested", orders, *dates, "--families", "exponential", "--samples", "0")
    vary = ("--vary", "/parameters/hall_ready=2024-04-01,2024-07-01", "-n", 10, "-o", "{beside}/study.db")
    ask(program, "sweep", "of runs", swap, *vary, "--metrics", "organisation.*.online_gpu_days")
    ask(program, "sweep", "of differences", swap, *vary, "--variants", "base,no-swap")
    ask(program, "compare", "flips", swap, "--variants", "no-swap", "--flips", 4, "-n", 10)
    ask(program, "attribute", "edits", swap, "--edits", "texas-only,no-swap", "-n", 20)
    order = json.dumps(order_of(read_scenario(minimal)))
    ask(program, "promise", "how many", minimal, "--order", order, "--by", "2024-04-01", "-n", 20)
    ask(program, "locks", "two", minimal, *(f"--lock={order}=8" for order in list(read_scenario(minimal)["orders"])[:2]), "-n", 20)
    ask(program, "plan", "since", minimal, "--since", minimal, "--set", "/orders/cloud-1/units=640", "--confirm", "0.5")
    ask(program, "cash", "buy or rent", TOP / "data/examples/money/buy-or-rent.json", "--against", "rent,wait", "--by", "quarter", "-n", 20)
    ask(program, "trade", "free", swap, "--variant", "no-swap", "--at", "2023-12-01", "--between", "tesla,x", "-n", 20, "--most", 40)
    ask(program, "trade", "paid", swap, "--variant", "no-swap", "--at", "2023-12-01", "--sure", "1", "--overlook", "0", "-n", 4, "--most", 40)
    ask(program, "trade", "of a cost", TOP / "data/examples/levers/hall.json", "--at", "2026-01-05", "--metric", "delay_cost", "-n", 40, "--most", 30)
    ask(program, "explain", "remedies", swap, "tesla", "-n", 10)


def without_a_scenario(program):
    asked = {"ration": [["--rule", "talmud", "--estate", "200", "--claims", "100,200,300"],
                        ["--rule", "proportional", "--estate", "1000", "--claims", "640,640,0", "--lot", "8"]],
             "sample": [['{"lognormal": {"median": "45d", "p90": "90d"}}', "-n", "20"],
                        ['{"triangular": {"min": "2024-07-15", "mode": "2024-09-01", "max": "2024-11-01"}}', "--quantiles"]]}
    for command, calls in asked.items():
        for arguments in calls:
            done = call(program, command, *arguments, "--format", "tidy")
            if check(f"{command} {arguments} runs", done.returncode == 0, done.stderr):
                check_answer(f"{command} {arguments}", command, json.loads(done.stdout))


def typed_again(program):
    """The arguments of an answer, typed into a shell, give it again."""
    order = '{"organisation": "lab", "supplier": "maker", "product": "gpu", "units": 80, "label": "it\'s one"}'
    arguments = ["promise", "data/scenarios/minimal.json", "--order", order, "-n", "4", "--quiet", "--format", "tidy"]
    first = call(program, *arguments)
    if not check("promise runs", first.returncode == 0, first.stderr):
        return
    provenance = json.loads(first.stdout)["provenance"]
    again = subprocess.run(["sh", "-c", f"exec \"$0\" {provenance['command']} {provenance['arguments']}", program], capture_output=True, text=True, cwd=TOP)
    check("the arguments typed again give the same answer", again.stdout == first.stdout, provenance)


def hostile(program):
    """Labels with quotes, line ends, commas, control characters and ten thousand letters."""
    labels = ['say "so", 12 of\nthem\r\n', "x" * 10000, "a,b;c\t\"", "4711", "\u2028\u0001 <b>&amp;</b>", "it's 5"]
    scenario = {"allot": 1, "name": labels[0], "question": labels[2], "start": "2024-01-01", "end": "2024-06-01",
                "products": {"gpu": {"label": labels[4]}},
                "organisations": {f"o{i}": {"label": label} for i, label in enumerate(labels)},
                "suppliers": {"maker": {"label": labels[1], "stock": {"gpu": 60}}},
                "orders": {f"r{i}": {"organisation": f"o{i}", "supplier": "maker", "product": "gpu", "units": 20, "label": label, "due": "2024-02-01"} for i, label in enumerate(labels)},
                "milestones": {"m": {"label": labels[0], "organisation": "o0", "online": 20}},
                "variants": {"more": {"suppliers": {"maker": {"stock": {"gpu": 90}}}}}}
    text = json.dumps(scenario)
    if call(program, "validate", "-", stdin=text).returncode != 0:
        del scenario["milestones"]
        text = json.dumps(scenario)
    for command, arguments in (("run", []), ("compare", []), ("explain", ["--no-remedies"]), ("plan", []), ("game", ["--step", "1"]), ("rank", ["--metric", "system.online_gpu_days"]), ("trade", ["--most", "10"])):
        answer = ask(program, command, "hostile", "-", *arguments, "-n", 2, stdin=text)
        if answer and command == "run":
            label = {row["id"]: row["label"] for row in rows_of(answer, "entities") if row["kind"] == "organisation"}
            check("hostile labels come back as they were", label == {f"o{i}": it for i, it in enumerate(labels)}, label)


# ---- the page

BEGIN, END = "<!-- tables: written by tests/cli/check_answers.py --write -->\n", "<!-- end of tables -->\n"


def tables_page():
    text = BEGIN
    for command in ("run", "compare", "compare --divergence", "compare --bound", "attribute", "solve", "solve --whole", "rank", "sensitivity", "sweep", "fit", "explain", "cash", "plan", "promise", "locks", "game", "trade", "ration", "sample"):
        text += f"\n### {command}\n\n| table | columns |\n|---|---|\n"
        for table, columns in seen_tables.get(command, {}).items():
            text += f"| `{table}` | {', '.join(columns)} |\n"
    return text + "\n" + END


def page(write):
    text = PAGE.read_text(encoding="utf-8")
    begin, end = text.find(BEGIN), text.find(END)
    if not check("docs/answers.md has a place for the tables", 0 <= begin < end):
        return
    new = text[:begin] + tables_page() + text[end + len(END):]
    if write:
        PAGE.write_text(new, encoding="utf-8")
    else:
        check("docs/answers.md lists the tables that there are; --write renews it", new == text)


def main():
    program = str(Path(sys.argv[1]).resolve())
    without_a_scenario(program)
    typed_again(program)
    hostile(program)
    some_scenarios(program)
    every_scenario(program)
    page("--write" in sys.argv)
    for failure in failures[:40]:
        print(failure)
    print(f"{statements_seen} sentences, {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
