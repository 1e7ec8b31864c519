// What the page Slide says: where the windows are, how the race goes, what a position costs. Needs a browser.
(function (root) {
  "use strict";
  const { dom, format, savings } = root;
  const { count } = format;

  /** Where both lanes are, in a sentence or two; `play` also has the moment as `at`, `labels` name the units. */
  function sentence(shown, lanes, play, labels) {
    return (play.race ? race : inStep)(shown, lanes, play, labels);
  }

  const place = ({ pixel }, { side }) => `row ${Math.floor(pixel / side)}, column ${pixel % side}`;

  function inStep({ arrays, output, work }, { standard, separable }) {
    const value = (name, { pixel }) => format.value(arrays[name].data[pixel], 4);
    const where = `Output ${output}, ${place(standard, work)}: standard ${value("standard", standard)}`;
    if (separable.alone === "depthwise") return `${where}; separable is at its depthwise step.`;
    return `${where}, separable ${value("separable", separable)}.`;
  }

  function race({ settings, work }, { standard, separable }, { at }, labels) {
    const dearer = separable.total > standard.total ? savings.verdict({ ...settings, unit: "macs", bias: false }, labels) : "";
    const totals = `standard ${count(standard.total)} MACs, separable ${count(separable.total)}`;
    if (at === 0) return `Both lanes spend the same MACs at a time. ${dearer}`;
    if (standard.over && separable.over) return `Finished: ${totals}, ${format.compare(standard.total, separable.total)}. ${dearer}`;
    if (separable.over) return `Separable is done, standard at ${place(standard, work)}. ${dearer}`;
    if (standard.over) return `Standard is done, separable at ${place(separable, work)}. ${dearer}`;
    return `Standard at ${place(standard, work)}; separable at ${place(separable, work)}, ${separable.step} step. ${dearer}`;
  }

  /** What each lane spends at one position, and how many channels it does not show. */
  function heads(element, { work, channels, maps, settings }) {
    const find = (name, part) => element.querySelector(`#slide-${name} .lane-${part}`);
    const filters = `${count(work.filters)} ${work.filters === 1 ? "filter" : "filters"}`;
    const each = (stage) => `${count(work[stage] / work.filters)} × ${filters}`;
    const all = (macs) => [dom.el("b", {}, `${count(macs)} MACs`), " at each position"];
    const of = (className, text) => dom.el("span", { className }, text);
    find("standard", "work").replaceChildren(`Each filter spans all channels: ${each("standard")} = `, ...all(work.standard));
    const steps = [of("depthwise", count(work.depthwise)), " + ", of("pointwise", each("pointwise")), " = "];
    find("separable", "work").replaceChildren("A filter a channel, then a mix: ", ...steps, ...all(work.depthwise + work.pointwise));
    const shows = { standard: channels.names.length, separable: maps.names.length / settings.multiplier };
    for (const [name, shown] of Object.entries(shows)) {
      const more = channels.total - shown;
      find(name, "more").textContent = more ? `… and ${count(more)} more ${more === 1 ? "channel" : "channels"}` : "";
    }
  }

  root.slideTexts = { heads, sentence };
})(window);
