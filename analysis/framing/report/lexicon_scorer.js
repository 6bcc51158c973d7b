// The scorer of the lexicon lab: patterns in tokens and in bags of words, rates, intervals and claims.
// Every function is that of the Python module named above it; tests/report/test_page_scorer.py compares them.
"use strict";
const lexicon = (() => {
  const PER = 1000, PER_SENTENCES = 100;
  // cells of rearrangements above which a browser would stall
  const MOST_CELLS = 12e6;

  // lookup/vocabulary.py: one part of a pattern and one token, `*` any run of characters, `?` exactly one
  function fits(part, token) {
    const p = [...part.toLowerCase()], t = [...token.toLowerCase()];
    let i = 0, j = 0, star = -1, from = 0;
    while (j < t.length) {
      if (i < p.length && p[i] === "*") { star = i++; from = j; }
      else if (i < p.length && (p[i] === "?" || p[i] === t[j])) { i++; j++; }
      else if (star >= 0) { i = star + 1; j = ++from; }
      else return false;
    }
    while (p[i] === "*") i++;
    return i === p.length;
  }

  // lookup/matching.py: first and last token of every place where a pattern matches, overlaps included
  function places(pattern, tokens) {
    const parts = pattern.split(" "), found = [];
    for (let i = 0; i + parts.length <= tokens.length; i++)
      if (parts.every((part, k) => fits(part, tokens[i + k]))) found.push([i, i + parts.length - 1]);
    return found;
  }

  // of overlapping matches of a key the longest, then the leftmost, then the first row; those that `unless`
  // sets aside are resolved among themselves. A row is {key, pattern, unless: [pattern, ...]}
  function locate(tokens, rows) {
    const found = [];
    rows.forEach((row, number) => {
      const own = places(row.pattern, tokens);
      const covers = own.length ? (row.unless || []).flatMap((other) => places(other, tokens)) : [];
      for (const [first, last] of own) {
        const aside = covers.some(([a, b]) => a <= first && last <= b);
        found.push({ first, last, row: number, key: row.key, aside });
      }
    });
    found.sort((a, b) => a.first - a.last - (b.first - b.last) || a.first - b.first || a.row - b.row);
    const taken = new Map(), kept = [];
    for (const match of found) {
      const group = `${match.aside} ${match.key}`;
      if (!taken.has(group)) taken.set(group, new Set());
      const cells = taken.get(group);
      let free = true;
      for (let i = match.first; i <= match.last; i++) free = free && !cells.has(i);
      if (!free) continue;
      for (let i = match.first; i <= match.last; i++) cells.add(i);
      kept.push(match);
    }
    return kept.sort((a, b) => a.first - b.first || a.row - b.row);
  }

  function count(tokens, rows) {
    const counts = {};
    for (const row of rows) counts[row.key] = 0;
    for (const match of locate(tokens, rows)) if (!match.aside) counts[match.key]++;
    return counts;
  }

  // how often tokens of a bag, pairs of token and number, match a pattern of one token or another
  function countBag(bag, patterns) {
    return bag.reduce((sum, [token, n]) => sum + (patterns.some((p) => fits(p, token)) ? n : 0), 0);
  }

  // text/tokens.py, without emoji and scripts that join words by other marks
  const TITLES = "mr|mrs|ms|dr|prof|gen|lt|col|sgt|sen|rep|gov|jr|sr|st|vs";
  const WORD = "[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}]*";
  const DOTTED = "\\p{L}(?:\\.\\p{L})+(?![\\p{L}\\p{N}])\\.?";
  const JOINED = "['·-]|(?<=\\p{N})[.,:/](?=\\p{N})";
  const TOKEN = new RegExp(
    `(?:${TITLES})\\.(?![\\p{L}\\p{N}])|(?:${DOTTED}|${WORD})(?:(?:${JOINED})(?:${DOTTED}|${WORD}))*|[^\\s]`, "giu");

  function normalise(text) {
    return text.normalize("NFC").replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, " ").trim();
  }

  function words(text) {
    return normalise(text).match(TOKEN) || [];
  }

  // Lanczos, g = 7, n = 9
  const LANCZOS = [0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
    -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7];

  function lnGamma(a) {
    let sum = LANCZOS[0];
    for (let i = 1; i < 9; i++) sum += LANCZOS[i] / (a - 1 + i);
    const t = a + 6.5;
    return 0.9189385332046727 + (a - 0.5) * Math.log(t) - t + Math.log(sum);
  }

  // scipy.special.gammainc: series below, continued fraction (Lentz) above; Numerical Recipes 6.2
  function gammaP(a, x) {
    if (x <= 0) return 0;
    if (a <= 0) return 1;
    const front = Math.exp(a * Math.log(x) - x - lnGamma(a));
    if (x < a + 1) {
      let term = 1 / a, sum = term;
      for (let n = 1; n < 10000 && term > sum * 1e-17; n++) { term *= x / (a + n); sum += term; }
      return sum * front;
    }
    const tiny = 1e-300;
    let b = x + 1 - a, c = 1 / tiny, d = 1 / b, h = d;
    for (let n = 1; n < 10000; n++) {
      const an = -n * (n - a);
      b += 2;
      d = an * d + b; d = 1 / (Math.abs(d) < tiny ? tiny : d);
      c = b + an / c; if (Math.abs(c) < tiny) c = tiny;
      h *= d * c;
      if (Math.abs(d * c - 1) < 1e-16) break;
    }
    return 1 - front * h;
  }

  // the x at which a rising function reaches a share, by halving
  function halve(rising, share) {
    let below = 0, above = 1;
    while (rising(above) < share) above *= 2;
    for (let i = 0; i < 90; i++) {
      const middle = (below + above) / 2;
      if (rising(middle) < share) below = middle; else above = middle;
    }
    return (below + above) / 2;
  }

  // stats/intervals.py: limits of a rate, hits per word; kinds other than these two need a bootstrap
  function rateLimits(hits, words, dispersion, coverage, kind = "gamma mid-P") {
    const n = hits / dispersion, tail = (1 - coverage) / 2, scale = dispersion / words;
    if (kind === "gamma")
      return [n > 0 ? halve((x) => gammaP(n, x), tail) * scale : 0, halve((x) => gammaP(n + 1, x), 1 - tail) * scale];
    const middle = (x) => (gammaP(n, x) + gammaP(n + 1, x)) / 2;
    return [n > 0 ? halve(middle, tail) * scale : 0, halve(middle, 1 - tail) * scale];
  }

  // variance of hits per unit in multiples of the Poisson variance, pooled; pieces of {hits: [], words: []}
  function dispersion(pieces) {
    let above = 0, freedom = 0;
    for (const { hits, words } of pieces) {
      const total = sum(hits), all = sum(words);
      if (!(total > 0)) continue;
      hits.forEach((n, i) => {
        const expected = (words[i] / all) * total;
        if (expected > 0) above += (n - expected) ** 2 / expected;
      });
      freedom += hits.length - 1;
    }
    return freedom > 0 ? Math.max(1, above / freedom) : 1;
  }

  const sum = (values) => values.reduce((a, b) => a + b, 0);
  const sign = (value) => (Math.abs(value) < 1e-9 ? 0 : Math.sign(value));

  // stats/intervals.py: limits of a weighted sum from the limits of each (Zou & Donner 2008)
  function contrastLimits(weights, rates, low, high) {
    let estimate = 0, below = 0, above = 0;
    weights.forEach((w, i) => {
      estimate += w * rates[i];
      below += ((w > 0 ? rates[i] - low[i] : rates[i] - high[i]) * w) ** 2;
      above += ((w > 0 ? high[i] - rates[i] : low[i] - rates[i]) * w) ** 2;
    });
    return [estimate - Math.sqrt(below), estimate + Math.sqrt(above)];
  }

  // numpy's PCG64 (O'Neill 2014), of which state and increment are four numbers of 32 bits, the lowest first
  const MULTIPLIER = [0x9fccf645, 0x4385df64, 0x1fc65da4, 0x2360ed05];

  function high32(a, b) {
    const a0 = a & 0xffff, a1 = a >>> 16, b0 = b & 0xffff, b1 = b >>> 16;
    const low = a0 * b0, one = a1 * b0 + (low >>> 16), two = a0 * b1 + (one & 0xffff);
    // each of these stays below 2 ** 53, so that division is exact where a shift would cut
    return (a1 * b1 + Math.floor(one / 65536) + Math.floor(two / 65536)) >>> 0;
  }

  function generator([state, increment]) {
    let s = Array.from(state), kept = 0, has = false;
    function step() {
      const out = [increment[0], increment[1], increment[2], increment[3], 0];
      for (let i = 0; i < 4; i++)
        for (let j = 0; i + j < 4; j++) {
          out[i + j] += Math.imul(s[i], MULTIPLIER[j]) >>> 0;
          if (i + j < 3) out[i + j + 1] += high32(s[i], MULTIPLIER[j]);
        }
      for (let i = 0; i < 4; i++) {
        out[i + 1] += Math.floor(out[i] / 4294967296);
        s[i] = out[i] >>> 0;
      }
    }
    return function next32() {
      if (has) { has = false; return kept; }
      step();
      const low = (s[0] ^ s[2]) >>> 0, high = (s[1] ^ s[3]) >>> 0, turn = s[3] >>> 26;
      const [a, b] = turn < 32 ? [low, high] : [high, low], by = turn & 31;
      kept = (by ? (b >>> by) | (a << (32 - by)) : b) >>> 0;
      has = true;
      return (by ? (a >>> by) | (b << (32 - by)) : a) >>> 0;
    };
  }

  // numpy's Generator.permuted of the owners of units, row by row
  function dealt(sizes, rows, state) {
    const owners = sizes.flatMap((size, piece) => Array(size).fill(piece)), units = owners.length;
    const next = generator(state), all = new Uint16Array(rows * units);
    for (let row = 0; row < rows; row++) {
      all.set(owners, row * units);
      for (let i = units - 1; i > 0; i--) {
        const mask = 0xffffffff >>> Math.clz32(i);
        let j;
        do j = (next() & mask) >>> 0; while (j > i);
        const a = row * units + i, b = row * units + j, held = all[a];
        all[a] = all[b];
        all[b] = held;
      }
    }
    return all;
  }

  // numpy's Generator.integers(0, 2): the first bit of each number
  function flips(units, rows, state) {
    const next = generator(state), all = new Uint8Array(rows * units);
    for (let i = 0; i < all.length; i++) all[i] = next() >>> 31;
    return all;
  }

  // stats/permutation.py; `drawn` keeps rearrangements by key, which an edit of the lexicon leaves as they are
  function kept(drawn, key, make) {
    if (!drawn.has(key)) drawn.set(key, make());
    return drawn.get(key);
  }

  function beyond(value, observed) {
    return Math.abs(value) >= Math.abs(observed) - 1e-9 * Math.max(Math.abs(observed), 1e-6);
  }

  function betweenPieces(pieces, weights, key, { resamples, states, drawn }) {
    const sizes = pieces.map((piece) => piece.words.length), units = sum(sizes);
    if (units * resamples > MOST_CELLS) return null;
    const all = kept(drawn, `${key} ${sizes}`, () => dealt(sizes, resamples, states[key]));
    const hits = pieces.flatMap((piece) => piece.hits), words = pieces.flatMap((piece) => piece.words);
    const observed = sum(pieces.map((piece, i) => (weights[i] * sum(piece.hits)) / sum(piece.words)));
    let more = 0;
    for (let row = 0; row < resamples; row++) {
      const h = new Float64Array(sizes.length), w = new Float64Array(sizes.length);
      for (let u = 0; u < units; u++) { const at = all[row * units + u]; h[at] += hits[u]; w[at] += words[u]; }
      let value = 0;
      weights.forEach((weight, i) => { value += h[i] * (weight / Math.max(w[i], 1)); });
      if (beyond(value, observed)) more++;
    }
    return (1 + more) / (1 + resamples);
  }

  function betweenFrames(differences, key, { resamples, states, drawn }) {
    const units = differences.length;
    if (units * resamples > MOST_CELLS) return null;
    const all = kept(drawn, `${key} ${units}`, () => flips(units, resamples, states[key]));
    const observed = sum(differences);
    let more = 0;
    for (let row = 0; row < resamples; row++) {
      let value = 0;
      for (let u = 0; u < units; u++) value += all[row * units + u] ? differences[u] : -differences[u];
      if (beyond(value, observed)) more++;
    }
    return (1 + more) / (1 + resamples);
  }

  // stats/multiplicity.py: Holm 1979
  function holm(p) {
    const order = p.map((_, i) => i).sort((a, b) => p[a] - p[b] || a - b), adjusted = Array(p.length);
    let most = 0;
    order.forEach((at, i) => { adjusted[at] = most = Math.min(1, Math.max(most, p[at] * (p.length - i))); });
    return adjusted;
  }

  return { PER, PER_SENTENCES, fits, places, locate, count, countBag, normalise, words, lnGamma, gammaP, rateLimits,
    dispersion, sum, sign, contrastLimits, generator, dealt, flips, betweenPieces, betweenFrames, holm };
})();
if (typeof module !== "undefined") module.exports = lexicon;
