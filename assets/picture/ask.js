// Requests arrays for settings, and sends the uploaded picture with the request if they use it. No DOM: node can load
// it.
"use strict";
const { once, post } = require("../server/answers.js");
const { parametersFor } = require("./kept.js");

const LONGEST = 3000; // characters of a query; gunicorn takes 4,094 for the whole line

/** Request `path` for settings and `more` parameters. One attempt; `latest` in answers.js repeats it. */
function ask(path, settings, more) {
  const picture = parametersFor(settings);
  const query = new URLSearchParams({ ...settings, ...more, ...picture }).toString();
  const fitsUrl = query.length < LONGEST && !picture; // a query string would put the picture into logs
  return fitsUrl ? once(`${path}?${query}`) : post(path, query);
}

module.exports = { ask };
