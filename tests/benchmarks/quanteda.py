"""quanteda on the same texts where R and it are there, else what it took when it was recorded."""

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

SCRIPT = Path(__file__).with_suffix(".R")
THREADS = 2
# quanteda 4.3.1, two threads, two cores, whole process: megabytes of text in seconds, by how many patterns;
# recorded before 26 November 2026 on another corpus of that size and on real articles
RECORDED = {150: (74, 22.7), 4_500: (74, 24.2)}
RECORDED_ARTICLES = (42, 15.6)


def there() -> bool:
    """Tell whether R and quanteda can be run."""
    program = shutil.which("Rscript")
    if program is None:
        return False
    asked = [program, "-e", "stopifnot(requireNamespace('quanteda', quietly = TRUE))"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def measured(texts: list[str], dictionary: Path) -> dict[str, float]:
    """Run it once: seconds, processor seconds and peak megabytes of the whole process."""
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "texts.txt"
        # a line end parts words as a blank does
        lines.write_text("\n".join(" ".join(text.split()) for text in texts) + "\n", encoding="utf-8")
        counts = Path(folder) / "counts.csv"
        command = ["Rscript", str(SCRIPT), str(lines), str(dictionary), str(counts), str(THREADS)]
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
    if status:
        raise SystemExit(f"quanteda ended with {status}")
    return {"seconds": seconds, "cpu": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss / 1024}


def recorded(megabytes: float, patterns: int, *, articles: bool = False) -> float:
    """Return the seconds that it would take at the recorded speed."""
    size, seconds = RECORDED_ARTICLES if articles else RECORDED[patterns]
    return megabytes * seconds / size
