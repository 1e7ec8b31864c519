// The table of layers on the page Networks. Needs a browser.
"use strict";
const { el, fill } = require("../drawing/dom.js");
const format = require("../drawing/format.js");
const { arrange, csv, text, turned } = require("./rows.js");

const FIRST = 300; // rows at once; more come when they are asked for

/** Rows in the sortable table of `section`; `link(layer)` gives the address of a layer in the lab. */
function table(section, link) {
  const [heads, body] = [[...section.querySelectorAll("thead th")], section.querySelector("tbody")];
  const [none, more] = [section.querySelector("#networks-none"), section.querySelector("#networks-more")];
  let order = { text: "", by: "place", down: false };
  let all = [];
  let unit = "MACs";
  let most = FIRST;

  for (const head of heads) head.firstChild.addEventListener("click", () => sort(turned(order, head.dataset.column)));
  more.addEventListener("click", () => {
    most = Infinity;
    draw();
  });

  function sort(next) {
    order = next;
    draw();
  }

  function draw() {
    const found = arrange(all, order);
    mark(heads, order, unit);
    fill(body, Math.min(found.length, most), () => line(heads)).forEach((element, n) => write(element, found[n]));
    none.hidden = found.length > 0;
    more.hidden = found.length <= most;
    more.textContent = `Show all ${format.count(found.length)} layers`;
  }

  /** One layer in its line. */
  function write(element, row) {
    heads.forEach(({ dataset: { column } }, n) => {
      const written = text(column, row[column]);
      const cell = element.cells[n];
      if (column === "layer") name(cell, written, row, link);
      else if (cell.textContent !== written) cell.textContent = written;
    });
  }

  return {
    /** New layers, of which the work is counted in `called`. */
    show(rows, called) {
      if (rows.length !== all.length) most = FIRST;
      [all, unit] = [rows, called];
      draw();
    },
    /** The other settings, which links to layers keep, have changed. */
    relink: () => body.querySelectorAll("a").forEach((a) => (a.href = link(a.layer))),
    sort,
    order: () => order,
    search: (words) => sort({ ...order, text: words }),
    csv: () => csv(arrange(all, order), unit),
  };
}

/** Show in the heads by which column the rows are sorted, and what work is called. */
function mark(heads, { by, down }, unit) {
  for (const head of heads) {
    const { column } = head.dataset;
    head.ariaSort = column === by ? (down ? "descending" : "ascending") : null;
    if (column === "work") head.firstChild.textContent = unit;
  }
}

/** An empty line, aligned as its heads are. */
const line = (heads) => el("tr", { role: "row" }, ...heads.map(({ className }) => el("td", { className, role: "cell" })));

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
