"""Macros, methods and references as LaTeX compiles them."""

import shutil
import subprocess

import pytest

from framing.export.methods_text import methods_latex
from framing.export.numbers import macros, numbers
from framing.export.references import read_bibliography
from made_up import made_up

# every macro stands in the text, also between dollars where it is a number
ARTICLE = r"""\documentclass{article}
\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage{lmodern}
\input{numbers}
\begin{document}
\input{methods}

\raggedright
USED
\nocite{*}
\bibliographystyle{plain}
\bibliography{references}
\end{document}
"""


def compiled(results, folder):
    """Compile an article with all texts; return what LaTeX and BibTeX complain of, and the log."""
    used = [
        rf"$\{name}$" if isinstance(number.value, (int, float)) else rf"\{name}{{}}"
        for name, number in numbers(results).items()
    ]
    texts = {"numbers.tex": macros(results), "methods.tex": methods_latex(results), "article.tex": ARTICLE}
    texts |= {"references.bib": read_bibliography(), "article.tex": ARTICLE.replace("USED", "\n".join(used))}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    latex = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "article"]
    said = ""
    for command in (latex, ["bibtex", "article"], latex, latex):
        ran = subprocess.run(command, cwd=folder, capture_output=True, check=False)
        said = f"{said}{ran.stdout.decode('latin-1')}" if command[0] == "bibtex" else said
        assert ran.returncode == 0, ran.stdout.decode("latin-1")[-2000:]
    return said, (folder / "article.log").read_text(encoding="latin-1")


@pytest.mark.long
@pytest.mark.parametrize("shape", ["study", "usual", "class", "nothing", "unnamed"])
def test_macros_methods_and_references_compile_within_the_margins(shape, request, tmp_path):
    if not (shutil.which("pdflatex") and shutil.which("bibtex")):
        pytest.skip("pdflatex and bibtex are not installed (Debian: texlive-latex-recommended, lmodern)")
    results = request.getfixturevalue("study_results") if shape == "study" else made_up(shape)
    said, log = compiled(results, tmp_path)
    assert "Warning" not in said
    assert "undefined" not in log
    too_wide = [line for line in log.splitlines() if line.startswith("Overfull \\hbox")]
    assert [line for line in too_wide if float(line.split("(")[1].split("pt")[0]) > 5] == []
