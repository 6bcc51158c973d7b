// Rates and claims of a study with an edited lexicon, from what lab_data.py puts on the page.
// An edit is {out: Set of numbers of patterns, added: [[pattern, ...] by frame]}.
"use strict";
const lexiconClaims = (() => {
  const L = typeof require === "function" ? require("./lexicon_scorer.js") : lexicon;
  const NEEDS_PARAGRAPHS = "needs paragraphs", NEEDS_PIPELINE = "needs the pipeline";
  const SIGNS = {
    "1": { more: "more", than: "than" }, "0": { more: "as", than: "as" }, "-1": { more: "less", than: "than" },
  };

  const isIn = (data, edit, hit) => hit.pattern < 0 || !edit.out.has(hit.pattern);

  // by piece and frame the hits of every unit, the words of which are in data.units
  function counts(data, edit) {
    const table = data.units.map((own) => data.frames.map(() => own.map(() => 0)));
    for (const hit of data.hits)
      if (hit.pattern >= 0 && isIn(data, edit, hit)) table[hit.piece][hit.frame][hit.unit] += hit.n;
    return table;
  }

  // what added words add to a frame in a piece: tokens of the bag that no pattern of the frame has counted.
  // `most` takes away what is surely inside a hit already counted, `least` what may be
  function added(data, edit, piece, frame) {
    const own = edit.added[frame] || [], bag = data.bags ? data.bags[piece] : [];
    const inside = data.patterns
      .map((pattern, number) => ({ ...pattern, number }))
      .filter((p) => p.frame === frame && !edit.out.has(p.number));
    const single = inside.filter((p) => !p.pattern.includes(" "));
    const counted = ([token]) =>
      single.some((p) => L.fits(p.pattern, token) && !p.unless.some((u) => L.fits(u, token)));
    const hit = ([token]) => own.some((p) => L.fits(p, token));
    let most = sumOf(bag.filter((cell) => hit(cell) && !counted(cell))), least = most;
    // a token that a phrase sets aside counts for an added word
    for (const p of single.filter((one) => one.unless.some((u) => u.includes(" "))))
      if (bag.some((cell) => hit(cell) && counted(cell) && L.fits(p.pattern, cell[0])))
        most += L.sum(data.aside.filter((h) => h.piece === piece && h.pattern === p.number).map((h) => h.n));
    for (const phrase of inside.filter((p) => p.pattern.includes(" "))) {
      const n = L.sum(data.hits.filter((h) => h.piece === piece && h.pattern === phrase.number).map((h) => h.n));
      for (const part of n ? phrase.pattern.split(" ") : []) {
        const there = bag.filter(([token]) => L.fits(part, token));
        const taken = there.filter((cell) => hit(cell) && !counted(cell));
        if (!taken.length) continue;
        const inEach = Math.min(n, sumOf(taken));
        least -= inEach;
        if (taken.length === there.length) most -= inEach;
      }
    }
    return { most: Math.max(0, most), least: Math.max(0, Math.min(most, least)) };
  }

  const sumOf = (bag) => L.sum(bag.map(([, n]) => n));

  // stats/salience.py: a row per piece and frame. With added words the limits are those of the count alone,
  // spread like the released hits
  function salience(data, edit) {
    const table = counts(data, edit), rows = [];
    data.pieces.forEach((piece, p) => data.frames.forEach((frame, f) => {
      const more = (edit.added[f] || []).length ? added(data, edit, p, f) : { most: 0, least: 0 };
      const hits = L.sum(table[p][f]) + more.most, words = L.sum(data.units[p]);
      rows.push({ piece: p, frame: f, hits, least: hits - more.most + more.least, words, rate: (hits / words) * L.PER });
    }));
    const limits = limitsOf(data, table, rows, data.methods.coverage);
    rows.forEach((row, i) => { [row.low, row.high] = limits[i]; });
    return rows;
  }

  function limitsOf(data, table, rows, coverage) {
    const spread = data.frames.map((_, f) =>
      L.dispersion(data.units.map((words, p) => ({ hits: table[p][f], words }))));
    return rows.map((row) =>
      L.rateLimits(row.hits, row.words, spread[row.frame], coverage, data.methods.interval).map((x) => x * L.PER));
  }

  // claims/contrasts.py: what is compared, chosen by the rates anew
  function contrasts(data, rates) {
    const none = () => data.pieces.map(() => data.frames.map(() => 0));
    return data.claims.flatMap((row) => {
      if (row.compare === "groups") return [row];
      const made = row.compare === "frames" ? betweenFrames : betweenPieces;
      return made(data, row, rates, none).map((claim) => ({ ...claim, family: row.family, chosenFrom: claim.chosenFrom || 1 }));
    });
  }

  function betweenFrames(data, row, rates, none) {
    if (data.frames.length < 2) return [];
    const places = data.pieces.map((piece, p) => ({ id: piece.id, place: piece.label, members: [p] }));
    if (places.length > 1)
      places.push({ id: "all", place: "the mean of all pieces", members: data.pieces.map((_, p) => p) });
    return places.map(({ id, place, members }) => {
      const means = data.frames.map((_, f) => L.sum(members.map((p) => rates[p][f])) / members.length);
      const [first, second] = means.map((_, f) => f).sort((a, b) => means[b] - means[a] || a - b);
      const weights = none();
      for (const p of members) { weights[p][first] = 1 / members.length; weights[p][second] = -1 / members.length; }
      const say = (s) => `${data.frames[first].label} is ${s.more} salient ${s.than} ${data.frames[second].label} in ${place}`;
      return { claim: `${row.claim}:${id}`, weights, say };
    });
  }

  function betweenPieces(data, row, rates, none) {
    return data.frames.flatMap((frame, f) => {
      const own = rates.map((rate) => rate[f]);
      const high = own.indexOf(Math.max(...own)), low = own.indexOf(Math.min(...own));
      if (high === low || (row.frame && row.frame !== frame.id)) return [];
      const weights = none(), n = data.pieces.length;
      weights[high][f] = 1;
      weights[low][f] = -1;
      const say = (s) =>
        `${frame.label} is ${s.more} salient in ${data.pieces[high].label} ${s.than} in ${data.pieces[low].label}`;
      return [{ claim: `${row.claim}:${frame.id}`, weights, say, chosenFrom: (n * (n - 1)) / 2 }];
    });
  }

  function inWords(claim, estimate) {
    const way = Math.sign(Math.round(estimate * 1e9)), said = SIGNS[String(way || 0)];
    const words = claim.say ? claim.say(said) : claim.words.replace("{more}", said.more).replace("{than}", said.than);
    return claim.expectedBy ? `${words}, ${way > 0 ? "as" : "other than"} ${claim.expectedBy} expects` : words;
  }

  // robustness/multiverse.py: the share of the specifications that keep the sign of the study's own
  function shareKept(data, edit, weights) {
    if (!data.specifications.length) return NaN;
    const signs = data.specifications.map(({ mask, per, sizes }) => {
      const hits = data.pieces.map(() => data.frames.map(() => 0));
      for (const hit of data.hits)
        if (hit.frame >= 0 && isIn(data, edit, hit) && (hit.mask & mask) === mask) hits[hit.piece][hit.frame] += hit.n;
      let difference = 0;
      weights.forEach((row, p) => row.forEach((w, f) => {
        if (w) difference += w * (sizes[p] > 0 ? (hits[p][f] / sizes[p]) * per : NaN);
      }));
      return L.sign(difference);
    });
    return signs.filter((one) => one === signs[0]).length / signs.length;
  }

  function pOf(data, table, claim, drawn) {
    const how = { resamples: data.methods.resamples, states: data.states, drawn };
    const used = data.pieces.map((_, p) => p).filter((p) => claim.weights[p].some(Boolean));
    const columns = data.frames.map((_, f) => f).filter((f) => used.some((p) => claim.weights[p][f]));
    if (columns.length === 1) {
      const pieces = used.map((p) => ({ hits: table[p][columns[0]], words: data.units[p] }));
      return L.betweenPieces(pieces, used.map((p) => claim.weights[p][columns[0]]), claim.claim, how);
    }
    const differences = used.flatMap((p) => data.units[p].map((_, u) =>
      L.sum(columns.map((f) => table[p][f][u] * claim.weights[p][f])) / L.sum(data.units[p])));
    return L.betweenFrames(differences, claim.claim, how);
  }

  // claims/claims.py: the verdict of a claim about rates
  function verdict(row, level, shareKeptOf) {
    if (row.readersTurn === row.readers && row.readers > 1 && row.share >= shareKeptOf) return "artefact of wording";
    if (!(row.p < level)) return "not distinguishable";
    if (row.readersAgree < row.readers || row.share < shareKeptOf) return "depends on choices";
    return row.adjusted < level ? "holds" : "suggestive";
  }

  // claims about rates one by one, so that a page may show something in between; `drawn` is a Map that keeps
  // rearrangements from one call to the next
  function estimates(data, edit, drawn) {
    const table = counts(data, edit), rows = salience(data, edit), width = data.frames.length;
    const rates = data.pieces.map((_, p) => rows.slice(p * width, (p + 1) * width).map((row) => row.rate));
    return contrasts(data, rates).map((claim) => () => estimated(data, edit, drawn, claim, table, rows));
  }

  function estimated(data, edit, drawn, claim, table, rows) {
    const coverage = 1 - (1 - data.methods.coverage) / claim.chosenFrom, flat = claim.weights.flat();
    const limits = limitsOf(data, table, rows, coverage), sides = [0, 1].map((side) => limits.map((own) => own[side]));
    const [low, high] = L.contrastLimits(flat, rows.map((row) => row.rate), ...sides);
    const estimate = L.sum(flat.map((w, i) => w * rows[i].rate)), way = L.sign(estimate);
    const readers = data.readers.map((shares) => L.sign(L.sum(flat.map((w, i) => w * shares.flat()[i]))));
    // of added words no unit is known
    const blind = data.frames.some((_, f) => (edit.added[f] || []).length && claim.weights.some((row) => row[f]));
    const p = blind ? null : pOf(data, table, claim, drawn);
    return {
      claim: claim.claim, family: claim.family, words: inWords(claim, estimate), estimate, low, high, blind,
      p: p === null ? null : Math.min(1, p * claim.chosenFrom), share: blind ? NaN : shareKept(data, edit, claim.weights),
      readers: readers.length, readersAgree: readers.filter((own) => own === way && own).length,
      readersTurn: readers.filter((own) => own === -way && own).length,
    };
  }

  // the rows of `estimates` with p adjusted within families and a verdict each
  function judged(data, made) {
    for (const family of new Set(made.map((row) => row.family))) {
      const own = made.filter((row) => row.family === family), others = data.others[family] || [];
      const lacking = own.find((row) => row.p === null);
      if (!lacking) {
        const adjusted = L.holm([...own.map((row) => row.p), ...others]);
        own.forEach((row, i) => { row.adjusted = adjusted[i]; });
      }
      for (const row of own)
        row.verdict = lacking
          ? own.some((one) => one.blind) ? NEEDS_PARAGRAPHS : NEEDS_PIPELINE
          : verdict(row, 1 - data.methods.coverage, data.methods.shareKept);
    }
    return made;
  }

  const claims = (data, edit, drawn) => judged(data, estimates(data, edit, drawn).map((one) => one()));

  return { counts, added, salience, estimates, judged, claims, verdict };
})();
if (typeof module !== "undefined") module.exports = lexiconClaims;
