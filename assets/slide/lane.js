// One lane of the page Slide: for each channel its window, filter and what comes of them; then the output. Needs a
// browser.
"use strict";
const dom = require("../drawing/dom.js");
const format = require("../drawing/format.js");
const geometry = require("../layer/geometry.js");
const slide = require("./slide.js");
const slidePaint = require("./paint.js");

const { el, fill, onCanvas, slice } = dom;

const MOST = 64; // cells along a side that are shown one by one

const ADDED = 4; // parts of the sum that are written in one line

// What a unit of each lane consists of, in order: kind of panel, its side as a share of an input's, what follows it.
const PARTS = {
  standard: [
    ["input", 1, "·"],
    ["filter", 1, "="],
    ["products", 1, ""],
  ],
  separable: [
    ["input", 1, "∗"],
    ["filter", 1, "="],
    ["depthwise", 1, "·"],
    ["weight", 0.5, ""],
  ],
};

const LISTS = { standard: "channels", separable: "maps" }; // what a lane has a unit for
const ALIKE = { products: "filter" }; // what belongs to a product belongs to its tap

/** The lane `name` in `section`; tells `on` what is pointed at and which pixel is chosen. */
function slideLane(section, name, on) {
  const units = el("div", { className: "units" });
  const sum = el("div", { className: "lane-sum" }, el("span", { className: "sigma" }, "Σ"), el("span"), el("b"));
  const output = figure("output", 0);
  section.querySelector(".lane-body").replaceChildren(el("div", { className: "parts-of-sum" }, units, sum), output);
  let shown = null; // the answer that is drawn

  // ---- Parts -------------------------------------------------------------------------------------------------
  function figure(kind, n) {
    const canvas = el("canvas");
    const figure = el("figure", { className: `cells of-${kind}` }, canvas, el("figcaption"));
    Object.assign(figure, { kind, canvas, caption: figure.lastChild });
    canvas.setAttribute("role", "img");
    const spot = (event) => figure.area && { panel: ALIKE[kind] ?? kind, ...place(figure, event), ...owner(kind, n) };
    for (const move of ["pointermove", "pointerdown"])
      canvas.addEventListener(move, (event) => on.point(spot(event)));
    // A finger leaves at once; what it touched stays lit until something else is touched.
    canvas.addEventListener("pointerleave", ({ pointerType }) => pointerType === "touch" || on.point(null));
    if (kind === "output" || kind === "depthwise")
      canvas.addEventListener("click", (event) => on.go(kind === "output" ? name : kind, spot(event)));
    return figure;
  }

  function unit(n) {
    const parts = PARTS[name].flatMap(([kind, share, after]) => {
      const one = figure(kind, n);
      one.share = share;
      one.style.setProperty("--share", share);
      return after ? [one, el("span", { className: "operator", ariaHidden: "true" }, after)] : [one];
    });
    const element = el("div", { className: "unit" }, ...parts);
    element.panels = Object.fromEntries(parts.filter(({ kind }) => kind).map((one) => [one.kind, one]));
    return element;
  }

  /** The cell of a panel under the pointer; `says` tells at any time what it is. */
  function place(figure, event) {
    const { rows, columns } = figure.area;
    const [down, right] = dom.cell(figure.canvas, event, rows.count, columns.count);
    const [row, column] = [rows.from + down, columns.from + right];
    return {
      row,
      column,
      says: () => `${figure.says}${where(figure.area, row, column)}: ${inWords(figure.area, row, column)}`,
    };
  }

  const where = ({ values }, row, column) =>
    values.length > 1 ? `, row ${format.value(row)}, column ${format.value(column)}` : "";

  function inWords({ values, done }, row, column) {
    const size = Math.sqrt(values.length);
    if (Math.min(row, column) < 0 || Math.max(row, column) >= size) return "padding, which counts as 0";
    const at = row * size + column;
    if (at >= done || values[at] === undefined) return "not computed yet";
    return values[at] === null ? "0, from the padding" : format.value(values[at], 5);
  }

  /** The channel and the depthwise map that a panel of unit n belongs to; an output belongs to all. */
  function owner(kind, n) {
    if (kind === "output") return {};
    const { first } = shown[LISTS[name]];
    if (name === "standard") return { channel: first + n };
    const map = first + n;
    return { channel: Math.floor(map / shown.settings.multiplier), map: kind === "input" ? null : map };
  }

  /** A new answer; `pictures` has a canvas of a pixel a cell for each map. */
  function take(answer) {
    shown = answer;
    const { names } = shown[LISTS[name]];
    fill(units, names.length, unit);
    [...units.children].forEach((one, n) => label(one.panels, names[n]));
    entitle(output, `Output ${shown.output}`, `output ${shown.output}`);
  }

  function label({ input, filter, products, depthwise, weight }, of) {
    entitle(input, `Input ${of}`, of);
    entitle(
      filter,
      `Filter for ${of}`,
      `${name === "standard" ? `filter ${shown.output}` : "filter"}${shown.turned ? ", turned" : ""}`
    );
    if (products) entitle(products, `Products of ${of}`);
    if (depthwise) entitle(depthwise, `Depthwise map ${of}`);
    if (weight) entitle(weight, `Pointwise weight of ${of}`);
  }

  function entitle(figure, title, caption = "") {
    figure.says = figure.canvas.ariaLabel = title;
    figure.caption.textContent = caption;
  }

  /** Give the panels their sides in CSS pixels; `across` units stand in a row. */
  function resize(size) {
    for (const { panels } of units.children)
      for (const one of Object.values(panels)) slidePaint.resize(one.canvas, one.share * size.side);
    slidePaint.resize(output.canvas, size.output);
    // Where no place is left among the units the sum stands beside them.
    section.classList.toggle("full", units.childElementCount % size.across === 0);
    section.style.setProperty("--down", Math.ceil(units.childElementCount / size.across));
  }

  // ---- A moment ----------------------------------------------------------------------------------------------
  /**
   * Draw the lane at a moment, `now` as given by slide.moment, with what belongs to `spot` lit. Of each window's
   * products the first `taps` are there: what comes of all of them waits. Texts and weights, which nobody reads at
   * the speed of the window, when asked.
   */
  function draw({ taps, ...now }, spot, writes) {
    const { w, arrays } = shown;
    const here = { row: Math.floor(now.pixel / w.outputs), column: now.pixel % w.outputs };
    const corner = { row: here.row * w.stride - w.before, column: here.column * w.stride - w.before };
    const window = { ...corner, height: w.span, width: w.span };
    const summed = taps === w.kernel ** 2;
    const lit = spot ? slide.related(spot, w, here) : summed ? null : product(taps, w, here);
    const finished = (pixels) => (summed || pixels !== now.pixel + 1 ? pixels : now.pixel);
    const scene = {
      here,
      window,
      lit,
      writes,
      taps,
      summed,
      alone: now.alone,
      maps: finished(now.maps),
      done: finished(now.done),
    };
    scene.inputs = view(window, -w.before, w.size + w.after);
    scene.outputs = view({ ...here, height: 1, width: 1 }, 0, w.outputs);
    const shares = [...units.children].map(({ panels }, n) => drawUnit(panels, n, scene));
    paint(output, scene, arrays[name].data, shown.pictures[name][0], lit ?? {});
    if (writes) write(shares, now, scene);
  }

  /** What belongs to the product that comes next. */
  function product(tap, w, here) {
    const [row, column] = [Math.floor(tap / w.kernel), tap % w.kernel];
    return { ...slide.related({ panel: "filter", row, column }, w, here), pixels: [], weight: [] };
  }

  /** One channel, or one depthwise map; its share of the sum. */
  function drawUnit(panels, n, scene) {
    const { arrays, channels, largest, pictures, w } = shown;
    const { channel, map } = owner("filter", n);
    const [plane, picture] = [
      slice(arrays.input, channel - channels.first),
      pictures.input[channel - channels.first],
    ];
    const filter = slice(name === "standard" ? arrays.standard_filter : arrays.depthwise_filters, n);
    const lit = belongs(scene.lit, channel, map) ? scene.lit : {};
    paint(panels.input, scene, plane, picture, lit);
    if (scene.writes) fillIn(panels.filter, filter, largest[name], lit.taps);
    if (name === "standard") {
      const read = slide.under(plane, w, scene.here);
      const { all, sum } = slide.products(read, filter);
      const there = all.map((one, tap) => (tap >= scene.taps ? undefined : read[tap] === null ? null : one));
      fillIn(panels.products, there, largest.products, lit.taps);
      if (scene.writes) panels.products.caption.textContent = `Σ ${scene.summed ? format.value(sum, 3) : "…"}`;
      return sum;
    }
    const [values, weight] = [slice(arrays.depthwise, n), arrays.weights.data[n]];
    const value = values[scene.here.row * w.outputs + scene.here.column];
    paint(panels.depthwise, scene, values, pictures.depthwise[n], lit);
    if (scene.writes) {
      fillIn(panels.weight, [weight], largest.weights, lit.weight);
      panels.depthwise.caption.textContent = scene.summed ? format.value(value, 3) : "…";
      panels.weight.caption.textContent = `= ${scene.summed ? format.value(value * weight, 3) : "…"}`;
    }
    return value * weight;
  }

  /** Whether what is lit is lit in this channel and, in the separable lane, in this map. */
  const belongs = (lit, channel, map) =>
    lit && [channel, null].includes(lit.channel) && (map === undefined || [map, null].includes(lit.map));

  /** The sum and where it goes. */
  function write(shares, now, { summed }) {
    const [, terms, result] = sum.children;
    const { names, total } = shown[LISTS[name]];
    sum.classList.toggle("waits", !summed);
    terms.hidden = shares.length > ADDED;
    terms.textContent = `${slide.plus(shares.map((share) => format.value(share, 3)))}${total > names.length ? " + …" : ""} =`;
    result.textContent = format.value(shown.arrays[name].data[now.pixel], 4);
    section.dataset.alone = now.alone ?? "";
  }

  /** The part of a map that is shown. */
  function view({ row, column, height, width }, low, high) {
    const most = shown.w.size > MOST ? MOST : Infinity; // the padding comes on top
    return {
      rows: geometry.view(row, height, low, high, most),
      columns: geometry.view(column, width, low, high, most),
    };
  }

  function paint(figure, { alone, maps, done, here, window, inputs, outputs }, values, picture, lit) {
    const isOutput = figure.kind === "output";
    const outlines = isOutput && alone === "depthwise" ? [] : [here]; // nobody is at the outputs yet
    const map = { picture, values, done: isOutput ? done : maps, ...outputs, outlines, lit: lit.pixels };
    const input = { picture, values, done: values.length, ...inputs, outlines: [window], lit: lit.input };
    figure.area = figure.kind === "input" ? input : map;
    slidePaint.paintMap(figure.canvas, figure.area);
  }

  function fillIn(figure, values, largest, lit) {
    const all = { from: 0, count: Math.sqrt(values.length) };
    figure.area = { values, done: values.length, rows: all, columns: all };
    slidePaint.paintValues(figure.canvas, values, largest, lit);
  }

  return { draw, resize, take };
}

module.exports = slideLane;
