"""What is wrong is said with its place, or with its argument, and the nearest right name."""

import subprocess
import tempfile
import unittest
import warnings
from pathlib import Path

import allot
from support import FIXED, MINIMAL, PROGRAM, SWAP, read, run_tests

MANY = '{\n  "allot": 1,\n  "start": "x",\n  "products": {"gpu": {"lots": 8}}\n}\n'
minimal = read(MINIMAL)
nan, infinity = float("nan"), float("inf")

# Each: what is asked, the exception, and words of it.
WRONG = [
    (lambda: minimal.run(replications=0), allot.RequestError, "replications: expected a whole number from 1"),
    (lambda: minimal.run(replications=-5), allot.RequestError, "replications"),
    (lambda: minimal.run(replications=10**9), allot.RequestError, "to 10,000,000"),
    (lambda: minimal.run(replications=nan), TypeError, "replications: expected a whole number, found float"),
    (lambda: minimal.run(replications="10"), TypeError, "replications: expected a whole number, found str"),
    (lambda: minimal.run(replications=True), TypeError, "replications: expected a whole number, found bool"),
    (lambda: minimal.run(seed=-1), allot.RequestError, "seed"),
    (lambda: minimal.run(seed=2**64), allot.RequestError, "seed"),
    (lambda: minimal.run(threads=0), allot.RequestError, "threads"),
    (lambda: minimal.run(typical=1), TypeError, "typical: expected True or False, found int"),
    (lambda: minimal.run(progress=3), TypeError, "progress: expected a function"),
    (lambda: minimal.run(series="no"), TypeError, "series"),
    (lambda: minimal.run(sed=1), TypeError, "unknown argument 'sed'; did you mean 'seed'?"),
    (lambda: minimal.run(1), TypeError, "positional"),
    (lambda: minimal.run(variant=3), TypeError, "variant: expected a text, found int"),
    (lambda: minimal.run(variant="nope"), allot.InputError, "unknown variant 'nope'"),
    (lambda: minimal.run(set=[("/end", 3)]), TypeError, "set: expected {POINTER: VALUE}"),
    (lambda: minimal.run(set={"end": 3}), allot.RequestError, "set: expected pointers such as /end"),
    (lambda: minimal.run(set={"/ende": "2024-06-01"}), allot.InputError, "/ende: unknown key 'ende'"),
    (lambda: minimal.run(set={"/orders/lab-1/units": nan}), allot.RequestError, "finite number"),
    (lambda: minimal.run(set={"/end": object()}), TypeError, "set: /end: expected a value of JSON, found object"),
    (lambda: minimal.run(set={"/end": {1, 2}}), TypeError, "found set"),
    (lambda: minimal.run(max_memory=1000), allot.TooMuch, "max_memory"),
    (lambda: minimal.run(chances=["lab"]), TypeError, "chances: expected (who, units, day) each"),
    (lambda: minimal.run(chances=[("lap", 1, "2024-02-01")]), allot.RequestError, "did you mean 'lab'?"),
    (lambda: minimal.run(chances=[("lab", 1, "soon")]), allot.RequestError, "chances: expected a date"),
    (lambda: minimal.compare(variants="no-swap"), TypeError, "variants: expected a list of texts, found str"),
    (lambda: minimal.compare(variants=[3]), TypeError, "variants: expected a text, found int"),
    (lambda: minimal.compare(variants=["a", "a"]), allot.RequestError, "'a' is named twice"),
    (lambda: read(SWAP).compare(variants=["no-swop"]), allot.InputError, "did you mean 'no-swap'?"),
    (lambda: minimal.bound("online_gpu_day"), allot.RequestError, "did you mean 'online_gpu_days'?"),
    (lambda: minimal.bound(rules=["fif"]), allot.RequestError, "did you mean 'fifo'?"),
    (lambda: minimal.bound(rules=["quota"]), allot.RequestError, "means nothing without numbers of its own"),
    (lambda: minimal.attribute(edits=["a", "a"]), allot.RequestError, "named twice"),
    (lambda: minimal.explain("lap"), allot.RequestError, "did you mean 'lab'?"),
    (lambda: minimal.explain(3), TypeError, "ids: expected a text, found int"),
    (lambda: minimal.solve("x", "y"), allot.RequestError, "axis: expected POINTER=LOW..HIGH"),
    (lambda: minimal.solve("/end=2024-02-01..2024-04-01", "organisation.lab.online_gpu_day>=1"), allot.RequestError,
     "did you mean 'organisation.lab.online_gpu_days'?"),
    (lambda: minimal.solve("/end=2024-02-01..2024-04-01", "system.online_gpu_days>=many"), allot.RequestError, "target"),
    (lambda: minimal.solve("/end=2024-02-01..2024-04-01", "system.online_gpu_days>=1", set={"/end": "2024-03-01"}),
     allot.RequestError, "set: /end is what axis moves"),
    (lambda: minimal.compensation("swop"), allot.RequestError, "swop"),
    (lambda: minimal.game(cap=0.5), allot.RequestError, "cap: expected a multiple above 1"),
    (lambda: minimal.game(cap=infinity), allot.RequestError, "cap: expected a finite number"),
    (lambda: minimal.game(step=nan), allot.RequestError, "step: expected a finite number"),
    (lambda: minimal.game(step=1e-9), allot.RequestError, "step: at most 1000 multiples"),
    (lambda: minimal.game(rules=["quota"]), allot.RequestError, "means nothing without numbers of its own"),
    (lambda: minimal.game(supplier="x"), allot.RequestError, "there is no supplier 'x'"),
    (lambda: minimal.trade(sure=2), allot.RequestError, "probability"),
    (lambda: minimal.trade(at="2024-01-05"), TypeError, "at: expected a list of dates, found str"),
    (lambda: minimal.trade(between=["lap", "cloud"]), allot.RequestError, "did you mean 'lab'?"),
    (lambda: minimal.trade(most_parties=9), allot.RequestError, "most_parties"),
    (lambda: minimal.cash(), allot.RequestError, "money"),
    (lambda: minimal.cash(by="week"), allot.RequestError, "by: expected one of month, quarter, year"),
    (lambda: minimal.plan(confirm=1.5), allot.RequestError, "between 0 and 1"),
    (lambda: minimal.plan(since=MINIMAL), TypeError, "since: expected a scenario, found str"),
    (lambda: minimal.roll("x"), allot.RequestError, "to: expected a date"),
    (lambda: minimal.roll("2030-01-01"), allot.RequestError, "is not before the end of the scenario"),
    (lambda: minimal.roll("2024-02-01", actuals={"recieved": ""}), allot.RequestError, "files of a week are called"),
    (lambda: minimal.roll("2024-02-01", actuals="nowhere"), OSError, "nowhere"),
    (lambda: minimal.promise(3), TypeError, "order: expected a dict"),
    (lambda: minimal.promise({"organisation": "lap", "units": 8}), allot.InputError, "did you mean 'lab'?"),
    (lambda: minimal.promise({}, units=0), allot.RequestError, "units: expected a whole number from 1"),
    (lambda: minimal.promise([]), allot.RequestError, "order: there is no order in it"),
    (lambda: minimal.locks(lock="lab-1"), TypeError, "lock: expected a list of locks"),
    (lambda: minimal.locks(lock=["lap-1"]), allot.InputError, "lap-1"),
    (lambda: minimal.locks(lock=[()]), TypeError, "lock"),
    (lambda: minimal.run(precision={"system.online_gpu_days": 0}), allot.RequestError, "precision: expected a number above 0"),
    (lambda: minimal.run(precision={"system.online_gpu_day": 0.1}), allot.RequestError, "did you mean"),
    (lambda: minimal.run(precision=0.1), TypeError, "precision: expected a dict, found float"),
    (lambda: minimal.run(max_time=-1), allot.RequestError, "max_time: expected a number above 0"),
    (lambda: minimal.rank(), allot.RequestError, "metrics: expected what is ranked by"),
    (lambda: minimal.rank("system.online_gpu_day"), allot.RequestError, "did you mean"),
    (lambda: minimal.rank("system.online_gpu_days", indifference="many"), allot.RequestError, "indifference: expected a number"),
    (lambda: minimal.rank("system.online_gpu_days", probability=2), allot.RequestError, "robability"),
    (lambda: minimal.sensitivity(methods=["sobel"]), allot.RequestError, "did you mean 'sobol'?"),
    (lambda: minimal.sensitivity(vary={"/nope": "1..2"}), allot.InputError, "/nope"),
    (lambda: minimal.sensitivity(correlate=[("a", "b")]), TypeError, "correlate: expected (one, other, correlation) each"),
    (lambda: minimal.sweep("nowhere/study.db"), allot.RequestError, "vary: expected {POINTER: VALUES}"),
    (lambda: minimal.sweep("nowhere/study.db", vary={"/nope": [1, 2]}), allot.InputError, "/nope"),
    (lambda: minimal.sweep("nowhere/study.db", vary={"/end": ["2024-03-01"]}), allot.EnvironmentError, "nowhere/study.db"),
    (lambda: minimal.sweep("study.db", vary={"/end": ["2024-03-01"]}, shard=(3, 2)), allot.RequestError, "shard"),
    (lambda: minimal.sweep("study.db", vary={"/end": ["2024-03-01"]}, shard=2), TypeError, "shard: expected a pair"),
    (lambda: allot.merge("whole.db", "part.db"), TypeError, "shards: expected a list"),
    (lambda: allot.merge("nowhere/whole.db", ["nowhere/part.db"]), allot.EnvironmentError, "nowhere"),
    (lambda: allot.fit([1, 2], open=[True]), allot.RequestError, "open: expected one for each of 2 lengths, found 1"),
    (lambda: allot.fit([1, -2]), allot.RequestError, "lengths: expected at least 0, found -2 at 1"),
    (lambda: allot.fit([1, 2], upper=[1, 1]), allot.RequestError, "upper: expected at least 2"),
    (lambda: allot.fit([1, 2], open=[0, 0], upper=[1, 2]), allot.RequestError, "does not go with it"),
    (lambda: allot.fit([1, 2], by=["a"]), allot.RequestError, "by: expected one for each of 2"),
    (lambda: allot.fit([1, 2], families=["lognorml"]), allot.RequestError, "did you mean 'lognormal'?"),
    (lambda: allot.fit([]), allot.RequestError, "there are no rows"),
    (lambda: allot.fit(["1"]), TypeError, "lengths: expected a number"),
    (lambda: allot.ration("talmut", 1, [1]), allot.RequestError, "did you mean 'talmud'?"),
    (lambda: allot.ration("talmud", 1, []), allot.RequestError, "claims"),
    (lambda: allot.ration("talmud", -1, [1]), allot.RequestError, "estate: expected at least 0"),
    (lambda: allot.ration("proportional", 9, [5, 5], weights=[1, 2, 3]), allot.RequestError, "one number or 2"),
    (lambda: allot.Scenario([1]), TypeError, "scenario: expected a dict, found list"),
    (lambda: allot.Scenario({"a": {3: 1}}), TypeError, "scenario/a: a key: expected a text, found int"),
    (lambda: allot.Scenario({}, files={"a.csv": 3}), TypeError, "files: a.csv: expected a text, found int"),
    (lambda: allot.Scenario.from_text(3), TypeError, "text: expected a text, found int"),
    (lambda: allot.Scenario.from_text("{"), allot.InputError, "scenario.json:1:2"),
    (lambda: allot.Scenario.read(3), TypeError, "path: expected a path, found int"),
    (lambda: allot.Scenario.read("nowhere.json"), allot.EnvironmentError, "nowhere.json"),
    (lambda: allot.Scenario.read("nowhere.json"), OSError, "nowhere.json"),
    (lambda: minimal.run()["metrcs"], KeyError, "did you mean 'metrics'?"),
    (lambda: minimal.run()["metrics"]["meen"], KeyError, "did you mean 'mean'?"),
    (lambda: minimal.run()["metrics"].row(metric="online_gpu_days"), allot.UnknownName, "such rows, and not one"),
    (lambda: minimal.run()["metrics"]["mean"][10**6], IndexError, "no row 1000000"),
    (lambda: minimal.game().to_html(), allot.RequestError, "run"),
    (lambda: minimal.run().to_text(width=3), allot.RequestError, "width: expected a whole number from 40"),
]


class Wrong(unittest.TestCase):
    def test_each_is_said_with_its_name(self):
        for i, (ask, kind, words) in enumerate(WRONG):
            with self.subTest(i, words=words):
                with self.assertRaises(kind) as raised:
                    ask()
                self.assertIn(words, str(raised.exception))
                self.assertNotIn("--", str(raised.exception).split("error:")[-1].replace("--variant", ""))

    def test_all_are_below_one(self):
        for it in (allot.InputError, allot.RequestError, allot.TooMuch, allot.EnvironmentError, allot.Interrupted,
                   allot.UnknownName):  # fmt: skip
            self.assertTrue(issubclass(it, allot.Error))
        self.assertTrue(issubclass(allot.TooMuch, allot.RequestError))

    def test_an_input_error_is_what_the_program_prints(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "many.json")
            path.write_text(MANY)
            done = subprocess.run([PROGRAM, "validate", str(path)], capture_output=True, encoding="utf-8")
            with self.assertRaises(allot.InputError) as raised:
                allot.Scenario.read(path).check()
        self.assertEqual(str(raised.exception), done.stderr.rstrip("\n"))
        problems = raised.exception.problems
        self.assertEqual(len(problems), done.stderr.count(": error: "))
        start = next(it for it in problems if it.pointer == "/start")
        self.assertEqual((Path(start.file).name, start.line, start.column), ("many.json", 3, 12))
        lots = next(it for it in problems if it.pointer == "/products/gpu/lots")
        self.assertEqual((lots.line, lots.column), (4, 24))
        self.assertIn("lot", lots.hint)

    def test_a_problem_of_a_file_is_at_its_row(self):
        scenario = {
            **read(FIXED).resolved(),
            "order_books": [{"file": "orders.csv"}],
        }
        book = "id,organisation,supplier,product,units,date\nso-1,tesla,nvidia,h100,many,2024-01-02\n"
        with self.assertRaises(allot.InputError) as raised:
            allot.Scenario(scenario, files={"orders.csv": book}).check()
        self.assertIn(("orders.csv", 2, 24), [(it.file, it.line, it.column) for it in raised.exception.problems])

    def test_what_is_said_beside_an_answer_is_a_warning(self):
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            answer = read("data/examples/money/buy-or-rent.json").run(replications=5)
        self.assertEqual([str(it.message) for it in said], [str(it) for it in answer.notes])
        self.assertTrue(all(it.category is allot.Note for it in said))
        self.assertEqual({it.filename for it in said}, {__file__})
        self.assertIn("counts level from then on", str(said[0].message))

    def test_after_an_error_the_next_question_is_answered(self):
        before = minimal.run().to_json()
        for ask, _, _ in WRONG[:30]:
            try:
                ask()
            except Exception:
                pass
        self.assertEqual(minimal.run().to_json(), before)


if __name__ == "__main__":
    run_tests()
