// The only file that touches dash_clientside, the address bar and the window's events.
(function (root) {
  "use strict";
  const { settings, strip, format } = root;
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const keep = () => root.dash_clientside.no_update;
  const setProps = (id, props) => root.dash_clientside.set_props(id, props);

  // ---- Address → controls → live and resting settings → address -----------------------------------------------
  let last = null; // the settings of the newest change, perhaps wrong
  let resting = null; // the newest that rested
  let moved = null; // the names that the newest entry of the history changed
  let arriving = null; // settings of an address, until all controls show them
  let waiting = null; // function to call when the pointer leaves the slider

  /** The address as settings, for the server to check; what was too long for it is still in this browser. */
  function address({ edits }) {
    const asked = Object.fromEntries(new URLSearchParams(location.search));
    if (asked.edits === edits.unshared) asked.edits = sessionStorage.getItem("edits") || edits.unshared;
    return asked;
  }

  /** Checked settings to the controls that there are. */
  function distribute({ settings: loaded, controls }, ids, schema) {
    [last, arriving] = [loaded, loaded];
    for (const id of ids) setProps(id, { value: controls[id.name] });
    remember(loaded, schema, true);
    return [loaded, loaded];
  }

  /** Keep a slider of stops and the field of any number beside it together. */
  function knob(stop, number, { name }, schema) {
    const { steps } = schema[name];
    const slid = root.dash_clientside.callback_context.triggered_id.type === "slider";
    const now = slid ? steps[stop] : number;
    // Screen readers would read out the number of the stop.
    const thumb = document.querySelector(`[id*='"name":"${name}","type":"slider"'] [role=slider]`);
    if (thumb) thumb.setAttribute("aria-valuetext", format.count(now));
    if (slid) return [keep(), now === number ? keep() : now];
    return [number > 0 ? settings.nearest(steps, number) : keep(), keep()];
  }

  /** Controls to the stores: `live` with each movement, `settings` when it rests. */
  function collect(values, ids, schema) {
    const now = last && settings.collect(last, values, ids, schema);
    if (same(now, arriving)) arriving = null;
    if (same(now, last) || arriving) return [keep(), keep()];
    last = now;
    const good = settings.fits(now, schema);
    const rest = () => {
      if (good) remember(now, schema, false);
      return now;
    };
    if (waiting) waiting = () => setProps("settings", { data: rest() });
    return [good ? now : keep(), waiting ? keep() : rest()];
  }

  /** Write settings into the address; moves of one control share one entry of the history. */
  function remember(now, schema, arrived) {
    const changed = Object.keys(now).filter((name) => resting && now[name] !== resting[name]).join();
    const query = settings.shortQuery(now, schema);
    const url = location.pathname + (query && "?" + query);
    sessionStorage.setItem("edits", now.edits);
    if (url !== location.pathname + location.search)
      history[arrived || changed === moved ? "replaceState" : "pushState"](null, "", url);
    [resting, moved] = [now, arrived ? null : changed];
  }

  /** Back, forward, or a link to other settings of the same page. */
  function arrive() {
    const { props } = root.dash_component_api.getLayout("schema");
    setProps("address", { data: address(props.data) });
  }
  root.addEventListener("popstate", arrive);
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="?"]');
    if (!link) return;
    event.preventDefault();
    history.pushState(null, "", link.href);
    arrive();
  });

  // Whoever touches a control has seen it: what arrived needs no more care.
  for (const event of ["pointerdown", "keydown"]) document.addEventListener(event, () => (arriving = null), true);
  document.addEventListener("pointerdown", ({ target }) => {
    if (target.closest(".mantine-Slider-root")) waiting = () => {};
  });
  for (const event of ["pointerup", "pointercancel"])
    root.addEventListener(event, () => {
      const rested = waiting;
      waiting = null;
      // After Mantine's own handler, which may still move the thumb.
      if (rested) setTimeout(rested);
    });

  // ---- Frame -------------------------------------------------------------------------------------------------
  const span = (className, children) => ({
    type: "Span",
    namespace: "dash_html_components",
    props: { className, children },
  });

  /** The cost strip, for the callback's outputs. */
  function costs(live) {
    const cells = strip(live).map((row) => [
      row.standard,
      [span("parts", [span("depthwise", row.depthwise), " + ", span("pointwise", row.pointwise), " = "]), span("both", row.separable)],
      row.ratio,
    ]);
    return [...cells.flat(), live.unit === "macs" ? "MACs" : "FLOPs"];
  }

  /** Links to the pages carry the settings; the one to this page is marked. */
  function links(_, pathname, ids) {
    const hrefs = ids.map((id) => id.path + location.search);
    return [hrefs, ids.map((id) => (id.path === pathname ? "active" : ""))];
  }

  /** The settings as a sheet on phones. */
  function toggle(button) {
    button.setAttribute("aria-expanded", button.getAttribute("aria-expanded") !== "true");
  }

  /** The whole screen for the lab, and back. */
  function present() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  }

  /** Copy the address, and say so on the button; browsers lend the clipboard only to secure pages. */
  async function share(button) {
    if (navigator.clipboard) await navigator.clipboard.writeText(location.href);
    else {
      const field = document.body.appendChild(Object.assign(document.createElement("textarea"), { value: location.href }));
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    const label = button.lastChild;
    const whole = (new URLSearchParams(location.search).get("edits") || "") === resting.edits;
    label.textContent = whole ? "Copied" : "Copied without edits";
    setTimeout(() => (label.textContent = "Share"), 2000);
  }

  const actions = { "panel-toggle": toggle, present, share };
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("button[id]");
    if (button && actions[button.id]) actions[button.id](button);
    // The list of examples closes on a choice and on a click elsewhere.
    if (!target.closest("#start summary")) document.getElementById("start").open = false;
  });

  // ---- Pages -------------------------------------------------------------------------------------------------
  let page = null; // the view of the page that is in the document

  /** The page Maps follows the settings; its view is made when the page comes into the document. */
  function maps(live) {
    const element = document.getElementById("maps");
    if (!page || page.element !== element)
      page = root.mapsView(element, (value) => setProps({ type: "setting", name: "edits" }, { value }));
    if (live) page.show(live);
    return keep();
  }

  /** The page Savings. */
  function savings(live) {
    if (live) root.savings.draw(document, live);
    return keep();
  }

  // ---- Functions that Mantine's properties name --------------------------------------------------------------
  root.dashMantineFunctions = {
    /** The value at a slider's stop, for its label and for screen readers. */
    stopValue: (stop, { steps }) => format.count(steps[stop]),
  };

  root.dash_clientside = Object.assign({}, root.dash_clientside, {
    lab: { address, distribute, knob, collect, strip: costs, links, maps, savings },
  });
})(window);
