const { test } = require("node:test");
const assert = require("node:assert/strict");
const path = require.resolve("../../../assets/server/addresses.js");

/** The module, freshly loaded in a page whose Dash configuration has this prefix. */
function served(prefix) {
  const textContent = JSON.stringify({ requests_pathname_prefix: prefix });
  globalThis.document = prefix && { getElementById: () => ({ textContent }) };
  delete require.cache[path];
  return require(path);
}

test("addresses begin with the path prefix that the page names", () => {
  assert.equal(served("/lab/").inLab("/answers/maps"), "/lab/answers/maps");
  assert.equal(served("/").inLab("/answers/maps"), "/answers/maps");
  assert.equal(served(undefined).inLab("/answers/maps"), "/answers/maps");
});
