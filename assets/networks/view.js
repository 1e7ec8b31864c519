// The page Networks: what is asked for, and everything that the answer says. Needs a browser.
"use strict";
const answers = require("../server/answers.js");
const dom = require("../drawing/dom.js");
const networks = require("./networks.js");
const networksBars = require("./bars.js");
const networksControls = require("./controls.js");
const networksOwn = require("./own.js");
const networksSums = require("./sums.js");
const networksTable = require("./table.js");

const { el } = dom;

const left = { view: {}, place: null }; // what was chosen, and where somebody was, over other pages

/** The page in `element`; `lab` is the frame: how to `link` and `open`, what to `remember`, what is `near`. */
function networksView(element, lab) {
  const { fields, networks: known, switches } = JSON.parse(element.dataset.schema);
  const defaults = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.default]));
  const find = (id) => element.querySelector(`#networks-${id}`);
  const controls = networksControls(element, fields, move);
  const table = networksTable(find("table"), lab.link);
  const search = find("search").appendChild(
    el("input", { type: "search", ariaLabel: "Find layers", placeholder: "Find layers, such as 3x3" })
  );
  const charts = networks.SUMS.map((figure) => [
    figure,
    networksBars(element.querySelector(`[data-bars="${figure}"]`), look),
  ]);
  let view = null;
  let own = null; // the editor, once somebody wants it

  search.addEventListener("input", () => table.search(search.value));
  find("download").addEventListener("click", download);
  element.addEventListener("click", follow);
  const ask = answers.latest(async (asked) => {
    element.classList.add("stale");
    const sent = asked.network === "own" ? { method: "POST", body: await written() } : {};
    draw(await answers.once(`/answers/network?${query(asked)}`, sent), asked);
    settle();
  }, refuse);
  arrive();

  // ---- What is asked for ---------------------------------------------------------------------------------------
  /** A control was moved; sliders make one entry of the history, choices one each. */
  function move(name, value, rests) {
    const before = query();
    view = networks.changed(view, name, value, { defaults, known, switches });
    left.view = networks.differing(view, defaults);
    if (name === "network") clear();
    control();
    if (query() !== before) ask(view); // a slider that comes to rest says again where it is
    if (rests && query() !== query(shared())) lab.remember(name in networks.DIALS ? name : `${name}=${value}`);
  }

  /** The view of the address; the one from before where a link brings none. */
  function arrive() {
    const asked = shared();
    const decides = Object.keys(asked).length || history.state?.settings !== undefined;
    view = { ...defaults, ...(decides ? asked : left.view) };
    left.view = networks.differing(view, defaults);
    ask(view);
  }

  /** What the address says of a view. */
  function shared() {
    return networks.asked(location.search, defaults);
  }

  /** What stands in the editor. */
  async function written() {
    own ??= await networksOwn(find("own"), () => ask((view = { ...view })));
    return own.text();
  }

  /** A view as an address has it. */
  function query(one = view) {
    return new URLSearchParams(networks.differing(one, defaults)).toString();
  }

  /** What the controls show, and which of them there are. */
  function control() {
    const { percents, resolution } = known[view.network] ?? known[defaults.network]; // an address may say anything
    const shown = { ...view, resolution: view.resolution ?? resolution };
    controls.width.limit(...percents);
    controls.resolution.aim(resolution);
    controls.counting.rename("paper", resolution ? fields.counting.options.paper : "Plain");
    for (const [name, { show }] of Object.entries(controls)) if (shown[name] !== null) show(shown[name]);
    element.classList.toggle("has-own", !resolution);
    element.classList.toggle("has-one-width", percents[0] === percents[1]);
    find("own").hidden = Boolean(resolution);
    find("switches").hidden = view.counting !== "switches";
  }

  // ---- The answer ----------------------------------------------------------------------------------------------
  function draw(answer, asked) {
    if (asked === view) mend(answer.view);
    control();
    say(own && view.network === "own" ? "" : answer.message);
    own?.accept(answer.message);
    find("sentence").textContent = answer.sentence;
    networksSums(element, answer, (counting) => move("counting", counting, true));
    for (const [figure, chart] of charts) chart(networks.bars(answer.blocks, figure));
    table.show(networks.rows(answer.layers), answer.unit);
    element.classList.remove("refused");
    element.dataset.painted = "";
  }

  /** An address may have been wrong: controls and address take what came of it. */
  function mend(given) {
    const wrong = query() !== query(given);
    view = given;
    left.view = networks.differing(view, defaults);
    if (wrong) lab.remember("", true);
  }

  /** Why there is no answer; the picture before it stays, and is seen to be that. */
  function refuse({ message: sentence }) {
    control();
    const mine = own && view.network === "own";
    say(mine ? "" : sentence);
    if (mine) own.complain(sentence);
    element.classList.add("refused");
    settle();
  }

  function settle() {
    element.classList.remove("stale");
    if (!("ready" in element.dataset)) begin();
  }

  function say(sentence) {
    find("note").textContent = sentence;
  }

  /** The first answer is there: go where somebody was before; the published figures come when they come into sight. */
  function begin() {
    element.dataset.ready = "";
    const { place } = left;
    if (place?.query === query() && history.state?.settings !== undefined) {
      table.arrange(place.order);
      search.value = place.order.text;
      scrollTo(0, place.top);
    }
    left.place = null;
    const observer = new IntersectionObserver(([{ isIntersecting }]) => {
      if (!isIntersecting) return;
      observer.disconnect();
      lab.near(); // they bring Plotly with them
    });
    observer.observe(find("published"));
  }

  // ---- What can be looked at, taken away and opened ----------------------------------------------------------------
  /** The layers of a block; those of all on a second click. */
  function look(block) {
    search.value = search.value === block ? "" : block;
    table.search(search.value);
    find("table").scrollIntoView({ block: "nearest" });
  }

  function clear() {
    search.value = "";
    table.search("");
  }

  function download() {
    const href = URL.createObjectURL(new Blob([table.csv()], { type: "text/csv" }));
    const name = [
      view.network,
      ...Object.values(networks.differing({ ...view, network: defaults.network }, defaults)),
    ];
    el("a", { href, download: `${name.join("-")}-layers.csv` }).click();
    URL.revokeObjectURL(href);
  }

  /** A layer in the lab, or a part of the page. */
  function follow(event) {
    const to = event.target.closest("[data-to]");
    if (to) find(to.dataset.to).scrollIntoView();
    const link = event.target.closest("#networks-table a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    left.place = { query: query(), order: table.order(), top: scrollY };
    lab.open(link.href);
  }

  return { element, arrive, show: () => table.relink(), query: () => query() };
}

module.exports = { enter: (element, lab) => networksView(element, { ...lab, near: () => lab.bring("networks-near") }) };
