// The frame's sentence about the settings: why they do not work, with a way out, or what the address got wrong.
// Needs a browser.
"use strict";
const { el } = require("../drawing/dom.js");
const { latest, once } = require("../server/answers.js");

const FORM = { "Content-Type": "application/x-www-form-urlencoded" };

/** Say a sentence, with a link to the query that works where there is one; "" for nothing. */
function say(sentence, query) {
  const wayOut = query === undefined ? [] : [" ", el("a", { href: `?${query}` }, "Use the nearest that works.")];
  document.getElementById("message").replaceChildren(...(sentence ? [sentence, ...wayOut] : []));
}

/** Settings as the server reads them: { settings, message, nearest }. They may be too long for a query. */
const read = (asked) =>
  once("/answers/settings", { method: "POST", headers: FORM, body: String(new URLSearchParams(asked)) });

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
