// The message about the settings: why they are invalid, with a link to valid ones, or what was wrong in the address.
// Needs a browser.
"use strict";
const { el } = require("../drawing/dom.js");
const { latest, post } = require("../server/answers.js");

/** Show a sentence, with a link to the query of valid settings if there is one; "" clears the message. */
function say(sentence, query) {
  const fix = query === undefined ? [] : [" ", el("a", { href: `?${query}` }, "Use the nearest that works.")];
  document.getElementById("message").replaceChildren(...(sentence ? [sentence, ...fix] : []));
}

/** Let the server parse settings: { settings, message, nearest }. */
const read = (settings) => post("/answers/settings", new URLSearchParams(settings));

/** Explain why settings are invalid, unless they have changed before the server's explanation arrives. */
const explainLatest = latest(
  async ({ settings, areCurrent }) => {
    const { message, nearest } = await read(settings);
    if (areCurrent()) say(message, nearest);
  },
  ({ message }) => say(message)
);
const explain = (settings, areCurrent) => explainLatest({ settings, areCurrent });

module.exports = { explain, read, say };
