"""Scoring on Dask clusters: the bytes of a plain run, whatever ends meanwhile, or one line and a rerun."""

import json
import os
import random
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import pytest

pytest.importorskip("distributed")

from clusters import cluster, kill, until
from faulty import contents
from framing import FramingError, dictionary, paths
from framing.reading import blocks
from framing.scale import cluster as on_cluster
from framing.scale import progress
from framing.scale import score as scale
from framing.scale.manifest import verify

TABLE = dictionary.from_nested({"sea": ["tide*", "wave"], "sky": ["red line"]})
WORDS = ["tide", "tides", "wave", "red", "line", "lines", "and", "a", "the", "calm", "not", "é"]
BLOCKS = 40


def write(path, n, words=30):
    draw = random.Random(8)
    rows = [
        {
            "id": f"d{i}",
            "outlet": "Post",
            "date": "2024-11-20",
            "text": " ".join(draw.choices(WORDS, k=words)),
        }
        for i in range(n)
    ]
    if path.suffix == ".parquet":
        pd = pytest.importorskip("pandas")
        pytest.importorskip("pyarrow")
        pd.DataFrame(rows).to_parquet(path, index=False)
    elif path.suffix == ".csv":
        lines = [",".join(row.values()) for row in (dict(zip(rows[0], rows[0], strict=True)), *rows)]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    else:
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def told(monkeypatch):
    """Let progress be told after every block."""
    monkeypatch.setattr(progress, "PROGRESS_SECONDS", 0.0)


@pytest.fixture
def source(tmp_path, monkeypatch):
    """Return an input that is cut into forty blocks."""
    path = write(tmp_path / "a.jsonl", 4_000)
    monkeypatch.setattr(blocks, "BLOCK_BYTES", path.stat().st_size // BLOCKS + 1)
    return path


@pytest.fixture
def plain(source, tmp_path):
    """Return what a run without a cluster leaves behind."""
    scale.score([source], TABLE, tmp_path / "plain", form="csv")
    return contents(tmp_path / "plain")


def after(n, act):
    """Return a function to be told of progress that does something once, after so many blocks."""
    seen = []

    def say(_):
        seen.append(1)
        if len(seen) == n:
            act()

    return say


def test_a_local_cluster_of_two_gives_the_bytes_of_a_plain_run(tmp_path, monkeypatch):
    monkeypatch.setattr(blocks, "BLOCK_BYTES", 20_000)
    monkeypatch.setattr(blocks, "MOST_ROWS", 200)
    sources = [write(tmp_path / name, 600) for name in ("a.jsonl", "b.csv", "c.parquet")]
    say = partial(scale.score, sources, TABLE, form="csv", detail=True)
    made = say(tmp_path / "dask", scheduler="local", workers=2)
    assert say(tmp_path / "plain").parts == made.parts > 6
    assert contents(tmp_path / "dask") == contents(tmp_path / "plain")
    assert say(tmp_path / "dask", scheduler="local", workers=1).made == 0


def test_without_dask_or_a_scheduler_one_line_says_what_to_do(tmp_path, monkeypatch, source):
    monkeypatch.setattr(on_cluster, "PATIENCE", 0.3)
    with pytest.raises(FramingError, match=r"tcp://127.0.0.1:1: no scheduler answers .*--scheduler local$"):
        scale.score([source], TABLE, tmp_path / "out", scheduler="tcp://127.0.0.1:1")
    with pytest.raises(FramingError, match=r"^here: no scheduler answers"):
        scale.score([source], TABLE, tmp_path / "out", scheduler="here")
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(FramingError, match=r"--scheduler needs distributed; .*pip install '.\[cluster\]'"):
        scale.score([source], TABLE, tmp_path / "out", scheduler="local")


@pytest.mark.long
@pytest.mark.parametrize("size", [1, 2, 7, 50])
def test_one_hash_on_one_two_and_four_workers_in_every_partition(tmp_path, monkeypatch, size):
    rows = {1: 20, 2: 40, 7: 100, 50: 500}[size]
    source = write(tmp_path / "a.parquet", rows)
    runs = {"process": {}, "pool": {"workers": 2}}
    whole = scale.score([source], TABLE, tmp_path / "whole")
    assert whole.parts == 1
    monkeypatch.setattr(blocks, "MOST_ROWS", size)
    runs |= {f"dask {n}": {"workers": n, "scheduler": "local"} for n in (1, 2, 4)}
    for name, options in runs.items():
        made = scale.score([source], TABLE, tmp_path / name, **options)
        assert made.parts >= rows // size
    hashes = {verify(tmp_path / name).rpartition(" ")[2] for name in ("whole", *runs)}
    assert len(hashes) == 1
    assert len({(tmp_path / name / "_aggregate.csv").read_bytes() for name in ("whole", *runs)}) == 1
    assert len({(tmp_path / name / "_manifest.json").read_bytes() for name in runs}) == 1


@pytest.mark.long
@pytest.mark.usefixtures("told")
def test_workers_killed_at_twenty_random_moments(tmp_path, source, plain):
    draw = random.Random(21)
    whole = stopped = 0
    with cluster(tmp_path / "cluster") as running:
        for number in range(20):
            out = tmp_path / f"out-{number}"
            until(lambda: len(running.workers()) == 2)
            timer = threading.Timer(draw.random() * 0.5, lambda: kill(draw.choice(running.workers())))
            score = partial(scale.score, [source], TABLE, out, form="csv", scheduler=running.address)
            begin = after(1, timer.start)
            try:
                score(progress=begin)
                whole += 1
            except FramingError as error:
                assert "run the same command again" in str(error)
                stopped += 1
                score()
            timer.join()
            assert contents(out) == plain
    assert (whole, stopped) == (20, 0)


@pytest.mark.long
@pytest.mark.usefixtures("told")
def test_a_scheduler_that_is_lost_is_told_and_a_rerun_goes_on(tmp_path, monkeypatch, source, plain):
    monkeypatch.setattr(on_cluster, "PATIENCE", 5.0)
    out = tmp_path / "out"
    with cluster(tmp_path / "cluster") as running:
        score = partial(scale.score, [source], TABLE, out, form="csv", scheduler=running.address)
        with pytest.raises(
            FramingError, match=r"the scheduler is lost .*run the same command again to go on$"
        ):
            score(progress=after(10, lambda: kill(running.scheduler.pid)))
        assert not (out / "_manifest.json").exists()
    with cluster(tmp_path / "cluster") as running:
        made = scale.score([source], TABLE, out, form="csv", scheduler=running.address)
        assert 0 < made.made <= BLOCKS - 9
    assert contents(out) == plain


@pytest.mark.long
@pytest.mark.usefixtures("told")
def test_a_cluster_whose_last_worker_has_gone_is_told(tmp_path, monkeypatch, source, plain):
    monkeypatch.setattr(on_cluster, "PATIENCE", 2.0)
    out = tmp_path / "out"

    def end_workers():
        for process in running.processes[1:]:
            pids = [process.pid, *(pid for pid in running.workers())]
            for pid in pids:
                kill(pid)

    with cluster(tmp_path / "cluster") as running:
        score = partial(scale.score, [source], TABLE, out, form="csv", scheduler=running.address)
        with pytest.raises(FramingError, match=r"has no worker; start one with `dask worker tcp://127"):
            score(progress=after(5, end_workers))
        running.start_worker()
        assert score().made < BLOCKS
    assert contents(out) == plain


@pytest.mark.long
@pytest.mark.usefixtures("told")
def test_what_is_cut_or_missing_full_or_held_by_another_is_mended_or_told(tmp_path, monkeypatch, source):
    resource = pytest.importorskip("resource")
    if not hasattr(resource, "prlimit"):
        pytest.skip("this system sets no limits of other processes")
    # workers are in another folder
    monkeypatch.chdir(tmp_path)
    source, out, other = Path(source.name), Path("out"), []
    scale.score([source], TABLE, Path("plain"), form="csv")
    plain = contents(Path("plain"))
    with cluster(tmp_path / "cluster") as running:
        score = partial(scale.score, [source], TABLE, out, form="csv", scheduler=running.address)

        def fill(limit):
            for pid in running.workers():
                resource.prlimit(pid, resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))

        # no file may grow beyond this, as on a disk that is full
        with pytest.raises(FramingError, match=r"cannot be written \(File too large\)"):
            score(progress=after(5, partial(fill, 100)))
        fill(resource.RLIM_INFINITY)

        def second():
            with pytest.raises(FramingError, match=r"writes into it; wait for it to end") as told:
                score()
            other.append(str(told.value))

        assert 0 < score(progress=after(2, second)).made < BLOCKS
        assert len(other) == 1
        assert contents(out) == plain
        for name, damage in {
            "part-000003.csv": os.unlink,
            "part-000030.csv": partial(os.truncate, length=9),
        }.items():
            damage(out / name)
        assert score().made == 2
    assert contents(out) == plain


@pytest.mark.long
def test_a_worker_of_another_version_is_refused(tmp_path, source):
    with cluster(tmp_path / "cluster") as running:
        from distributed import Client

        def other():
            from framing.scale import cluster

            cluster.engine = lambda: "another"

        with Client(running.address, set_as_default=False) as client:
            client.run(other)
        with pytest.raises(FramingError, match=r"a worker has other versions of framing.*install the same"):
            scale.score([source], TABLE, tmp_path / "out", scheduler=running.address)


@pytest.mark.long
def test_a_local_cluster_that_is_interrupted_ends_in_one_line_with_all_its_processes(tmp_path):
    psutil = pytest.importorskip("psutil")
    source = write(tmp_path / "a.jsonl", 400_000)
    (tmp_path / "d.csv").write_text("frame,pattern\nsea,tide*\n")
    command = [sys.executable, str(paths.ROOT / "analysis" / "pipeline.py"), "score", str(source)]
    command += ["--dictionary", str(tmp_path / "d.csv"), "--out", str(tmp_path / "out")]
    run = subprocess.Popen(
        [*command, "--scheduler", "local", "--workers", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    until(lambda: (tmp_path / "out").exists() and any((tmp_path / "out").glob("part-*")))
    processes = psutil.Process(run.pid).children(recursive=True)
    assert len(processes) >= 2
    os.killpg(run.pid, 2)
    out, err = run.communicate(timeout=30)
    assert (run.returncode, out) == (130, "")
    said = [line for line in err.splitlines() if " documents, " not in line]
    assert said == ["interrupted; what was written is whole, and the same command goes on"]
    until(lambda: not any(process.is_running() for process in processes))
