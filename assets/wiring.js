// The only file that touches dash_clientside, the address bar and the window's events.
(function (root) {
  "use strict";
  const { settings, strip, format } = root;
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const keep = () => root.dash_clientside.no_update;
  const setProps = (id, props) => root.dash_clientside.set_props(id, props);

  // ---- Settings: controls → live and resting settings → address ----------------------------------------------
  let last = null; // the settings of the newest change, perhaps wrong
  let resting = null; // the newest that rested
  let moved = null; // the names that the newest entry of the history changed
  let waiting = null; // function to call when the pointer leaves the slider
  let loading = true; // the next settings come from the address itself

  /** The address as settings; what was too long for it is still in this browser. */
  function address(href) {
    const asked = Object.fromEntries(new URL(href).searchParams);
    if (asked.edits === settings.UNSHARED) asked.edits = sessionStorage.getItem("edits") || settings.UNSHARED;
    loading = true;
    return asked;
  }

  /** Keep a slider of stops and the field of any number beside it together. */
  function knob(stop, number, { name }, schema) {
    const { steps } = schema[name];
    // Screen readers would read out the number of the stop.
    const thumb = document.querySelector(`[id*='"name":"${name}","type":"slider"'] [role=slider]`);
    if (thumb) thumb.setAttribute("aria-valuetext", format.count(number));
    if (root.dash_clientside.callback_context.triggered_id.type === "slider")
      return [keep(), steps[stop] === number ? keep() : steps[stop]];
    return [number > 0 ? settings.nearest(steps, number) : keep(), keep()];
  }

  /** Controls to the stores: `live` with each movement, `settings` when it rests. */
  function collect(values, ids, loaded, schema) {
    if (!loaded) return [keep(), keep()]; // the page came before the settings in the address
    const now = settings.collect(loading ? loaded : last, values, ids, schema);
    if (same(now, last) && !loading) return [keep(), keep()];
    last = now;
    const good = settings.fits(now, schema);
    const rest = () => {
      if (good) remember(now, schema);
      return now;
    };
    if (waiting) waiting = () => setProps("settings", { data: rest() });
    return [good ? now : keep(), waiting ? keep() : rest()];
  }

  /** Write settings into the address; moves of one control share one entry of the history. */
  function remember(now, schema) {
    const changed = Object.keys(now).filter((name) => resting && now[name] !== resting[name]).join();
    const query = settings.shortQuery(now, schema);
    sessionStorage.setItem("edits", now.edits);
    const url = location.pathname + (query && "?" + query);
    const replaces = loading || changed === moved;
    if (url !== location.pathname + location.search) history[replaces ? "replaceState" : "pushState"](null, "", url);
    if (!loading) moved = changed;
    else moved = null;
    [resting, loading] = [now, false];
  }

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
    label.textContent = location.search.includes(settings.UNSHARED) ? "Copied without edits" : "Copied";
    setTimeout(() => (label.textContent = "Share"), 2000);
  }

  const actions = { "panel-toggle": toggle, present, share };
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("button[id]");
    if (button && actions[button.id]) actions[button.id](button);
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
    lab: { address, knob, collect, strip: costs, links, maps, savings },
  });
})(window);
