// Colours the shipped rules as VS Code does, and looks at what comes out.
"use strict";

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");
const oniguruma = require("vscode-oniguruma");
const { INITIAL, Registry, parseRawGrammar } = require("vscode-textmate");

const here = path.join(__dirname, "..");
const root = path.join(here, "..", "..");
const file = path.join(here, "syntaxes", "kam.tmLanguage.json");

async function grammar() {
  const wasm = fs.readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm"));
  await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.length));
  const onigLib = Promise.resolve({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  });
  const loadGrammar = async () => parseRawGrammar(fs.readFileSync(file, "utf8"), file);
  return new Registry({ onigLib, loadGrammar }).loadGrammar("source.kam");
}

const loaded = grammar();

/** The parts of a text with the innermost scope of each: `["veto", "keyword.control.directive.kam"]`. */
async function coloured(text) {
  const kam = await loaded;
  let state = INITIAL;
  return text.split("\n").map((line) => {
    const { tokens, ruleStack } = kam.tokenizeLine(line, state);
    state = ruleStack;
    return tokens
      .map((t) => [line.slice(t.startIndex, t.endIndex), t.scopes.at(-1).replace(/\.kam$/, "")])
      .filter(([part]) => part.trim() !== "");
  });
}

/** The scope of a part of a line. */
async function scope(text, part) {
  const line = (await coloured(text)).at(-1);
  return line.find(([shown]) => shown.trim() === part)?.[1];
}

test("parts of a line have the colour of what they are", async () => {
  const veto = 'veto arrears "Zaległości 90 days" when overdue above 90 days and not paid # when';
  for (const [part, expected] of [
    ["veto", "keyword.control.directive"],
    ["arrears", "entity.name.type.declaration"],
    ["when", "keyword.other.clause"],
    ["above", "keyword.operator.expression"],
    ["90", "constant.numeric"],
    ["days", "keyword.other.unit"],
    ["not", "keyword.operator.expression"],
    ["# when", "comment.line.number-sign"],
  ]) {
    assert.equal(await scope(veto, part), expected, part);
  }
  assert.equal(await scope('veto x "Zaległości 90 days"', "Zaległości 90 days"), "string.quoted.double");
  assert.equal(await scope("let żółw = count distinct line.category over last 12 months", "count distinct"), "support.function.query");
  assert.equal(await scope("let żółw = 1", "żółw"), "entity.name.type.declaration");
  assert.equal(await scope("tier A from 2 500 tys. PLN", "2 500"), "constant.numeric");
  assert.equal(await scope("tier A from 2 500 tys. PLN", "tys."), "keyword.other.unit");
  assert.equal(await scope('field x "Iks" en "X" money', "en"), "storage.modifier.language");
  assert.equal(await scope('field x "X" one of a < b', "one of"), "storage.type");
  assert.equal(await scope('field x "X" money', "money"), "storage.type");
  assert.equal(await scope("  effective from 2026-10-01", "2026-10-01"), "constant.numeric.date");
  assert.equal(await scope("  effective from 2026-10-01", "effective from"), "keyword.other.clause");
  assert.equal(await scope("  action introduce", "introduce"), "entity.name.type.declaration");
  assert.equal(await scope("  | at least 3 | any | missing |", "|"), "punctuation.separator.table");
  assert.equal(await scope("  | at least 3 | any | missing |", "missing"), "constant.language");
});

test("a name is not coloured for a word within it", async () => {
  const line = (await coloured("let in1 = weighted_sum + days_left + line.count")).at(-1);
  const words = line.filter(([, s]) => /keyword.other|operator.expression|function|unit/.test(s)).map(([part]) => part);
  assert.deepEqual(words, []);
});

test("every item of the shipped rules begins with a coloured directive", async () => {
  const files = [];
  const collect = (dir) => {
    for (const entry of fs.readdirSync(dir, { withFileTypes: true })) {
      const inner = path.join(dir, entry.name);
      if (entry.isDirectory()) collect(inner);
      else if (entry.name.endsWith(".kam")) files.push(inner);
    }
  };
  ["rules", "examples"].forEach((dir) => collect(path.join(root, dir)));
  assert.ok(files.length > 5);
  for (const name of files) {
    const text = fs.readFileSync(name, "utf8").replaceAll("\r", "");
    const lines = await coloured(text);
    text.split("\n").forEach((line, at) => {
      const [first] = lines[at];
      const told = `${path.relative(root, name)}:${at + 1}: ${line}`;
      if (/^\p{L}/u.test(line)) assert.equal(first[1], "keyword.control.directive", told);
      if (/^\s*#/.test(line)) assert.equal(first[1], "comment.line.number-sign", told);
      if (/^\s*\|/.test(line)) assert.equal(first[1], "punctuation.separator.table", told);
      // A text that is closed colours nothing behind it.
      if ((line.match(/"/g) ?? []).length % 2 === 0 && !line.includes("#")) {
        assert.ok(!lines[at].at(-1)?.[1].startsWith("string") || line.trimEnd().endsWith('"'), told);
      }
    });
  }
});
