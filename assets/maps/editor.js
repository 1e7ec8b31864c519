// One map enlarged, with the filter values that make it, to be changed by hand. Needs a browser.
"use strict";
const colours = require("../drawing/colours.js");
const answers = require("../server/answers.js");
const { ask } = require("../picture/ask.js");
const dom = require("../drawing/dom.js");
const format = require("../drawing/format.js");
const mapsValues = require("./values.js");

const { cell, el, onCanvas, slice } = dom;
const SHOWN = 64; // values of a standard filter at a time

/** The dialog; `view` is what it needs of the page. */
function mapsEditor(dialog, view) {
  const heading = el("h2");
  const canvas = el("canvas", { className: "map", tabIndex: 0 });
  const plate = el("div", { className: "plate" }, canvas, el("span", { className: "window" }), el("span", { className: "pixel" }));
  const readout = el("p", { className: "readout" });
  const scale = el("p", { className: "scale" });
  const values = el("div", { className: "values" });
  const button = (text, onclick) => el("button", { type: "button", className: "tool", textContent: text, onclick });
  const [before, after] = [button("‹ Previous", () => turn(-1)), button("Next ›", () => turn(1))];
  dialog.append(
    el("div", { className: "dialog-head" }, heading, before, after, button("Close", () => dialog.close())),
    el("div", { className: "dialog-body" }, el("div", {}, plate, el("div", { className: "under" }, readout, scale)), values)
  );
  dialog.setAttribute("aria-label", "One map and its filter");
  const fields = mapsValues(values, view.set, (sentence) => view.say({ message: sentence }));
  let open = null; // { name, number, n }: the map that is enlarged, its number, its place on the page
  let channel = 0; // the first channel of a standard filter whose slice is shown

  function show(name, n) {
    showNumber(name, view.shown().grids[name].first + n);
  }

  function showNumber(name, number) {
    open = { name, number };
    channel = 0;
    if (!dialog.open) dialog.showModal();
    draw();
  }

  function turn(step) {
    const { name, number } = open;
    const { first } = view.shown().grids[name];
    showNumber(name, number + step);
    // On another page: it is drawn when its maps arrive.
    if (open.n === undefined) view.turn(name, Math.max(0, number + step < first ? first - view.shown().page : number + step));
  }

  function draw() {
    const shown = view.shown();
    const array = shown.arrays[open.name];
    const [count, rows, columns] = array.shape;
    const { first, total } = shown.grids[open.name];
    if (open.number >= total) return dialog.close();
    const n = open.number - first;
    if (n < 0 || n >= count) return;
    open = { ...open, n };
    const [kind, low, high] = shown.grids[open.name].scales[open.n];
    heading.textContent = view.title(open.name, open.n);
    heading.className = "stage-" + open.name;
    plate.className = `plate ${open.name}`;
    plate.style.setProperty("--rows", rows);
    canvas.ariaLabel = `${heading.textContent}, ${rows}×${columns}; arrow keys move the pixel`;
    onCanvas(canvas, rows, columns, (pixels) => colours.paint(slice(array, open.n), kind, pixels));
    const bar = el("span", { className: "bar-of-colours" });
    bar.style.background = colours.gradient(kind);
    scale.replaceChildren(format.value(low), bar, format.value(high));
    before.disabled = open.number === 0;
    after.disabled = open.number === total - 1;
    drawValues();
  }

  // ---- Values ----------------------------------------------------------------------------------------------
  function drawValues() {
    if (open.name === "input") fields.draw([]);
    if (open.name === "depthwise") drawFilter();
    if (open.name === "separable") drawWeights();
    if (open.name === "standard") drawSlices();
  }

  function drawFilter() {
    const { filters } = view.shown().arrays;
    const [, k] = filters.shape;
    fields.draw([filter("Filter", k, slice(filters, open.n), `d${open.number}`)]);
  }

  function drawWeights() {
    const { arrays, grids, names } = view.shown();
    const data = arrays.weights.data.subarray(open.n * names.length, (open.n + 1) * names.length);
    const places = names.map((_, q) => `p${open.number}.${grids.depthwise.first + q}`);
    fields.draw([{ title: "Weights of the depthwise maps", names, places, data }]);
  }

  const drawSlices = answers.latest(async () => {
    if (open?.name !== "standard") return; // closed or turned to another map meanwhile
    const [shown, output, from] = [view.shown(), open.number, channel];
    const { image, ...layer } = shown.settings; // filters are the same for every picture
    const answer = await ask("/answers/filter", layer, { output });
    const same = open?.name === "standard" && open.number === output && channel === from && view.shown() === shown;
    if (!same) return;
    const { names, arrays } = answer;
    const [count, k] = arrays.filter.shape;
    const few = Math.max(1, Math.floor(SHOWN / (k * k)));
    const fixed = shown.difference !== null;
    const slices = names.slice(from, from + few).map((name, c) => {
      const one = filter(name, k, slice(arrays.filter, from + c), `s${output}.${from + c}`);
      return fixed ? { ...one, places: null } : one;
    });
    const go = (text, to) => {
      const turn = button(text, () => ((channel = to), drawSlices()));
      turn.disabled = to < 0 || to >= count;
      return turn;
    };
    const more = count > few ? [el("p", {}, go("‹ Channels", from - few), go("Channels ›", from + few))] : [];
    fields.draw(slices, ...(fixed ? [el("p", {}, "Set by the depthwise and pointwise filters.")] : []), ...more);
  }, view.say);

  /** A k×k filter as a group of fields; its places begin with `place`. */
  function filter(title, k, data, place) {
    const cells = [...data].map((_, at) => [Math.floor(at / k), at % k]);
    const names = cells.map(([i, j]) => `${title}, row ${i}, column ${j}`);
    return { title, k, data, names, places: cells.map(([i, j]) => `${place}.${i}.${j}`) };
  }

  // ---- The pixel -------------------------------------------------------------------------------------------
  function follow() {
    if (!dialog.open || open.n === undefined) return;
    const [row, column] = view.pixel(open.name);
    readout.textContent = `Row ${row}, column ${column}: ${view.value(open.name, open.n, 7)}`;
  }

  canvas.addEventListener("pointermove", (event) => view.point(open.name, ...cell(canvas, event)));
  canvas.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (!step) return;
    event.preventDefault();
    const within = (n) => Math.max(0, Math.min(canvas.height - 1, n));
    const [row, column] = view.pixel(open.name);
    view.point(open.name, within(row + step[0]), within(column + step[1]));
  });
  dialog.addEventListener("click", (event) => dom.beside(dialog, event) && dialog.close());
  dialog.addEventListener("close", () => {
    open = null;
    readout.textContent = "";
    view.leave();
  });

  /** Draw again after the maps changed. */
  function refresh() {
    if (dialog.open && open) draw();
  }

  return { follow, open: show, refresh };
}

module.exports = mapsEditor;
