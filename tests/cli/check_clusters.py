"""Sweeps on many processes: the scripts of docs/clusters.md as they stand there, where the programs that they start are
installed, and what is left of a rank that is killed.

Usage: check_clusters.py PROGRAM [PYTHON, where `import allot` is built for it]
"""

import contextlib
import hashlib
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
PROGRAM = Path(sys.argv[1]).resolve()
PAGE = (TOP / "docs/clusters.md").read_text(encoding="utf-8")
SCRIPTS = {it[1]: it[2] for it in re.finditer(r"^```(?:sh|yaml|python)\n# (\S+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)}
DESIGN = re.search(r"^```json\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)[1]
# Tests run as anyone, on as many cores as there are.
AROUND = os.environ | {"PATH": f"{PROGRAM.parent}:{os.environ['PATH']}", "OMPI_ALLOW_RUN_AS_ROOT": "1", "NO_COLOR": "1",
                       "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1", "OMPI_MCA_rmaps_base_oversubscribe": "1"}
HAS_RANKS = bool(shutil.which("mpirun")) and (PROGRAM.parent / "allot_mpi.so").exists()
PYTHON = sys.argv[2] if len(sys.argv) > 2 else ""
HAS_DASK = bool(PYTHON) and subprocess.run([PYTHON, "-c", "import dask.distributed"], capture_output=True, check=False).returncode == 0
CHANCE = {"/sites/lab-hall/commissioning": {"exponential": {"mean": "9d"}}}
failures, left_out = [], []


def check(claim, holds, shown=""):
    if not holds:
        failures.append(f"{claim}\n{shown}")


def fresh():
    folder = Path(tempfile.mkdtemp())
    shutil.copy(TOP / "data/scenarios/minimal.json", folder)
    (folder / "design.json").write_text(DESIGN, encoding="utf-8")
    return folder


def sh(folder, script, **variables):
    done = subprocess.run(["sh", "-c", script], cwd=folder, capture_output=True, text=True, check=False,
                          env=AROUND | variables, timeout=300)
    return done.returncode, done.stdout + done.stderr


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "no file"


def whole():
    folder = fresh()
    code, said = sh(folder, "allot sweep minimal.json --design design.json -o study.db")
    check("the sweep is made", code == 0, said)
    found = digest(folder / "study.db")
    shutil.rmtree(folder)
    return found


WHOLE = whole()


def is_whole(claim, folder, code, said):
    check(f"{claim}: the same file", code == 0 and digest(folder / "study.db") == WHOLE, said)
    shutil.rmtree(folder)


def merged(claim, folder, codes_and_texts):
    code, said = sh(folder, "allot merge part-*.db --output study.db")
    is_whole(claim, folder, max([code, *(it for it, _ in codes_and_texts)]), said + "".join(it for _, it in codes_and_texts))


def ranks_write_the_same_file():
    if not HAS_RANKS:
        return left_out.append("ranks")
    for size in (1, 2, 3):
        folder = fresh()
        is_whole(f"{size} ranks", folder, *sh(folder, SCRIPTS["ranks.sh"].replace("-n 3", f"-n {size}")))


def ranks_compute_a_part():
    if not HAS_RANKS:
        return left_out.append("ranks of a part")
    folder = fresh()
    merged("parts by ranks", folder, [
        sh(folder, f"mpirun -n 2 allot sweep minimal.json --design design.json --shard {k}/2 -o part-{k}.db") for k in (1, 2)])


def only_rank_0_speaks():
    if not HAS_RANKS:
        return left_out.append("what ranks say")
    folder = fresh()
    code, said = sh(folder, "mpirun -n 3 allot sweep minimal.json --vary /orders/lab-1/unit=1,2 -o study.db")
    check("an error is told once, with its status", code == 3 and said.count("did you mean 'units'?") == 1, f"{code} {said}")
    (folder / "study.db").write_text("mine")
    code, said = sh(folder, SCRIPTS["ranks.sh"])
    check("a file in the way too", code == 4 and said.count("is there already") == 1, f"{code} {said}")
    shutil.rmtree(folder)


def ranks_of(launcher):
    return sorted(int(it) for it in subprocess.run(["ps", "-o", "pid=", "--ppid", str(launcher)], capture_output=True,
                                                   text=True, check=False).stdout.split())


def points_in(path):
    try:
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
            return database.execute("SELECT count(*) FROM points").fetchone()[0]
    except sqlite3.Error:
        return 0


def a_rank_that_dies_costs_what_it_had_not_finished(victim):
    if not HAS_RANKS:
        return left_out.append("killed ranks")
    folder = fresh()
    sweep = "allot sweep minimal.json --vary /orders/lab-1/units=80..240:16 -n 4000 --set /sites/lab-hall/commissioning='{\"exponential\": {\"mean\": \"9d\"}}'"
    with subprocess.Popen(["sh", "-c", f"exec mpirun -n 3 {sweep} -o study.db"], cwd=folder, env=AROUND, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as job:
        begun = time.time()
        while points_in(folder / "study.db") < 3 and time.time() - begun < 120 and job.poll() is None:
            time.sleep(0.02)
        ranks = ranks_of(job.pid)
        if len(ranks) == 3:
            os.kill(ranks[victim], signal.SIGKILL)
        check("MPI ends the job", job.wait(60) != 0)
    kept = points_in(folder / "study.db")
    with sqlite3.connect(folder / "study.db") as database:
        check("the file opens clean", database.execute("PRAGMA integrity_check").fetchone()[0] == "ok")
    database.close()
    check("what was finished is kept", kept >= 3 and len(ranks) == 3, f"{kept} points, ranks {ranks}")
    code, said = sh(folder, f"mpirun -n 2 {sweep} -o study.db --resume")
    sh(folder, f"{sweep} -o whole.db")
    check("and the rest is added", code == 0 and digest(folder / "study.db") == digest(folder / "whole.db"), said)
    shutil.rmtree(folder)


def parts_of_gnu_parallel():
    if not shutil.which("parallel"):
        return left_out.append("GNU parallel")
    folder = fresh()
    is_whole("GNU parallel", folder, *sh(folder, SCRIPTS["parts.sh"], HOME=str(folder)))


def tasks_of_an_array():
    folder = fresh()
    merged("an array", folder, [sh(folder, SCRIPTS["array.sbatch"], SLURM_ARRAY_TASK_ID=str(k)) for k in (4, 2, 5, 1, 3)])


def an_array_of_slurm():
    if not shutil.which("sbatch") or subprocess.run(["sinfo"], capture_output=True, check=False, timeout=60).returncode != 0:
        return left_out.append("Slurm")
    folder = fresh()
    (folder / "array.sbatch").write_text("#!/bin/sh\n" + SCRIPTS["array.sbatch"].replace("#!/bin/sh\n", ""))
    code, said = sh(folder, SCRIPTS["submit.sh"])
    begun = time.time()
    while code == 0 and not (folder / "study.db").exists() and time.time() - begun < 240:
        time.sleep(1)
    time.sleep(1)
    is_whole("Slurm", folder, code, said + "".join(it.read_text() for it in folder.glob("slurm-*.out")))


def pods_of_an_indexed_job():
    folder = fresh()
    said = re.search(r"- >-\n(.*?)\n\s+volumeMounts", SCRIPTS["job.yaml"], re.DOTALL)[1]
    command = " ".join(line.strip() for line in said.splitlines())  # as YAML folds it
    merged("an indexed job", folder, [sh(folder, command, JOB_COMPLETION_INDEX=str(k)) for k in range(5)])


def children_of(parent):
    out = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(parent)], capture_output=True, text=True, check=False).stdout
    return [(int(line.split(None, 1)[0]), line) for line in out.splitlines()]


def a_worker_that_dies_costs_what_it_had_not_finished():
    if not HAS_DASK:
        return left_out.append("Dask")
    folder = fresh()
    script = SCRIPTS["parts.py"].replace("threads=1)", f"threads=1, replications=1500, set={CHANCE!r})")
    (folder / "parts.py").write_text(script, encoding="utf-8")
    around = AROUND | {"PYTHONPATH": str(PROGRAM.parent / "python")}
    killed = False
    with subprocess.Popen([PYTHON, "parts.py"], cwd=folder, env=around, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True) as job:
        begun = time.time()
        while not killed and time.time() - begun < 60 and job.poll() is None:
            time.sleep(0.02)
            if 3 <= points_in(folder / "part-1.db") < 30:
                workers = [pid for pid, line in children_of(job.pid) if "spawn_main" in line]
                if len(workers) >= 3:
                    os.kill(workers[-1], signal.SIGKILL)
                    killed = True
        try:
            said = job.communicate(timeout=120)[0]
        except subprocess.TimeoutExpired:
            job.kill()
            said = job.communicate()[0]
    check("a worker was killed in the midst of it", killed, said)
    code, _ = sh(folder, f"allot sweep minimal.json --design design.json -n 1500 --set '/sites/lab-hall/commissioning="
                 f"{json.dumps(CHANCE['/sites/lab-hall/commissioning'])}' -o whole.db")
    check("Dask: the same file", code == 0 and digest(folder / "study.db") == digest(folder / "whole.db"), said)
    shutil.rmtree(folder)


def no_command_loads_mpi():
    libraries = subprocess.run(["ldd", str(PROGRAM)], capture_output=True, text=True, check=False).stdout
    check("the program is linked without MPI", "libmpi" not in libraries, libraries)


def without_mpi_it_is_said():
    folder = fresh()
    shutil.copy(PROGRAM, folder / "allot")
    code, said = sh(folder, "./allot sweep minimal.json --design design.json -o study.db", OMPI_COMM_WORLD_SIZE="2",
                    OMPI_COMM_WORLD_RANK="0", OMPI_COMM_WORLD_LOCAL_SIZE="2")
    check("a program without MPI says so", code == 4 and "--shard K/N" in said, f"{code} {said}")
    shutil.rmtree(folder)


ranks_write_the_same_file()
ranks_compute_a_part()
only_rank_0_speaks()
a_rank_that_dies_costs_what_it_had_not_finished(0)
a_rank_that_dies_costs_what_it_had_not_finished(2)
parts_of_gnu_parallel()
tasks_of_an_array()
an_array_of_slurm()
pods_of_an_indexed_job()
a_worker_that_dies_costs_what_it_had_not_finished()
no_command_loads_mpi()
without_mpi_it_is_said()
print(f"left out, as programs are not there: {', '.join(left_out) or 'nothing'}")
for failure in failures:
    print(failure)
sys.exit(1 if failures else 0)
