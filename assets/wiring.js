// How the parts of the frame hang together: controls → settings → pictures at once, the address once they rest; the
// history → settings → controls. The only file that touches dash_clientside.
"use strict";
require("./server/lost.js"); // first: Dash sends by it
const addresses = require("./server/addresses.js");
const { latest } = require("./server/answers.js");
const { createHistory } = require("./frame/history.js");
const links = require("./frame/links.js");
const { explain, read, say } = require("./frame/message.js");
const { createPages } = require("./frame/pages.js");
const { createPanel, listenToSheet } = require("./frame/panel.js");
const { createState } = require("./frame/state.js");
const topbar = require("./frame/topbar.js");
const { isTooLong, shortQuery } = require("./layer/settings.js");
const kept = require("./picture/kept.js");
const { bring } = require("./picture/view.js");

// What the server read from the address, and what it knows of settings and pages; components/shell.py writes it.
const { settings: asked, message, fields, units, scripts } = JSON.parse(document.getElementById("lab-data").textContent);
const [{ name: opened }] = performance.getEntriesByType("navigation"); // the address that the server read
const isOpened = () => location.href.split("#")[0] === opened.split("#")[0];
const setProps = (id, props) => window.dash_clientside.set_props(id, props);
/** Whether settings can be shown here: a picture that somebody uploaded is in their own browser alone. */
const isComplete = ({ image }) => image !== kept.OWN || kept.has();
const first = isComplete(asked) ? asked : { ...asked, image: fields.image.default };
let picture = null; // where an uploaded picture comes in, once the panel is there

// ---- Settings → pictures, address, message ---------------------------------------------------------------------
const state = createState(fields, first, {
  follow(settings) {
    topbar.drawStrip(settings, units);
    picture.show(settings);
    pages.current()?.show(settings);
  },
  rested(settings) {
    entries.commit(settings);
    links.carry(entries.query());
    sayOfLink(settings);
  },
  refused: (settings) => explain(settings, () => settings === state.current()),
});

let lastMoved = ""; // the names of what was changed last

/** Change some settings; an uploaded picture is asked for where there is none. */
function change(part) {
  if (part.image === kept.OWN && !kept.has()) {
    picture.choose();
    return panel.show({ image: state.current().image });
  }
  const names = Object.keys(part).join();
  if (names !== lastMoved) state.settle(); // what moved before has an entry of its own
  lastMoved = names;
  state.change(part);
  panel.show(part);
  const slides = Object.keys(part).some((name) => "low" in fields[name]);
  if (!slides) state.settle(); // one choice, which rests at once
}

/** What there is to know of the link to these settings. */
const sayOfLink = (settings) => say(isTooLong(settings, fields) ? fields.edits.left_out : "");

const panel = createPanel((name, value) => change({ [name]: value }));
const entries = createHistory(fields, () => pages.current() && (pages.current().query?.() ?? ""));

// ---- History → settings → controls -----------------------------------------------------------------------------
/** Settings that came with an entry of the history. */
function adopt(settings) {
  panel.show(settings);
  pages.current()?.arrive?.();
  entries.commit(settings, true);
  state.adopt(settings);
  links.carry(entries.query());
  sayOfLink(settings);
}

let isReading = false; // whether the address is ahead of the settings

/** Take the settings of the address, which the server reads. */
function readAddress() {
  isReading = true;
  readLatest();
}

const readLatest = latest(async () => {
  const { href, search } = location;
  const query = new URLSearchParams(search);
  if (query.get("image")?.toLowerCase() === kept.OWN && !kept.has()) query.set("image", fields.edits.unshared);
  const answer = await read(query);
  isReading = false;
  if (href !== location.href) return; // there is a newer one
  adopt(answer.settings);
  if (answer.message) say(answer.message);
}, ({ message }) => say(message));

/** Back, Forward, or a link to a part of the page, which brings an entry of its own. */
function arrive() {
  if (location.hash && !history.state) history.replaceState({ settings: state.lastValid() }, "");
  const settings = entries.settingsOf(history.state);
  if (settings && isComplete(settings)) adopt(settings);
  else readAddress();
}

// ---- Pages -----------------------------------------------------------------------------------------------------
const pages = createPages(scripts, {
  bring: (store) => setProps(store, { data: true }),
  change,
  controls: (container) => panel.add(container, state.current()),
  fields,
  link: (layer) => addresses.inLab("/?") + shortQuery({ ...state.lastValid(), ...layer }, fields),
  open(href) {
    state.settle();
    links.go(href);
    readAddress();
  },
  owned: entries.owned,
  remember: entries.write,
  units,
});

let isEntered = false; // whether the frame is in the document

/** The frame has come into the document. */
function enterFrame() {
  const panelBody = document.getElementById("panel-body");
  const place = document.getElementById("own");
  picture = bring(place, fields.image.largest, {
    taken() {
      say("");
      if (state.current().image === kept.OWN) pages.current()?.again?.();
      else change({ image: kept.OWN });
    },
    failed: say,
    forgotten: () => state.current().image === kept.OWN && change({ image: fields.image.default }),
  });
  panel.add(panelBody, state.current());
  isEntered = true;
  if (!isOpened() || first !== asked) return arrive(); // Back came sooner than the frame
  // Values set by hand that were too long for the address are still in this entry of the history.
  const left = new URLSearchParams(location.search).get("edits") === fields.edits.unshared && history.state?.settings;
  adopt(left ? { ...asked, edits: left.edits } : asked);
  if (message && !left) say(message);
}

/** A page has come into the document. */
async function enterPage(name) {
  if (!(await pages.enter(name)) || !pages.current()) return;
  pages.current().show(state.lastValid());
  if (isReading) return; // what is written now would come over the address
  entries.write("", true); // a link brings no settings in its entry, and nothing of what the page remembers
  links.carry(entries.query());
}

window.dash_clientside = Object.assign({}, window.dash_clientside, {
  lab: { enter: ({ page }) => void (page === "frame" ? enterFrame() : enterPage(page)) },
});
addEventListener("pagehide", state.settle);
topbar.listen(state.settle);
listenToSheet();
links.listenToHistory(() => isEntered && arrive());
links.listen({
  toPage(link) {
    if (link.pathname === location.pathname) return; // it is open
    state.settle();
    pages.fetchScript(link.dataset.page);
    links.go(link.href);
  },
  toSettings(link) {
    state.settle();
    if (link.href !== location.href) history.pushState(null, "", link.href);
    readAddress();
  },
});
