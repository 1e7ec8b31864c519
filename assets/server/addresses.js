// The path prefix under which the server serves the lab: empty, or a path such as /lab/. Only this file knows it.
"use strict";

// The server writes the prefix into the page for Dash; in node there is no page, and no prefix.
const config = globalThis.document?.getElementById("_dash-config").textContent;
const prefix = config ? JSON.parse(config).requests_pathname_prefix.slice(0, -1) : "";

/** Prepend the prefix to a path of the lab, which begins with a slash. */
const inLab = (address) => prefix + address;

module.exports = { inLab };
