// node bundle.mjs PACKAGES OUTPUT: page.js and the modules it imports as one file, with the packages that `npm ci` put
// into PACKAGES. The same sources and packages give the same bytes.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const [packages, output] = process.argv.slice(2).map((path) => resolve(path));
const here = dirname(fileURLToPath(import.meta.url));
const esbuild = createRequire(join(packages, 'package.json'))('esbuild');

const textOf = (file) => readFileSync(join(packages, 'node_modules', file), 'utf8').trim();
const versionOf = (name) => JSON.parse(textOf(`${name}/package.json`)).version;

// The page is handed on without the program, so it carries what the licences ask for. A carriage return would change
// on its way through a browser, and with it the hash by which the page allows its script.
const notice = [
  `Charts drawn by Apache ECharts ${versionOf('echarts')}, under the Apache License 2.0 (www.apache.org/licenses/LICENSE-2.0).`,
  textOf('echarts/NOTICE'),
  textOf('echarts/licenses/LICENSE-d3'),
  `With zrender ${versionOf('zrender')}:`,
  textOf('zrender/LICENSE'),
  `With tslib ${versionOf('tslib')}:`,
  textOf('tslib/LICENSE.txt'),
].join('\n\n').replaceAll('\r', '').replaceAll('*/', '* /');

await esbuild.build({
  entryPoints: [join(here, 'page.js')],
  outfile: output,
  nodePaths: [join(packages, 'node_modules')],
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  charset: 'ascii',
  legalComments: 'none',
  banner: { js: `/*\n${notice}\n*/` },
  logLevel: 'warning',
});
