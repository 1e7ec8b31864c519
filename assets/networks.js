// Networks in the browser: what to ask for, and an answer as rows, bars and a file. No DOM, no Dash: node can load it.
(function (root) {
  "use strict";
  const { count } = root.format || require("./format.js");

  const STAGES = {
    standard: "Standard",
    depthwise: "Depthwise",
    pointwise: "Pointwise",
    grouped: "Grouped",
    linear: "Fully connected",
    "max pool": "Max pooling",
    "average pool": "Average pooling",
    "global pool": "Global pooling",
  };
  const WAYS = { gate: "squeeze-excite", shortcut: "shortcut" };
  // What a column is sorted by and shown as; those of figures are sorted downwards first.
  const COLUMNS = ["place", "block", "layer", "filter", "stride", "input", "output", "parameters", "work", "share"];
  const FIGURES = new Set(["parameters", "work", "share"]);

  /** The view of an address: what differs from the defaults, and only what is known here. */
  function asked(search, defaults) {
    return Object.fromEntries([...new URLSearchParams(search)].filter(([name]) => name in defaults));
  }

  /** What of a view an address needs. */
  function differing(view, defaults) {
    return Object.fromEntries(Object.entries(view).filter(([name, value]) => String(value) !== String(defaults[name])));
  }

  /** A view with another network: widths and resolutions that only the old one has go back to the paper's. */
  function withNetwork(view, network, networks) {
    const [low, high] = networks[network]?.percents || [100, 100];
    const width = low <= view.width && view.width <= high ? view.width : 100;
    return { ...view, network, width, resolution: null };
  }

  /** A view with one thing changed; to touch a switch is to count by the switches. */
  function changed(view, name, value, networks, switches) {
    if (name === "network") return withNetwork(view, value, networks);
    if (name === "resolution" && value === networks[view.network].resolution) value = null;
    return { ...view, [name]: value, ...(switches.includes(name) && { counting: "switches" }) };
  }

  /** The columns of an answer as a row for each layer. */
  function rows(columns) {
    const names = Object.keys(columns);
    return columns.block.map((_, n) => {
      const row = Object.fromEntries(names.map((name) => [name, columns[name][n]]));
      const way = WAYS[row.way];
      return { ...row, place: n + 1, layer: (STAGES[row.stage] || row.stage) + (way ? `, ${way}` : "") };
    });
  }

  /** Text of a row that a filter looks through. */
  const words = ({ block, layer, filter, input, output }) =>
    [block, layer, filter, input, output].join(" ").toLowerCase();

  /** The rows of the block that `text` names, or else those that hold all its words, in the order of a column. */
  function arrange(all, { text, by, down }) {
    const name = text.trim().toLowerCase();
    const ofBlock = all.filter((row) => row.block.toLowerCase() === name);
    const holds = (row) => name.split(/\s+/).every((word) => words(row).includes(word));
    const found = ofBlock.length ? ofBlock : all.filter(holds);
    const compare = (a, b) =>
      typeof a[by] === "number" ? a[by] - b[by] : a[by].localeCompare(b[by], "en", { numeric: true });
    return found.sort((a, b) => (down ? compare(b, a) : compare(a, b)) || a.place - b.place);
  }

  /** The next order after a click on the head of a column. */
  function turned(order, by) {
    return { ...order, by, down: order.by === by ? !order.down : FIGURES.has(by) };
  }

  /** A file of the rows, as shown. */
  function csv(shown, unit) {
    const cell = (value) => (/[",\n]/.test(value) ? `"${String(value).replaceAll('"', '""')}"` : value);
    const heads = COLUMNS.map((name) => (name === "work" ? unit : name));
    const lines = shown.map((row) => COLUMNS.map((name) => cell(row[name])));
    return [heads, ...lines].map((line) => line.join(",") + "\n").join("");
  }

  /** How a value of a column is written. */
  function text(name, value) {
    if (name === "share") return value && value < 5e-5 ? "< 0.01 %" : `${(100 * value).toFixed(2)} %`;
    return typeof value === "number" ? count(value) : value;
  }

  const KINDS = ["standard", "depthwise", "pointwise"]; // the others share a colour

  /** Bars along the depth from the sums of blocks by stage: each from where to where in its block, and what it says. */
  function bars(sums, figure) {
    const at = { parameters: 1, work: 2 }[figure];
    const heights = new Map(); // of blocks, in the order of the data
    const stacked = sums.map((sum) => {
      const [block, stage] = sum[0];
      const from = heights.get(block) || 0;
      heights.set(block, from + sum[at]);
      const kind = KINDS.includes(stage) ? stage : "other";
      return { block, kind, from, to: from + sum[at], text: `${block}, ${STAGES[stage] || stage}: ${count(sum[at])}` };
    });
    const places = new Map([...heights.keys()].map((block, n) => [block, n]));
    const top = Math.max(1, ...heights.values());
    return {
      bars: stacked.map((bar) => ({ ...bar, place: places.get(bar.block) })),
      blocks: places.size,
      top,
      ticks: ticks(top),
    };
  }

  /** Up to five round numbers from 0 on. */
  function ticks(top) {
    const power = 10 ** Math.floor(Math.log10(top / 4));
    const step = power * [1, 2, 5, 10].find((factor) => top / (factor * power) < 5);
    return Array.from({ length: Math.floor(top / step) + 1 }, (_, n) => n * step);
  }

  root.networks = { COLUMNS, STAGES, arrange, asked, bars, changed, csv, differing, rows, text, turned };
  if (typeof module === "object") module.exports = root.networks;
})(typeof window === "object" ? window : globalThis);
