// How long the functions of the browser's modules are, as printed at 100 columns: `node functions.js`.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const FOLDER = fileURLToPath(new URL("../jacviz/live/", import.meta.url));
const LIMITS = { median: 5, "90th percentile": 20, longest: 60 }; // lines

/** Functions with a name: declarations, methods, accessors, and arrows that are declared or kept under a name. */
function named(node) {
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) return node.name?.text;
  if (ts.isConstructorDeclaration(node)) return "constructor";
  if (ts.isGetAccessor(node) || ts.isSetAccessor(node)) return node.name.text;
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return null;
  const { parent } = node;
  const isKept =
    ts.isVariableDeclaration(parent) ||
    ts.isPropertyAssignment(parent) ||
    ts.isPropertyDeclaration(parent);
  return isKept ? parent.name.getText() : null;
}

function functionsOf(path) {
  const file = ts.createSourceFile(
    path,
    readFileSync(FOLDER + path, "utf8"),
    ts.ScriptTarget.ES2024,
    true,
  );
  const lineOf = (at) => file.getLineAndCharacterOfPosition(at).line;
  const found = [];
  const visit = (node) => {
    const name = named(node);
    const from = lineOf(node.getStart());
    if (name) found.push({ path, name, line: from + 1, lines: lineOf(node.end) - from + 1 });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

const paths = readdirSync(FOLDER, { recursive: true }).filter(
  (path) => path.endsWith(".js") && !path.startsWith("vendor"),
);
const all = paths.flatMap(functionsOf).sort((a, b) => a.lines - b.lines);
const at = (share) => all[Math.floor(share * (all.length - 1))].lines;
const measured = { median: at(0.5), "90th percentile": at(0.9), longest: at(1) };
console.log(`${all.length} functions in ${paths.length} modules:`, measured);
if (process.argv.includes("--list"))
  for (const { path, name, line, lines } of all.slice(-Number(process.argv.at(-1))))
    console.log(lines, `${path}:${line}`, name);
process.exitCode = Object.keys(LIMITS).some((key) => measured[key] > LIMITS[key]) ? 1 : 0;
