// The table of layers on the page Networks. Needs a browser.
"use strict";
const { el, fill, inSight } = require("../drawing/dom.js");
const format = require("../drawing/format.js");
const { arrange, canOpen, csv, keyOf, largestOf, text, sortedBy } = require("./rows.js");

const FIRST = 300; // the most rows before "Show all" is clicked

/**
 * The sortable table in `section`; `link(layer)` returns the address of a layer in the lab, `sorted()` is called after
 * a click on a head.
 */
function table(section, link, sorted) {
  const heads = [...section.querySelectorAll("thead th")];
  const columns = heads.map(({ dataset }) => dataset.column);
  const lines = linesOf(section.querySelector("tbody"), heads, link);
  const [none, more] = [section.querySelector("#networks-none"), section.querySelector("#networks-more")];
  let order = { text: "", by: "place", down: false };
  let all = [];
  let unit = "MACs";
  let largest = new Map(); // the largest layers, see largestOf
  let most = FIRST;

  for (const head of heads)
    head.firstChild.addEventListener("click", () => {
      sort(sortedBy(order, head.dataset.column));
      sorted();
    });
  more.addEventListener("click", () => {
    most = Infinity;
    sort(order);
  });

  function sort(next) {
    order = next;
    draw();
    lines.complete();
  }

  function draw() {
    const found = arrange(all, order);
    mark(heads, order, unit);
    lines.show(found.slice(0, most));
    none.hidden = found.length > 0;
    more.hidden = found.length <= most;
    more.lastChild.textContent = `Show all ${format.count(found.length)} layers`;
  }

  return {
    /** Show new layers, with work in `newUnit`: at once in visible lines, and by complete() in all others. */
    show(rows, newUnit) {
      if (rows.length !== all.length) most = FIRST;
      [all, unit, largest] = [rows, newUnit, largestOf(rows)];
      draw();
    },
    complete: lines.complete,
    updateLinks: lines.updateLinks,
    sort,
    order: () => order,
    columns,
    /** The address of the largest layer of a block, perhaps of one stage, that the lab can show; or undefined. */
    largest(block, stage) {
      const row = largest.get(keyOf(block, stage));
      return row && link(row.lab);
    },
    search: (words) => sort({ ...order, text: words }),
    csv: () => csv(arrange(all, order), columns, unit),
  };
}

/** The lines of the table: visible ones are written at once, the others by complete(). */
function linesOf(body, heads, link) {
  let pending = []; // lines that still show old layers, each with its new row

  /** Write a layer into its line. */
  function write(line, row) {
    heads.forEach(({ dataset: { column } }, n) => {
      const written = text(column, row[column]);
      const cell = line.cells[n];
      if (column === "layer") name(cell, written, row, link);
      else if (cell.textContent !== written) cell.textContent = written;
    });
  }

  return {
    show(rows) {
      const lines = fill(body, rows.length, () => emptyLine(heads));
      const isVisible = lines.map(inSight); // all reads come before all writes: one layout
      rows.forEach((row, n) => isVisible[n] && write(lines[n], row));
      pending = rows.map((row, n) => [lines[n], row]).filter((_, n) => !isVisible[n]);
    },
    complete() {
      pending.forEach(([line, row]) => write(line, row));
      pending = [];
    },
    /** Update the links, which contain the settings, after these have changed. */
    updateLinks: () => body.querySelectorAll("a").forEach((a) => (a.href = link(a.layer))),
  };
}

/** Mark the sorted column in the heads, and write the unit of the work. */
function mark(heads, { by, down }, unit) {
  for (const head of heads) {
    const { column } = head.dataset;
    head.ariaSort = column === by ? (down ? "descending" : "ascending") : null;
    if (column === "work") head.firstChild.textContent = unit;
  }
}

/** An empty line, aligned as its heads are. */
function emptyLine(heads) {
  return el("tr", { role: "row" }, ...heads.map(({ className }) => el("td", { className, role: "cell" })));
}

/** Write a layer's name in the colour of its stage: a link if the lab can show it, else with the reason as title. */
function name(cell, written, { lab, stage }, link) {
  const isLinked = canOpen({ lab });
  const tag = isLinked ? "A" : "SPAN";
  if (cell.firstChild?.tagName !== tag) cell.replaceChildren(el(tag.toLowerCase()));
  const element = Object.assign(cell.firstChild, { className: `stage-${stage}`, textContent: written });
  element.title = isLinked ? "" : lab || "";
  if (isLinked) Object.assign(element, { layer: lab, href: link(lab) });
}

module.exports = table;
