// Where the lab lives on its server: at its root, or below a path such as /lab/. The one place that knows.
"use strict";

// The server tells Dash, in the page; under node the lab lives at the root.
const config = globalThis.document?.getElementById("_dash-config").textContent;
const prefix = config ? JSON.parse(config).requests_pathname_prefix.slice(0, -1) : "";

/** An address, from the slash with which it begins in the lab, as the browser needs it. */
const inLab = (address) => prefix + address;

module.exports = { inLab };
