// Asking for what settings make, together with the uploaded picture where they want it. No DOM: node can load it.
"use strict";
const { once } = require("../server/answers.js");
const { along } = require("./kept.js");

const LONGEST = 3000; // characters of a query; gunicorn takes 4,094 for the whole line
const FORM = { "Content-Type": "application/x-www-form-urlencoded" };

/** Ask for what some settings make; once, for `latest`. */
function ask(path, settings, more) {
  const picture = along(settings);
  const query = new URLSearchParams({ ...settings, ...more, ...picture }).toString();
  const short = query.length < LONGEST && !picture; // which no log shall hold
  return short ? once(`${path}?${query}`) : once(path, { method: "POST", headers: FORM, body: query });
}

module.exports = { ask };
