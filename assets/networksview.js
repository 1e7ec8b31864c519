// The page Networks: what is asked for, and everything that the answer says. Needs a browser.
(function (root) {
  "use strict";
  const { answers, dom, format, networks } = root;
  const { el, fill } = dom;

  const FIGURES = ["parameters", "work"];
  let kept = {}; // the view, over other pages

  /** The page in `element`; `lab` has `link(layer)`, `open(address)` and `remember(name)` for the frame. */
  function networksView(element, lab) {
    const { fields, networks: known, switches } = JSON.parse(element.dataset.schema);
    const defaults = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.default]));
    const find = (id) => element.querySelector(`#networks-${id}`);
    const controls = root.networksControls(element, fields, move);
    const table = root.networksTable(find("table"), lab.link);
    const search = find("search").appendChild(
      el("input", { type: "search", ariaLabel: "Filter the layers", placeholder: "Filter" })
    );
    search.addEventListener("input", () => table.search(search.value));
    find("download").addEventListener("click", download);
    element.addEventListener("click", follow);
    const charts = Object.fromEntries(
      FIGURES.map((figure) => [figure, root.networksBars(element.querySelector(`[data-bars="${figure}"]`), look)])
    );
    let view = null;
    let own = null; // the editor, once somebody wants it
    const ask = answers.latest(async (asked) => {
      element.classList.add("stale");
      try {
        const sent = asked.network === "own" ? { method: "POST", body: await written() } : {};
        draw(await answers.receive(fetch(`/answers/network?${query(asked)}`, sent)), asked);
        if (!("painted" in element.dataset)) foresee();
        element.dataset.painted = "";
      } catch (error) {
        refuse(error.message);
      }
      element.classList.remove("stale");
    });
    arrive();
    // ---- What is asked for ---------------------------------------------------------------------------------------
    /** A control was moved. */
    function move(name, value) {
      if (Number.isNaN(value)) return control(); // an emptied field takes its value back
      view = networks.changed(view, name, value, known, switches);
      control();
      ask(view);
      lab.remember(name);
    }

    /** What stands in the editor. */
    async function written() {
      const again = () => ask((view = { ...view }));
      own ??= await root.networksOwn(find("own"), again, (sentence) => own.complain(sentence));
      return own.text();
    }

    /** A view as an address has it. */
    function query(one = view) {
      return new URLSearchParams(networks.differing(one, defaults)).toString();
    }

    /** The view of the address; without any, the one from before. */
    function arrive() {
      const asked = networks.asked(root.location.search, defaults);
      view = { ...defaults, ...(Object.keys(asked).length ? asked : kept) };
      ask(view);
    }

    /** What the controls show, and which of them there are. */
    function control() {
      const { percents, resolution } = known[view.network] || {};
      const shown = { ...view, resolution: view.resolution ?? resolution };
      if (!resolution && view.counting === "paper") shown.counting = "switches";
      if (percents) controls.width.limit(...percents);
      controls.counting.allow(Object.keys(fields.counting.options).filter((name) => resolution || name !== "paper"));
      for (const [name, { show }] of Object.entries(controls)) if (shown[name] !== undefined) show(shown[name]);
      element.classList.toggle("has-own", !resolution);
      element.classList.toggle("has-one-width", !percents || percents[0] === percents[1]);
      find("own").hidden = Boolean(resolution);
      find("switches").hidden = shown.counting !== "switches";
    }

    // ---- The answer ----------------------------------------------------------------------------------------------
    function draw(answer, asked) {
      if (asked === view) mend(answer.view);
      kept = networks.differing(view, defaults);
      control();
      say(own && view.network === "own" ? "" : answer.message);
      own?.accept(answer.message);
      find("sentence").textContent = answer.sentence;
      totals(answer);
      stages(answer);
      gains(answer);
      for (const [figure, draw] of Object.entries(charts)) draw(networks.bars(answer.blocks, figure));
      table.show(networks.rows(answer.layers), answer.unit);
    }

    /** An address may have been wrong: controls and address take what came of it. */
    function mend(given) {
      const wrong = query() !== query(given);
      view = given;
      if (wrong) lab.remember("", true);
    }

    /** Why there is no answer; the picture before it stays. */
    function refuse(sentence) {
      control();
      const mine = own && view.network === "own";
      say(mine ? "" : sentence);
      if (mine) own.complain(sentence);
      element.dataset.painted ??= ""; // nothing is no longer on its way
    }

    function say(sentence) {
      find("note").textContent = sentence;
    }

    function totals({ before, after, swapped, unit }) {
      FIGURES.forEach((figure, n) => {
        const [was, is] = [before[n], after[n]];
        const change = swapped
          ? [` ${format.compare(was, is)}`, el("small", {}, `instead of ${format.count(was)}`)]
          : [];
        write(figure, el("b", {}, format.count(is)), ...change);
        write(`${figure}-name`, figure === "work" ? unit : "Parameters");
      });
      find("unswapped").hidden = view.swap === "none" || swapped > 0;
    }

    function write(name, ...children) {
      element.querySelector(`[data-total="${name}"]`).replaceChildren(...children);
    }

    function stages({ stages: sums, after, unit }) {
      const heads = ["", "Parameters", unit].map((text) => el(text ? "th" : "td", { textContent: text }));
      const rows = sums
        .filter(([, ...figures]) => figures.some(Boolean))
        .map(([stage, ...figures]) => {
          const name = el(
            "th",
            { scope: "row" },
            el("i", { className: `swatch of-${stage.replace(" ", "-")}` }),
            networks.STAGES[stage] || stage
          );
          return el(
            "tr",
            {},
            name,
            ...figures.map((sum, n) =>
              el("td", { textContent: networks.text("share", sum / after[n]), title: format.count(sum) })
            )
          );
        });
      find("stages").replaceChildren(el("thead", {}, el("tr", {}, ...heads)), el("tbody", {}, ...rows));
    }

    function gains({ gains: { block, before, after }, swapped, unit }) {
      find("gains").hidden = !swapped;
      const heads = ["Block", "Parameters", "", unit, ""].map((text) => el(text ? "th" : "td", { textContent: text }));
      const rows = block.map((name, n) => {
        const cells = FIGURES.flatMap((_, figure) => {
          const [was, is] = [before[n][figure], after[n][figure]];
          return [`${format.count(was)} → ${format.count(is)}`, format.compare(was, is)].map((text) =>
            el("td", { textContent: text })
          );
        });
        return el("tr", {}, el("th", { scope: "row", textContent: name }), ...cells);
      });
      find("gains")
        .querySelector("table")
        .replaceChildren(el("thead", {}, el("tr", {}, ...heads)), el("tbody", {}, ...rows));
    }

    /** The layers of a block. */
    function look(block) {
      search.value = block;
      table.search(block);
      find("table").scrollIntoView({ block: "center" });
    }

    /** The published figures come when they come into sight, for they bring Plotly with them. */
    function foresee() {
      const observer = new IntersectionObserver(([{ isIntersecting }]) => {
        if (!isIntersecting) return;
        observer.disconnect();
        lab.near();
      });
      observer.observe(find("published"));
    }

    // ---- What can be taken away, or opened -------------------------------------------------------------------------
    function download() {
      const href = URL.createObjectURL(new Blob([table.csv()], { type: "text/csv" }));
      el("a", { href, download: `${view.network}-layers.csv` }).click();
      URL.revokeObjectURL(href);
    }

    /** A layer in the lab, without loading the page again. */
    function follow(event) {
      const link = event.target.closest("#networks-table a");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      lab.open(link.href);
    }

    return {
      element,
      arrive,
      show: () => table.relink(),
      query,
    };
  }

  root.networksView = networksView;
})(window);
