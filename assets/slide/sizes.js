// Sizes of the panels: the largest with which both lanes fit on the screen. Needs a browser.
"use strict";
const { readLook } = require("./look.js");

const PANELS = 3.5; // the width of a unit in sides of a panel; as in slide.css
const BETWEEN = 5; // rem, the width of a unit beside its panels: operators and gaps
const CAPTION = 1.125; // rem, the height of a caption below a panel

/**
 * How many units stand in a row (`across`), and the largest side of their panels at which all fit. A unit is `panels`
 * sides and `between` wide, with a caption below.
 */
function arrange(count, width, height, { panels, between, caption }) {
  const side = (across) =>
    Math.min((width / across - between) / panels, height / Math.ceil(count / across) - caption);
  const rows = Array.from({ length: count }, (_, n) => n + 1);
  const across = rows.reduce((best, n) => (side(n) > side(best) ? n : best));
  return { across, side: Math.floor(side(across)) };
}

/** Sizes in pixels for lanes of at most `count` units. A narrow screen scrolls, so the height is unlimited there. */
function measure(element, count) {
  const find = (selector) => element.querySelector(selector);
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const unit = { panels: PANELS, between: BETWEEN * rem, caption: CAPTION * rem };
  const width = find(".lane-body").clientWidth;
  const narrow = matchMedia("(max-width: 900px)").matches; // as in slide.css
  if (narrow) {
    const output = Math.min(13 * rem, width);
    return { output, ...arrange(count, width, Infinity, unit) };
  }
  const top = find(".lanes").getBoundingClientRect().top + scrollY;
  const lanes = innerHeight - top - find(".slide-foot").offsetHeight - 1.5 * rem;
  const height = Math.max(9 * rem, (lanes - rem) / 2 - find(".lane-head").offsetHeight);
  const output = height - unit.caption;
  return { output, ...arrange(count, width - output - 6.5 * rem, height, unit) };
}

/** Set the sizes of all panels. */
function fit({ element, shown, lanes }) {
  readLook();
  const size = measure(element, Math.max(shown.channels.names.length, shown.maps.names.length));
  element.style.setProperty("--side", `${size.side}px`);
  element.style.setProperty("--output", `${size.output}px`);
  element.style.setProperty("--across", size.across);
  for (const lane of Object.values(lanes)) lane.resize(size);
}

module.exports = { arrange, fit };
