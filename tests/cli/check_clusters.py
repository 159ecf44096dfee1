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
CHANCE = {"/sites/lab-hall/commissioning": {"exponential": {"mean": "9d"}}}
WITH_CHANCE = f"--set '/sites/lab-hall/commissioning={json.dumps(CHANCE['/sites/lab-hall/commissioning'])}'"
TIMED_OUT = 124
ALL_FOLDERS = tempfile.TemporaryDirectory()
failures, left_out = [], []


def check(claim, holds, shown=""):
    if not holds:
        failures.append(f"{claim}\n{shown}")


def fresh():
    folder = Path(tempfile.mkdtemp(dir=ALL_FOLDERS.name)).resolve()
    shutil.copy(TOP / "data/scenarios/minimal.json", folder)
    (folder / "design.json").write_text(DESIGN, encoding="utf-8")
    return folder


def processes():
    """All that run: their numbers, parents and sessions."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = path.read_text(errors="replace").rpartition(")")[2].split()
            yield int(path.parent.name), int(fields[1]), int(fields[3])


def end_all_of(job):
    for pid, _, session in list(processes()):
        if session == job.pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


@contextlib.contextmanager
def started(folder, *command, **variables):
    """A job of its own session, of whose processes none is left."""
    with subprocess.Popen(command, cwd=folder, env=AROUND | variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, start_new_session=True) as job:
        try:
            yield job
        finally:
            end_all_of(job)


def ended(job, within):
    try:
        said = job.communicate(timeout=within)[0]
        return job.returncode, said
    except subprocess.TimeoutExpired:
        end_all_of(job)
        return TIMED_OUT, f"not at its end after {within} s\n{job.communicate()[0]}"


def sh(folder, script, within=120, **variables):
    with started(folder, "sh", "-c", script, **variables) as job:
        return ended(job, within)


def wait_until(holds, within=60):
    end = time.monotonic() + within
    while not holds() and time.monotonic() < end:
        time.sleep(0.02)


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "no file"


def whole():
    folder = fresh()
    code, said = sh(folder, "allot sweep minimal.json --design design.json -o study.db")
    check("the sweep is made", code == 0, said)
    return digest(folder / "study.db")


WHOLE = whole()


def is_whole(claim, folder, code, said):
    check(f"{claim}: the same file", code == 0 and digest(folder / "study.db") == WHOLE, said)


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


def children_of(launcher):
    return [pid for pid, parent, _ in processes() if parent == launcher]


def ranks_of(launcher):
    """The processes of an mpirun, by rank."""
    ranks = {}
    for pid in children_of(launcher):
        with contextlib.suppress(OSError):
            found = re.search(rb"OMPI_COMM_WORLD_RANK=(\d+)", Path(f"/proc/{pid}/environ").read_bytes())
            ranks |= {int(found[1]): pid} if found else {}
    return ranks


def points_in(path):
    try:
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
            return database.execute("SELECT count(*) FROM points").fetchone()[0]
    except sqlite3.Error:
        return 0


def kept_after_a_kill(folder, sweep, victim):
    """How many points are there when a rank of three was killed in the midst of it."""
    with started(folder, "sh", "-c", f"exec mpirun -n 3 {sweep} -o study.db") as job:
        wait_until(lambda: points_in(folder / "study.db") >= 3 or job.poll() is not None)
        ranks = ranks_of(job.pid)
        check("three ranks are there", sorted(ranks) == [0, 1, 2], ranks)
        if victim in ranks:
            os.kill(ranks[victim], signal.SIGKILL)
        code, said = ended(job, 60)
    check("MPI ends the job", code not in (0, TIMED_OUT), f"{code} {said}")
    with contextlib.closing(sqlite3.connect(folder / "study.db")) as database:
        check("the file opens clean", database.execute("PRAGMA integrity_check").fetchone()[0] == "ok")
    return points_in(folder / "study.db")


def a_rank_that_dies_costs_what_it_had_not_finished(victim):
    if not HAS_RANKS:
        return left_out.append("killed ranks")
    folder = fresh()
    sweep = f"allot sweep minimal.json --vary /orders/lab-1/units=80..240:16 -n 4000 --threads 1 {WITH_CHANCE}"
    kept = kept_after_a_kill(folder, sweep, victim)
    check("some points are kept, not all", 3 <= kept < 11, kept)
    shutil.copy(folder / "study.db", folder / "marked.db")
    with contextlib.closing(sqlite3.connect(folder / "marked.db")) as database, database:
        database.execute("UPDATE points SET hash = 'kept'")
    code, said = sh(folder, f"mpirun -n 3 {sweep} -o marked.db --resume")
    with contextlib.closing(sqlite3.connect(folder / "marked.db")) as database:
        marked = database.execute("SELECT sum(hash = 'kept'), count(*) FROM points").fetchone()
    check("what was kept is not computed again", code == 0 and marked == (kept, 11), f"{marked} {said}")
    code, said = sh(folder, f"mpirun -n 2 {sweep} -o study.db --resume")
    sh(folder, f"{sweep} -o whole.db")
    check("and the rest is added", code == 0 and digest(folder / "study.db") == digest(folder / "whole.db"), said)


def parts_of_gnu_parallel():
    if not shutil.which("parallel"):
        return left_out.append("GNU parallel")
    folder = fresh()
    is_whole("GNU parallel", folder, *sh(folder, SCRIPTS["parts.sh"], HOME=str(folder)))


def tasks_of_an_array():
    folder = fresh()
    merged("an array", folder, [sh(folder, SCRIPTS["array.sbatch"], SLURM_ARRAY_TASK_ID=str(k)) for k in (4, 2, 5, 1, 3)])


def has_slurm():
    return bool(shutil.which("sbatch")) and sh(TOP, "sinfo", within=20)[0] == 0


def said_by_slurm(folder):
    return "".join(it.read_text() for it in folder.glob("slurm-*.out"))


def an_array_of_slurm():
    if not has_slurm():
        return left_out.append("an array of Slurm")
    folder = fresh()
    (folder / "array.sbatch").write_text(SCRIPTS["array.sbatch"])
    code, said = sh(folder, SCRIPTS["submit.sh"])
    wait_until(lambda: code != 0 or digest(folder / "study.db") == WHOLE)
    is_whole("an array of Slurm", folder, code, said + said_by_slurm(folder))


def ranks_of_slurm():
    if not HAS_RANKS or not has_slurm() or "pmix" not in sh(TOP, "srun --mpi=list", within=20)[1]:
        return left_out.append("ranks of Slurm")
    folder = fresh()
    (folder / "ranks.sbatch").write_text(SCRIPTS["ranks.sbatch"].replace("--ntasks=16", "--ntasks=2"))
    code, said = sh(folder, "sbatch --wait ranks.sbatch")
    is_whole("ranks of Slurm", folder, code, said + said_by_slurm(folder))


def pods_of_an_indexed_job():
    folder = fresh()
    said = re.search(r"- >-\n(.*?)\n\s+volumeMounts", SCRIPTS["job.yaml"], re.DOTALL)[1]
    command = " ".join(line.strip() for line in said.splitlines())  # as YAML folds it
    merged("an indexed job", folder, [sh(folder, command, JOB_COMPLETION_INDEX=str(k)) for k in range(5)])


def worker_that_writes(path, client):
    """The process below a client of Dask that has a file open."""
    for pid in children_of(client):
        with contextlib.suppress(OSError):
            if any(os.readlink(it) == str(path) for it in Path(f"/proc/{pid}/fd").iterdir()):
                return pid
    return None


def has_dask():
    return bool(PYTHON) and sh(TOP, f"{PYTHON} -c 'import dask.distributed'", within=60)[0] == 0


def a_worker_that_dies_costs_what_it_had_not_finished():
    if not has_dask():
        return left_out.append("Dask")
    folder = fresh()
    script = SCRIPTS["parts.py"].replace("threads=1)", f"threads=1, replications=600, set={CHANCE!r})")
    (folder / "parts.py").write_text(script, encoding="utf-8")
    part = folder / "part-1.db"
    with started(folder, PYTHON, "parts.py", PYTHONPATH=str(PROGRAM.parent / "python")) as job:
        wait_until(lambda: points_in(part) >= 3 or job.poll() is not None)
        worker, kept = worker_that_writes(part, job.pid), points_in(part)
        check("a worker is in the midst of a part", worker is not None and 3 <= kept < 33, f"{worker}, {kept} points")
        if worker:
            os.kill(worker, signal.SIGKILL)
        code, said = ended(job, 120)
    check("Dask ends well", code == 0, f"{code} {said}")
    sh(folder, f"allot sweep minimal.json --design design.json -n 600 {WITH_CHANCE} -o whole.db --threads 1")
    check("Dask: the same file", digest(folder / "study.db") == digest(folder / "whole.db") != "no file", said)


def no_command_loads_mpi():
    code, libraries = sh(TOP, f"ldd '{PROGRAM}'")
    check("the program is linked without MPI", code == 0 and "libmpi" not in libraries, libraries)


def without_mpi_it_is_said():
    folder = fresh()
    shutil.copy(PROGRAM, folder / "allot")
    code, said = sh(folder, "./allot sweep minimal.json --design design.json -o study.db", OMPI_COMM_WORLD_SIZE="2",
                    OMPI_COMM_WORLD_RANK="0", OMPI_COMM_WORLD_LOCAL_SIZE="2")
    check("a program without MPI says so", code == 4 and "--shard K/N" in said, f"{code} {said}")


ranks_write_the_same_file()
ranks_compute_a_part()
only_rank_0_speaks()
a_rank_that_dies_costs_what_it_had_not_finished(0)
a_rank_that_dies_costs_what_it_had_not_finished(2)
parts_of_gnu_parallel()
tasks_of_an_array()
an_array_of_slurm()
ranks_of_slurm()
pods_of_an_indexed_job()
a_worker_that_dies_costs_what_it_had_not_finished()
no_command_loads_mpi()
without_mpi_it_is_said()
ALL_FOLDERS.cleanup()
print(f"left out, as programs are not there: {', '.join(left_out) or 'nothing'}")
for failure in failures:
    print(failure)
sys.exit(1 if failures else 0)
