// The table of layers on the page Networks. Needs a browser.
"use strict";
const { el, fill, inSight } = require("../drawing/dom.js");
const format = require("../drawing/format.js");
const { arrange, csv, text, turned } = require("./rows.js");

const FIRST = 300; // rows at first; "Show all" adds the others

/** Rows in the sortable table of `section`; `link(layer)` gives the address of a layer in the lab. */
function table(section, link) {
  const heads = [...section.querySelectorAll("thead th")];
  const columns = heads.map(({ dataset }) => dataset.column);
  const lines = linesOf(section.querySelector("tbody"), heads, link);
  const [none, more] = [section.querySelector("#networks-none"), section.querySelector("#networks-more")];
  let order = { text: "", by: "place", down: false };
  let all = [];
  let unit = "MACs";
  let most = FIRST;

  for (const head of heads) head.firstChild.addEventListener("click", () => sort(turned(order, head.dataset.column)));
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
    /** Show new layers, whose work is in the unit `called`: now in visible lines, after complete() in all others. */
    show(rows, called) {
      if (rows.length !== all.length) most = FIRST;
      [all, unit] = [rows, called];
      draw();
    },
    complete: lines.complete,
    relink: lines.relink,
    sort,
    order: () => order,
    search: (words) => sort({ ...order, text: words }),
    csv: () => csv(arrange(all, order), columns, unit),
  };
}

/** The lines of the table: visible ones are written at once, the others by complete(). */
function linesOf(body, heads, link) {
  let waiting = []; // lines that still show the layers before, each with its new row

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
      const isSeen = lines.map(inSight); // read for all lines before any is written: one layout
      rows.forEach((row, n) => isSeen[n] && write(lines[n], row));
      waiting = rows.map((row, n) => [lines[n], row]).filter((_, n) => !isSeen[n]);
    },
    complete() {
      waiting.forEach(([line, row]) => write(line, row));
      waiting = [];
    },
    /** Update the links after other settings, which they contain, have changed. */
    relink: () => body.querySelectorAll("a").forEach((a) => (a.href = link(a.layer))),
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

/** A layer's name, in the colour of its stage; a link where the lab can show the layer, else why it cannot. */
function name(cell, written, { lab, stage }, link) {
  const linked = lab && typeof lab === "object";
  const tag = linked ? "A" : "SPAN";
  if (cell.firstChild?.tagName !== tag) cell.replaceChildren(el(tag.toLowerCase()));
  const element = Object.assign(cell.firstChild, { className: `stage-${stage}`, textContent: written });
  element.title = linked ? "" : lab || "";
  if (linked) Object.assign(element, { layer: lab, href: link(lab) });
}

module.exports = table;
