// The client: starts `kam lsp` and lets VS Code talk to it. What is right or wrong, kam decides.
"use strict";

const { commands, window, workspace } = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");

let client;

async function start() {
  const settings = workspace.getConfiguration("kam");
  const language = settings.get("language");
  const args = language ? ["lsp", "--lang", language] : ["lsp"];
  const run = { command: settings.get("path") || "kam", args, transport: TransportKind.stdio };
  client = new LanguageClient(
    "kam",
    "kam",
    { run, debug: run },
    {
      // Data are judged by the rules, so files beside a kam.yaml are kam's business too.
      documentSelector: [
        { scheme: "file", language: "kam" },
        { scheme: "untitled", language: "kam" },
        { scheme: "file", pattern: "**/kam.yaml" },
        { scheme: "file", pattern: "**/team.yaml" },
        { scheme: "file", pattern: "**/{accounts,private,data}/**/*.{yaml,yml,csv}" },
        { scheme: "file", pattern: "**/actions.csv" },
      ],
      synchronize: { fileEvents: workspace.createFileSystemWatcher("**/*.{kam,yaml,yml,csv,md}") },
    },
  );
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    window.showErrorMessage(`kam could not be started (${error.message}). Set \`kam.path\` to where it is.`);
  }
}

async function stop() {
  const running = client;
  client = undefined;
  await running?.stop();
}

async function restart() {
  await stop();
  await start();
}

async function activate(context) {
  context.subscriptions.push(
    commands.registerCommand("kam.restart", restart),
    workspace.onDidChangeConfiguration((change) => {
      if (["kam.path", "kam.language"].some((name) => change.affectsConfiguration(name))) {
        return restart();
      }
    }),
  );
  await start();
}

module.exports = { activate, deactivate: stop };
