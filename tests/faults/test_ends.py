"""How a command ends that is interrupted, killed, out of memory or unheard, or that finds another at work."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import Future
from multiprocessing import active_children
from pathlib import Path

import nbformat
import pytest

from faulty import contents
from framing import FramingError, paths, processes
from framing.files import TEMPORARY
from framing.locks import LOCK, held
from framing.notebooks import execute
from framing.processes import has_ended, own_name, result_of, uninterrupted
from framing.scale import workers
from framing.staging import NOTICE, PAGE, WAITING, staged

SCRIPT = [sys.executable, str(paths.ROOT / "analysis" / "pipeline.py")]
INTERRUPTED = "interrupted; what was written is whole, and the same command goes on"


@pytest.fixture
def slow(tmp_path):
    """Return the arguments of a score that takes seconds, and its folder."""
    row = '{"doc_id": 1, "text": "' + "a red line, and the tide; " * 400 + '"}\n'
    (tmp_path / "a.jsonl").write_text(row * 6_000)
    (tmp_path / "d.csv").write_text("frame,pattern\nsea,tide*\nsky,red line\n")
    out = tmp_path / "out"
    names = (tmp_path / "a.jsonl", "--dictionary", tmp_path / "d.csv", "--out", out)
    return ["score", *map(str, names), "--workers", "2", "--sentiment"], out


def start(arguments):
    kept = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen([*SCRIPT, *map(str, arguments)], start_new_session=True, **kept)


def wait_for(true, seconds=60):
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until
        time.sleep(0.02)


def children(pid):
    """Return the processes that a process started and that have not ended."""
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = place.read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if int(parent) == pid and state not in "ZX":
            found.append(int(place.parent.name))
    return found


def lives(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")


@linux
def test_an_interrupt_is_one_line_and_leaves_nothing_half_done_behind(slow):
    arguments, out = slow
    run = start(arguments)
    wait_for(lambda: len(children(run.pid)) == 2)
    at_work = children(run.pid)
    # as a terminal does it: to all processes of the command
    os.killpg(run.pid, signal.SIGINT)
    _, said = run.communicate(timeout=60)
    assert (run.returncode, said.splitlines()) == (130, [INTERRUPTED])
    assert not any(map(lives, at_work))
    assert not [name for name in contents(out) if TEMPORARY in name or name == LOCK]


@linux
def test_an_interrupt_that_another_thread_takes_up_ends_the_waiting():
    future, heard = Future(), threading.Event()

    def interrupted():
        # once the test waits, which an interrupt of this thread does not wake
        time.sleep(0.3)
        signal.pthread_kill(threading.get_ident(), signal.SIGINT)
        future.set_result(heard.wait(10))

    threading.Thread(target=interrupted).start()
    with pytest.raises(KeyboardInterrupt):
        result_of(future)
    heard.set()
    assert future.result()


@linux
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_workers_end_with_the_process_that_they_work_for(slow, how):
    arguments, _ = slow
    run = start(arguments)
    wait_for(lambda: len(children(run.pid)) == 2)
    at_work = children(run.pid)
    run.send_signal(how)
    run.communicate(timeout=60)
    wait_for(lambda: not any(map(lives, at_work)), 10)


@linux
def test_a_second_run_into_one_folder_is_refused_and_harms_nothing(slow):
    arguments, out = slow
    first = start(arguments)
    wait_for((out / "_run.json").exists)
    second = start(arguments)
    _, said = second.communicate(timeout=60)
    assert second.returncode == 2
    assert said.startswith(f"error: {out}: process {first.pid} on ")
    assert said.endswith(f"wait for it to end, give another folder, or if it is gone remove {out / LOCK}\n")
    assert first.poll() is None and (out / LOCK).exists()
    os.killpg(first.pid, signal.SIGKILL)
    first.communicate()


def test_a_lock_of_a_process_that_has_ended_is_taken_over_with_a_warning(tmp_path):
    host, pid, born = own_name().split(".")
    for name, by in ((f"{host}.{pid}.1", f"process {pid} on {host}"), ("", "a process")):
        (tmp_path / LOCK).write_text(name)
        with pytest.warns(UserWarning, match=f"{by} ended while it wrote into it; going on"), held(tmp_path):
            assert (tmp_path / LOCK).read_text() == own_name()
        assert list(tmp_path.iterdir()) == []
    (tmp_path / LOCK).write_text(f"elsewhere.{pid}.{born}")
    message = f"process {pid} on elsewhere writes into it; .* if it is gone remove .*{LOCK}"
    with pytest.raises(FramingError, match=message), held(tmp_path):
        pass
    assert (tmp_path / LOCK).exists()


def test_a_process_holds_a_folder_once(tmp_path):
    with held(tmp_path / "out"):
        with pytest.raises(FramingError, match=f"process {os.getpid()} on"), held(tmp_path / "out"):
            pass
        assert (tmp_path / "out" / LOCK).exists()
    (tmp_path / "file").write_text("")
    with pytest.raises(FramingError, match="file: cannot be written"), held(tmp_path / "file"):
        pass


@linux
def test_a_process_has_ended_when_it_is_gone_waited_for_or_another_has_its_number():
    ended = subprocess.Popen([sys.executable, "-c", ""])
    host, pid, born = own_name().split(".")
    wait_for(lambda: has_ended(f"{host}.{ended.pid}.{born}"), 10)
    ended.wait()
    assert has_ended(f"{host}.{ended.pid}.{born}")
    assert has_ended(f"{host}.{pid}.{int(born) - 1}")
    assert has_ended(f"{host}.{10**12}.{born}")
    for unknown in (own_name(), f"elsewhere.{pid}.1", host, f"{host}.x.1"):
        assert not has_ended(unknown)


def test_a_want_of_memory_is_one_line(pipeline, slow, monkeypatch, capsys):
    def too_much(_):
        raise MemoryError

    arguments, out = slow
    monkeypatch.setattr(workers, "documents", too_much)
    for given in (arguments, [*arguments, "--workers", "1"]):
        assert pipeline.main(given) == 2
        said = capsys.readouterr().err.splitlines()
        assert said == [
            "error: not enough memory; give fewer texts at a time, or with `score` fewer --workers"
        ]
        assert not [name for name in contents(out) if TEMPORARY in name or name == LOCK]


@pytest.mark.parametrize(
    "command",
    [
        "score {}.jsonl --dictionary d.csv --out out",
        "score a.jsonl --dictionary {} --out out",
        "score a.jsonl --dictionary d.csv --out {}",
        "score --verify {}",
        "notebooks --folder {}",
        pytest.param("run --corpus {}", marks=pytest.mark.long),
        pytest.param("run --out {} --only fig1", marks=pytest.mark.long),
        pytest.param("inspect --corpus own --out {}", marks=pytest.mark.long),
        pytest.param("lint d.csv --corpus own --out {}", marks=pytest.mark.long),
        pytest.param("kwic tide --corpus own --out {}", marks=pytest.mark.long),
    ],
)
def test_a_name_of_300_letters_is_one_line(pipeline, tmp_path, monkeypatch, capsys, command):
    (tmp_path / "a.jsonl").write_text('{"doc_id": 1, "text": "tide"}\n')
    (tmp_path / "d.csv").write_text("frame,pattern\nsea,tide\n")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "a.txt").write_text("The tide rose.")
    before = contents(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert pipeline.main([part.format("x" * 300) for part in command.split()]) == 2
    said = capsys.readouterr().err
    assert sum(line.startswith("error: ") for line in said.splitlines()) == 1 and "Traceback" not in said
    assert contents(tmp_path) == before


@pytest.mark.parametrize(
    "command",
    [
        "--help",
        "score --help",
        "sample-size 17 6",
        pytest.param("kwic tide --corpus {}/own", marks=pytest.mark.long),
        pytest.param("lint {}/d.csv --corpus {}/own", marks=pytest.mark.long),
    ],
)
def test_a_reader_that_has_seen_enough_ends_nothing_with_a_traceback(tmp_path, command):
    words_and_texts(tmp_path)
    run = start(command.format(tmp_path, tmp_path).split())
    run.stdout.close()
    said = run.stderr.read()
    assert (run.wait(), "Traceback" in said, "Exception" in said) == (0, False, False), said


def test_what_is_to_be_written_is_written_though_nobody_hears_of_it(tmp_path, pipeline, monkeypatch):
    words_and_texts(tmp_path)

    def closed(*_, **__):
        raise BrokenPipeError

    monkeypatch.setattr(pipeline.cli, "print", closed, raising=False)
    monkeypatch.setattr(pipeline.cli, "unheard", lambda _: None)
    given = ["lint", f"{tmp_path}/d.csv", "--corpus", f"{tmp_path}/own", "--out", f"{tmp_path}/found.csv"]
    assert pipeline.main(given) == 0
    assert (tmp_path / "found.csv").is_file()


def words_and_texts(folder):
    (folder / "own").mkdir()
    (folder / "own" / "a.txt").write_text("The tide rose. " * 500)
    (folder / "d.csv").write_text("frame,pattern\nsea,tide\nsea,tide*\n")


def write_notebook(path, source):
    cell = nbformat.v4.new_code_cell(source, id="one")
    path.write_text(nbformat.writes(nbformat.v4.new_notebook(cells=[cell])), encoding="utf-8")
    return path


@pytest.mark.parametrize("end", ["os._exit(3)", "os.kill(os.getpid(), 9)"])
@pytest.mark.long
def test_a_notebook_whose_kernel_dies_is_named_in_one_line(tmp_path, end):
    path = write_notebook(tmp_path / "a.ipynb", f"import os; {end}")
    with pytest.raises(FramingError, match=r"a\.ipynb: Kernel died; mend it and rerun"):
        execute(path)


@linux
@pytest.mark.long
def test_an_interrupt_of_notebooks_ends_their_kernels(tmp_path):
    sources = [write_notebook(tmp_path / f"{name}.ipynb", "import time; time.sleep(100)") for name in "abc"]
    before = [path.read_bytes() for path in sources]
    run = start(["notebooks", "--folder", tmp_path])
    wait_for(lambda: len(children(run.pid)) == 2)
    kernels = children(run.pid)
    os.killpg(run.pid, signal.SIGINT)
    _, said = run.communicate(timeout=60)
    assert (run.returncode, said.splitlines()) == (130, [INTERRUPTED])
    assert not any(map(lives, kernels))
    assert [path.read_bytes() for path in sources] == before
    assert len(list(tmp_path.iterdir())) == 3


@linux
@pytest.mark.long
def test_an_interrupt_of_a_run_is_one_line_at_any_time_and_leaves_the_folder_as_it_was(tmp_path):
    out = tmp_path / "out"
    for seconds in (0.3, 1, 3, 5):
        run = start(["run", "--out", out])
        time.sleep(seconds)
        os.killpg(run.pid, signal.SIGINT)
        _, said = run.communicate(timeout=60)
        assert run.returncode == 130 and said.splitlines() in ([INTERRUPTED], ["interrupted"]), said
        assert not out.exists()


def test_staged_files_are_put_in_their_folder_together_or_not_at_all(tmp_path):
    out = tmp_path / "deep" / "out"
    with pytest.raises(ValueError), staged(out) as stage:
        (stage / "a.txt").write_text("new")
        raise ValueError
    assert list(tmp_path.iterdir()) == []
    with staged(out) as stage:
        (stage / "tables").mkdir()
        (stage / "tables" / "a.txt").write_text("new")
        assert not (out / "tables").exists()
    assert contents(tmp_path) == {"deep/out/tables/a.txt": b"new"}
    (out / "b.txt").mkdir()
    with (
        pytest.raises(FramingError, match=r"b\.txt: cannot be written .it is a folder"),
        staged(out) as stage,
    ):
        (stage / "tables").mkdir()
        (stage / "tables" / "a.txt").write_text("newer")
        (stage / "b.txt").write_text("newer")
    assert contents(tmp_path) == {"deep/out/tables/a.txt": b"new"}


def test_a_folder_cut_off_while_files_are_put_there_says_so_until_the_next_run(tmp_path):
    (tmp_path / PAGE).write_text("old page")
    (tmp_path / "a.txt").write_text("old")

    def fail():
        # the page is the last to be put there
        assert ((tmp_path / "a.txt").read_text(), (tmp_path / PAGE).read_text()) == ("new", NOTICE)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), staged(tmp_path, fail) as stage:
        (stage / PAGE).write_text("new page")
        (stage / "a.txt").write_text("new")
    assert contents(tmp_path / WAITING) == {PAGE: b"new page"}
    assert (tmp_path / PAGE).read_text() == NOTICE
    with pytest.warns(UserWarning, match="an earlier run was cut off"), staged(tmp_path):
        assert contents(tmp_path) == {"a.txt": b"new", PAGE: b"new page", LOCK: own_name().encode()}


def test_staged_files_keep_links_and_who_may_read_them(tmp_path):
    (tmp_path / "elsewhere.txt").write_text("old")
    (tmp_path / "elsewhere.txt").chmod(0o640)
    out = tmp_path / "out"
    out.mkdir()
    (out / "a.txt").symlink_to("../elsewhere.txt")
    with staged(out) as stage:
        (stage / "a.txt").write_text("new")
    assert (out / "a.txt").is_symlink()
    assert (tmp_path / "elsewhere.txt").read_text() == "new"
    assert (tmp_path / "elsewhere.txt").stat().st_mode & 0o777 == 0o640


def test_a_file_where_a_folder_must_be_is_named_before_anything_is_put_there(tmp_path):
    (tmp_path / "tables").write_text("mine")
    (tmp_path / "a.csv").write_text("old")
    before = contents(tmp_path)
    message = r"tables: cannot be written into \(it is a file\); remove or rename it"
    with pytest.raises(FramingError, match=message), staged(tmp_path) as stage:
        (stage / "a.csv").write_text("new")
        (stage / "tables").mkdir()
        (stage / "tables" / "t.csv").write_text("new")
    assert contents(tmp_path) == before


def test_what_waits_and_cannot_be_put_there_is_one_line(tmp_path):
    (tmp_path / WAITING / "tables").mkdir(parents=True)
    (tmp_path / WAITING / "tables" / "t.csv").write_text("new")
    (tmp_path / "tables").write_text("mine")
    with pytest.raises(FramingError, match="tables: cannot be written"), staged(tmp_path):
        pass
    assert (tmp_path / "tables").read_text() == "mine"


@linux
def test_an_interrupt_that_another_thread_takes_up_waits_for_what_must_be_whole():
    whole, begun = [], threading.Event()
    handler = signal.getsignal(signal.SIGINT)

    def interrupt():
        begun.wait()
        signal.pthread_kill(threading.get_ident(), signal.SIGINT)

    # begun before, as one that begins within takes no interrupt up
    thread = threading.Thread(target=interrupt)
    thread.start()
    with pytest.raises(KeyboardInterrupt), uninterrupted():
        begun.set()
        thread.join()
        time.sleep(0.1)
        whole.append(True)
    assert whole == [True] and signal.getsignal(signal.SIGINT) is handler


@linux
def test_nobody_knows_of_a_process_of_which_the_system_tells_nothing(monkeypatch):
    host, pid, born = own_name().split(".")
    monkeypatch.setattr(processes, "_born", lambda _: "0")
    assert not has_ended(f"{host}.{pid}.{born}") and not has_ended(f"{host}.{pid}.17")


def test_hosts_of_long_names_that_begin_alike_are_told_apart(monkeypatch):
    found = set()
    for name in ("a" * 60 + "-1", "a" * 60 + "-2"):
        monkeypatch.setattr(processes, "node", lambda name=name: name)
        found.add(processes._host.__wrapped__())
    assert len(found) == 2


@pytest.mark.long
def test_all_workers_have_begun_before_anything_else_does():
    before = {*active_children()}
    with processes.pool(2, "spawn"):
        assert len({*active_children()} - before) == 2
