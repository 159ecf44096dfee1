"""What docstrings, docs/python.md and the README show of Python is what Python says."""

import doctest
import importlib
import pkgutil
import re
import unittest
from pathlib import Path

import allot
from support import run_tests

HOW = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def modules():
    yield allot
    for it in pkgutil.iter_modules(allot.__path__):
        if it.name != "_core":
            yield importlib.import_module(f"allot.{it.name}")


def page(path):
    """The blocks of a page as one session, each at its line, so that a failure names it."""
    text = Path(path).read_text(encoding="utf-8")
    lines = [""] * text.count("\n")
    for block in BLOCK.finditer(text):
        first = text[: block.start(1)].count("\n")
        for i, line in enumerate(block[1].splitlines()):
            lines[first + i] = line
    return "\n".join(lines)


class Docs(unittest.TestCase):
    def test_docstrings(self):
        tried = 0
        for it in modules():
            failed, count = doctest.testmod(it, optionflags=HOW)
            self.assertEqual(failed, 0, it.__name__)
            tried += count
        self.assertGreater(tried, 60)

    def test_every_question_shows_an_example(self):
        for name, it in vars(allot.Scenario).items():
            if callable(it) and hasattr(it, "__wrapped__"):
                self.assertIn(">>> ", it.__doc__, name)

    def test_the_page_on_python(self):
        test = doctest.DocTestParser().get_doctest(page("docs/python.md"), {}, "docs/python.md", "docs/python.md", 0)
        self.assertGreater(len(test.examples), 30)
        needed = {"numpy": self.has("numpy"), "pandas": self.has("pandas")}
        for it in test.examples:
            if any(not there and library in it.source for library, there in needed.items()):
                self.skipTest("numpy and pandas are not installed")
        self.assertEqual(doctest.DocTestRunner(optionflags=HOW).run(test).failed, 0)

    @staticmethod
    def has(library):
        try:
            importlib.import_module(library)
        except ImportError:
            return False
        return True

    def test_the_readme(self):
        test = doctest.DocTestParser().get_doctest(page("README.md"), {}, "README.md", "README.md", 0)
        self.assertGreater(len(test.examples), 1)
        self.assertEqual(doctest.DocTestRunner(optionflags=HOW).run(test).failed, 0)


if __name__ == "__main__":
    run_tests()
