"""`cmake --install BUILD --component python` puts the module where the interpreter looks, and the rest leaves it out."""

import os
import subprocess
import sys
import sysconfig
import tempfile
import unittest
from pathlib import Path

from support import run_tests

CMAKE, BUILD = os.environ["ALLOT_CMAKE"], os.environ["ALLOT_BUILD"]


def installed(folder, *arguments):
    subprocess.run([CMAKE, "--install", BUILD, *arguments], env={**os.environ, "DESTDIR": folder}, check=True,
                   capture_output=True)  # fmt: skip
    return {str(it.relative_to(folder)) for it in Path(folder).rglob("*") if it.is_file()}


class Install(unittest.TestCase):
    def test_the_component_is_the_package(self):
        with tempfile.TemporaryDirectory() as folder:
            files = installed(folder, "--component", "python")
            package = next(Path(folder, it).parent for it in files if it.endswith("allot/__init__.py"))
            self.assertLess({"__init__.py", "py.typed", "_core.pyi"}, {it.name for it in package.iterdir()})
            self.assertTrue(all(it.is_file() and not it.is_symlink() for it in package.iterdir()))
            said = subprocess.run(
                [sys.executable, "-c", "import allot; print(allot.__file__, allot.Scenario.read('data/scenarios/minimal.json'))"],
                env={**os.environ, "PYTHONPATH": str(package.parent)}, check=True, capture_output=True, encoding="utf-8",
            )  # fmt: skip
            self.assertTrue(said.stdout.startswith(str(package)), said.stdout)

    def test_it_is_where_the_interpreter_looks(self):
        site = sysconfig.get_path("platlib")
        with tempfile.TemporaryDirectory() as folder:
            files = installed(folder, "--component", "python")
        self.assertIn(f"{site}/allot/__init__.py".lstrip("/"), files)

    def test_it_is_no_part_of_the_library(self):
        with tempfile.TemporaryDirectory() as folder:
            files = installed(folder, "--component", "library")
        self.assertFalse([it for it in files if it.endswith(".py")])


if __name__ == "__main__":
    run_tests()
