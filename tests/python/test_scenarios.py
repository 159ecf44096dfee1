"""Scenarios come from dicts, texts and files, are never changed, and can be sent elsewhere."""

import concurrent.futures
import copy
import datetime
import json
import multiprocessing
import os
import pickle
import tempfile
import unittest
from pathlib import Path

import allot
from support import FIXED, MINIMAL, SWAP, printed, read, run_tests

WITH_A_BOOK = {
    "allot": 1,
    "name": "book",
    "start": "2024-01-01",
    "end": "2024-06-01",
    "products": {"gpu": {}},
    "organisations": {"lab": {}},
    "suppliers": {
        "maker": {
            "supply": {"lots": {"product": "gpu", "at": "2024-01-08", "units": 500}},
            "allocation": {"every": "1w", "levels": ["order"], "rules": {"order": "fifo"}},
        }
    },
    "order_books": [{"file": "orders.csv"}],
}
BOOK = "id,organisation,supplier,product,units,date\nso-1,lab,maker,gpu,100,2024-01-02\n"


def online(scenario, **how):
    metrics = scenario.run(**how)["metrics"]
    return metrics.row(kind="system", metric="delivered_units")["mean"]


class Made(unittest.TestCase):
    def test_a_file_and_its_text_are_the_same(self):
        for path in (MINIMAL, FIXED):
            text = Path(path).read_text()
            beside = {it.name: it.read_text() for it in Path(path).parent.glob("h100-swap*")}
            of_text = allot.Scenario.from_text(text, name=path, files=beside)
            self.assertEqual(of_text, read(path))
            self.assertEqual(of_text.text, text)
            self.assertEqual(of_text.run(replications=5).to_tidy(), read(path).run(replications=5).to_tidy())

    def test_a_dict_is_what_its_json_is(self):
        of_dict = allot.Scenario(read(MINIMAL).resolved())
        self.assertEqual(of_dict.run().to_json(), read(MINIMAL).run().to_json().replace(read(MINIMAL).hash, of_dict.hash))

    def test_values_of_a_dict_may_be_dates(self):
        resolved = read(MINIMAL).resolved()
        day = {**resolved, "start": datetime.date.fromisoformat(resolved["start"])}
        self.assertEqual(allot.Scenario(day), allot.Scenario(resolved))

    def test_files_that_it_names_are_given_as_texts(self):
        self.assertEqual(online(allot.Scenario(WITH_A_BOOK, files={"orders.csv": BOOK})), 100)
        with self.assertRaisesRegex(allot.InputError, "no text is given for 'orders.csv'"):
            allot.Scenario(WITH_A_BOOK).check()

    def test_the_hash_is_the_one_that_the_program_tells(self):
        told = json.loads(printed("run", SWAP, "-n", "1", "--format", "tidy"))["provenance"]["hash"]
        self.assertEqual(read(SWAP).hash, told)

    def test_variants_have_labels(self):
        self.assertEqual(read(SWAP).variants["no-swap"], "no swap")

    def test_check_says_what_has_no_effect(self):
        remarks = read("data/examples/money/buy-or-rent.json").check()
        self.assertIn("/price_curves/h100-hour", [it.pointer for it in remarks])


class Edited(unittest.TestCase):
    def test_an_edit_leaves_the_scenario_as_it_was(self):
        scenario = read(MINIMAL)
        before = scenario.hash
        later = scenario.edited(set={"/end": "2024-03-01"})
        self.assertEqual((scenario.hash, scenario.text), (before, Path(MINIMAL).read_text()))
        self.assertNotEqual(later.hash, before)
        self.assertEqual(json.loads(later.text)["end"], "2024-03-01")

    def test_edits_of_a_question_are_edits(self):
        how = {"variant": "no-swap", "set": {"/end": "2024-10-31"}}
        self.assertEqual(
            read(FIXED).edited("no-swap", set=how["set"]).run().to_json(), read(FIXED).run(**how).to_json()
        )

    def test_edits_are_made_one_after_another(self):
        one = read(FIXED).edited("no-swap").edited(set={"/end": "2024-10-31"})
        self.assertEqual(one.hash, read(FIXED).edited("no-swap", set={"/end": "2024-10-31"}).hash)

    def test_values_are_as_a_scenario_writes_them(self):
        scenario = read(MINIMAL)
        day = scenario.edited(set={"/end": datetime.date(2024, 3, 1)})
        self.assertEqual(day, scenario.edited(set={"/end": "2024-03-01"}))
        self.assertEqual(scenario.edited(set={"/question": None}).resolved().get("question"), None)


class Sent(unittest.TestCase):
    def test_a_scenario_is_the_same_elsewhere(self):
        for scenario in (read(FIXED), read(FIXED).edited("no-swap", set={"/end": "2024-10-31"}),
                         allot.Scenario(WITH_A_BOOK, files={"orders.csv": BOOK})):  # fmt: skip
            again = pickle.loads(pickle.dumps(scenario))
            self.assertEqual((again, again.text, again.name), (scenario, scenario.text, scenario.name))
            self.assertEqual(again.run(replications=3).to_tidy(), scenario.run(replications=3).to_tidy())
            self.assertEqual(copy.deepcopy(scenario), scenario)

    def test_one_that_is_wrong_is_wrong_elsewhere(self):
        again = pickle.loads(pickle.dumps(allot.Scenario({"allot": 1})))
        with self.assertRaises(allot.InputError):
            again.check()

    def test_the_files_that_it_names_go_with_it(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "orders.csv").write_text(BOOK)
            path = Path(folder, "book.json")
            path.write_text(json.dumps(WITH_A_BOOK))
            sent = pickle.dumps(read(path))
        self.assertEqual(online(pickle.loads(sent)), 100)

    def test_a_scenario_says_the_same_when_its_files_have_changed(self):
        with tempfile.TemporaryDirectory() as folder:
            book, path = Path(folder, "orders.csv"), Path(folder, "book.json")
            book.write_text(BOOK)
            path.write_text(json.dumps(WITH_A_BOOK))
            scenario = read(path)
            self.assertEqual(online(scenario), 100)
            book.write_text(BOOK.replace("100", "200"))
            self.assertEqual(online(scenario), 100)
            self.assertEqual(online(read(path)), 200)

    def test_an_answer_is_the_same_elsewhere(self):
        answer = read(SWAP).compare(replications=5)
        again = pickle.loads(pickle.dumps(answer))
        for form in ("to_tidy", "to_json", "to_csv", "to_html"):
            self.assertEqual(getattr(again, form)(), getattr(answer, form)())
        self.assertEqual((again.text, again.statements), (answer.text, answer.statements))
        self.assertEqual(again["metrics"].rows(), answer["metrics"].rows())

    def test_an_error_is_the_same_elsewhere(self):
        try:
            read(MINIMAL).run(variant="nope")
        except allot.InputError as error:
            again = pickle.loads(pickle.dumps(error))
            self.assertEqual((str(again), again.problems), (str(error), error.problems))

    def test_processes_share_the_work(self):
        seeds = [1, 2, 3]
        how = multiprocessing.get_context("spawn")
        with concurrent.futures.ProcessPoolExecutor(2, how) as processes:
            answers = list(processes.map(delivered, [read(SWAP)] * 3, seeds))
        self.assertEqual(answers, [delivered(read(SWAP), it) for it in seeds])


def delivered(scenario, seed):
    return scenario.run(replications=20, seed=seed, series=False).to_tidy()


if __name__ == "__main__":
    os.environ["PYTHONPATH"] = os.pathsep.join([os.environ["PYTHONPATH"], os.path.dirname(os.path.abspath(__file__))])
    run_tests()
