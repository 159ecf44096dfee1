"""What takes Arrow for good takes a table, where it is installed."""

import unittest

from support import SWAP, needs, read, run_tests

needs("polars", "pyarrow")
import polars
import pyarrow


class Frames(unittest.TestCase):
    def test_tables_and_columns_are_taken(self):
        table = read(SWAP).run(replications=20, series=False)["metrics"]
        self.assertEqual(pyarrow.table(table)["mean"].to_pylist(), table["mean"].to_list())
        self.assertEqual(pyarrow.array(table["entity"]).to_pylist(), table["entity"].to_list())
        self.assertEqual(polars.DataFrame(table)["entity"].to_list(), table["entity"].to_list())


if __name__ == "__main__":
    run_tests()
