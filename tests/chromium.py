"""Chromium without a window, for tests that look at pages as a reader does."""

import shutil
from contextlib import contextmanager

import pytest

_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@contextmanager
def browser():
    """Give a running Chromium; skip with a word where it, or what steers it, is not here."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        pytest.skip("Chromium is not here")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not here")
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(executable_path=found, args=list(_FLAGS))
        yield running
        running.close()
