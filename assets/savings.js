// The page Savings: its numbers as texts, its charts as Plotly data; `draw` puts both into the page, all else it
// exports only computes.
(function (root) {
  "use strict";
  const { cost, outputSize, ratio } = root.cost || require("./cost.js");
  const { compare, count } = root.format || require("./format.js");

  const STAGES = ["standard", "depthwise", "pointwise", "separable"];
  const HUNDREDTHS = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

  const NOW = { mode: "immediate", transition: { duration: 0 }, frame: { duration: 0, redraw: false } };

  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const saving = (filters, kernel, multiplier) => 1 / ratio(filters, kernel, multiplier);
  const decimal = (x) => (x < 0.1 ? x.toPrecision(2) : HUNDREDTHS.format(x));

  /** Texts of all figures of all stages by name ("standard.macs"), and how the two forms compare. */
  function figureTexts(costs) {
    const texts = {};
    for (const [figure, before] of Object.entries(costs.standard)) {
      const write = figure === "intensity" ? decimal : count;
      for (const stage of STAGES) texts[`${stage}.${figure}`] = write(costs[stage][figure]);
      texts[`quotient.${figure}`] = before ? decimal(before / costs.separable[figure]) : "";
      texts[`change.${figure}`] = compare(before, costs.separable[figure]);
    }
    return texts;
  }

  /** Every text on the page, by the name that an element asks for in `data-savings`; `labels` name the units. */
  function texts(settings, labels) {
    const { size, channels, filters, kernel, stride, padding, dilation, multiplier, unit } = settings;
    const costs = cost(settings);
    const side = outputSize(size, kernel, stride, padding, dilation);
    const names = { channels, filters, multiplier, maps: channels * multiplier, k2: kernel ** 2 };
    const all = { ...figureTexts(costs), unit: labels[unit], ratio: ratio(filters, kernel, multiplier).toPrecision(3) };
    all.now = `${decimal(saving(filters, kernel, multiplier))}×`;
    all.most = String(+(kernel ** 2 / multiplier).toFixed(kernel ** 2 < multiplier ? 2 : 1));
    all.verdict = verdict(settings, labels);
    all.kernel = `${kernel}²`;
    all.pixels = `${side}²`;
    for (const [name, n] of Object.entries(names)) all[name] = count(n);
    for (const stage of STAGES) all[`${stage}.work`] = count(costs[stage][unit]);
    all["change.work"] = compare(costs.standard[unit], costs.separable[unit]);
    return all;
  }

  /** Where separable costs more, one sentence that says so and why; else "". */
  function verdict(settings, labels) {
    const { filters, kernel, multiplier, unit } = settings;
    const { standard, separable } = cost(settings);
    const factor = ratio(filters, kernel, multiplier);
    if (factor > 1) return dearer(settings);
    if (separable.parameters > standard.parameters)
      return "Separable has more parameters here: the depthwise step brings biases of its own.";
    if (separable.bytes_moved > standard.bytes_moved && factor < 1)
      return `Fewer ${labels[unit]}, but more memory traffic: the maps in between are written and read.`;
    return "";
  }

  /** Where separable spends more MACs, a sentence that says so and why D·(1/N + 1/k²) is above 1; else "". */
  function dearer({ filters, kernel, multiplier }) {
    const factor = ratio(filters, kernel, multiplier);
    return factor > 1 ? `Separable costs more here: ${reason(filters, kernel, multiplier, factor)}.` : "";
  }

  function reason(filters, kernel, multiplier, factor) {
    if (kernel === 1) return "a 1×1 kernel is a pointwise step already, and the depthwise step comes on top";
    if (multiplier >= filters) {
      const as = multiplier === 1 ? "the one standard filter" : `${multiplier} standard filters`;
      return `the depthwise step alone costs as much as ${as}, and the pointwise step comes on top`;
    }
    return `D = ${multiplier} maps of each channel multiply both steps, and D·(1/N + 1/k²) is ${factor.toPrecision(3)}`;
  }

  /** One of the three bar charts, as shares of the longer bar: standard, depthwise and pointwise; their labels. */
  function bars({ standard, depthwise, pointwise, separable }, figure) {
    const customdata = [standard, depthwise, pointwise].map((stage) => stage[figure]);
    const longer = Math.max(standard[figure], separable[figure]);
    const x = customdata.map((part) => part / longer);
    const labels = [`Standard  ${count(standard[figure])}`, `Depthwise + pointwise  ${count(separable[figure])}`];
    return [{ x, base: [0, 0, x[1]], customdata }, { text: labels }];
  }

  /** A saving chart: curves that stay and their names, the current curve, the current point. */
  function curves([quiet, names, now], at, constant, variable) {
    const stays = ({ x, customdata }) => ({ y: Array.from(x, (value, n) => value && at(value, customdata[n])) });
    const current = { y: Array.from(now.x, (value) => at(value, constant)) };
    return [stays(quiet), stays(names), current, { x: [variable], y: [at(variable, constant)] }];
  }

  /** Tiles of log2(saving) and what each says. */
  function tiles([{ meta }], multiplier) {
    const over = (value) => meta.kernels.map((k) => meta.filters.map((n) => value(n, k)));
    return [
      {
        z: over((n, k) => Math.log2(saving(n, k, multiplier))),
        text: over((n, k) => `${decimal(saving(n, k, multiplier))}×`),
        customdata: over((n, k) => [n, k]),
      },
    ];
  }

  /** The break-even line k² = D·N / (N − D), from above the tiles to their right end, and the current point. */
  function breakEven([{ meta }], { filters, kernel, multiplier }) {
    const first = (multiplier * meta.top ** 2) / (meta.top ** 2 - multiplier);
    const x = Array.from({ length: 121 }, (_, n) => first * (meta.right / first) ** (n / 120));
    return [{ x, y: x.map((n) => Math.sqrt((multiplier * n) / (n - multiplier))) }, { x: [filters], y: [kernel] }];
  }

  /** New data of each trace of the chart `name`, whose traces are given. */
  function data(name, traces, settings) {
    const { filters, kernel, multiplier, unit } = settings;
    const charts = {
      parameters: () => bars(cost(settings), "parameters"),
      work: () => bars(cost(settings), unit),
      bytes_moved: () => bars(cost(settings), "bytes_moved"),
      filters: () => curves(traces, (n, k) => saving(n, k, multiplier), kernel, filters),
      kernel: () => curves(traces, (k, n) => saving(n, k, multiplier), filters, kernel),
      tiles: () => tiles(traces, multiplier),
      line: () => breakEven(traces, settings),
    };
    return charts[name]();
  }

  /** The axis of a saving chart reaches down to the least saving, which D divides. */
  function axes({ meta }, multiplier) {
    return meta ? { "yaxis.range[0]": Math.log10(meta.least / multiplier) } : {};
  }

  /** What changes from one list of traces to another, for Plotly.animate. */
  function frame(before, after) {
    const traces = after.map((_, n) => n).filter((n) => !same(after[n], before[n]));
    return { data: traces.map((n) => after[n]), traces };
  }

  /** The same for Plotly.update. */
  function update({ data, traces }) {
    const keys = [...new Set(data.flatMap(Object.keys))];
    return [Object.fromEntries(keys.map((key) => [key, data.map((trace) => trace[key])])), traces];
  }

  const drawn = new WeakMap(); // chart → what it shows
  let waiting = null; // page and settings that the charts do not show yet
  let frameAsked = null;

  /** Bring the page, if it is open, to the settings at once; its charts no more than once a frame. */
  function draw(document, settings, labels) {
    const page = document.getElementById("savings");
    if (!page) return;
    write(page, settings, labels);
    waiting = { page, settings };
    if (!frameAsked) plotAll();
  }

  /** Put every text in its place. */
  function write(page, settings, labels) {
    page.classList.toggle("has-multiplier", settings.multiplier > 1);
    page.classList.toggle("has-bias", settings.bias);
    page.classList.toggle("in-flops", settings.unit === "flops");
    const said = texts(settings, labels);
    for (const element of page.querySelectorAll("[data-savings]")) {
      const text = said[element.dataset.savings];
      if (element.textContent !== text) element.textContent = text;
    }
  }

  /** Bring all charts to the newest settings; on a first visit Plotly is still loading. */
  function plotAll() {
    frameAsked = waiting && root.requestAnimationFrame(plotAll);
    if (!waiting) return;
    const { page, settings } = waiting;
    const charts = [...page.querySelectorAll("[data-chart]")];
    const graphs = charts.map((chart) => chart.querySelector(".js-plotly-plot"));
    const ready = graphs.every((graph) => graph && graph.data);
    if (ready || !page.isConnected) waiting = null;
    if (ready) graphs.forEach((graph, n) => plot(graph, charts[n].dataset.chart, settings));
  }

  /** Letters and lines of a chart as large as those around it, on a projector too; its margins hold letters. */
  function enlarge({ data, layout }, factor) {
    const margins = ["l", "r", "t", "b"].map((side) => [`margin.${side}`, layout.margin[side] * factor]);
    const scaled = (size) => size && size * factor;
    return [
      {
        "line.width": data.map(({ line }) => scaled(line && line.width)),
        "marker.size": data.map(({ marker }) => scaled(marker && marker.size)),
      },
      { "font.size": scaled(layout.font.size), ...Object.fromEntries(margins) },
    ];
  }

  /** Bring one chart to the settings. */
  function plot(graph, name, settings) {
    if (!drawn.has(graph)) {
      const rem = parseFloat(root.getComputedStyle(root.document.documentElement).fontSize);
      root.Plotly.update(graph, ...enlarge(graph, rem / 16));
    }
    const { traces: before = [], multiplier } = drawn.get(graph) || {};
    const after = data(name, graph.data, settings);
    drawn.set(graph, { traces: after, multiplier: settings.multiplier });
    const change = frame(before, after);
    if (!change.traces.length) return;
    if (multiplier === settings.multiplier) {
      // What `update` draws in 13 ms, axes included, `animate` moves in 4. It rejects when the next one overtakes it.
      root.Plotly.animate(graph, change, NOW).catch(() => {});
    } else {
      const [traces, numbers] = update(change);
      root.Plotly.update(graph, traces, axes(graph.layout, settings.multiplier), numbers);
    }
  }

  root.savings = { axes, data, dearer, draw, enlarge, frame, texts, update, verdict };
  if (typeof module === "object") module.exports = root.savings;
})(typeof window === "object" ? window : globalThis);
