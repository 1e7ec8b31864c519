// Asks the server for what settings make, and sends the uploaded picture where they need it. No DOM: node can load it.
"use strict";
const { once, post } = require("../server/answers.js");
const { along } = require("./kept.js");

const LONGEST = 3000; // characters of a query; gunicorn takes 4,094 for the whole line

/** The server's answer to some settings and `more`; one attempt, which `latest` of answers.js repeats. */
function ask(path, settings, more) {
  const picture = along(settings);
  const query = new URLSearchParams({ ...settings, ...more, ...picture }).toString();
  const short = query.length < LONGEST && !picture; // an address would bring the picture into logs
  return short ? once(`${path}?${query}`) : post(path, query);
}

module.exports = { ask };
