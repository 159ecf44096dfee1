"""Rolls a plan from outside: files of a week as they come, what is refused, and that nothing is left half-written.

Usage: check_roll.py PROGRAM
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAM = str(Path(sys.argv[1]).resolve())
PLAN = {
    "allot": 1, "name": "desk", "start": "2024-01-01", "end": "2024-03-01",
    "products": {"gpu": {}}, "organisations": {"a": {"label": "Alpha"}, "b": {}},
    "suppliers": {"maker": {
        "supply": {"plan": {"product": "gpu", "from": "2024-01-01", "until": "2024-02-26", "every": "1w", "rate": "10/w"}},
        "routes": {"default": [{"stage": "truck", "delay": "3d"}]}}},
    "orders": {"a1": {"organisation": "a", "supplier": "maker", "product": "gpu", "units": 30, "due": "2024-02-01"},
               "b1": {"organisation": "b", "supplier": "maker", "product": "gpu", "units": 30, "due": "2024-02-01"}},
}
failures = []


def check(claim, holds, shown=""):
    if not holds:
        failures.append(f"{claim}\n{shown}")


def allot(folder, *arguments):
    done = subprocess.run([PROGRAM, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def week_of(folder, **files):
    week = folder / "week"
    week.mkdir()
    for name, text in files.items():
        (week / f"{name}.csv").write_text(text, encoding="utf-8")


def roll(folder, *more):
    return allot(folder, "roll", "plan.json", "--to", "2024-01-10", "-o", "next.json", *more)


def fresh():
    folder = Path(tempfile.mkdtemp())
    (folder / "plan.json").write_text(json.dumps(PLAN), encoding="utf-8")
    return folder


def metrics(folder, file):
    return json.loads(allot(folder, "run", file, "--format", "json")[1])["metrics"]


def a_week_as_planned_leaves_the_plan_as_it_was():
    folder = fresh()
    week_of(folder, received="units,date\n10,2024-01-01\n10,2024-01-08\n",
            shipped="order,units,date,delivered\na1,5,2024-01-01,2024-01-04\nb1,5,2024-01-01,2024-01-04\n"
                    "a1,5,2024-01-08,\nb1,5,2024-01-08,\n", cancelled="order,units,date\n")
    status, said, errors = roll(folder, "--actuals", "week")
    check("a week as planned is taken", status == 0 and "all went as planned" in said, said + errors)
    check("and adds its date alone", set(json.loads((folder / "next.json").read_text())) == {"allot", "extends", "as_of"})
    check("and changes no metric", metrics(folder, "plan.json") == metrics(folder, "next.json"))


def what_does_not_add_up_is_refused():
    folder = fresh()
    week_of(folder, shipped="order,units,date\na1,28,2024-01-03\n")
    status, said, errors = roll(folder, "--actuals", "week")
    check("it is refused with the list", status == 3 and "explain no more than 10" in " ".join(said.split()), said + errors)
    check("and nothing is written", not (folder / "next.json").exists())
    status, said, errors = roll(folder, "--actuals", "week", "--go-on")
    check("unless told to go on", status == 0 and (folder / "next.json").exists(), said + errors)
    check("and what it wrote is a scenario", allot(folder, "validate", "next.json")[0] == 0)
    (folder / "week" / "received.csv").write_text("units,date\n10,2024-01-01\n10,2024-01-08\n", encoding="utf-8")
    roll(folder, "--actuals", "week", "--go-on")
    check("what was found is there, although no receipt says so",
          "received" not in json.loads((folder / "next.json").read_text())["actuals"])
    notes = json.loads(roll(folder, "--actuals", "week", "--format", "json")[1])["notes"]
    check("other programs read it too", any(it["contradicts"] and it["id"] == "a1" for it in notes), notes)


def rows_that_do_not_read_are_all_named():
    folder = fresh()
    week_of(folder, shipped="order,units,date\na2,5,2024-01-01\nb1,x,2024-01-01\n",
            cancelled="order,units,date\nb1,5,yesterday\n")
    status, _, errors = roll(folder, "--actuals", "week")
    check("three errors with their places", status == 3 and "shipped.csv:2:1" in errors
          and "shipped.csv:3:4" in errors and "cancelled.csv:2:6" in errors, errors)
    check("and the nearest name", "did you mean 'a1'?" in errors, errors)
    (folder / "week" / "shipped.csv").write_text("ordr,units,date\n", encoding="utf-8")
    check("also of a column", "did you mean 'order'?" in roll(folder, "--actuals", "week")[2])


def what_is_not_read_is_said():
    folder = fresh()
    week_of(folder, other="order,units\n", cancelled="order,units,date\n")
    status, _, errors = roll(folder, "--actuals", "week")
    check("a file that is not read is named", status == 0 and "other.csv" in errors, errors)
    folder = fresh()
    (folder / "empty").mkdir()
    status, _, errors = roll(folder, "--actuals", "empty")
    check("a folder of which nothing is read is no week as planned",
          status == 4 and "nothing to read in empty" in " ".join(errors.split()) and "received, shipped" in errors, errors)


def command_lines_that_are_wrong():
    folder = fresh()
    for arguments, wanted, words in (
            (("--to", "2023-01-01", "-o", "next.json"), 2, "is not after"),
            (("--to", "2024-03-01", "-o", "next.json"), 2, "not before the end"),
            (("--to", "soon", "-o", "next.json"), 2, "expected a day"),
            (("--to", "2024-01-10", "-o", "plan.json"), 2, "cannot be it"),
            (("--to", "2024-01-10", "-o", "../next.json"), 2, "write it beside that"),
            (("--to", "2024-01-10", "-o", "next.json", "--actuals", "nowhere"), 4, "cannot read nowhere")):
        status, _, errors = allot(folder, "roll", "plan.json", *arguments)
        check(f"roll {' '.join(arguments)}", status == wanted and words in errors, f"{status} {errors}")
    check("nothing was written", sorted(it.name for it in folder.iterdir()) == ["plan.json"])


def rolled_twice(first, second, go_on=False):
    """What the second week said, and the scenario that it made: received and shipped of either week, by name."""
    folder = fresh()
    for name, to, old, week in (("one", "2024-01-10", "plan.json", first), ("two", "2024-01-17", "one.json", second)):
        files = folder / name
        files.mkdir()
        for kind, text in week.items():
            (files / f"{kind}.csv").write_text(text, encoding="utf-8")
        status, said, errors = allot(folder, "roll", old, "--to", to, "--actuals", name, "-o", f"{name}.json",
                                     *(["--go-on"] if go_on else []))
    made = folder / "two.json"
    return status, " ".join((said + errors).split()), json.loads(made.read_text()) if made.exists() else None


def a_lot_behind_one_that_was_late_comes_only_if_it_was_received():
    first = {"received": "units,date\n10,2024-01-01\n"}
    _, said, made = rolled_twice(first, {"received": "units,date\n10,2024-01-12\n"})
    check("the late lot came", "due on 2024-01-08: 10 came on 2024-01-12" in said, said)
    check("the one behind it did not", "due on 2024-01-15, have not come" in said, said)
    check("and the record says so", made["actuals"]["received"][1] ==
          {"supplier": "maker", "supply": "plan", "planned": "2024-01-15", "units": 10}, made)
    _, said, _ = rolled_twice(first, {"received": "units,date\n10,2024-01-12\n10,2024-01-15\n"})
    check("one that came on its day is no news", "1 thing went otherwise" in said, said)
    folder = fresh()
    week_of(folder, received="supply,planned,units,date\nplan,2024-01-08,10,2024-01-08\n")
    _, said, errors = roll(folder, "--actuals", "week")
    check("one that came before it is there", [it.get("date") for it in
          json.loads((folder / "next.json").read_text())["actuals"]["received"]] == [None, "2024-01-08"], said + errors)


def a_lot_that_came_in_rows_of_one_day_went_as_planned():
    folder = fresh()
    week_of(folder, received="units,date\n10,2024-01-01\n4,2024-01-08\n6,2024-01-08\n")
    _, said, errors = roll(folder, "--actuals", "week")
    check("two rows, one lot", "all went as planned" in said, said + errors)


def a_shipment_said_a_week_late_is_not_lost():
    shipped = "order,units,date\na1,5,2024-01-01\nb1,5,2024-01-01\nb1,5,2024-01-08\n"
    status, said, made = rolled_twice({"shipped": shipped}, {"shipped": "order,units,date\na1,5,2024-01-08\n"})
    check("it does not add up", status == 3 and made is None, said)
    check("and is said", "a1: 5 shipped on 2024-01-08 were not known of on 2024-01-10" in said, said)
    status, said, _ = rolled_twice({"shipped": shipped}, {"shipped": shipped + "a1,5,2024-01-15\n"})
    check("what was known may be said again", status == 0, said)


def what_was_shipped_stays_shipped_whatever_orders_become():
    folder = fresh()
    plan = json.loads((folder / "plan.json").read_text())
    plan["suppliers"]["maker"]["allocation"] = {"levels": ["organisation", "order"],
                                                "rules": {"organisation": "proportional", "order": "fifo"}}
    (folder / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    allot(folder, "roll", "plan.json", "--to", "2024-01-06", "-o", "one.json")
    week_of(folder, orders="id,units\na1,120\n")
    _, said, errors = allot(folder, "roll", "one.json", "--to", "2024-01-07", "--actuals", "week", "-o", "two.json")
    made = json.loads((folder / "two.json").read_text())
    check("five each, as they were", made.get("actuals", {}).get("shipped") ==
          [{"order": it, "units": 5, "date": "2024-01-01"} for it in ("a1", "b1")], said + errors)


def a_lock_changes_nothing_that_has_happened():
    folder = fresh()
    allot(folder, "roll", "plan.json", "--to", "2024-01-10", "-o", "one.json")
    status, _, errors = allot(folder, "locks", "one.json", "--lock", "a1=5@2024-01-05")
    check("it is refused", status == 3 and "would change what has happened" in errors, errors)
    status, _, errors = allot(folder, "locks", "one.json", "--lock", "a1=5@2024-01-10")
    check("from that day on it is not", status == 0, errors)


def of_shipments_of_a_day_the_one_on_its_way_comes():
    first = ("order,units,date,delivered,expected\na1,5,2024-01-01,2024-01-04,\nb1,2,2024-01-01,2024-01-04,\n"
             "b1,3,2024-01-01,,2024-01-14\na1,5,2024-01-08,,\nb1,5,2024-01-08,,\n")
    second = ("order,units,date,delivered\nb1,3,2024-01-01,2024-01-15\na1,5,2024-01-08,2024-01-11\n"
              "b1,5,2024-01-08,2024-01-11\na1,5,2024-01-15,\nb1,5,2024-01-15,\n")
    status, said, made = rolled_twice({"shipped": first}, {"shipped": second})
    check("it came a day later", "1 thing went" in said and "b1: 3 shipped on 2024-01-01 came on 2024-01-15, not on 2024-01-14"
          in said, said)


def what_is_no_whole_lot_is_refused():
    folder = fresh()
    plan = json.loads((folder / "plan.json").read_text())
    plan["products"]["gpu"] = {"lot": 5}
    (folder / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    week_of(folder, shipped="order,units,date\na1,3,2024-01-01\n")
    status, _, errors = roll(folder, "--actuals", "week", "--go-on")
    check("with its place", status == 3 and "shipped.csv:2:4" in errors and "no multiple" in errors, errors)
    check("and nothing is written", not (folder / "next.json").exists())
    (folder / "week" / "shipped.csv").write_text(
        "order,units,date,delivered\na1,3,2024-01-01,2024-01-04\na1,2,2024-01-01,2024-01-06\n"
        "b1,5,2024-01-01,2024-01-04\na1,5,2024-01-08,\nb1,5,2024-01-08,\n", encoding="utf-8")
    status, said, errors = roll(folder, "--actuals", "week")
    check("parts of one lot may come on their own days", status == 0 and "a1: 2 shipped on 2024-01-01 came on 2024-01-06"
          in " ".join(said.split()), said + errors)
    check("and what it wrote is a scenario", allot(folder, "validate", "next.json")[0] == 0)
    (folder / "week" / "shipped.csv").write_text("order,units,date,delivered\na1,2,2024-01-01,2024-01-13\n"
                                                 "a1,5,2024-01-15,\nb1,5,2024-01-15,\n", encoding="utf-8")
    status, said, errors = allot(folder, "roll", "next.json", "--to", "2024-01-17", "--actuals", "week", "-o", "third.json")
    check("a later week may say of a part alone", status == 0, said + errors)


def a_row_of_an_order_is_named_where_it_stands():
    folder = fresh()
    week_of(folder, orders="id,units\na1,20\nc1,5\n")
    status, _, errors = roll(folder, "--actuals", "week")
    check("an error of an order", status == 3 and "orders.csv:3" in errors, errors)
    (folder / "week" / "orders.csv").write_text("id,units\na1,20\n", encoding="utf-8")
    status, said, errors = roll(folder, "--actuals", "week")
    check("and what changed", status == 0 and "orders.csv:2" in said, said + errors)


def a_day_as_of_that_is_none_is_one_error():
    status, _, errors = allot(fresh(), "validate", "plan.json", "--set", "/as_of=soon")
    check("one error", status == 3 and errors.count("error:") == 1, errors)


for test in (a_week_as_planned_leaves_the_plan_as_it_was, what_does_not_add_up_is_refused,
             rows_that_do_not_read_are_all_named, what_is_not_read_is_said, command_lines_that_are_wrong,
             a_lot_behind_one_that_was_late_comes_only_if_it_was_received,
             a_lot_that_came_in_rows_of_one_day_went_as_planned, a_shipment_said_a_week_late_is_not_lost,
             what_was_shipped_stays_shipped_whatever_orders_become, a_lock_changes_nothing_that_has_happened,
             of_shipments_of_a_day_the_one_on_its_way_comes,
             what_is_no_whole_lot_is_refused,
             a_row_of_an_order_is_named_where_it_stands, a_day_as_of_that_is_none_is_one_error):
    test()
print("\n".join(failures) if failures else "all as claimed")
sys.exit(bool(failures))
