import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const root = new URL('../../', import.meta.url);
const read = (path) => readFileSync(new URL(path, root), 'utf8');

// plain.js is its modules one after the other in one function, where a second function of a name would replace the first.
test('no two modules of plain.js use the same name at their top level', () => {
  const list = /set\(plain_modules ([^)]*)\)/.exec(read('cmake/page_script.cmake'))[1].trim().split(/\s+/);
  const names = list.flatMap((module) => {
    const declared = read(`src/page/script/${module}`).matchAll(/^(?:export )?(?:async )?(?:function|const|let) (\w+)/gm);
    return [...declared].map((match) => match[1]);
  });
  assert.ok(names.includes('startShell'));
  assert.deepEqual(names.filter((name, k) => names.indexOf(name) !== k), []);
});

// Which file would have to be written anew for another library.
test('canvas.js alone knows ECharts', () => {
  const list = /set\(drawing_modules ([^)]*)\)/.exec(read('cmake/page_script.cmake'))[1].trim().split(/\s+/);
  const knowing = list.filter((module) => /from 'echarts/.test(read(`src/page/script/${module}`)));
  assert.deepEqual(knowing, ['canvas.js']);
});
