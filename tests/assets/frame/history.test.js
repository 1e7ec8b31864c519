const { test } = require("node:test");
const assert = require("node:assert/strict");
const { createHistory } = require("../../../assets/frame/history.js");

const FIELDS = {
  size: { default: 32 },
  kernel: { default: 3 },
  edits: { default: "", longest: 60, unshared: "unshared" },
};
const START = { size: 32, kernel: 3, edits: "" };

/** A fake browser history that records writes; `ownQuery` returns the page's part of the query string. */
function browser(search = "", ownQuery = () => "") {
  const entries = [{ state: null, address: `/maps${search}` }];
  globalThis.location = { pathname: "/maps", search };
  globalThis.history = {
    get state() {
      return entries.at(-1).state;
    },
    pushState: (state, _, address) => entries.push({ state, address }),
    replaceState: (state, _, address) => entries.splice(-1, 1, { state, address }),
  };
  return { entries, lab: createHistory(FIELDS, ownQuery), addresses: () => entries.map(({ address }) => address) };
}

test("settings from an entry replace it; moves of one control share a new entry", () => {
  const { lab, addresses } = browser();
  lab.commit(START, true);
  for (const size of [40, 48, 56]) lab.commit({ ...START, size });
  lab.commit({ ...START, size: 56, kernel: 5 });
  assert.deepEqual(addresses(), ["/maps", "/maps?size=56", "/maps?size=56&kernel=5"]);
});

test("a control that returns to its first value leaves the right address", () => {
  const { lab, addresses } = browser();
  lab.commit({ ...START, size: 14 }, true);
  lab.commit({ ...START, size: 16 });
  lab.commit({ ...START, size: 14 });
  assert.deepEqual(addresses(), ["/maps", "/maps?size=14"]);
});

test("each edited value gets its own entry; too many edits are kept in the entry, not in the address", () => {
  const { lab, entries, addresses } = browser();
  lab.commit(START, true);
  lab.commit({ ...START, edits: "d0.0.0*1" });
  const many = Array(9).fill("d0.0.0*1").join("_");
  lab.commit({ ...START, edits: many });
  assert.deepEqual(addresses(), ["/maps", "/maps?edits=d0.0.0*1", "/maps?edits=unshared"]);
  assert.equal(entries.at(-1).state.settings.edits, many);
});

test("the page's part joins the query string; until the page has loaded, parameters that are no settings stay", () => {
  const waiting = browser("?size=40&view=own", () => undefined);
  waiting.lab.commit({ ...START, size: 48 }, true);
  assert.deepEqual(waiting.addresses(), ["/maps?size=48&view=own"]);
  const open = browser("?size=40", () => "view=own");
  open.lab.commit(START, true);
  assert.deepEqual(open.addresses(), ["/maps?size=32&view=own"]);
});

test("an address without settings stays bare until a setting changes", () => {
  const { lab, addresses } = browser("?at=3", () => "at=4");
  lab.commit(START, true);
  lab.write("", true);
  assert.deepEqual([addresses(), lab.query()], [["/maps?at=4"], ""]);
  lab.commit({ ...START, kernel: 5 });
  lab.commit(START);
  assert.deepEqual([addresses(), lab.query()], [["/maps?at=4", "/maps?size=32&at=4"], "size=32"]);
});

test("nothing is written before the settings in the address are known", () => {
  const { lab, addresses } = browser("?size=40");
  lab.write("");
  assert.deepEqual(addresses(), ["/maps?size=40"]);
});

test("entries of an older release get defaults for missing fields; entries without settings are ignored", () => {
  const { lab } = browser();
  assert.deepEqual(lab.settingsOf({ settings: { size: 40 } }), { ...START, size: 40 });
  assert.equal(lab.settingsOf({ tries: 1 }), null);
  assert.equal(lab.settingsOf(null), null);
});
