"""The pipeline of the study: from texts or released features to tables, figures, page and notebooks.

python analysis/pipeline.py              make every table, figure and the page (same as run)
python analysis/pipeline.py run --scores FOLDER --out FOLDER  the same of what `score` has counted
python analysis/pipeline.py export --journal NAME --to FOLDER  write what goes into a paper
python analysis/pipeline.py inspect      say what is read of a corpus of your own and what is left out
python analysis/pipeline.py report --private  write the sentences behind every mark beside the texts
python analysis/pipeline.py import PATH  find the five pieces in files that you have
python analysis/pipeline.py verify       check the released features, against the texts where they are
python analysis/pipeline.py features     make the released features anew (needs all texts)
python analysis/pipeline.py coding-sheet write a blind sheet for a coder (needs all texts)
python analysis/pipeline.py import-codes FILE...  read filled sheets into corpus/codings.csv
python analysis/pipeline.py hit-sheet    write a blind sheet of hits, for voice and stance (needs all texts)
python analysis/pipeline.py import-hits FILE...  read filled sheets into corpus/hits_checked.csv
python analysis/pipeline.py disputed     list sentences on which coders differ, write a sheet to decide them
python analysis/pipeline.py import-decisions FILE  read it into corpus/adjudicated.csv, as the coder gold
python analysis/pipeline.py notebooks    execute the notebooks and write them with their outputs
python analysis/pipeline.py new FOLDER   make a study of your own: places, dictionary, notebooks, README
python analysis/pipeline.py merge-answers FOLDER --out FILE  merge what students answered to the exercises
python analysis/pipeline.py lint FILE    report what is doubtful in a dictionary
python analysis/pipeline.py kwic PATTERN  show a pattern or a frame in its context
python analysis/pipeline.py kwic INPUT --dictionary FILE --to FILE  the same in files of any size, as CSV
python analysis/pipeline.py coverage     simulate what the intervals cover (a minute)
python analysis/pipeline.py sample-size RATE_A RATE_B  say how many words a comparison needs
python analysis/pipeline.py score INPUT  count a dictionary in files of any size
python analysis/pipeline.py score --verify FOLDER  read its results again and say whether they are whole
"""

import sys

try:
    # these take a moment, in which one may think better of it
    import argparse
    from collections.abc import Sequence
    from contextlib import nullcontext
    from dataclasses import replace

    from framing import cli
    from framing.errors import FramingError
    from framing.methods import Methods
    from framing.report import publish
except KeyboardInterrupt:
    print("interrupted", file=sys.stderr)
    sys.exit(130)

# every analytic choice; what a choice means stands in the docstring of Methods
METHODS = Methods(
    unit="paragraph",
    interval="gamma mid-P",
    coverage=0.95,
    power=0.8,
    resamples=10_000,
    word_resamples=1_000,
    seed=20241117,
    prior=500,
    least_count=3,
    listed=8,
    top=3,
    draws=2_000,
    pool=25,
    share_kept=0.95,
    group_by="",
)


def run(arguments: argparse.Namespace) -> None:
    """Make the tables, the figures and the page of the study, of a corpus of one's own, or of scores."""
    if arguments.scores:
        cli.from_scores(arguments, METHODS)
        return
    # a second process loads what draws; what analyses takes seconds to load too, and `score` needs none of it
    with nullcontext() if arguments.only else publish.second_process() as pool:
        study = cli.read(arguments)
        from framing.results import analyse

        cli.write(analyse(study, _methods(arguments)), arguments, pool)


def export(arguments: argparse.Namespace) -> None:
    """Write what goes into a paper: figures as a journal prints them, tables, captions, numbers, methods."""
    cli.export(arguments, _methods(arguments))


def report(arguments: argparse.Namespace) -> None:
    """Write a page with the sentences behind every mark, beside the texts."""
    publish.check_private(arguments.private)
    from framing.results import analyse

    path = publish.evidence(analyse(cli.read(arguments), METHODS), arguments.corpus)
    cli.say(f"wrote {path}; it holds the texts, so do not publish it")


def coverage(arguments: argparse.Namespace) -> None:
    """Simulate what the intervals of a corpus cover, and how often its tests err."""
    cli.coverage(arguments, METHODS)


def _methods(arguments: argparse.Namespace) -> Methods:
    return replace(METHODS, group_by=arguments.group_by or METHODS.group_by)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name; return 0, 2 where the input is wrong, 130 if interrupted."""
    try:
        try:
            chosen = {"run": run, "export": export, "report": report, "coverage": coverage}
            return cli.main(chosen, __doc__, arguments)
        finally:
            sys.stdout.flush()
    except KeyboardInterrupt:
        cli.say("interrupted; what was written is whole, and the same command goes on", sys.stderr)
        return 130
    except MemoryError:
        wrong = "not enough memory; give fewer texts at a time, or with `score` fewer --workers"
    except OSError as error:
        if error.filename is None:
            cli.unheard(sys.stdout)
        if isinstance(error, BrokenPipeError):
            # the reader of what is said, such as `head`, has seen enough
            return 0
        what = f"{error.filename or 'standard output'}: the system says: {error.strerror}"
        wrong = f"{what}; check the name and the folder"
    cli.say(f"error: {FramingError(wrong)}", sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
