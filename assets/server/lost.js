// What the reader sees of a lost connection, and the requests that must outlive one. Needs a browser.
"use strict";
const answers = require("./answers.js");
const { connect } = require("./connection.js");
const { tool } = require("../drawing/controls.js");
const { el } = require("../drawing/dom.js");

const LOST = "Reconnecting…";
const RENEWED = "The lab has changed since this page was opened. The settings stay when it is loaded again. ";
const TRIES = 3; // of a script that arrives and yet cannot be loaded
const reload = () => location.reload();

function show({ lost, fault }) {
  document.getElementById("connection")?.replaceChildren(...(lost ? [LOST] : fault ? sentence(fault) : []));
}

function sentence({ message, request_id: id, reload: renewed }) {
  if (renewed) return [RENEWED, tool("Reload the page", reload)];
  return [`${message} `, id ? el("small", {}, `Request ${id}`) : ""];
}

const connection = connect(window.fetch.bind(window), show);
window.fetch = connection.fetch; // Dash sends by it
answers.sendBy(connection);
const wake = () => [connection.renew(), connection.hurry()];
addEventListener("online", wake);
document.addEventListener("visibilitychange", wake); // of a laptop that slept

/** Scripts that Dash loads when the first chart comes: the one that asked hears of the one that arrived. */
async function again(event) {
  const { target } = event;
  if (!(target instanceof HTMLScriptElement) || !target.src) return;
  event.stopImmediatePropagation();
  const { src } = target;
  const tries = +(target.dataset.tries ?? 0) + 1;
  const { ok } = await connection.fetch(src);
  if (!ok || tries > TRIES) return show({ fault: { reload: true } });
  if (!target.isConnected || !target.getAttribute("src")) return reload(); // who asked has given up
  const script = el("script", { src, onload: () => target.dispatchEvent(new Event("load")) });
  script.dataset.tries = tries;
  document.body.append(script);
}
document.addEventListener("error", again, true);
