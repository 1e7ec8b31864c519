// Sizes of the panels: the largest with which the stage fits on the screen. Needs a browser.
"use strict";
const { readLook, readableCell } = require("./look.js");

const OUTPUT = 1.1; // the side of an output, in sides of a window
const LARGEST_OUTPUT = 2.4; // the same at most, if there is one row alone
const DIFFERENCE = 1.2; // the largest side of the map of differences, in sides of a window
const LEAST = 2.75; // rem, the least side of a window
const LARGEST_NARROW = 3.8; // the largest side of a window on narrow screens, which scroll, in the least sides

/**
 * The largest sides of windows and of outputs, for so many `rows`, in a stage of this width and height. `width` and
 * `height` of `fixed` are what it takes beside the panels; `panels` is their width in sides of a window.
 */
function arrange(rows, { width, height }, fixed, least) {
  const across = (width - fixed.width) / fixed.panels;
  const down = (height - fixed.height) / (rows + OUTPUT);
  const side = Math.floor(Math.max(least, Math.min(across, down)));
  if (height === Infinity) return { side: Math.min(side, LARGEST_NARROW * least), output: Math.floor(OUTPUT * least) };
  const left = height - fixed.height - rows * side;
  return { side, output: Math.floor(Math.max(OUTPUT * least, Math.min(left, LARGEST_OUTPUT * side))) };
}

/** The most rows, up to `available`, whose numbers can be read; if none can be, all of them. */
function choose(available, kernel, readable, arrangeRows) {
  for (let rows = available; rows > 0; rows--) if (arrangeRows(rows).side / kernel >= readable) return rows;
  return available;
}

/** The width of a stage beside its panels, and the width of its panels in sides of a window. */
function widths(grid) {
  const width = (side) => {
    grid.style.setProperty("--side", `${side}px`);
    const { gridTemplateColumns, columnGap } = getComputedStyle(grid);
    const columns = gridTemplateColumns.replace(/\[.*?\]/g, "").trim().split(/ +/).map(parseFloat);
    return columns.reduce((sum, column) => sum + column, (columns.length - 1) * parseFloat(columnGap));
  };
  return { width: width(0), panels: (width(100) - width(0)) / 100 };
}

/** The height of a stage beside its panels, if they have this width: its heads need more lines if they are narrow. */
function heightBeside(grid, rows, { side }) {
  setSizes(grid, { side, output: side });
  return grid.offsetHeight - (rows + 1) * side;
}

const setSizes = (grid, sizes) =>
  Object.entries(sizes).forEach(([name, value]) => grid.style.setProperty(`--${name}`, `${value}px`));

/** Set the sizes of all panels, and let the stage show as many rows of the answer as can be read. */
function fit({ element, scene, shown, stage }) {
  readLook();
  const grid = element.querySelector(".lanes");
  const { length } = shown.maps.names;
  const isNarrow = matchMedia("(max-width: 1100px)").matches; // as in slide.css
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const top = grid.getBoundingClientRect().top + scrollY;
  const height = isNarrow ? Infinity : innerHeight - top - element.querySelector(".slide-foot").offsetHeight - rem;
  const area = { width: grid.clientWidth, height };
  stage.take(shown, length);
  const fixed = { ...widths(grid), height: 0 };
  const arrangeRows = (rows) => arrange(rows, area, fixed, LEAST * rem);
  fixed.height = heightBeside(grid, length, arrangeRows(length));
  const readable = Math.max(...["input", "filter", "products"].map((kind) => readableCell(shown.widest[kind])));
  const rows = scene.race ? length : choose(length, shown.settings.kernel, readable, arrangeRows);
  if (rows !== length) stage.take(shown, rows);
  // Narrower panels give the heads less room, and so perhaps more lines.
  for (let pass = 0; pass < 2; pass++) fixed.height = heightBeside(grid, rows, arrangeRows(rows));
  const { side, output } = arrangeRows(rows);
  const difference = Math.min(output, Math.floor(DIFFERENCE * side)); // leaves room for a sentence beside it
  setSizes(grid, { side, output, difference });
  stage.resize({ side, output, difference, map: parseFloat(getComputedStyle(grid).getPropertyValue("--map")) * side });
  return rows;
}

module.exports = { arrange, choose, fit };
