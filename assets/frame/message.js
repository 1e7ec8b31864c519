// The frame's sentence about the settings: why they do not work, with a way out, or what the address got wrong.
// Needs a browser.
"use strict";
const { el } = require("../drawing/dom.js");
const { latest, post } = require("../server/answers.js");

/** Say a sentence, with a link to the query that works where there is one; "" for nothing. */
function say(sentence, query) {
  const wayOut = query === undefined ? [] : [" ", el("a", { href: `?${query}` }, "Use the nearest that works.")];
  document.getElementById("message").replaceChildren(...(sentence ? [sentence, ...wayOut] : []));
}

/** Settings as the server reads them: { settings, message, nearest }. */
const read = (asked) => post("/answers/settings", new URLSearchParams(asked));

/** Explain why settings do not work, unless they have changed again by the time the server has said so. */
const explainLatest = latest(
  async ({ settings, areCurrent }) => {
    const { message, nearest } = await read(settings);
    if (areCurrent()) say(message, nearest);
  },
  ({ message }) => say(message)
);
const explain = (settings, areCurrent) => explainLatest({ settings, areCurrent });

module.exports = { explain, read, say };
