// The page Maps in the document: grids of maps, the pixel under the pointer in all of them, filters. Needs a browser.
(function (root) {
  "use strict";
  const { answers, dom, format, maps } = root;
  const { cell, el, fill, onCanvas, slice } = dom;
  const GRIDS = ["input", "depthwise", "separable", "standard"];
  const PAGED = { input: "input", depthwise: "depthwise", separable: "outputs", standard: "outputs" };
  const BESIDE = { depthwise: 0.36 }; // of a map's side: the room of the filter on its left
  const BELOW = { input: 0.3, depthwise: 0.3 }; // of the height that is left: the outputs need the rest
  const LEAST = 40; // px; smaller maps cannot be read, then the page scrolls

  /** The page in `element`; `change(edits)` sets filter values by hand. */
  function mapsView(element, change) {
    const find = (selector) => element.querySelector(selector);
    const section = Object.fromEntries(GRIDS.map((name) => [name, find("#maps-" + name)]));
    const photo = find(".photo");
    const matrix = find("#maps-pointwise .matrix");
    const first = {};
    let settings = null; // of the picture asked for last
    let shown = null; // answer that is painted, and its settings
    let exact = null; // its values, once the pointer has asked for them
    let output = 0; // the output whose mixing is shown, as a place on the page
    let at = null; // the pixel under the pointer

    // ---- Asking and painting ---------------------------------------------------------------------------------
    const update = answers.latest(async () => {
      const asked = settings;
      try {
        const answer = await answers.ask("/answers/maps", { settings: asked, first });
        shown = { ...answer, settings: asked, key: JSON.stringify([asked, first]) };
        exact = null;
        draw();
        say("");
      } catch (error) {
        say(error.message);
      }
    });

    function show(next) {
      settings = next;
      element.classList.add("stale");
      return update();
    }

    function say(sentence) {
      find("#maps-note").textContent = sentence;
    }

    function draw() {
      element.classList.remove("stale");
      for (const name of GRIDS) drawGrid(name);
      drawPhoto();
      drawAgreement();
      drawWeights();
      drawOutput();
      fit();
      if (at) outline();
      const { edits, depthwise, pointwise, standard } = shown.settings;
      find("#maps-reset").style.display = edits ? "" : "none";
      find(".maps-seed").style.display = [depthwise, pointwise, standard].includes("random") ? "" : "none";
      view.editor.refresh();
      element.dataset.painted = shown.key;
    }

    function drawGrid(name) {
      const { total, first: start, scales } = shown.grids[name];
      const array = shown.arrays[name];
      const [count, rows, columns] = array.shape;
      const figures = fill(section[name].querySelector(".list"), count, (n) => makeFigure(name, n));
      figures.forEach((figure, n) => {
        onCanvas(figure.querySelector(".map"), rows, columns, (pixels) => maps.paint(slice(array, n), scales[n][0], pixels));
        figure.querySelector(".label").textContent = label(name, n);
        figure.title = figure.ariaLabel = title(name, n);
        if (name === "depthwise") drawFilter(figure.querySelector(".filter"), slice(shown.arrays.filters, n));
      });
      section[name].style.setProperty("--rows", rows);
      section[name].querySelector(".maps-count").textContent = `${format.count(total)} of ${rows}×${columns}`;
      drawPager(section[name].querySelector(".maps-pager"), name, start, count, total);
    }

    /** Whether both forms give the same, where the standard filters were made so. */
    function drawAgreement() {
      const { difference } = shown;
      const sentence = `Both outputs agree: they differ by at most ${format.value(difference || 0, 2)}.`;
      find(".maps-agreement").textContent = difference === null ? "" : sentence;
    }

    /** Red, green and blue together: the picture that the first three channels are. */
    function drawPhoto() {
      const { arrays, grids } = shown;
      const coloured = shown.settings.channels >= 3 && grids.input.first === 0;
      photo.hidden = !coloured;
      if (!coloured) return;
      const [, rows, columns] = arrays.input.shape;
      const planes = [0, 1, 2].map((n) => ({ shades: slice(arrays.input, n), high: grids.input.scales[n][2] }));
      onCanvas(photo, rows, columns, (pixels) => maps.paintColours(planes, pixels));
    }

    function drawFilter(canvas, values) {
      const k = Math.sqrt(values.length);
      onCanvas(canvas, k, k, (pixels) => maps.paintSigned(values, pixels));
    }

    function drawPager(span, name, start, count, total) {
      if (count === total) return span.replaceChildren();
      const turn = (text, to, name_) =>
        el("button", { type: "button", textContent: text, ariaLabel: name_, disabled: to < 0 || to >= total, onclick: () => page(name, to) });
      span.replaceChildren(
        turn("‹", start - 64, "Previous maps"),
        `${start}–${start + count - 1}`,
        turn("›", start + count, "Next maps")
      );
    }

    function page(name, to) {
      first[PAGED[name]] = to;
      show(settings);
    }

    /** The matrix of weights, one row an output. */
    function drawWeights() {
      const { data, shape } = shown.arrays.weights;
      const [canvas] = fill(matrix, 1, () => el("canvas"));
      onCanvas(canvas, shape[0], shape[1], (pixels) => maps.paintSigned(data, pixels));
      canvas.role = "img";
      canvas.ariaLabel = `Pointwise weights, ${shape[0]} outputs by ${shape[1]} maps`;
      const { filters, channels, multiplier } = shown.settings;
      find("#maps-pointwise .maps-count").textContent = `${format.count(filters)}×${format.count(channels * multiplier)}`;
    }

    /** How the chosen output is made: its row of the matrix in words, and its standard filter. */
    function drawOutput() {
      output = Math.min(output, shown.arrays.weights.shape[0] - 1);
      const columns = shown.arrays.weights.shape[1];
      const row = shown.arrays.weights.data.subarray(output * columns, (output + 1) * columns);
      const n = shown.grids.separable.first + output;
      find(".mix").textContent = `Output ${n} = ${maps.sum(maps.mix(row, shown.names))}`;
      matrix.style.setProperty("--output", output);
      matrix.style.setProperty("--outputs", shown.arrays.weights.shape[0]);
      for (const name of ["separable", "standard"])
        [...section[name].querySelectorAll(".figure")].forEach((figure, m) => figure.classList.toggle("chosen", m === output));
    }

    // ---- Names -----------------------------------------------------------------------------------------------
    function label(name, n) {
      if (name === "input") return shown.channels[n];
      if (name === "depthwise") return shown.names[n];
      return String(shown.grids[name].first + n);
    }

    function title(name, n) {
      const kind = { input: "Input channel", depthwise: "Depthwise map", separable: "Separable output", standard: "Standard output" };
      return `${kind[name]} ${label(name, n)}`;
    }

    // ---- Figures ---------------------------------------------------------------------------------------------
    function makeFigure(name, n) {
      const plate = el("span", { className: "plate" }, el("canvas", { className: "map" }), el("span", { className: "pixel" }));
      if (name === "input") plate.append(el("span", { className: "window" }));
      const caption = el("span", { className: "caption" }, el("span", { className: "label" }), el("span", { className: "value" }));
      const body = el("span", { className: "body" }, plate);
      if (name === "depthwise") body.prepend(el("canvas", { className: "filter" }));
      const figure = el("button", { type: "button", className: "figure", tabIndex: n ? -1 : 0 }, body, caption);
      figure.place = n;
      figure.addEventListener("click", () => view.editor.open(name, n));
      return figure;
    }

    /** Sizes that let every grid fit into its box, and the page on the screen. */
    function fit() {
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
      for (const name of GRIDS) {
        const box = section[name].querySelector(".figures");
        const { top, width } = box.getBoundingClientRect();
        const count = box.querySelector(".list").childElementCount + (name === "input" && !photo.hidden);
        const left = root.innerHeight - (top + root.scrollY) - rem;
        const stacked = root.matchMedia("(max-width: 900px)").matches;
        const height = stacked ? 16 * rem : name in BELOW ? left * BELOW[name] : left;
        const options = { gap: 0.375 * rem, beside: BESIDE[name] || 0, below: 1.125 * rem, least: LEAST, most: 22 * rem };
        const side = maps.side(count, Math.floor(width), height, options);
        section[name].style.setProperty("--side", side + "px");
        section[name].style.setProperty("--beside", options.beside);
        section[name].classList.toggle("small", side < 5 * rem);
      }
    }

    // ---- The pixel under the pointer -------------------------------------------------------------------------
    const needExact = answers.latest(async () => {
      const { key, settings: asked } = shown;
      if (exact && exact.key === key) return;
      try {
        const { arrays } = await answers.ask("/answers/maps", { settings: asked, first, exact: true });
        exact = { arrays, key };
        if (at) outline();
      } catch (error) {
        say(error.message);
      }
    });

    function pointAt(name, row, column) {
      const [, rows] = shown.arrays.standard.shape;
      at = maps.point(name, row, column, shown.window, rows);
      outline();
      needExact();
    }

    function outline() {
      const { window } = shown;
      element.classList.add("pointing");
      const place = { row: at.row, column: at.column, "input-row": at.inputRow, "input-column": at.inputColumn };
      place["window-row"] = at.row * window.stride - window.before;
      place["window-column"] = at.column * window.stride - window.before;
      place.span = window.span;
      for (const [name, value] of Object.entries(place)) element.style.setProperty("--" + name, value);
      const ready = exact && exact.key === shown.key;
      for (const name of GRIDS) {
        const values = ready && exact.arrays[name];
        [...section[name].querySelectorAll(".value")].forEach((span, n) => {
          span.textContent = values ? read(values, n, name, section[name].classList.contains("small") ? 3 : 4) : "";
        });
      }
      view.editor.follow(at);
    }

    /** The backend's value at the pixel, in map n of a grid. */
    function read(values, n, name, digits) {
      const [, rows, columns] = values.shape;
      const [row, column] = name === "input" ? [at.inputRow, at.inputColumn] : [at.row, at.column];
      const inside = row >= 0 && column >= 0 && row < rows && column < columns;
      return inside ? format.value(slice(values, n)[row * columns + column], digits) : "pad";
    }

    function leave() {
      at = null;
      element.classList.remove("pointing");
    }

    for (const name of GRIDS) {
      const box = section[name].querySelector(".figures");
      box.addEventListener("pointermove", (event) => {
        const figure = event.target.closest(".figure");
        if (!figure || !shown) return;
        pointAt(name, ...cell(figure.querySelector(".map"), event));
        if (name === "separable" || name === "standard") choose(figure.place);
      });
      box.addEventListener("pointerleave", leave);
      box.addEventListener("keydown", (event) => move(event, [...box.querySelector(".list").children]));
    }

    matrix.addEventListener("pointermove", (event) => choose(cell(matrix.firstChild, event)[0]));
    matrix.addEventListener("click", (event) => view.editor.open("separable", cell(matrix.firstChild, event)[0]));

    function choose(n) {
      if (n === output) return;
      output = n;
      drawOutput();
    }

    /** Arrow keys move the focus among the figures of a grid. */
    function move(event, figures) {
      const here = figures.indexOf(document.activeElement);
      const columns = figures.filter((figure) => figure.offsetTop === figures[0].offsetTop).length;
      const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[event.key];
      const next = figures[here + step];
      if (!next) return;
      event.preventDefault();
      figures[here].tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    }

    find("#maps-reset").addEventListener("click", () => change(""));
    new ResizeObserver(() => shown && fit()).observe(element);

    const view = {
      element,
      show,
      title,
      pointAt,
      leave,
      change: (where, value) => change(maps.edit(settings.edits, where, value)),
      get shown() {
        return shown;
      },
      get exact() {
        return exact && exact.key === shown.key ? exact : null;
      },
      /** The pixel of a grid to start from: the one pointed at, or the middle. */
      pixel(name, rows) {
        if (!at) return [rows >> 1, rows >> 1];
        return name === "input" ? [at.inputRow, at.inputColumn] : [at.row, at.column];
      },
      value: (name, n) => (view.exact && at ? read(view.exact.arrays[name], n, name, 7) : ""),
    };
    view.editor = root.mapsEditor(view, find("#maps-dialog"));
    return view;
  }

  root.mapsView = mapsView;
})(window);
