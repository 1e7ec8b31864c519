// The path prefix of the lab on its server: none, or a path such as /lab/. Only this file knows it.
"use strict";

// The server writes it into the page for Dash; under node there is none.
const config = globalThis.document?.getElementById("_dash-config").textContent;
const prefix = config ? JSON.parse(config).requests_pathname_prefix.slice(0, -1) : "";

/** Prepend the prefix to a path of the lab, which begins with a slash. */
const inLab = (address) => prefix + address;

module.exports = { inLab };
