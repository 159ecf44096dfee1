// The library as WebAssembly gives the bytes of the program. Usage: check_module.mjs PROGRAM MODULE SCENARIOS
import {execFileSync} from 'node:child_process';
import {readdirSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';

const [program, moduleFile, folder] = process.argv.slice(2);
const questions = [
  ['h100-swap', {command: 'compare', replications: 200}],
  ['h100-swap', {command: 'compare', replications: 50, seed: 5, variants: ['texas-only'], baseline: 'texas-only+no-swap',
    set: {'/parameters/hall_ready': '2024-05-17', '/parameters/swap_units': 9000}, format: 'tidy'}],
  ['h100-swap', {command: 'run', replications: 50, variant: 'no-swap', format: 'csv'}],
  ['colossus-power', {command: 'run', replications: 100, format: 'tidy'}],
  ['fair-share-2023', {command: 'compare', replications: 20}],
  ['h20-stop-go', {command: 'compare', replications: 20}],
  ['minimal', {command: 'run', format: 'tidy'}],
  ['mm1', {command: 'run', replications: 50}],
  ['phantom-orders', {command: 'compare', replications: 20}],
  ['powered-shell', {command: 'compare', replications: 50}],
  ['slipping-power', {command: 'compare', replications: 50}],
];

// The module has no SHA-256: what it says of hashes is left out, or empty.
const withoutHash = (text) => text.replace(/,?\s*"hash": "[^"]*"/g, '').replaceAll(/"sha256:[0-9a-f]{64}"/g, 'null');

const allot = await createRequire(import.meta.url)(moduleFile)();
const call = (name, type, ...texts) => allot.ccall(name, type, texts.map(() => 'string'), texts);
const give = (path) => {
  call('allot_scenario', null, path, readFileSync(path, 'utf8'));
  for (const file of readdirSync(folder)) call('allot_file', null, file, readFileSync(join(folder, file), 'utf8'));
};
let failures = 0;
for (const [name, question] of questions) {
  const path = join(folder, `${name}.json`);
  give(path);
  const ask = (asked) => {
    const kind = call('allot_ask', 'number', JSON.stringify(asked));
    return [kind, allot.UTF8ToString(call('allot_reply', 'number'))];
  };
  const [, line] = ask({...question, format: 'shell'});
  const command = `${line.replace(/^allot/, `'${program}'`)} --format ${question.format ?? 'json'} --quiet`;
  const printed = execFileSync('sh', ['-c', command], {encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore']});
  const told = (text) => withoutHash(text).replace(/"arguments": "[^\n]*/, '');
  const [kind, text] = ask(question);
  if (kind === 0 && told(text) === told(printed)) continue;
  ++failures;
  console.log(`not the same bytes: ${command}`);
  const [ours, theirs] = [told(text).split('\n'), told(printed).split('\n')];
  const at = ours.findIndex((it, i) => it !== theirs[i]);
  console.log(`line ${at + 1}:\n${ours[at]?.slice(0, 300)}\n${theirs[at]?.slice(0, 300)}`);
}
// What may be moved, as the program writes it into a page.
for (const name of ['h100-swap', 'colossus-power', 'minimal', 'slipping-power']) {
  const path = join(folder, `${name}.json`);
  give(path);
  const page = execFileSync(program, ['lab', path, '-o', '-'], {encoding: 'utf8', maxBuffer: 1 << 28});
  const [, facts] = /<script id="facts"[^>]*>([^]*?)<\/script>/.exec(page);
  call('allot_ask', 'number', '{"command": "levers"}');
  const told = allot.UTF8ToString(call('allot_reply', 'number'));
  if (JSON.stringify(JSON.parse(told)) === JSON.stringify(JSON.parse(facts))) continue;
  ++failures;
  console.log(`not the same levers: ${name}`);
}
console.log(failures ? `${failures} differ` : `the same bytes, ${questions.length} times`);
process.exit(failures ? 1 : 0);
