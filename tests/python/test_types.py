"""Types are told of every name: the stub of what is compiled says all that is there and nothing else, and what is written in
Python has annotations that hold."""

import ast
import importlib
import inspect
import shutil
import subprocess
import sys
import unittest
from pathlib import Path

import allot
from allot import _core
from support import run_tests

PACKAGE = Path(allot.__file__).parent
OF_EVERY_OBJECT = set(dir(object)) | {"__module__", "__getstate__", "__setstate__", "__annotations__"}


def stub():
    return ast.parse((PACKAGE / "_core.pyi").read_text())


def members(tree):
    """Names that a class or a module of a stub has, and of each class its own."""
    for it in tree.body:
        if isinstance(it, (ast.FunctionDef, ast.ClassDef)):
            yield it.name
        elif isinstance(it, ast.AnnAssign):
            yield it.target.id


class Stub(unittest.TestCase):
    def test_the_module_has_what_the_stub_says(self):
        there = {name for name in dir(_core) if not name.startswith("__")}
        self.assertEqual(set(members(stub())), there)

    def test_the_classes_have_what_the_stub_says(self):
        for tree in stub().body:
            if not isinstance(tree, ast.ClassDef):
                continue
            with self.subTest(tree.name):
                there = set(dir(getattr(_core, tree.name))) - OF_EVERY_OBJECT
                # A buffer has no method before Python 3.12, and a sequence is gone through by its places.
                self.assertEqual(set(members(tree)) - OF_EVERY_OBJECT - {"__buffer__", "__iter__"}, there - {"__buffer__"})

    def test_buffers_are_where_the_stub_says(self):
        lends = {it.name for it in stub().body if isinstance(it, ast.ClassDef) and "__buffer__" in members(it)}
        table = allot.Scenario.read("data/scenarios/minimal.json").run()["metrics"]
        for column in (table["mean"], table["entity"]):
            try:
                memoryview(column)
                is_lent = True
            except TypeError:
                is_lent = False
            self.assertEqual(is_lent, type(column).__name__ in lends)

    def test_questions_take_as_many_arguments_as_the_stub_says(self):
        for it in stub().body:
            if isinstance(it, ast.FunctionDef):
                first = getattr(_core, it.name).__doc__.splitlines()[0]
                self.assertEqual(first.count("arg") or first.count(": "), len(it.args.posonlyargs), first)


class Package(unittest.TestCase):
    def test_what_is_public_is_there_and_told_of(self):
        for name in allot.__all__:
            self.assertTrue(getattr(allot, name).__doc__, name)
        self.assertEqual(allot.__all__, sorted(allot.__all__))
        public = {name for name in dir(allot) if not name.startswith("_")}
        self.assertEqual(public, set(allot.__all__))

    def test_every_public_method_has_types_and_words(self):
        for name in allot.__all__:
            it = getattr(allot, name)
            for method, function in inspect.getmembers(it, inspect.isfunction) if inspect.isclass(it) else [(name, it)]:
                if method.startswith("_") or not inspect.isfunction(function) or method in dir(tuple):
                    continue
                with self.subTest(f"{name}.{method}"):
                    self.assertTrue(function.__doc__)
                    signature = inspect.signature(function)
                    self.assertIsNot(signature.return_annotation, inspect.Signature.empty)
                    for argument in list(signature.parameters.values()):
                        self.assertTrue(argument.name in ("self", "cls") or argument.annotation is not inspect.Parameter.empty)

    def test_the_signature_of_a_question_says_what_all_take(self):
        for name in ("run", "game", "plan", "cash"):
            signature = inspect.signature(getattr(allot.Scenario, name))
            self.assertLess({"replications", "seed", "threads", "progress", "variant", "set"}, set(signature.parameters))
        self.assertEqual(inspect.signature(allot.Scenario.plan).parameters["replications"].default, 200)
        self.assertEqual(inspect.signature(allot.Scenario.run).parameters["replications"].default, 1000)

    def test_all_is_marked_as_typed(self):
        self.assertTrue((PACKAGE / "py.typed").exists())

    def test_mypy_finds_nothing(self):
        mypy = shutil.which("mypy")
        if not mypy:
            self.skipTest("mypy is not installed")
        done = subprocess.run([mypy, "--strict", "--enable-incomplete-feature=Unpack", "--ignore-missing-imports",
                               "--cache-dir=/dev/null", str(PACKAGE)], capture_output=True, encoding="utf-8")  # fmt: skip
        self.assertEqual(done.returncode, 0, done.stdout)


if __name__ == "__main__":
    run_tests()
