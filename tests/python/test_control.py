"""A question can be followed and stopped, and meanwhile other threads go on."""

import gc
import subprocess
import sys
import threading
import time
import unittest
import weakref

import allot
from support import SWAP, read, run_tests

LONG = 40_000  # replications that nobody waits for
STOPPED = """
import allot, os, signal, threading, time
threading.Timer(0.6, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
began = time.monotonic()
try:
    allot.Scenario.read({path!r}).{ask}
except KeyboardInterrupt:
    print(f"stopped {{time.monotonic() - began:.2f}}")
print(allot.Scenario.read({path!r}).run(replications=3, series=False)["metrics"]["mean"][0])
"""


def asked_long(scenario, **how):
    return scenario.run(replications=LONG, series=False, **how)


class Control(unittest.TestCase):
    def test_progress_is_told_from_the_beginning_to_the_end(self):
        told = []
        read(SWAP).run(replications=2000, series=False, progress=lambda done, all: told.append((done, all)))
        self.assertGreater(len(told), 2)
        self.assertEqual(told, sorted(told))
        self.assertEqual(told[-1], (2000, 2000))

    def test_progress_is_told_rarely(self):
        times = []
        read(SWAP).run(replications=3000, series=False, progress=lambda done, all: times.append(time.monotonic()))
        self.assertLess(len(times), 3 + (times[-1] - times[0]) / 0.05)

    def test_progress_changes_nothing(self):
        quiet, told = (read(SWAP).run(replications=50, progress=it).to_tidy() for it in (None, lambda done, all: None))
        self.assertEqual(quiet, told)

    def test_false_stops(self):
        with self.assertRaises(allot.Interrupted):
            asked_long(read(SWAP), progress=lambda done, all: False)

    def test_an_exception_of_the_callback_comes_through(self):
        def fail(done, all):
            raise LookupError("enough")

        for threads in (1, 3):
            with self.assertRaisesRegex(LookupError, "enough"):
                asked_long(read(SWAP), progress=fail, threads=threads)

    def test_an_exception_leaves_nothing(self):
        class Mark:
            pass

        def stopped():
            mark = Mark()

            def fail(done, all):
                raise LookupError(mark)

            try:
                asked_long(read(SWAP), progress=fail)
            except LookupError:
                pass
            return weakref.ref(mark)

        left = stopped()
        gc.collect()
        self.assertIsNone(left())

    def test_ctrl_c_stops_within_a_moment(self):
        questions = [
            "run(replications=40_000, series=False)",
            "compare(replications=10_000, series=False, threads=1)",
            "attribute(replications=10_000)",
            "trade(replications=400)",
        ]
        for ask in questions:
            with self.subTest(ask):
                done = subprocess.run([sys.executable, "-c", STOPPED.format(path=SWAP, ask=ask)],
                                      capture_output=True, encoding="utf-8", timeout=60)  # fmt: skip
                self.assertEqual(done.returncode, 0, done.stderr)
                stopped, after = done.stdout.splitlines()
                self.assertLess(float(stopped.removeprefix("stopped ")), 3)
                self.assertGreater(float(after), 0)

    def test_other_threads_go_on(self):
        ended = threading.Event()
        counted = 0

        def ask():
            read(SWAP).run(replications=3000, series=False, threads=1)
            ended.set()

        thread = threading.Thread(target=ask)
        thread.start()
        while not ended.is_set():
            counted += 1
            time.sleep(0.001)
        thread.join()
        self.assertGreater(counted, 20, "nothing else was done while a question was asked")

    def test_questions_are_asked_at_once(self):
        scenario, answers = read(SWAP), {}

        def ask(seed):
            answers[seed] = scenario.run(replications=50, seed=seed, progress=lambda done, all: None).to_tidy()

        threads = [threading.Thread(target=ask, args=[it]) for it in range(4)]
        for it in threads:
            it.start()
        for it in threads:
            it.join()
        for seed, tidy in answers.items():
            self.assertEqual(tidy, scenario.run(replications=50, seed=seed).to_tidy())
        self.assertEqual(len(answers), 4)


if __name__ == "__main__":
    run_tests()
