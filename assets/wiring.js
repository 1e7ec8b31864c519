// The only file that touches dash_clientside and the address bar: controls → settings → pictures, address, server.
"use strict";
const addresses = require("./server/addresses.js");
const mapsView = require("./maps/view.js");
const networksView = require("./networks/view.js");
const pictureKept = require("./picture/kept.js");
const pictureView = require("./picture/view.js");
const savings = require("./savings/savings.js");
const settings = require("./layer/settings.js");
const slideView = require("./slide/view.js");
const sliders = require("./frame/sliders.js");
const topbar = require("./frame/topbar.js");
require("./server/lost.js"); // before Dash sends anything
const root = globalThis;

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const keep = () => root.dash_clientside.no_update;
const setProps = (id, props) => root.dash_clientside.set_props(id, props);

let schema = null; // defaults, limits and stops of all settings
let last = null; // the newest settings, perhaps wrong
let drawn = null; // the newest that fit
let resting = null; // the newest that rested and fit
let moved = null; // the names that the newest entry of the history changed
let arriving = null; // settings of an address, until all controls hold them
let own = null; // where pictures of one's own come in
let page = null; // the view of the page that is in the document

// ---- Settings → pictures and address -------------------------------------------------------------------------
/** New settings: pictures follow at once; what fits is remembered once it rests, and the server told. */
function change(now, rests) {
  const moves = !same(now, last);
  last = now;
  const fit = settings.fits(now, schema);
  if (moves && fit) follow();
  if (rests) afterFrame(() => rest(now, fit));
}

function rest(now, fit) {
  if (now !== last) return; // it moved on
  if (fit) remember(false);
  setProps("settings", { data: now });
}

/** What nobody sees waits until what everybody looks at is painted: Dash takes longer than a frame. */
const afterFrame = (work) => requestAnimationFrame(() => setTimeout(work));

function follow() {
  drawn = last;
  topbar.drawStrip(drawn, schema.unit.labels);
  own.show(drawn);
  if (page && page.element.isConnected) page.show(drawn);
}

/** Write the settings into the address; moves of one control share one entry of the history, edits do not. */
function remember(arrived) {
  const changed = Object.keys(last)
    .filter((name) => resting && last[name] !== resting[name])
    .join();
  resting = last;
  if (arrived || changed) write(changed, arrived);
  else moved = changed;
}

/** Write what rests into the address, with what the page adds of its own. */
function write(changed, arrived) {
  const again = changed === moved && changed !== "edits";
  const way = arrived || again ? "replaceState" : "pushState";
  // Until the page of the address is there, what is not of the settings waits for it.
  const mine = page?.path === location.pathname ? page.query?.() : foreign();
  const query = [settings.shortQuery(resting, schema), mine].filter(Boolean).join("&");
  // Values set by hand that are too long for the address stay with this entry of the history.
  history[way]({ edits: resting.edits }, "", location.pathname + (query && "?" + query));
  moved = arrived ? null : changed;
}

/** The part of the address that is not of the settings. */
function foreign() {
  const asked = new URLSearchParams(location.search);
  for (const name of Object.keys(schema)) asked.delete(name);
  return asked.toString();
}

sliders.listen(
  () => schema,
  // An emptied field takes its value back.
  (name, value, rests) => (Number.isNaN(value) ? showNumbers() : change({ ...last, [name]: value }, rests))
);

const showNumbers = () => {
  for (const [name, one] of Object.entries(schema)) if ("low" in one) sliders.show(name, last[name], one);
};

// ---- Lists and switches, which Dash holds ----------------------------------------------------------------------
/** Values of Dash's controls to the settings. */
function collect(values, ids) {
  const now = last && settings.collect(last, values, ids, schema);
  if (same(now, arriving)) arriving = null;
  if (now?.image === pictureKept.OWN && !pictureKept.has()) {
    own.choose();
    setImage(last.image);
    return keep();
  }
  if (now && !arriving && !same(now, last)) change(now, true);
  return keep();
}
// Whoever touches a control has seen it: what arrived needs no more care.
for (const event of ["pointerdown", "keydown"]) document.addEventListener(event, () => (arriving = null), true);

// ---- A picture of one's own ----------------------------------------------------------------------------------
const setImage = (image) => setProps({ type: "setting", name: "image" }, { value: image });
const complain = (sentence) => setProps("message", { children: sentence });
const listenForPictures = () =>
  pictureView(document.getElementById("own"), schema.image.largest, {
    taken: () => {
      complain("");
      if (last.image === pictureKept.OWN) page?.again?.();
      else setImage(pictureKept.OWN);
    },
    failed: complain,
    forgotten: () => last.image === pictureKept.OWN && setImage(schema.image.default),
  });

// ---- Address → settings ----------------------------------------------------------------------------------------
/** The address as settings, for the server to check; what was too long for it is still in this browser. */
function address(known) {
  schema = known;
  const asked = Object.fromEntries(new URLSearchParams(location.search));
  const { unshared } = schema.edits;
  if (asked.image?.toLowerCase() === pictureKept.OWN && !pictureKept.has()) asked.image = unshared;
  if (asked.edits === unshared) asked.edits = history.state?.edits || unshared;
  return asked;
}

/** Checked settings to the controls, the pictures and the address. */
function distribute({ settings: loaded, controls }, ids) {
  [last, arriving] = [loaded, loaded];
  own ??= listenForPictures();
  sliders.build(document, schema);
  showNumbers();
  for (const id of ids) setProps(id, { value: controls[id.name] });
  if (drawn && page?.path === location.pathname) page.arrive?.();
  remember(true);
  follow();
  return loaded;
}

/** Back, forward, or a link to other settings of the same page. */
const arrive = () => setProps("address", { data: address(schema) });
root.addEventListener("popstate", arrive);
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="?"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.href !== location.href) history.pushState(null, "", link.href);
  arrive();
});

/** A link to settings of another page, as Dash's own links go there. */
function open(href) {
  history.pushState(null, "", href);
  root.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  root.scrollTo(0, 0);
  arrive();
}

// ---- Pages -----------------------------------------------------------------------------------------------------
/** Links to the pages carry the settings; the one to this page is marked. */
function links(_, pathname, ids) {
  const query = resting ? settings.shortQuery(resting, schema) : "";
  const hrefs = ids.map((id) => id.path + (query && "?" + query));
  return [hrefs, ids.map((id) => (id.path === pathname ? "active" : ""))];
}

/** A page came into the document: it follows the settings from now on. */
function enter(view) {
  page = Object.assign(view, { path: location.pathname });
  document.documentElement.dataset.page = view.element.id; // for styles: `:has` would look for it at each change
  if (!drawn) return keep(); // the page came before the settings in the address
  sliders.build(page.element, schema);
  showNumbers();
  page.show(drawn);
  write("", true); // a link brings no state, and nothing of what the page remembers
  return keep();
}
const setEdits = (edits) => change({ ...last, edits }, true);
const maps = (id) => enter(mapsView(document.getElementById(id), setEdits));
const savingsPage = (id) =>
  enter({
    element: document.getElementById(id),
    show: (live) => savings.draw(document, live, schema.unit.labels),
  });
const slide = (id) =>
  enter(slideView(document.getElementById(id), () => setProps("slide-raced", { data: true })));

const networks = (id) =>
  enter(
    networksView.enter(document.getElementById(id), {
      link: (layer) => addresses.inLab("/?") + settings.shortQuery({ ...last, ...layer }, schema),
      open,
      remember: (name, arrived) => resting && write(name, arrived),
      bring: (store) => setProps(store, { data: true }),
      owned: () => history.state?.edits !== undefined,
    })
  );

root.dash_clientside = Object.assign({}, root.dash_clientside, {
  lab: { address, collect, distribute, links, maps, networks, savings: savingsPage, slide },
});
