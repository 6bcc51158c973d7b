// Compares the scorer of the page with what Python found; run by node and by a browser on the same cases.
"use strict";
function disagreements(cases, L, C) {
  const wrong = [];
  const near = (a, b, at) => a === b || (Number.isNaN(a) && b === null) || Math.abs(a - b) <= at * Math.max(1, Math.abs(b));
  const same = (what, found, wanted, at = 0) => {
    const flat = (value) => (Array.isArray(value) ? value.flat(9) : [value]);
    const [a, b] = [flat(found), flat(wanted)];
    const equal = a.length === b.length && a.every((x, i) => (at ? near(x, b[i], at) : x === b[i]));
    if (!equal) wrong.push(`${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`.slice(0, 600));
  };
  cases.lookups.forEach(({ tokens, rows, counts }, i) =>
    same(`look-up ${i}`, Object.keys(counts).map((key) => L.count(tokens, rows)[key]), Object.values(counts)));
  cases.places.forEach(({ tokens, rows, found }, i) =>
    same(`places ${i}`, L.locate(tokens, rows).map((m) => [m.first, m.last, m.row, Number(m.aside)]), found));
  cases.bags.forEach(({ bag, patterns, n }, i) => same(`bag ${i}`, L.countBag(bag, patterns), n));
  cases.texts.forEach(({ text, tokens }) => same(`tokens of ${text}`, L.words(text), tokens));
  for (const { hits, words, dispersion, coverage, kind, limits } of cases.limits)
    same(`limits ${hits} ${kind}`, L.rateLimits(hits, words, dispersion, coverage, kind), limits, 1e-9);
  for (const { pieces, value } of cases.dispersions) same("dispersion", L.dispersion(pieces), value, 1e-9);
  for (const { p, adjusted } of cases.holm) same("holm", L.holm(p), adjusted, 1e-12);
  for (const { state, sizes, rows, dealt, flips } of cases.random) {
    same("dealt", [...L.dealt(sizes, rows, state)], dealt);
    same("flips", [...L.flips(sizes[0], rows, state)], flips);
  }
  for (const { name, data, out, added, rates, claims, most } of cases.studies) {
    const edit = { out: new Set(out), added: added || data.frames.map(() => []) };
    const rows = C.salience(data, edit);
    if (most) {
      rows.forEach((row, i) => {
        if (most[i] < row.least || most[i] > row.hits) wrong.push(`${name}: ${most[i]} hits are not in ${row.least} to ${row.hits}`);
      });
      continue;
    }
    for (const column of ["hits", "words", "rate", "low", "high"])
      same(`${name}: ${column}`, rows.map((row) => row[column]), rates.map((row) => row[column]), 1e-9);
    const made = C.claims(data, edit, new Map());
    for (const column of ["claim", "words", "verdict"])
      same(`${name}: ${column}`, made.map((row) => row[column]), claims.map((row) => row[column]));
    for (const column of ["estimate", "low", "high", "p", "adjusted", "share", "readersAgree", "readersTurn"])
      same(`${name}: ${column}`, made.map((row) => row[column]), claims.map((row) => row[column]), 1e-9);
  }
  return wrong;
}
if (typeof module !== "undefined") module.exports = disagreements;
