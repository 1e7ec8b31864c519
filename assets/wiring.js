// Connects the parts of the frame. Controls change the settings, which are drawn at once and written into the address
// after input settles; the history changes settings and controls. The only file that touches dash_clientside.
"use strict";
require("./server/lost.js"); // first, because it replaces the `fetch` that Dash uses
const addresses = require("./server/addresses.js");
const { latest } = require("./server/answers.js");
const glossary = require("./frame/glossary.js");
const { createHistory } = require("./frame/history.js");
const links = require("./frame/links.js");
const { explain, read, say } = require("./frame/message.js");
const { createPages } = require("./frame/pages.js");
const { createPanel, listenToSheet } = require("./frame/panel.js");
const { createState } = require("./frame/state.js");
const topbar = require("./frame/topbar.js");
const { isTooLong, shortQuery } = require("./layer/settings.js");
const kept = require("./picture/kept.js");
const { acceptPictures } = require("./picture/view.js");

// The settings that the server read from the address, and metadata of fields and pages; components/shell.py writes it.
const { settings: given, message, fields, terms, units, scripts } = JSON.parse(document.getElementById("lab-data").textContent);
const [{ name: readUrl }] = performance.getEntriesByType("navigation"); // the address that the server read
const isAtReadAddress = () => location.href.split("#")[0] === readUrl.split("#")[0];
const setProps = (id, props) => window.dash_clientside.set_props(id, props);
/** Whether settings can be shown here: an uploaded picture exists only in the browser of the reader who uploaded it. */
const isComplete = ({ image }) => image !== kept.UPLOADED || kept.has();
const initial = isComplete(given) ? given : { ...given, image: fields.image.default };
let picture = null; // the controls of the uploaded picture, once the panel is in the document

// ---- Settings → pictures, address, message ---------------------------------------------------------------------
const state = createState(fields, initial, {
  follow(settings) {
    topbar.drawStrip(settings, units);
    picture.show(settings);
    pages.current()?.show(settings);
  },
  rested(settings) {
    entries.commit(settings);
    links.carry(entries.query());
    links.markExample(shortQuery(settings, fields));
    sayOfLink(settings);
  },
  refused: (settings) => explain(settings, () => settings === state.current()),
});

let lastMoved = ""; // the names of the settings in the last change

/** Change some settings. If they need an uploaded picture and there is none, ask for one instead. */
function change(part) {
  if (part.image === kept.UPLOADED && !kept.has()) {
    picture.choose();
    return panel.show({ image: state.current().image });
  }
  const names = Object.keys(part).join();
  if (names !== lastMoved) settle(); // each control has its own history entry
  lastMoved = names;
  state.change(part);
  panel.show(part);
  const isNumber = Object.keys(part).some((name) => "low" in fields[name]);
  if (!isNumber) state.settle(); // a choice is final, while a slider may still move
}

/** Bring the address up to date with the settings and with what the page shows of them. */
function settle() {
  pages.current()?.settle?.();
  state.settle();
}

/** Say that the link omits edited values if there are too many, else clear the message. */
const sayOfLink = (settings) => say(isTooLong(settings, fields) ? fields.edits.left_out : "");

const panel = createPanel((name, value) => change({ [name]: value }));
const entries = createHistory(fields, () => pages.current() && (pages.current().query?.() ?? ""));

// ---- History → settings → controls -----------------------------------------------------------------------------
/** Apply settings that came with a history entry or with the address. */
function adopt(settings) {
  panel.show(settings);
  pages.current()?.arrive?.();
  entries.commit(settings, true);
  state.adopt(settings);
  links.carry(entries.query());
  links.markExample(shortQuery(settings, fields));
  sayOfLink(settings);
}

let isReading = false; // whether the server is still reading the settings of the address

/** Let the server read the settings in the address, and apply them. */
function readAddress() {
  isReading = true;
  readLatest();
}

const readLatest = latest(async () => {
  const { href, search } = location;
  const query = new URLSearchParams(search);
  if (query.get("image")?.toLowerCase() === kept.UPLOADED && !kept.has()) query.set("image", fields.edits.unshared);
  const answer = await read(query);
  isReading = false;
  if (href !== location.href) return; // the address has changed meanwhile
  adopt(answer.settings);
  if (answer.message) say(answer.message);
}, ({ message }) => say(message));

/** Handle Back, Forward, and links to a section of the page, which add a history entry without settings. */
function arrive() {
  if (location.hash && !history.state) history.replaceState({ settings: state.lastValid() }, "");
  const settings = entries.settingsOf(history.state);
  if (settings && isComplete(settings)) adopt(settings);
  else readAddress();
}

// ---- Pages -----------------------------------------------------------------------------------------------------
const pages = createPages(scripts, {
  requestCharts: (store) => setProps(store, { data: true }),
  change,
  controls: (container) => panel.add(container, state.current()),
  fields,
  link: (layer) => addresses.inLab("/?") + shortQuery({ ...state.lastValid(), ...layer }, fields),
  open(href) {
    state.settle();
    links.go(href);
    readAddress();
  },
  hasSettings: entries.hasSettings,
  remember: (...write) => isReading || entries.write(...write), // else the address that is being read would be lost
  say,
  units,
});

let isEntered = false; // whether the frame is in the document

/** Start the frame, which is now in the document. */
function enterFrame() {
  const panelBody = document.getElementById("panel-body");
  const pictureElement = document.getElementById("own");
  picture = acceptPictures(pictureElement, fields.image.largest, {
    taken() {
      say("");
      if (state.current().image === kept.UPLOADED) pages.current()?.refetch?.();
      else change({ image: kept.UPLOADED });
    },
    failed: say,
    forgotten: () => state.current().image === kept.UPLOADED && change({ image: fields.image.default }),
  });
  panel.add(panelBody, state.current());
  isEntered = true;
  if (!isAtReadAddress() || initial !== given) return arrive(); // the reader went back before the frame was ready
  // Edited values that were too long for the address are still in this history entry.
  const stored = new URLSearchParams(location.search).get("edits") === fields.edits.unshared && history.state?.settings;
  adopt(stored ? { ...given, edits: stored.edits } : given);
  if (message && !stored) say(message);
}

/** Start a page, which is now in the document, and draw it. */
async function enterPage(name) {
  if (!(await pages.enter(name)) || !pages.current()) return;
  pages.current().show(state.lastValid());
  if (isReading) return; // writing now would overwrite the address that is being read
  entries.write("", true); // a link's history entry has neither the settings nor the page's part of the query string
  links.carry(entries.query());
}

window.dash_clientside = Object.assign({}, window.dash_clientside, {
  lab: { enter: ({ page }) => void (page === "frame" ? enterFrame() : enterPage(page)) },
});
addEventListener("pagehide", state.settle);
topbar.listen(settle);
listenToSheet();
glossary.explainTerms(terms);
glossary.listenToButton(terms);
links.listenToHistory(() => isEntered && arrive());
links.listen({
  toPage(link) {
    if (link.pathname === location.pathname) return; // this page is already open
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
