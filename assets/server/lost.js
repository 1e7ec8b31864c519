// Shows that the server is unreachable, and retries Dash's requests and scripts until it is back. Needs a browser.
"use strict";
const answers = require("./answers.js");
const { connect } = require("./connection.js");
const { tool } = require("../drawing/controls.js");
const { el } = require("../drawing/dom.js");

const LOST = "Reconnecting…";
const OUTDATED = "The lab has changed since this page was opened. The settings stay when it is loaded again. ";
const TRIES = 3; // attempts to load a script that arrives but fails
const reload = () => location.reload();

function show({ lost, fault }) {
  document.getElementById("connection")?.replaceChildren(...(lost ? [LOST] : fault ? sentence(fault) : []));
}

function sentence({ message, request_id: id, reload: isOutdated }) {
  if (isOutdated) return [OUTDATED, tool("Reload the page", reload)];
  return [`${message} `, id ? el("small", {}, `Request ${id}`) : ""];
}

const connection = connect(window.fetch.bind(window), show);
window.fetch = connection.fetch; // Dash uses it for its requests
answers.sendBy(connection);
const wakeUp = () => [connection.abortSilent(), connection.retryNow()];
addEventListener("online", wakeUp);
document.addEventListener("visibilitychange", wakeUp); // a laptop wakes up

/** Load a failed script again, such as Plotly for the first chart; the element that failed gets the `load` event. */
async function retryScript(event) {
  const { target } = event;
  if (!(target instanceof HTMLScriptElement) || !target.src) return;
  event.stopImmediatePropagation();
  const { src } = target;
  const tries = +(target.dataset.tries ?? 0) + 1;
  const { ok } = await connection.fetch(src);
  if (!ok || tries > TRIES) return show({ fault: { reload: true } });
  if (!target.isConnected || !target.getAttribute("src")) return reload(); // only a reload helps
  const script = el("script", { src, onload: () => target.dispatchEvent(new Event("load")) });
  script.dataset.tries = tries;
  document.body.append(script);
}
document.addEventListener("error", retryScript, true);
