// Installs kam.vsix in a real VS Code, opens a copy of what is shipped in a browser without a window, and has questions.js
// do there what a user would. Needs a Chromium and kam; VS Code itself is fetched once as the npm package code-server.
"use strict";

const { execFileSync, spawn } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const test = require("node:test");

const here = path.join(__dirname, "..");
const root = path.join(here, "..", "..");
/** The last one that runs on Node.js 20; newer Node.js runs it too. */
const CODE_SERVER = "4.100.3";
const PATIENCE = 180_000;

/** A program named by a variable, or the first that there is. */
function program(variable, ...candidates) {
  const named = process.env[variable];
  const found = (named ? [named] : candidates).find((candidate) => {
    try {
      execFileSync(candidate, ["--version"], { stdio: "ignore" });
      return true;
    } catch {
      return false;
    }
  });
  if (!found) throw new Error(`None of ${named ?? candidates.join(", ")} can be run: say where one is by ${variable}.`);
  return found;
}

/** The server of VS Code, fetched when it is not there yet; none of its install scripts are run. */
function vscodeServer() {
  const cache = path.join(here, ".code-server", CODE_SERVER);
  const vscode = path.join(cache, "package", "lib", "vscode");
  const ready = path.join(cache, "ready");
  if (!fs.existsSync(ready)) {
    fs.rmSync(cache, { recursive: true, force: true });
    fs.mkdirSync(cache, { recursive: true });
    const npm = (cwd, ...args) => execFileSync("npm", args, { cwd, stdio: ["ignore", "ignore", "inherit"] });
    npm(cache, "pack", "--silent", `code-server@${CODE_SERVER}`);
    const packed = `code-server-${CODE_SERVER}.tgz`;
    execFileSync("tar", ["-xzf", packed], { cwd: cache });
    fs.rmSync(path.join(cache, packed));
    npm(vscode, "install", "--silent", "--omit=dev", "--ignore-scripts", "--no-audit");
    fs.writeFileSync(ready, "");
  }
  return path.join(vscode, "out", "server-main.js");
}

/** What a child says until it has said what is waited for. */
function said(child, wanted) {
  return new Promise((resolve, reject) => {
    let all = "";
    const take = (part) => {
      all += part;
      const match = all.match(wanted);
      if (match) resolve(match);
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.on("exit", (code) => reject(new Error(`It ended with ${code}:\n${all}`)));
  });
}

async function appeared(file, patience) {
  for (const end = Date.now() + patience; Date.now() < end; ) {
    if (fs.existsSync(file)) return JSON.parse(fs.readFileSync(file, "utf8"));
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`Nothing was answered in ${patience / 1000} seconds.`);
}

test("the extension in VS Code", async (t) => {
  const chromium = program("CHROMIUM", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  const suffix = process.platform === "win32" ? ".exe" : "";
  const all = ["release", "debug"].map((kind) => path.join(root, "target", kind, `kam${suffix}`));
  // The one that was built last: another may lack what is tested.
  const age = (file) => -fs.statSync(file).mtimeMs;
  const built = all.filter((file) => fs.existsSync(file)).sort((a, b) => age(a) - age(b));
  const kam = fs.realpathSync(program("KAM", ...built));
  const main = vscodeServer();

  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "kam-editor-"));
  const inScratch = (...parts) => path.join(scratch, ...parts);
  const children = [];
  t.after(async () => {
    for (const child of children) {
      const ended = child.exitCode !== null || new Promise((resolve) => child.once("exit", resolve));
      child.kill();
      await ended;
    }
    fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  });

  // Two workspaces in one window.
  fs.cpSync(path.join(root, "examples", "northwind"), inScratch("northwind"), { recursive: true });
  execFileSync(kam, ["init", inScratch("poczatek"), "--locale", "pl"]);
  const window = { folders: [{ path: "northwind" }, { path: "poczatek" }] };
  fs.writeFileSync(inScratch("two.code-workspace"), JSON.stringify(window));
  fs.mkdirSync(inScratch("user", "User"), { recursive: true });
  const settings = {
    "kam.path": kam,
    // In a browser VS Code saves by itself, and would do so between two steps.
    "files.autoSave": "off",
    "security.workspace.trust.enabled": false,
    "telemetry.telemetryLevel": "off",
  };
  fs.writeFileSync(inScratch("user", "User", "settings.json"), JSON.stringify(settings));

  const directories = ["user-data", "server-data", "extensions"];
  const flags = directories.flatMap((what) => [`--${what}-dir`, inScratch(what.replace("-data", ""))]);
  flags.push("--accept-server-license-terms");
  execFileSync(process.execPath, [main, ...flags, "--install-extension", path.join(here, "kam.vsix")], { stdio: "pipe" });
  const extension = inScratch("extensions", fs.readdirSync(inScratch("extensions")).find((name) => name.startsWith("kam.kam-")));

  const answers = inScratch("answers.json");
  const server = spawn(process.execPath, [main, ...flags, "--host", "127.0.0.1", "--port", "0", "--without-connection-token"], {
    env: { ...process.env, KAM_ANSWERS: answers, KAM_PROGRAM: kam },
  });
  children.push(server);
  const [, port] = await said(server, /listening on (\d+)/);

  const remote = (file) => `vscode-remote://127.0.0.1:${port}${file}`;
  const payload = [
    ["extensionDevelopmentPath", remote(extension)],
    ["extensionTestsPath", remote(path.join(__dirname, "questions.js"))],
  ];
  const address = new URL(`http://127.0.0.1:${port}/`);
  address.searchParams.set("workspace", inScratch("two.code-workspace"));
  address.searchParams.set("payload", JSON.stringify(payload));
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = ["--headless=new", "--disable-gpu", "--disable-dev-shm-usage", ...sandbox, `--user-data-dir=${inScratch("browser")}`];
  children.push(spawn(chromium, [...browser, address.href], { stdio: "ignore" }));

  for (const { question, failure } of await appeared(answers, PATIENCE)) {
    await t.test(question, () => {
      if (failure) throw new Error(failure);
    });
  }
});
