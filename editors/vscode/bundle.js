// Puts extension.js and what it uses into one file, `dist/extension.js`, and beside it the licences of what went in.
"use strict";

const esbuild = require("esbuild");
const fs = require("node:fs");
const path = require("node:path");

const out = path.join(__dirname, "dist");

/** The directories of the packages that files come from: `node_modules/semver`. */
function packages(files) {
  const found = files.map((file) => file.match(/^.*node_modules\/(@[^/]+\/)?[^/]+/)?.[0]);
  return [...new Set(found)].filter(Boolean).sort();
}

/** The name of a package, and its licence as it ships it. */
function licence(dir) {
  const { name, version, license } = JSON.parse(fs.readFileSync(path.join(dir, "package.json"), "utf8"));
  const file = fs.readdirSync(dir).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} says nowhere how it may be passed on`);
  return `${name} ${version} (${license})\n\n${fs.readFileSync(path.join(dir, file), "utf8").trim()}\n`;
}

fs.rmSync(out, { recursive: true, force: true });
const { metafile } = esbuild.buildSync({
  absWorkingDir: __dirname,
  entryPoints: ["extension.js"],
  outfile: "dist/extension.js",
  bundle: true,
  minify: true,
  platform: "node",
  target: "node18",
  external: ["vscode"],
  metafile: true,
  logLevel: "warning",
});
const licences = packages(Object.keys(metafile.inputs)).map((dir) => licence(path.join(__dirname, dir)));
fs.writeFileSync(path.join(out, "licences.txt"), licences.join(`\n${"-".repeat(80)}\n\n`));
