// The controls of the page Networks: lists, choices side by side, and numbers. Needs a browser.
(function (root) {
  "use strict";
  const { dom } = root;
  const { el } = dom;

  // What a number shows of the view's whole number: α is written as a fraction, held in percent.
  const SHOWN = { width: { scale: 100, digits: 2, step: 5 }, resolution: { scale: 1, digits: 0, step: 8 } };

  /** A list of the options. */
  function menu(name, { label, options }, moved) {
    const items = Object.entries(options).map(([value, text]) => el("option", { value, textContent: text }));
    const list = el("select", { id: `networks-${name}` }, ...items);
    list.addEventListener("change", () => moved(name, list.value));
    return {
      parts: [el("label", { htmlFor: list.id, textContent: label }), list],
      show: (value) => (list.value = value),
    };
  }

  /** The options side by side. */
  function chips(name, { label, options }, moved) {
    const radios = Object.keys(options).map((value) => el("input", { type: "radio", name: `networks-${name}`, value }));
    const labels = radios.map((radio) => el("label", {}, radio, el("span", { textContent: options[radio.value] })));
    const group = el("fieldset", { className: "chips" }, el("legend", { textContent: label }), ...labels);
    group.addEventListener("change", ({ target }) => moved(name, target.value));
    const show = (value) => radios.forEach((radio) => (radio.checked = radio.value === String(value).toLowerCase()));
    return {
      parts: [group],
      show,
      allow: (names) => labels.forEach((one, n) => (one.hidden = !names.includes(radios[n].value))),
    };
  }

  /** A slider and a field for any whole number in the view's unit. */
  function dial(name, { label, low, high }, moved) {
    const { scale, digits, step } = SHOWN[name];
    const slider = el("input", { type: "range", id: `networks-${name}`, min: low, max: high, step });
    const field = el("input", { type: "number", step: 1 / scale, ariaLabel: `${label}, any value` });
    slider.addEventListener("input", () => moved(name, +slider.value));
    field.addEventListener("change", () => moved(name, Math.round(field.valueAsNumber * scale)));
    const show = (value) => {
      slider.value = value;
      slider.ariaValueText = field.value = (value / scale).toFixed(digits);
    };
    const limit = (least, most) => {
      [slider.min, slider.max] = [least, most];
      [field.min, field.max] = [least / scale, most / scale];
    };
    return { parts: [el("label", { htmlFor: slider.id, textContent: label }), field, slider], show, limit };
  }

  const KINDS = { network: menu, width: dial, resolution: dial };

  /** Build all controls below `page`; `moved(name, value)` is told of each move by hand. Gives them by name. */
  function networksControls(page, fields, moved) {
    const controls = {};
    for (const place of page.querySelectorAll("[data-view]")) {
      const name = place.dataset.view;
      controls[name] = (KINDS[name] || chips)(name, fields[name], moved);
      place.replaceChildren(...controls[name].parts);
    }
    return controls;
  }

  root.networksControls = networksControls;
})(window);
