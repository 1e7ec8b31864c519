// The page Maps: asks for the maps of the settings, and follows the pointer in all grids at once. Needs a browser.
(function (root) {
  "use strict";
  const { answers, dom, format, maps } = root;
  const GRIDS = ["input", "depthwise", "separable", "standard"];
  const OUTPUTS = ["separable", "standard"]; // turned and chosen together

  /** The page in `element`; `change(edits)` sets filter values by hand. */
  function mapsView(element, change) {
    const find = (selector) => element.querySelector(selector);
    const first = {}; // map of each grid to start from
    let settings = null; // of the picture asked for last
    let shown = null; // the answer that is painted
    let exact = null; // its values, once the pointer has asked for them
    let output = 0; // whose mixing is shown, as a place in the grid
    let at = null; // the pixel under the pointer

    // ---- Asking and painting ---------------------------------------------------------------------------------
    const update = answers.latest(async () => {
      const asked = { settings, first: { ...first } };
      try {
        shown = { ...(await answers.ask("/answers/maps", settings, asked.first)), ...asked };
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

    function draw() {
      element.classList.remove("stale");
      for (const name of GRIDS) grid[name].draw(shown);
      matrix.draw(shown);
      choose(Math.min(output, shown.arrays.weights.shape[0] - 1));
      for (const name of GRIDS) grid[name].fit();
      const { edits, depthwise, pointwise, standard } = shown.settings;
      find("#maps-reset").style.display = edits ? "" : "none";
      find(".maps-seed").style.display = [depthwise, pointwise, standard].includes("random") ? "" : "none";
      const sentence = `Both outputs agree: they differ by at most ${format.value(shown.difference || 0, 2)}.`;
      find(".maps-agreement").textContent = shown.difference === null ? "" : sentence;
      if (at) outline();
      editor.refresh();
      element.dataset.painted = JSON.stringify(shown.settings);
    }

    function say(sentence) {
      find("#maps-note").textContent = sentence;
    }

    function turn(name, to) {
      first[`first_${OUTPUTS.includes(name) ? "outputs" : name}`] = to;
      show(settings);
    }

    function choose(place) {
      output = place;
      matrix.mark(output);
      for (const name of OUTPUTS) grid[name].mark(output);
    }

    // ---- The pixel under the pointer -------------------------------------------------------------------------
    const needExact = answers.latest(async () => {
      const of = shown;
      if (exact) return;
      try {
        const { arrays } = await answers.ask("/answers/maps", of.settings, { ...of.first, exact: true });
        if (of !== shown) return;
        exact = arrays;
        if (at) outline();
      } catch (error) {
        say(error.message);
      }
    });

    function point(name, row, column, place) {
      const [, rows] = shown.arrays.standard.shape;
      at = maps.point(name, row, column, shown.window, rows);
      if (OUTPUTS.includes(name) && place !== undefined) choose(place);
      outline();
      needExact();
    }

    /** Outline the pixel in every map, and write its value under each. */
    function outline() {
      for (const [name, cells] of Object.entries(maps.places(at, shown.window))) element.style.setProperty("--" + name, cells);
      element.classList.add("pointing");
      for (const name of GRIDS) grid[name].write((n, digits) => value(name, n, digits));
      editor.follow();
    }

    /** The pixel of a grid that is pointed at; before anything is, the one in the middle. */
    function pixel(name) {
      const [, rows] = shown.arrays[name].shape;
      if (!at) return [rows >> 1, rows >> 1];
      return name === "input" ? [at.inputRow, at.inputColumn] : [at.row, at.column];
    }

    /** The backend's value there, in map n of a grid. */
    function value(name, n, digits) {
      if (!exact) return "";
      const [, rows, columns] = exact[name].shape;
      const [row, column] = pixel(name);
      const inside = row >= 0 && column >= 0 && row < rows && column < columns;
      return inside ? format.value(dom.slice(exact[name], n)[row * columns + column], digits) : "padding";
    }

    function leave() {
      at = null;
      element.classList.remove("pointing");
    }

    // ---- Parts -----------------------------------------------------------------------------------------------
    const on = { choose, leave, point, turn, open: (name, n) => editor.open(name, n) };
    const grid = Object.fromEntries(GRIDS.map((name) => [name, root.mapsGrid(find("#maps-" + name), name, on)]));
    const matrix = root.mapsMatrix(find("#maps-pointwise"), on);
    const editor = root.mapsEditor(find("#maps-dialog"), {
      leave,
      pixel,
      point,
      value,
      shown: () => shown,
      title: (name, n) => grid[name].titleOf(n),
      set: (where, number) => change(maps.edit(settings.edits, where, number)),
    });

    find("#maps-reset").addEventListener("click", () => change(""));
    new ResizeObserver(() => shown && GRIDS.forEach((name) => grid[name].fit())).observe(element);
    return { element, show };
  }

  root.mapsView = mapsView;
})(window);
