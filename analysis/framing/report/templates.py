"""Templates of the report, filled from results."""

import textwrap
from pathlib import Path
from typing import Any

from framing.figures import wording
from framing.study import Results


def from_template(name: str, results: Results, **values: Any) -> str:
    """Return a template filled: it has the results, their methods, the module `wording` and these values.

    What is put into HTML is escaped; the filter `wrapped` breaks a paragraph into lines.
    """
    # jinja2 is loaded only where a template is filled
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

    blocks: dict[str, Any] = {"trim_blocks": True, "lstrip_blocks": True, "keep_trailing_newline": True}
    loader, escape = FileSystemLoader(Path(__file__).parent), select_autoescape()
    environment = Environment(loader=loader, autoescape=escape, undefined=StrictUndefined, **blocks)
    environment.filters["wrapped"] = _wrapped
    shared = {"results": results, "methods": results.methods, "wording": wording}
    return environment.get_template(name).render(**shared, **values)


def _wrapped(text: str) -> str:
    return textwrap.fill(" ".join(text.split()), 118, break_long_words=False, break_on_hyphens=False)
