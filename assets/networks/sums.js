// The sums on the page Networks: both forms, kinds of layers, effects of a swap, and other ways to count. Needs a browser.
"use strict";
const { tool } = require("../drawing/controls.js");
const { el } = require("../drawing/dom.js");
const format = require("../drawing/format.js");
const { comparison, forms } = require("./forms.js");
const { STAGES, SUMS, text } = require("./rows.js");

/** Write the sums of an answer into the page; `name` is that of the network. */
function draw(page, answer, name) {
  result(page, answer, name);
  stages(page.querySelector("#networks-stages"), answer);
  gains(page.querySelector("#networks-gains"), answer);
}

/** What the network costs: a sentence, and below it a bar for each form. */
function result(page, answer, name) {
  const { unit, swapped, view } = answer;
  const all = forms(answer);
  const { swap, label, totals } = all.find(({ isShown }) => isShown);
  const [parameters, work] = totals.map((total) => el("b", {}, format.count(total)));
  const begins = swap === "none" ? `${name} has ` : `${label}, ${name} has `;
  const ends = [` ${unit} for one image. `, el("span", {}, comparison(all, unit))];
  page.querySelector("#networks-result").replaceChildren(begins, parameters, " parameters and takes ", work, ...ends);
  SUMS.forEach((figure, n) => {
    const rows = all.flatMap((form) => formRows(form, n, all));
    page.querySelector(`[data-forms="${figure}"]`).replaceChildren(...rows);
  });
  page.querySelector('[data-name="work"]').textContent = unit;
  page.querySelector("#networks-unswapped").hidden = view.swap === "none" || swapped > 0;
}

/** The name and the total of a form, and its bar, which is stacked by kinds of layers; the longest has length 1. */
function formRows({ label, isShown, totals, parts }, n, all) {
  const longest = Math.max(1, ...all.map((form) => form.totals[n]));
  const shown = all.find((form) => form.isShown).totals[n];
  const beside = isShown ? "" : format.compare(shown, totals[n]);
  const bars = parts.map(({ kind, figures }) => {
    const bar = el("i", { className: `is-${kind}` });
    bar.style.width = `${(100 * figures[n]) / longest}%`;
    return bar;
  });
  return [
    el("p", {}, `${label} `, el("b", {}, format.count(totals[n])), el("small", {}, beside)),
    el("div", { className: "form-bar" }, ...bars),
  ];
}

/** The share of each kind of layer; also the legend of both charts. */
function stages(table, { stages: found, after, unit }) {
  const rows = found
    .filter(([, ...figures]) => figures.some(Boolean))
    .map(([stage, ...figures]) => {
      const swatch = el("i", { className: `swatch of-${stage.replace(" ", "-")}` });
      const shares = figures.map((sum, n) => [text("share", sum / (after[n] || 1)), format.count(sum)]);
      const cells = shares.map(([textContent, title]) => el("td", { textContent, title }));
      return el("tr", {}, el("th", { scope: "row" }, swatch, STAGES[stage] || stage), ...cells);
    });
  fill(table, ["", "Parameters", unit], rows);
}

/** The blocks that a swap changes most. */
function gains(section, { gains: { block, before, after }, swapped, unit }) {
  section.hidden = !swapped;
  const rows = block.map((name, n) => {
    const cells = SUMS.flatMap((_, figure) => {
      const [was, is] = [before[n][figure], after[n][figure]];
      return [`${format.count(was)} → ${format.count(is)}`, format.compare(was, is)];
    });
    return el("tr", {}, el("th", { scope: "row" }, name), ...cells.map((cell) => el("td", {}, cell)));
  });
  fill(section.querySelector("table"), ["Block", "Parameters", "Change", unit, "Change"], rows);
}

/** The network as counted by each program, compared with the first; `count(as)` is called for the reader's choice. */
function counters(table, { counters: ways, view }, count) {
  const [, , , , first] = ways[0];
  if (!table.tBodies.length) {
    const rows = ways.map(([key, label]) => {
      const button = tool(label, () => count(key));
      return el("tr", {}, el("th", { scope: "row" }, button), ...Array.from({ length: 5 }, () => el("td")));
    });
    fill(table, ["Counted by", "Parameters", "Operations", "Called", "Difference", "What counts"], rows);
  }
  ways.forEach(([key, label, unit, parameters, work, sentence], n) => {
    const row = table.tBodies[0].rows[n];
    row.cells[0].firstChild.lastChild.textContent = label; // it differs for an uploaded network
    const change = work - first;
    const beside = change ? `${change < 0 ? "−" : "+"}${format.count(Math.abs(change))}` : "";
    row.className = key === view.counting ? "is-chosen" : "";
    [format.count(parameters), format.count(work), unit, beside, sentence].forEach((text, at) => {
      const cell = row.cells[at + 1];
      if (cell.textContent !== text) cell.textContent = text; // a slider changes only the numbers
    });
  });
}

function fill(table, heads, rows) {
  const head = heads.map((text) => (text ? el("th", { scope: "col" }, text) : el("td")));
  table.replaceChildren(el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...rows));
}

module.exports = { counters, draw };
