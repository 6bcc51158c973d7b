// The lexicon lab of the page: controls, drawing and tables round what lexicon_claims.js counts.
"use strict";
(() => {
  const L = lexicon, C = lexiconClaims;
  const data = JSON.parse(document.getElementById("lab-data").textContent);
  const $ = (name) => document.getElementById(`lab-${name}`);
  const edit = { out: new Set(), added: data.frames.map(() => []) };
  const own = C.salience(data, { out: new Set(), added: [] }), drawn = new Map();
  const SVG = "http://www.w3.org/2000/svg";
  const totals = data.patterns.map((_, number) => L.sum(data.hits.filter((h) => h.pattern === number).map((h) => h.n)));
  let frame = 0, asked = 0;

  function make(name, attributes = {}, ...children) {
    const svg = ["svg", "g", "line", "circle", "text", "title"].includes(name);
    const element = svg ? document.createElementNS(SVG, name) : document.createElement(name);
    for (const [key, value] of Object.entries(attributes))
      if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else if (value !== false) element.setAttribute(key, value === true ? "" : value);
    element.append(...children);
    return element;
  }

  const number = (value, decimals = 1) => (value === null || Number.isNaN(value)) ? "none" : value.toFixed(decimals).replace("-", "−");
  const range = (row) => `${number(row.low)} to ${number(row.high)}`;
  const printedP = (p) =>
    p === undefined || p === null ? "" : p < 0.001 ? "<0.001" : p >= 1 ? "1.00" : p.toFixed(p >= 0.01 ? 2 : 3);
  const touched = () => edit.out.size > 0 || edit.added.some((words) => words.length);
  const patternsOf = (f) => data.patterns.map((p, at) => ({ ...p, at })).filter((p) => p.frame === f);

  function controls() {
    $("found").replaceChildren(...patternsOf(frame).filter((p) => totals[p.at]).map((p) => {
      const id = `lab-pattern-${p.at}`;
      const box = make("input", { type: "checkbox", id, onchange: () => {
        if (box.checked) edit.out.delete(p.at); else edit.out.add(p.at);
        show();
      } });
      box.checked = !edit.out.has(p.at);
      return make("div", {}, box, make("label", { for: id }, `${p.pattern} (${totals[p.at]})`));
    }));
    const unseen = patternsOf(frame).filter((p) => !totals[p.at]).map((p) => p.pattern);
    $("unseen-count").textContent = `${unseen.length} patterns without a hit here`;
    $("unseen").textContent = unseen.join(" · ");
    $("added").replaceChildren(...edit.added[frame].map((word) => make("li", {}, `${word}: ${foundIn(word)} `,
      make("button", { type: "button", "aria-label": `Remove ${word}`, onclick: () => {
        edit.added[frame] = edit.added[frame].filter((other) => other !== word);
        controls();
        show(`${word} is taken out again.`);
        $("word").focus();
      } }, "Remove"))));
  }

  function foundIn(word) {
    const types = new Map();
    for (const bag of data.bags) for (const [token, n] of bag) if (L.fits(word, token)) types.set(token, (types.get(token) || 0) + n);
    const listed = [...types].sort((a, b) => b[1] - a[1]).map(([token, n]) => `${token} ${n}`);
    return listed.length ? listed.slice(0, 8).join(", ") + (listed.length > 8 ? `, and ${listed.length - 8} other words` : "")
      : "stands in none of the pieces";
  }

  // why a pattern cannot be added, or nothing
  function refusal(word) {
    const same = patternsOf(frame).find((p) => p.pattern === word);
    if (!word) return "Write a word first.";
    if (same && !totals[same.at]) return `${word} is in the dictionary and has no hit in the pieces.`;
    if (same) return edit.out.has(same.at) ? `${word} is in the dictionary: tick it above.` : `${word} is counted already.`;
    if (edit.added[frame].includes(word)) return `${word} is counted already.`;
    if (word.includes(" "))
      return `${word} cannot be counted: it is a phrase, and what is released of the pieces are counts of single words without their order. Phrases of the dictionary alone were counted in the texts.`;
    if (!data.bags) return `${word} cannot be counted: the words of these pieces are too many for the page.`;
    if (L.words(word.replace(/[*?]/g, "x")).length > 1 || !/[\p{L}\p{N}*?]/u.test(word))
      return `${word} cannot be counted: it holds a punctuation mark, and only words are released.`;
    if (/^[*?]+$/.test(word)) return `${word} cannot be counted: it would match any word.`;
    return "";
  }

  function add(event) {
    event.preventDefault();
    const word = L.normalise($("word").value).toLowerCase(), why = refusal(word);
    $("word").setAttribute("aria-invalid", why ? "true" : "false");
    if (why) { $("told").textContent = why; return; }
    edit.added[frame].push(word);
    $("word").value = "";
    controls();
    show(`${word} is added: ${foundIn(word)}.`);
  }

  function show(told = "") {
    const rows = C.salience(data, edit);
    const mine = rows.filter((row) => row.frame === frame), theirs = own.filter((row) => row.frame === frame);
    draw(mine, theirs);
    $("rates").replaceChildren(...mine.map((row, i) => make("tr", { role: "row" },
      make("th", { scope: "row", role: "rowheader" }, data.pieces[row.piece].label),
      ...cells(["Hits", "Words", "Rate", "Interval", "Study"], [
        row.least < row.hits ? `${row.least} to ${row.hits}` : String(row.hits), row.words.toLocaleString("en"),
        number(row.rate), range(row), number(theirs[i].rate)]))));
    $("told").textContent = `${told} ${said(mine, theirs)}`.trim();
    $("width").textContent = rows.some((row) => row.least < row.hits)
      ? "Where hits are a range, some of the added words may stand inside a phrase that is counted already; rates take the most." : "";
    claims(++asked);
  }

  function cells(heads, texts) {
    return texts.map((text, i) => make("td", { role: "cell", class: "number", "data-label": heads[i] }, text));
  }

  function said(mine, theirs) {
    const hits = L.sum(mine.map((row) => row.hits)), before = L.sum(theirs.map((row) => row.hits));
    const moved = mine.filter((row, i) => row.hits !== theirs[i].hits).map((row) => {
      const then = theirs.find((other) => other.piece === row.piece);
      return `${data.pieces[row.piece].label} ${number(then.rate)} to ${number(row.rate)}`;
    });
    return `${data.frames[frame].label}: ${hits} hits${moved.length ? `, ${before} in the study. Per 1,000 words: ${moved.join(", ")}.` : ", as in the study."}`;
  }

  function ticks(most) {
    const raw = most / 5, power = 10 ** Math.floor(Math.log10(raw));
    const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= raw);
    return Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => Number((i * step).toPrecision(6)));
  }

  function draw(mine, theirs) {
    const width = Math.max(260, $("figure").clientWidth || 320), row = 46, top = 6, left = 8, right = 12;
    const most = Math.max(1, ...mine.map((r) => r.high), ...theirs.map((r) => r.high)) * 1.02;
    const bottom = top + row * mine.length, x = (value) => left + (value / most) * (width - left - right);
    const label = `Hits per 1,000 words of ${data.frames[frame].label} with intervals: ` +
      mine.map((r) => `${data.pieces[r.piece].label} ${number(r.rate)} (${range(r)})`).join("; ");
    const svg = make("svg", { viewBox: `0 0 ${width} ${bottom + 40}`, width, height: bottom + 40, role: "img", "aria-label": label });
    for (const at of ticks(most))
      svg.append(make("line", { x1: x(at), x2: x(at), y1: top, y2: bottom, class: "grid" }),
        make("text", { x: x(at), y: bottom + 16, "text-anchor": "middle" }, String(at)));
    svg.append(make("text", { x: left, y: bottom + 34 }, "hits per 1,000 words; grey: the study's own lexicon"));
    const colour = data.frames[frame].colour;
    mine.forEach((r, i) => {
      const y = top + row * i + 26, t = theirs[i];
      svg.append(make("text", { x: left, y: y - 11 }, data.pieces[r.piece].label),
        make("line", { x1: x(t.low), x2: x(t.high), y1: y + 9, y2: y + 9, class: "own" }),
        make("circle", { cx: x(t.rate), cy: y + 9, r: 3.5, class: "own" }),
        make("line", { x1: x(r.low), x2: x(r.high), y1: y, y2: y, stroke: colour, "stroke-width": 3 }),
        make("circle", { cx: x(r.rate), cy: y, r: 6, fill: r.hits ? colour : "#fff", class: "mark" }));
    });
    $("figure").replaceChildren(svg);
  }

  async function claims(asking) {
    const how = $("claims");
    if (!touched()) return claimRows(data.printed);
    how.setAttribute("aria-busy", "true");
    const rows = [];
    for (const one of C.estimates(data, edit, drawn)) {
      await new Promise((done) => setTimeout(done, 15));
      if (asking !== asked) return null;
      rows.push(one());
    }
    return claimRows(C.judged(data, rows));
  }

  function claimRows(rows) {
    const before = new Map(data.printed.map((row) => [row.claim, row])), changed = [], lacking = [];
    $("claims").replaceChildren(...rows.map((row) => {
      const then = before.get(row.claim), turned = !then || then.words !== row.words || then.verdict !== row.verdict;
      if (turned) (row.verdict.startsWith("needs") ? lacking : changed).push(row);
      const texts = [number(row.estimate), range(row), row.blind ? "" : printedP(row.adjusted), row.verdict,
        !turned ? "the same" : !then ? "no such claim" : then.words === row.words ? then.verdict : `${then.words}: ${then.verdict}`];
      const heads = ["Estimate", "Interval", "p", "Verdict", "In the study"];
      return make("tr", { role: "row", class: turned ? "turned" : "" }, make("th", { scope: "row", role: "rowheader" }, row.words),
        ...texts.map((text, i) => make("td", { role: "cell", class: i < 3 ? "number" : "", "data-label": heads[i] }, text)));
    }));
    $("claims").removeAttribute("aria-busy");
    $("turned").textContent = !touched() ? "" : `Of ${rows.length} claims about rates ${changed.length || "none"} ${changed.length > 1 ? "read" : "reads"} otherwise than in the study` +
      (lacking.length ? `; ${lacking.length} cannot be judged: added words have no place in the texts, or another claim of the family lacks them.` : ".");
  }

  function trySentence() {
    const text = $("sentence").value, tokens = L.words(text);
    const rows = data.patterns.map((p, at) => ({ key: p.frame, pattern: p.pattern, unless: p.unless, at })).filter((p) => !edit.out.has(p.at))
      .concat(edit.added.flatMap((words, f) => words.map((pattern) => ({ key: f, pattern, unless: [] }))));
    const found = L.locate(tokens, rows), words = data.frames.map((f, i) => {
      const hits = found.filter((m) => m.key === i && !m.aside);
      return hits.length ? `${f.label}: ${hits.map((m) => `"${tokens.slice(m.first, m.last + 1).join(" ")}" (${rows[m.row].pattern})`).join(", ")}` : "";
    }).filter(Boolean);
    const aside = found.filter((m) => m.aside).map((m) => `"${tokens.slice(m.first, m.last + 1).join(" ")}" (${rows[m.row].pattern})`);
    if (aside.length) words.push(`set aside: ${aside.join(", ")}`);
    $("hits").textContent = tokens.length ? `${tokens.length} tokens. ${words.join("; ") || "No hit"}.` : "";
  }

  function reset() {
    edit.out.clear();
    edit.added = data.frames.map(() => []);
    controls();
    show("All is as in the study.");
    trySentence();
  }

  $("frame").append(...data.frames.map((f, i) => make("option", { value: i }, f.label)));
  $("frame").addEventListener("change", () => { frame = Number($("frame").value); controls(); show(); });
  $("form").addEventListener("submit", add);
  $("reset").addEventListener("click", reset);
  $("sentence").addEventListener("input", trySentence);
  window.addEventListener("resize", () => draw(C.salience(data, edit).filter((r) => r.frame === frame), own.filter((r) => r.frame === frame)));
  $("whole").hidden = false;
  controls();
  show();
})();
