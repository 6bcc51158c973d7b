"""JupyterLab as `make lab` starts it, driven in headless Chromium, all addresses that are asked for kept."""

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

SECONDS = 240
HERE = {"127.0.0.1", "localhost", "::1", ""}
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
# written into a folder of the path of every Python that the server starts
_WATCH = """
import os, sys
def watch(event, arguments):
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        host = str(arguments[1][0])
    elif event == "socket.getaddrinfo":
        host = str(arguments[0])
    else:
        return
    if host not in {here} | {{"None", "0.0.0.0"}}:
        with open({log!r}, "a") as file:
            file.write(host + "\\n")
sys.addaudithook(watch)
"""


def chromium():
    """Return where Chromium is; skip with a word where it, or playwright, is not."""
    pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install playwright")
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not found:
        pytest.skip("Chromium is not on this machine: apt-get install chromium")
    return found


def command(root):
    """Return what `make lab` runs: a command line with the Python of the tests, and what it sets."""
    if not shutil.which("make"):
        pytest.skip("make is not on this machine")
    shown = subprocess.run(
        ["make", "-n", "-o", ".venv/.ready", "lab"], cwd=root, capture_output=True, text=True, check=True
    ).stdout
    line = re.sub(r"\s*\\\n\s*", " ", shown).strip().splitlines()[-1]
    set_there, words = re.search(r"([^;]*)\.venv/bin/jupyter (lab .*) \$browser$", line).groups()
    settings = dict(word.split("=", 1) for word in shlex.split(set_there))
    return [sys.executable, "-m", "jupyter", *shlex.split(words)], settings


class JupyterLab:
    """A server on a copy of the study and a page of a browser on it; close it with `with`."""

    def __init__(self, root: Path, folder: Path):
        self.root, self.folder = root, folder
        self.asked = folder / "asked.txt"
        watch = folder / "watch"
        watch.mkdir()
        (watch / "sitecustomize.py").write_text(
            _WATCH.format(here=HERE, log=str(self.asked)), encoding="utf-8"
        )
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        own = {
            name: str(folder / name.lower()) for name in ("HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR")
        }
        own |= {"JUPYTER_RUNTIME_DIR": str(folder / "runtime"), "IPYTHONDIR": str(folder / "ipython")}
        own |= {"PYTHONPATH": os.pathsep.join([str(watch), str(root / "analysis")])}
        own |= {"JUPYTERLAB_SETTINGS_DIR": str(folder / "settings")}
        own |= {"JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces")}
        more = [
            "--no-browser",
            f"--port={self.port}",
            "--ServerApp.port_retries=0",
            "--IdentityProvider.token=t",
        ]
        words, settings = command(root)
        self.log = (folder / "server.txt").open("w")
        self.server = subprocess.Popen(
            [*words, *more],
            cwd=root,
            env=os.environ | settings | own,
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )
        self.requests: list[str] = []

    def __enter__(self):
        from playwright.sync_api import sync_playwright

        self._wait(self._is_up, "JupyterLab does not start")
        self.playwright = sync_playwright().start()
        self.browser = self.playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        self.page = self.browser.new_page(viewport={"width": 1280, "height": 900})
        self.page.set_default_timeout(SECONDS * 1000)
        self.page.on("request", lambda request: self.requests.append(request.url))
        return self

    def __exit__(self, *_):
        self.browser.close()
        self.playwright.stop()
        self.server.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.server.wait(timeout=20)
        self.server.kill()
        self.log.close()

    def open(self, name: str) -> None:
        """Open a notebook of the study without its outputs, alone, and wait for its kernel."""
        empty(self.root / "notebooks" / name)
        self.page.goto(f"http://127.0.0.1:{self.port}/lab/tree/{name}?reset&token=t")
        self.page.locator(".jp-Notebook").first.wait_for()
        self._wait(lambda: self._kernels().get(name) == "idle", f"no kernel for {name}")

    def run_all(self, name: str) -> dict:
        """Run all cells by the menu, wait till all have run or one fails, and return the saved notebook."""
        self.page.locator("#jp-MainMenu").get_by_text("Run", exact=True).click()
        self.page.locator("[data-command='runmenu:run-all'] .lm-Menu-itemLabel").click()
        self._wait(lambda: self._has_run(name), f"{name} does not come to its end")
        return self.saved(name)

    def saved(self, name: str) -> dict:
        """Save the notebook that is open and return what is in its file."""
        self.page.keyboard.press("Control+s")
        while True:
            time.sleep(0.5)
            # the server may be about to write it
            with suppress(json.JSONDecodeError):
                return json.loads((self.root / "notebooks" / name).read_text(encoding="utf-8"))

    def shut_down(self) -> None:
        """End all kernels, so that those of many notebooks do not fill the memory."""
        for session in self._get("sessions"):
            self._get(f"sessions/{session['id']}", "DELETE")

    def outside(self) -> list[str]:
        """Return every address beyond this machine that the page, the server or a kernel asked for."""
        there = [url for url in self.requests if urlsplit(url).scheme in ("http", "https", "ws", "wss")]
        far = [url for url in there if urlsplit(url).hostname not in HERE]
        return far + (self.asked.read_text().split() if self.asked.exists() else [])

    def _has_run(self, name: str) -> bool:
        code = [cell for cell in self.saved(name)["cells"] if cell["cell_type"] == "code"]
        failed = any(o["output_type"] == "error" for cell in code for o in cell["outputs"])
        return failed or (
            all(cell["execution_count"] for cell in code) and self._kernels().get(name) == "idle"
        )

    def _kernels(self) -> dict[str, str]:
        return {
            one["path"]: one["kernel"]["execution_state"] for one in self._get("sessions") if one["kernel"]
        }

    def _is_up(self) -> bool:
        assert self.server.poll() is None, (self.folder / "server.txt").read_text()
        try:
            return bool(self._get("status"))
        except OSError:
            return False

    def _get(self, what: str, method: str = "GET"):
        address = f"http://127.0.0.1:{self.port}/api/{what}"
        asked = urllib.request.Request(address, method=method, headers={"Authorization": "token t"})
        with urllib.request.urlopen(asked, timeout=30) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def _wait(self, condition, message: str) -> None:
        ends = time.monotonic() + SECONDS
        while not condition():
            if time.monotonic() > ends:
                raise AssertionError(f"{message}\n{(self.folder / 'server.txt').read_text()[-3000:]}")
            time.sleep(0.3)


def empty(path: Path) -> None:
    """Take the outputs out of a notebook, so that what stands there afterwards was made here."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    path.write_text(json.dumps(notebook), encoding="utf-8")
