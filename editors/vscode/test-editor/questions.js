// Runs within VS Code, beside the extension: uses the editor as a user does, and writes down what came out.
"use strict";

const assert = require("node:assert/strict");
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const vscode = require("vscode");

const { commands, languages, workspace } = vscode;

const folder = (name) => workspace.workspaceFolders.find((f) => f.name === name).uri;
const uri = (name, file) => vscode.Uri.joinPath(folder(name), file);
const open = async (name, file) => {
  const document = await workspace.openTextDocument(uri(name, file));
  await vscode.window.showTextDocument(document);
  return document;
};

/** Waits until something holds, and says what it was otherwise. */
async function until(look, holds, what) {
  let seen;
  for (const end = Date.now() + 15_000; Date.now() < end; ) {
    seen = await look();
    if (holds(seen)) return seen;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`${what}; there is: ${JSON.stringify(seen)}`);
}

const found = (document) => () => languages.getDiagnostics(document.uri).map((d) => `${d.code?.value ?? d.code} ${d.message}`);
const nothing = (all) => all.length === 0;

/** Where a part of a document begins, so many characters in. */
function at(document, part, further = 0) {
  const offset = document.getText().indexOf(part);
  assert.notEqual(offset, -1, part);
  return document.positionAt(offset + further);
}

async function edit(document, change) {
  const all = new vscode.WorkspaceEdit();
  change(all);
  assert.ok(await workspace.applyEdit(all));
}

const replace = (document, part, by) =>
  edit(document, (all) => all.replace(document.uri, new vscode.Range(at(document, part), at(document, part, part.length)), by));

/** The servers that are running for this window. */
function servers() {
  try {
    return execFileSync("pgrep", ["-P", String(process.pid), "-f", "lsp"], { encoding: "utf8" }).trim().split("\n");
  } catch {
    return [];
  }
}

const labels = (list) => list.items.map((item) => item.label?.label ?? item.label);

const questions = {
  async "findings come while typing, and go with a quick fix"() {
    const rules = await open("northwind", "rules/northwind.kam");
    assert.equal(rules.languageId, "kam");
    await replace(rules, "else forecast", "else forecats");
    const [finding] = await until(found(rules), (all) => all.length > 0, "a finding");
    assert.match(finding, /^KAM-E0214 Nothing is called `forecats`; did you mean `forecast`\?/);
    const place = languages.getDiagnostics(rules.uri)[0].range;
    const fixes = await commands.executeCommand("vscode.executeCodeActionProvider", rules.uri, place);
    const fix = fixes.find((f) => f.kind?.value === "quickfix" && f.edit);
    assert.ok(fix, JSON.stringify(fixes));
    assert.ok(await workspace.applyEdit(fix.edit));
    await until(found(rules), nothing, "nothing found");
    assert.ok(!rules.getText().includes("forecats"));
  },

  async "each folder of a window has findings in its own language"() {
    const rules = await open("poczatek", "rules/policy.kam");
    await replace(rules, "= 75 points", "= 175 points");
    const all = await until(found(rules), (all) => all.length > 0, "a finding");
    assert.match(all.join(), /Punkty/);
    assert.deepEqual(found(await open("northwind", "rules/northwind.kam"))(), []);
    await replace(rules, "= 175 points", "= 75 points");
    await until(found(rules), nothing, "nothing found");
  },

  async "a hover says what a name is"() {
    const rules = await open("northwind", "rules/northwind.kam");
    const hovers = await commands.executeCommand("vscode.executeHoverProvider", rules.uri, at(rules, "revenue / revenue_before", 2));
    const text = hovers.flatMap((h) => h.contents.map((c) => c.value ?? c)).join("\n");
    assert.match(text, /let revenue "Turnover, 12 months"/);
  },

  async "a name is one word, also in Polish"() {
    const rules = await workspace.openTextDocument({ language: "kam", content: "let żółw_2 = 1\n" });
    assert.equal(rules.getText(rules.getWordRangeAtPosition(new vscode.Position(0, 6))), "żółw_2");
  },

  async "completion knows the names"() {
    const rules = await open("northwind", "rules/northwind.kam");
    const list = await commands.executeCommand("vscode.executeCompletionItemProvider", rules.uri, at(rules, "revenue / revenue_before", 3));
    assert.ok(labels(list).includes("revenue_before"), labels(list).join());
  },

  async "definitions are found in other files"() {
    const examples = await open("northwind", "rules/examples.kam");
    const places = await commands.executeCommand("vscode.executeDefinitionProvider", examples.uri, at(examples, "growth_half", 2));
    assert.deepEqual(places.map((p) => path.basename((p.targetUri ?? p.uri).path)), ["northwind.kam"]);
  },

  async "renaming reaches every use, and is refused where one would be missed"() {
    const rules = await open("northwind", "rules/northwind.kam");
    const rename = (place, name) => commands.executeCommand("vscode.executeDocumentRenameProvider", rules.uri, place, name);
    const change = await rename(at(rules, "let late_share", 5), "share_late");
    const files = change.entries().map(([file]) => path.basename(file.path));
    assert.ok(files.includes("northwind.kam"), files.join());
    // The account files say it too.
    await assert.rejects(rename(at(rules, "field forecast", 7), "outlook"), /forecast/);
  },

  async "saving lays a file of rules out"() {
    const rules = await open("northwind", "rules/plays.kam");
    const before = rules.getText();
    await edit(rules, (all) => all.insert(rules.uri, new vscode.Position(rules.lineCount, 0), "\n\nlet    untidy   =   1\n"));
    assert.ok(await rules.save());
    assert.equal(rules.getText(), `${before}\nlet untidy = 1\n`);
  },

  async "weights are added up beside them"() {
    const rules = await open("northwind", "rules/northwind.kam");
    const whole = new vscode.Range(0, 0, rules.lineCount, 0);
    const hints = await commands.executeCommand("vscode.executeInlayHintProvider", rules.uri, whole);
    assert.ok(hints.some((h) => String(h.label).includes("30 %")), hints.map((h) => h.label).join());
  },

  async "the outline lists what a file declares"() {
    const rules = await open("northwind", "rules/northwind.kam");
    const symbols = await commands.executeCommand("vscode.executeDocumentSymbolProvider", rules.uri);
    assert.ok(symbols.some((s) => s.name === "revenue"), symbols.map((s) => s.name).join());
  },

  async "data have findings, but their layout is left to others"() {
    const team = await open("northwind", "team.yaml");
    const before = team.getText();
    await edit(team, (all) => all.insert(team.uri, new vscode.Position(team.lineCount, 0), "peple: []\n"));
    await until(found(team), (all) => /KAM-/.test(all.join()), "a finding");
    // Were kam a second formatter, VS Code would ask which one is meant.
    const other = languages.registerDocumentFormattingEditProvider("yaml", {
      provideDocumentFormattingEdits: () => [vscode.TextEdit.insert(new vscode.Position(0, 0), "# laid out\n")],
    });
    await commands.executeCommand("editor.action.formatDocument");
    other.dispose();
    assert.match(team.getText(), /^# laid out\n/);
    await edit(team, (all) => all.replace(team.uri, new vscode.Range(0, 0, team.lineCount, 0), before));
    await until(found(team), nothing, "nothing found");
  },

  async "files that another program changes are read again"() {
    const file = uri("northwind", "kam.yaml");
    const before = fs.readFileSync(file.fsPath, "utf8");
    fs.writeFileSync(file.fsPath, `${before}localle: en\n`);
    await until(found({ uri: file }), (all) => /KAM-/.test(all.join()), "a finding");
    fs.writeFileSync(file.fsPath, before);
    await until(found({ uri: file }), nothing, "nothing found");
  },

  async "kam is started anew when it ends by itself, and when asked to"() {
    const rules = await open("northwind", "rules/northwind.kam");
    for (const end of [(pid) => process.kill(Number(pid), "SIGKILL"), () => commands.executeCommand("kam.restart")]) {
      const [before, ...more] = servers();
      assert.deepEqual(more, []);
      await end(before);
      await until(servers, ([pid]) => pid && pid !== before, "another server");
      await replace(rules, "else forecast", "else forecats");
      await until(found(rules), (all) => all.length > 0, "a finding");
      await replace(rules, "else forecats", "else forecast");
      await until(found(rules), nothing, "nothing found");
    }
  },

  async "where kam is, is a setting that counts at once"() {
    const rules = await open("northwind", "rules/northwind.kam");
    const settings = workspace.getConfiguration("kam");
    await replace(rules, "else forecast", "else forecats");
    await until(found(rules), (all) => all.length > 0, "a finding");
    await settings.update("path", "no-such-program", vscode.ConfigurationTarget.Workspace);
    await until(servers, nothing, "no server");
    await until(found(rules), nothing, "nothing found");
    await settings.update("path", process.env.KAM_PROGRAM, vscode.ConfigurationTarget.Workspace);
    await until(found(rules), (all) => all.length > 0, "a finding");
    await replace(rules, "else forecats", "else forecast");
    await until(found(rules), nothing, "nothing found");
  },

  async "what is not saved yet is judged too"() {
    const rules = await workspace.openTextDocument({ language: "kam", content: "vetoo x\n" });
    await until(found(rules), (all) => /KAM-/.test(all.join()), "a finding");
  },
};

/** An editor that waits for somebody, to choose or to confirm, would wait for ever. */
const tooLong = () => new Promise((_, reject) => setTimeout(reject, 40_000, new Error("The editor gave no answer.")));

async function run() {
  const answers = [];
  for (const [question, ask] of Object.entries(questions)) {
    const failure = await Promise.race([ask(), tooLong()]).then(() => undefined, (error) => error.stack);
    answers.push({ question, failure });
  }
  const whole = `${process.env.KAM_ANSWERS}.part`;
  fs.writeFileSync(whole, JSON.stringify(answers));
  fs.renameSync(whole, process.env.KAM_ANSWERS);
}

module.exports = { run };
