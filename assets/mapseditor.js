// One map enlarged, with the filter values that make it, to be changed by hand. Needs a browser.
(function (root) {
  "use strict";
  const { answers, dom, format, maps } = root;
  const { cell, el, onCanvas, slice } = dom;
  const MOST = 64; // values to edit at a time

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
    let open = null; // { name, n }: the map that is enlarged
    let channel = 0; // the first channel of a standard filter whose slice is shown

    function show(name, n) {
      open = { name, n };
      channel = 0;
      if (!dialog.open) dialog.showModal();
      draw();
    }

    function turn(step) {
      show(open.name, open.n + step);
    }

    function draw() {
      const shown = view.shown();
      const array = shown.arrays[open.name];
      const [count, rows, columns] = array.shape;
      if (open.n >= count) return dialog.close();
      const [kind, low, high] = shown.grids[open.name].scales[open.n];
      heading.textContent = view.title(open.name, open.n);
      heading.className = "stage-" + open.name;
      plate.className = `plate ${open.name}`;
      plate.style.setProperty("--rows", rows);
      canvas.ariaLabel = `${heading.textContent}, ${rows}×${columns}; arrow keys move the pixel`;
      onCanvas(canvas, rows, columns, (pixels) => maps.paint(slice(array, open.n), kind, pixels));
      const bar = el("span", { className: "bar-of-colours" });
      bar.style.background = maps.gradient(kind);
      scale.replaceChildren(format.value(low), bar, format.value(high));
      before.disabled = open.n === 0;
      after.disabled = open.n === count - 1;
      drawValues();
    }

    // ---- Values ----------------------------------------------------------------------------------------------
    function drawValues() {
      const { arrays, grids, names } = view.shown();
      const { name, n } = open;
      if (name === "input") return values.replaceChildren();
      if (name === "standard") return drawSlices();
      if (name === "depthwise") {
        const [, k] = arrays.filters.shape;
        const number = grids.depthwise.first + n;
        return tables([{ title: "Filter", k, data: slice(arrays.filters, n), where: (i, j) => `d${number}.${i}.${j}` }]);
      }
      const columns = names.length;
      const row = arrays.weights.data.subarray(n * columns, (n + 1) * columns);
      const output = grids.separable.first + n;
      const from = grids.depthwise.first;
      list("Weights of the depthwise maps", names, row, (q) => `p${output}.${from + q}`);
    }

    async function drawSlices() {
      const { settings, channels, grids, difference } = view.shown();
      const asked = open;
      const output = grids.standard.first + open.n;
      const { arrays } = await answers.ask("/answers/filter", settings, { output });
      if (open !== asked) return;
      const [count, k] = arrays.filter.shape;
      const few = Math.max(1, Math.floor(MOST / (k * k)));
      const numbersOf = Array.from({ length: Math.min(few, count - channel) }, (_, c) => channel + c);
      const slices = numbersOf.map((m) => ({
        title: channels[m] || `channel ${m}`,
        k,
        data: slice(arrays.filter, m),
        where: difference === null && ((i, j) => `s${output}.${m}.${i}.${j}`),
      }));
      tables(slices);
      if (difference !== null) values.append(el("p", {}, "Set by the depthwise and pointwise filters."));
      if (count > few) {
        const go = (text, to) => Object.assign(button(text, () => ((channel = to), drawSlices())), { disabled: to < 0 || to >= count });
        values.append(el("p", {}, go("‹ Channels", channel - few), go("Channels ›", channel + few)));
      }
    }

    /** Filters as tables of fields; without `where` they cannot be changed. */
    function tables(filters) {
      values.replaceChildren(
        ...filters.map(({ title, k, data, where }) => {
          const fields = [...data].map((value, at) => {
            const [i, j] = [Math.floor(at / k), at % k];
            return field(`${title}, row ${i}, column ${j}`, value, where && where(i, j), data);
          });
          const table = el("div", { className: "filter-table" }, ...fields);
          table.style.setProperty("--k", k);
          return el("div", {}, el("h3", {}, title), table);
        })
      );
    }

    /** Weights as a list of fields. */
    function list(title, names, data, where) {
      const rows = names.map((name, q) => el("label", {}, el("span", {}, name), field(name, data[q], where(q), data)));
      values.replaceChildren(el("h3", {}, title), el("div", { className: "weight-list" }, ...rows));
    }

    /** A field for one value, in the colour of its weight among `all`. */
    function field(name, value, where, all) {
      const largest = all.reduce((most, v) => Math.max(most, Math.abs(v)), 0) || 1;
      const [red, green, blue] = maps.colour("signed", Math.round(127.5 + (127.5 * value) / largest));
      const input = el("input", { type: "number", step: "any", ariaLabel: name, value: +value.toPrecision(6), disabled: !where });
      input.style.background = `rgb(${red} ${green} ${blue})`;
      input.style.color = red * 0.3 + green * 0.59 + blue * 0.11 > 140 ? "#16181d" : "#ffffff";
      input.addEventListener("change", () => {
        const number = input.valueAsNumber;
        if (Math.abs(number) < 1e6) view.set(where, number);
        else input.value = +value.toPrecision(6);
      });
      return input;
    }

    // ---- The pixel -------------------------------------------------------------------------------------------
    function follow() {
      if (!dialog.open) return;
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
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.addEventListener("close", () => {
      open = null;
      readout.textContent = "";
      view.leave();
    });

    /** Draw again after the maps changed, unless a value is being written. */
    function refresh() {
      if (dialog.open && open) draw();
    }

    return { follow, open: show, refresh };
  }

  root.mapsEditor = mapsEditor;
})(window);
