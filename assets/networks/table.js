// The table of layers on the page Networks. Needs a browser.
"use strict";
const dom = require("../drawing/dom.js");
const format = require("../drawing/format.js");
const networks = require("./networks.js");

const { el, fill } = dom;

const FIRST = 300; // rows at once; more come when they are asked for

/** A sortable table in `table`; `link(settings)` makes the address of a layer in the lab. */
function networksTable(table, link) {
  let order = { text: "", by: "place", down: false };
  let all = [];
  let unit = "MACs";
  let most = FIRST;

  const heads = Object.entries(networks.HEADS).map(([name, text]) => {
    const button = el("button", { type: "button", textContent: text });
    button.addEventListener("click", () => arrange(networks.turned(order, name)));
    return el("th", { scope: "col", className: networks.FIGURES.has(name) ? "number" : "" }, button);
  });
  const body = el("tbody");
  const more = el("button", { type: "button", className: "tool", hidden: true });
  more.addEventListener("click", () => {
    most = Infinity;
    draw();
  });
  table.replaceChildren(el("thead", {}, el("tr", {}, ...heads)), body);
  const none = el("p", { className: "networks-hint", textContent: "No layer has all of these words.", hidden: true });
  table.after(none, more);

  const shown = () => networks.arrange(all, order);

  function arrange(next) {
    order = next;
    draw();
  }

  function draw() {
    const rows = shown();
    heads.forEach((head, n) => {
      const sorted = networks.COLUMNS[n] === order.by;
      head.ariaSort = sorted ? (order.down ? "descending" : "ascending") : null;
      if (networks.COLUMNS[n] === "work") head.firstChild.textContent = unit;
    });
    fill(body, Math.min(rows.length, most), line).forEach((element, n) => write(element, rows[n]));
    none.hidden = rows.length > 0;
    more.hidden = rows.length <= most;
    more.textContent = `Show all ${format.count(rows.length)} layers`;
  }

  function line() {
    return el(
      "tr",
      {},
      ...networks.COLUMNS.map((name) => el("td", { className: networks.FIGURES.has(name) ? "number" : "" }))
    );
  }

  function write(element, row) {
    networks.COLUMNS.forEach((name, n) => {
      const text = networks.text(name, row[name]);
      const cell = element.cells[n];
      if (name === "layer") open(cell, text, row);
      else if (cell.textContent !== text) cell.textContent = text;
    });
  }

  /** A layer's name, in the colour of its stage; a link where the lab can show it. */
  function open(cell, text, { lab, stage }) {
    const linked = lab && typeof lab === "object";
    const tag = linked ? "A" : "SPAN";
    if (cell.firstChild?.tagName !== tag) cell.replaceChildren(el(tag.toLowerCase()));
    const name = Object.assign(cell.firstChild, { className: `stage-${stage}`, textContent: text });
    name.title = linked ? "" : lab || "";
    if (linked) Object.assign(name, { lab, href: link(lab) });
  }

  return {
    /** New layers, of which the work is counted in `called`. */
    show(rows, called) {
      if (rows.length !== all.length) most = FIRST;
      [all, unit] = [rows, called];
      draw();
    },
    /** The other settings, which links to layers keep, have changed. */
    relink: () => body.querySelectorAll("a").forEach((a) => (a.href = link(a.lab))),
    arrange,
    order: () => order,
    search: (text) => arrange({ ...order, text }),
    csv: () => networks.csv(shown(), unit),
  };
}

module.exports = networksTable;
