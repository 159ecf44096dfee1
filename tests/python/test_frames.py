"""numpy and pandas take tables as they are."""

import unittest

from support import MINIMAL, MONEY, SWAP, needs, read, run_tests

needs("numpy", "pandas")
import numpy
import pandas


class Frames(unittest.TestCase):
    def setUp(self):
        self.answer = read(SWAP).run(replications=20)
        self.table = self.answer["metrics"]

    def test_an_array_of_numbers_shares_their_memory(self):
        column = self.table["mean"]
        array = numpy.asarray(column)
        self.assertEqual((array.dtype, array.flags.writeable, len(array)), (numpy.float64, False, len(self.table)))
        self.assertTrue(numpy.shares_memory(array, numpy.asarray(self.table["mean"])))
        self.assertTrue(numpy.shares_memory(array, self.table.to_numpy()["mean"]))
        self.assertEqual([None if numpy.isnan(it) else it for it in array.tolist()], column.to_list())

    def test_an_array_keeps_its_memory_alive(self):
        array = numpy.asarray(read(SWAP).run(replications=20)["metrics"]["mean"])
        self.assertEqual(array.sum(), numpy.asarray(self.table["mean"]).sum())

    def test_a_frame_shares_the_memory_of_numbers(self):
        frame = self.table.to_pandas()
        self.assertTrue(numpy.shares_memory(frame["mean"].to_numpy(), numpy.asarray(self.table["mean"])))
        self.assertEqual(list(frame.columns), self.table.columns)

    def test_a_frame_says_what_the_table_says(self):
        answers = [self.answer, read(MINIMAL).game(), read(SWAP).plan(replications=20), read(MONEY).cash(replications=20)]
        for answer in answers:
            for table in answer.tables.values():
                frame = table.to_pandas()
                self.assertEqual(len(frame), len(table))
                for name, kind in table.kinds.items():
                    with self.subTest(answer.provenance["command"], table=table.id, column=name):
                        told = [None if pandas.isna(it) else it for it in frame[name]]
                        if kind == "date":
                            told = [it and it.to_pydatetime() for it in told]
                            expected = [it and pandas.Timestamp(it.rstrip("Z")).to_pydatetime() for it in table[name]]
                        else:
                            expected = table[name].to_list()
                        self.assertEqual(told, expected)

    def test_dates_are_times(self):
        series = self.answer["series"].to_pandas()
        self.assertEqual(series["time"].dtype.kind, "M")
        tesla = series[(series.entity == "tesla") & (series.metric == "online_units")].set_index("time")["mean"]
        self.assertGreater(len(tesla), 10)
        self.assertTrue(tesla.index.is_monotonic_increasing)

    def test_whole_numbers_of_numpy_are_whole(self):
        self.assertEqual(
            read(MINIMAL).run(replications=numpy.int64(3), seed=numpy.uint8(2)).to_tidy(),
            read(MINIMAL).run(replications=3, seed=2).to_tidy(),
        )

    def test_a_scenario_takes_numbers_of_numpy_and_frames_as_its_files(self):
        scenario = read(MINIMAL)
        self.assertEqual(
            scenario.edited(set={"/orders/lab-1/units": numpy.int64(80)}), scenario.edited(set={"/orders/lab-1/units": 80})
        )

    def test_orders_to_promise_may_be_a_frame(self):
        orders = [{"id": f"so-{i}", "organisation": "lab", "supplier": "maker", "product": "gpu", "units": 8 * i}
                  for i in (1, 2)]  # fmt: skip
        frame = pandas.DataFrame(orders)
        frame["site"] = [None, numpy.nan]
        self.assertEqual(read(MINIMAL).promise(frame).to_json(), read(MINIMAL).promise(orders).to_json())

    def test_what_happened_may_be_frames(self):
        frame = pandas.DataFrame({"supplier": ["maker"], "units": [480], "date": ["2024-01-09"]})
        text = "supplier,units,date\nmaker,480,2024-01-09\n"
        self.assertEqual(
            read(MINIMAL).roll("2024-02-01", actuals={"received": frame}).to_json(),
            read(MINIMAL).roll("2024-02-01", actuals={"received": text}).to_json(),
        )


if __name__ == "__main__":
    run_tests()
