"""How a text states the default of an analytic choice: what no text that is typed by hand may do."""

import re

DEFAULTS = re.compile(
    r"(over|error by) (the )?paragraphs|which of its paragraphs|one paragraph|whole paragraphs|"
    r"paragraphs are drawn|"
    # a share may happen to be that of the default
    r"(?<!to )95 ?\\?%|10,000|1,000 resamples|2,000|"
    r"(?<![\d,])500 (imaginary )?words|at least (3|three) times|"
    r"the (8|eight) (with|words)|three most frequent"
)
