// The client: starts `kam lsp` and lets VS Code talk to it. What is right or wrong, kam decides.
"use strict";

const { execFile } = require("node:child_process");
const { promisify } = require("node:util");
const { commands, l10n, window, workspace } = require("vscode");
const { CloseAction, ErrorAction, LanguageClient, State, TransportKind } = require("vscode-languageclient/node");

const RULES = [
  { scheme: "file", language: "kam" },
  { scheme: "untitled", language: "kam" },
];
// Data are judged by the rules, so files beside a kam.yaml are kam's business too.
const DATA = [
  { scheme: "file", pattern: "**/kam.yaml" },
  { scheme: "file", pattern: "**/team.yaml" },
  { scheme: "file", pattern: "**/{accounts,private,data}/**/*.{yaml,yml,csv}" },
  { scheme: "file", pattern: "**/actions.csv" },
  { scheme: "file", pattern: "**/templates/**/*.md" },
];

/** How often a kam that ends by itself is started again within three minutes. */
const ATTEMPTS = 4;
const MINUTES = 3;

let client;
let output;

async function start() {
  const settings = workspace.getConfiguration("kam");
  const command = settings.get("path") || "kam";
  const problem = await wrongWith(command);
  if (problem) {
    const settingsOfPath = () => commands.executeCommand("workbench.action.openSettings", "kam.path");
    tell(problem, { [l10n.t("Open Settings")]: settingsOfPath, [l10n.t("Try Again")]: restart });
    return;
  }
  const language = settings.get("language");
  const args = language ? ["lsp", "--lang", language] : ["lsp"];
  const run = { command, args, transport: TransportKind.stdio };
  client = new LanguageClient(
    "kam",
    "kam",
    { run, debug: run },
    {
      documentSelector: [...RULES, ...DATA],
      outputChannel: output,
      errorHandler: { error: () => ({ action: ErrorAction.Continue }), closed: persistent() },
    },
  );
  layOutRulesOnly(client);
  // What goes wrong from here on, the client tells.
  await client.start().catch((error) => output.appendLine(String(error)));
}

/** What keeps a program from being used as kam; nothing where it is kam. */
async function wrongWith(command) {
  try {
    const { stdout } = await promisify(execFile)(command, ["--version"], { timeout: 10_000 });
    return stdout.startsWith("kam ") ? undefined : l10n.t("`{0}` is another program, not kam. Say in the setting kam.path where kam is.", command);
  } catch (error) {
    return error.code === "ENOENT"
      ? l10n.t("The program `{0}` was not found. Install kam, or say in the setting kam.path where it is.", command)
      : l10n.t("`{0}` could not be run ({1}). Say in the setting kam.path where kam is.", command, error.message.trim());
  }
}

/** Starts a kam that ended by itself again, and gives up when that does not help. */
function persistent() {
  const ends = [];
  return () => {
    const now = Date.now();
    ends.push(now);
    if (ends.filter((end) => now - end < MINUTES * 60_000).length <= ATTEMPTS) {
      output.appendLine("kam ended by itself and is started again.");
      return { action: CloseAction.Restart, handled: true };
    }
    const message = l10n.t("kam keeps ending by itself and is not started again: what it says about your files is missing.");
    tell(message, { [l10n.t("Restart")]: restart, [l10n.t("Show Output")]: () => output.show() });
    return { action: CloseAction.DoNotRestart, handled: true };
  };
}

/** Leaves the layout of data to whatever the user has for YAML and CSV; as a second formatter kam would have VS Code ask. */
function layOutRulesOnly(client) {
  const formatting = client.getFeature("textDocument/formatting");
  const initialize = formatting.initialize.bind(formatting);
  formatting.initialize = (capabilities) => initialize(capabilities, RULES);
}

/** Shows what is wrong and what can be done about it: functions by what their buttons say. */
async function tell(message, actions) {
  output.appendLine(message);
  const chosen = await window.showErrorMessage(message, ...Object.keys(actions));
  await actions[chosen]?.();
}

async function stop() {
  const ending = client;
  client = undefined;
  // One that ended by itself may be starting again, and cannot be stopped before it has.
  if (ending?.state === State.Starting) await ending.start().catch(() => {});
  if (ending?.state === State.Running) await ending.stop();
}

/** Settings may change, and the command be given, while kam is still being started: one after another. */
let turn = Promise.resolve();

function inTurn(...steps) {
  for (const step of steps) turn = turn.then(step).catch((error) => output.appendLine(String(error)));
  return turn;
}

const restart = () => inTurn(stop, start);

async function activate(context) {
  output = window.createOutputChannel("kam");
  context.subscriptions.push(
    output,
    commands.registerCommand("kam.restart", restart),
    // kam is told once which folders there are.
    workspace.onDidChangeWorkspaceFolders(restart),
    workspace.onDidChangeConfiguration((change) => {
      if (["kam.path", "kam.language"].some((name) => change.affectsConfiguration(name))) restart();
    }),
  );
  await inTurn(start);
}

module.exports = { activate, deactivate: () => inTurn(stop) };
