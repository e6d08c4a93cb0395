// Whatever the extension says, it says in Polish too.
"use strict";

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");

const read = (file) => fs.readFileSync(path.join(__dirname, "..", file), "utf8");
const keys = (file) => Object.keys(JSON.parse(read(file))).sort();
const captured = (text, pattern) => [...new Set([...text.matchAll(pattern)].map((match) => match[1]))].sort();

test("every message is translated, and none that is not said", () => {
  assert.deepEqual(captured(read("extension.js"), /l10n\.t\("(.*?)"/g), keys("l10n/bundle.l10n.pl.json"));
});

test("every word of the manifest is there in both languages", () => {
  const said = captured(read("package.json"), /"%(.*?)%"/g);
  assert.deepEqual(said, keys("package.nls.json"));
  assert.deepEqual(said, keys("package.nls.pl.json"));
});

test("translated messages tell the same things", () => {
  for (const [message, translated] of Object.entries(JSON.parse(read("l10n/bundle.l10n.pl.json")))) {
    assert.deepEqual(captured(translated, /(\{\d\})/g), captured(message, /(\{\d\})/g), message);
  }
});
