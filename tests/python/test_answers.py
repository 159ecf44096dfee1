"""Every question has the answer that the program prints, to the byte."""

import functools
import json
import math
import shlex
import tempfile
import unittest
from pathlib import Path

import allot
from support import FIXED, MINIMAL, MONEY, SWAP, printed, read, run_tests

ORDER = {"organisation": "lab", "supplier": "maker", "product": "gpu", "units": 16}
N = ["-n", "8", "--seed", "3"]
HOW = {"replications": 8, "seed": 3}

# Each: how Python is asked, and how the program is.
ASKED = {
    "run": (lambda: read(SWAP).run(**HOW), ["run", SWAP, *N]),
    "run of nothing random": (lambda: read(MINIMAL).run(), ["run", MINIMAL, "-n", "1000", "--seed", "1"]),
    "run with edits": (
        lambda: read(SWAP).run(variant="no-swap", set={"/end": "2024-10-31"}, **HOW),
        ["run", SWAP, "--variant", "no-swap", "--set", "/end=2024-10-31", *N],
    ),
    "run of a chance": (
        lambda: read(SWAP).run(chances=[("tesla", 20000, "2024-06-01")], **HOW),
        ["run", SWAP, "--chance", "tesla=20000@2024-06-01", *N],
    ),
    "compare": (lambda: read(SWAP).compare(**HOW), ["compare", SWAP, *N]),
    "compare of variants": (
        lambda: read(SWAP).compare(variants=["texas-only"], baseline="no-swap", flips=10, **HOW),
        ["compare", SWAP, "--variants", "texas-only", "--baseline", "no-swap", "--flips", "10", *N],
    ),
    "divergence": (
        lambda: read(FIXED).divergence(variants=["no-swap"], **HOW),
        ["compare", FIXED, "--divergence", "--variants", "no-swap", *N],
    ),
    "bound": (
        lambda: read(MINIMAL).bound(rules=["fifo", "talmud"], **HOW),
        ["compare", MINIMAL, "--bound", "online_gpu_days", "--rules", "fifo,talmud", *N],
    ),
    "attribute": (lambda: read(SWAP).attribute(**HOW), ["attribute", SWAP, *N]),
    "attribute of edits": (
        lambda: read(SWAP).attribute(edits=["texas-only", "no-swap"], **HOW),
        ["attribute", SWAP, "--edits", "texas-only,no-swap", *N],
    ),
    "explain": (lambda: read(SWAP).explain("tesla", **HOW), ["explain", SWAP, "tesla", *N]),
    "explain without remedies": (
        lambda: read(SWAP).explain(remedies=False, **HOW),
        ["explain", SWAP, "--no-remedies", *N],
    ),
    "solve": (
        lambda: read(FIXED).solve(
            "/parameters/hall_ready=2023-12-01..2024-12-01",
            "difference.no-swap.organisation.tesla.online_gpu_days>=0",
            variant="texas-only",
            **HOW,
        ),
        ["solve", FIXED, "--axis", "/parameters/hall_ready=2023-12-01..2024-12-01", "--target",
         "difference.no-swap.organisation.tesla.online_gpu_days>=0", "--variant", "texas-only", *N],
    ),
    "compensation": (lambda: read(FIXED).compensation("swap", **HOW), ["solve", FIXED, "--whole", "swap", *N]),
    "game": (
        lambda: read(MINIMAL).game(rules=["proportional", "equal_awards"], cap=3, **HOW),
        ["game", MINIMAL, "--rule", "proportional,equal_awards", "--cap", "3", *N],
    ),
    "trade": (
        lambda: read(FIXED).trade(at=["2023-12-01"], most=20, variant="no-swap", **HOW),
        ["trade", FIXED, "--at", "2023-12-01", "--most", "20", "--variant", "no-swap", *N],
    ),
    "cash": (
        lambda: read(MONEY).cash(by="quarter", against=["rent", "wait"], **HOW),
        ["cash", MONEY, "--by", "quarter", "--against", "rent,wait", *N],
    ),
    "plan": (lambda: read(SWAP).plan(**HOW), ["plan", SWAP, *N]),
    "promise": (
        lambda: read(MINIMAL).promise(ORDER, by="2024-04-01", calibrate=True, **HOW),
        ["promise", MINIMAL, "--order", json.dumps(ORDER), "--by", "2024-04-01", "--calibrate", *N],
    ),
    "locks": (
        lambda: read(MINIMAL).locks(lock=[("lab-1", 8), ("lab-1", 8, "2024-02-01")], **HOW),
        ["locks", MINIMAL, "--lock", "lab-1=8", "--lock", "lab-1=8@2024-02-01", *N],
    ),
    "run to a precision": (
        lambda: read(SWAP).run(precision={"system.online_gpu_days": 0.05}, **HOW),
        ["run", SWAP, "--precision", "system.online_gpu_days=0.05", *N],
    ),
    "rank": (
        lambda: read(SWAP).rank("organisation.tesla.online_gpu_days", variants=["base", "no-swap", "half-swap"],
                                indifference="2%", **HOW),
        ["rank", SWAP, "--metric", "organisation.tesla.online_gpu_days", "--variants", "base,no-swap,half-swap",
         "--indifference", "2%", *N],
    ),
    "rank by two metrics": (
        lambda: read(SWAP).rank("organisation.tesla.online_gpu_days", "organisation.x.online_gpu_days=more",
                                variants=["base", "no-swap"], **HOW),
        ["rank", SWAP, "--metric", "organisation.tesla.online_gpu_days", "--metric", "organisation.x.online_gpu_days=more",
         "--variants", "base,no-swap", *N],
    ),
    "sensitivity": (
        lambda: read(MINIMAL).sensitivity("organisation.lab.online_gpu_days", methods=["sobol", "morris"],
                                          vary={"/sites/lab-hall/room/main/at": "2024-01-15..2024-04-01"},
                                          replications=32, seed=3),
        ["sensitivity", MINIMAL, "--metric", "organisation.lab.online_gpu_days", "--method", "sobol", "--method", "morris",
         "--vary", "/sites/lab-hall/room/main/at=2024-01-15..2024-04-01", "-n", "32", "--seed", "3"],
    ),
    "run of some metrics": (
        lambda: read(SWAP).run(metrics=["organisation.*.online_gpu_days", "system.jain"], **HOW),
        ["run", SWAP, "--metrics", "organisation.*.online_gpu_days,system.jain", *N],
    ),
    "compare by some metrics": (
        lambda: read(SWAP).compare(variants=["no-swap"], metrics=["organisation.*.envy"], **HOW),
        ["compare", SWAP, "--variants", "no-swap", "--flips", "0", "--metrics", "organisation.*.envy", *N],
    ),
    "ration": (
        lambda: allot.ration("talmud", 200, [100, 200, 300]),
        ["ration", "--rule", "talmud", "--estate", "200", "--claims", "100,200,300"],
    ),
    "ration in lots": (
        lambda: allot.ration("proportional", 1000, [640, 640, 640], lot=8),
        ["ration", "--rule", "proportional", "--estate", "1000", "--claims", "640,640,640", "--lot", "8"],
    ),
}


@functools.cache
def answer_to(name):
    return ASKED[name][0]()


class TheSameAsTheProgram(unittest.TestCase):
    def test_json_and_csv_are_the_same_bytes(self):
        for name, (_, arguments) in ASKED.items():
            with self.subTest(name):
                answer = answer_to(name)
                self.assertEqual(answer.to_json(), printed(*arguments, "--format", "json"))
                self.assertEqual(answer.to_csv(), printed(*arguments, "--format", "csv"))

    def test_the_arguments_that_are_told_ask_the_program_the_same(self):
        for name in ASKED:
            with self.subTest(name):
                tidy = answer_to(name).to_tidy()
                provenance = json.loads(tidy)["provenance"]
                self.assertEqual(tidy, printed(provenance["command"], *shlex.split(provenance["arguments"])))

    def test_threads_change_nothing(self):
        one, three = (read(SWAP).run(replications=30, threads=it).to_tidy() for it in (1, 3))
        self.assertEqual(one, three)

    def test_an_answer_without_series_has_the_same_metrics(self):
        long, short = (read(SWAP).run(series=it, **HOW)["metrics"].to_csv() for it in (True, False))
        self.assertEqual(long, short)


class Roll(unittest.TestCase):
    def test_what_happened_may_be_a_folder_or_texts(self):
        texts = {"received.csv": "supplier,units,date\nmaker,480,2024-01-09\n"}
        with tempfile.TemporaryDirectory() as folder:
            for name, text in texts.items():
                Path(folder, name).write_text(text)
            of_folder = read(MINIMAL).roll("2024-02-01", actuals=folder)
        self.assertEqual(of_folder.to_json(), read(MINIMAL).roll("2024-02-01", actuals=texts).to_json())
        self.assertNotEqual(of_folder.to_json(), read(MINIMAL).roll("2024-02-01").to_json())

    def test_the_next_scenario_is_the_one_that_the_program_writes(self):
        with tempfile.TemporaryDirectory() as folder:
            old, new = Path(folder, "plan.json"), Path(folder, "next.json")
            old.write_text(Path(MINIMAL).read_text())
            text = printed("roll", str(old), "--to", "2024-02-01", "-o", str(new), "--format", "json")
            answer = read(old).roll("2024-02-01")
            self.assertEqual(answer.to_json(), text)
            self.assertEqual(answer.scenario.run().to_json(), read(new).run().to_json())

    def test_what_does_not_add_up_makes_no_scenario(self):
        shipped = "order,units,date\nlab-1,160,2024-01-02\n"
        answer = read(MINIMAL).roll("2024-02-01", actuals={"shipped": shipped})
        self.assertIsNone(answer.scenario)
        self.assertEqual(len(answer.notes), 1)
        self.assertIsNotNone(read(MINIMAL).roll("2024-02-01", actuals={"shipped": shipped}, go_on=True).scenario)


class Sweeps(unittest.TestCase):
    AXIS = "/sites/lab-hall/room/main/at"

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def swept(self, name, **how):
        path = self.folder / name
        return path, read(MINIMAL).sweep(path, vary={self.AXIS: ["2024-01-15", "2024-02-01", "2024-03-01"]}, **how)

    def test_the_database_is_the_one_that_the_program_writes(self):
        ours, answer = self.swept("ours.db", variants=["passed-on"], replications=5)
        theirs = self.folder / "theirs.db"
        printed("sweep", MINIMAL, "--vary", f"{self.AXIS}=2024-01-15,2024-02-01,2024-03-01", "--variants", "passed-on",
                "-n", "5", "-o", str(theirs))  # fmt: skip
        self.assertEqual(ours.read_bytes(), theirs.read_bytes())
        self.assertEqual(len(answer["points"]) if "points" in answer else 3, 3)

    def test_samples_are_those_of_the_program(self):
        how = {"vary": {self.AXIS: "2024-01-15..2024-04-01"}, "sample": 8, "by": "sobol", "seed": 3}
        read(MINIMAL).sweep(self.folder / "ours.db", **how)
        printed("sweep", MINIMAL, "--vary", f"{self.AXIS}=2024-01-15..2024-04-01", "--sample", "8", "--by", "sobol",
                "--seed", "3", "-o", str(self.folder / "theirs.db"))  # fmt: skip
        self.assertEqual((self.folder / "ours.db").read_bytes(), (self.folder / "theirs.db").read_bytes())

    def test_parts_come_together(self):
        whole, _ = self.swept("whole.db")
        parts = [self.swept(f"part-{k}.db", shard=(k, 2))[0] for k in (2, 1)]
        allot.merge(self.folder / "merged.db", parts)
        self.assertEqual((self.folder / "merged.db").read_bytes(), whole.read_bytes())

    def test_what_is_stopped_goes_on(self):
        whole, _ = self.swept("whole.db")
        with self.assertRaises(allot.Interrupted):
            self.swept("stopped.db", threads=1, progress=lambda done, all: False)
        stopped, _ = self.swept("stopped.db", resume=True)
        self.assertEqual(stopped.read_bytes(), whole.read_bytes())

    def test_a_file_that_is_there_is_left_alone(self):
        path, _ = self.swept("there.db")
        before = path.read_bytes()
        with self.assertRaises(allot.EnvironmentError):
            self.swept("there.db")
        self.assertEqual(path.read_bytes(), before)


class Fits(unittest.TestCase):
    def test_columns_say_what_the_file_says(self):
        days, waits = [3, 7, 12, 15, 21, 30, 44], [0, 0, 1, 0, 0, 0, 1]
        vendor = ["a", "b", "a", "b", "a", "b", "a"]
        answer = allot.fit(days, open=waits, by=vendor, samples=19, name="days")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "rows.csv")
            path.write_text("days,open,group\n" + "".join(f"{a},{b},{c}\n" for a, b, c in zip(days, waits, vendor)))
            asked = ["fit", str(path), "days", "--censored", "open", "--by", "group", "--samples", "19"]
            self.assertEqual(answer.to_json(), printed(*asked, "--format", "json"))
            self.assertEqual(answer.to_csv(), printed(*asked, "--format", "csv"))
        bounds = [math.inf if it else length for it, length in zip(waits, days)]
        self.assertEqual(allot.fit(days, upper=bounds, by=vendor, samples=19, name="days").to_json(), answer.to_json())


class Trades(unittest.TestCase):
    def test_the_scenario_has_a_variant_for_each(self):
        answer = read(FIXED).trade(at=["2023-12-01"], most=25, variant="no-swap")
        self.assertIsNotNone(answer.scenario)
        names = [it for it in answer.scenario.variants if it not in read(FIXED).variants]
        self.assertGreater(len(names), 0)
        compared = answer.scenario.compare(variants=names[:1], baseline="no-swap")
        self.assertGreater(compared["differences"].row(kind="system", metric="online_gpu_days")["mean"], 0)


class Promises(unittest.TestCase):
    def test_several_orders_are_a_list_or_a_file(self):
        listed = [{"id": f"so-{i}", **ORDER, "units": 8 * i} for i in (1, 2)]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "asked.csv")
            path.write_text("id,organisation,supplier,product,units\nso-1,lab,maker,gpu,8\nso-2,lab,maker,gpu,16\n")
            of_file = read(MINIMAL).promise(path)
            self.assertEqual(of_file.to_json(), printed("promise", MINIMAL, "--order", str(path), "--format", "json"))
        self.assertEqual(read(MINIMAL).promise(listed).to_json(), of_file.to_json())


class Parts(unittest.TestCase):
    def test_every_number_of_every_sentence_is_a_cell(self):
        for name in ASKED:
            answer = answer_to(name)
            for statement in answer.statements:
                for rest in statement.rests_on:
                    with self.subTest(name, statement=statement.id):
                        self.assertIn(rest.shown, statement.text)
                        self.assertIsNotNone(answer[rest.table][rest.column][rest.row])

    def test_rows_columns_and_csv_say_the_same(self):
        table = read(SWAP).run(**HOW)["metrics"]
        rows = table.rows()
        self.assertEqual(len(rows), len(table))
        for name in table:
            self.assertEqual([row[name] for row in rows], table[name].to_list())
            self.assertEqual(len(table[name]), len(table))
            self.assertEqual(list(table[name]), table[name].to_list())
        self.assertEqual(table.to_csv().splitlines()[0], ",".join(table.columns))

    def test_rows_are_chosen_by_what_they_have(self):
        table = read(SWAP).run(**HOW)["metrics"]
        of_tesla = table.rows(kind="organisation", entity="tesla")
        self.assertEqual({row["entity"] for row in of_tesla}, {"tesla"})
        self.assertEqual(of_tesla, [row for row in table.rows() if (row["kind"], row["entity"]) == ("organisation", "tesla")])

    def test_tables_outlive_their_answer(self):
        table = read(SWAP).run(**HOW)["metrics"]
        self.assertGreater(max(table["mean"]), 0)

    def test_an_answer_that_was_written_is_read(self):
        answer = read(SWAP).compare(**HOW)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "answer.json")
            path.write_text(answer.to_tidy())
            again = allot.read_answer(path)
        self.assertEqual(again.to_tidy(), answer.to_tidy())
        self.assertEqual(again.statements, answer.statements)
        self.assertEqual(again.to_html(), answer.to_html())
        with self.assertRaises(allot.RequestError):
            again.to_json()

    def test_text_has_no_commands_of_a_shell(self):
        text = read(MINIMAL).run().text
        self.assertNotIn("next:", text)
        self.assertTrue(printed("run", MINIMAL).startswith(text.rstrip("\n")))
        self.assertLessEqual(max(map(len, text.splitlines())), 80)


if __name__ == "__main__":
    run_tests()
