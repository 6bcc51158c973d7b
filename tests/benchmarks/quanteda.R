# quanteda on the same task: Rscript quanteda.R TEXTS PATTERNS COUNTS THREADS
# TEXTS has one document a line, PATTERNS the columns frame and pattern
arguments <- commandArgs(trailingOnly = TRUE)
suppressPackageStartupMessages(library(quanteda))
quanteda_options(threads = as.integer(arguments[4]))
texts <- readLines(arguments[1], encoding = "UTF-8")
rows <- read.csv(arguments[2], colClasses = "character", encoding = "UTF-8")
patterns <- dictionary(lapply(split(rows$pattern, rows$frame), unique))
found <- tokens_lookup(tokens(texts), patterns, nested_scope = "dictionary")
write.csv(convert(dfm(found), to = "data.frame"), arguments[3], row.names = FALSE)
