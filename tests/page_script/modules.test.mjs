import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';

const root = new URL('../../', import.meta.url);
const read = (path) => readFileSync(new URL(path, root), 'utf8');
const listed = /set\(page_modules ([^)]*)\)/.exec(read('cmake/page_script.cmake'))[1].trim().split(/\s+/);

test('every module is built in', () => {
  const there = readdirSync(new URL('src/page/script/', root), { recursive: true }).filter((file) => file.endsWith('.js'));
  assert.deepEqual([...listed].sort(), there.sort());
});

// cmake/join_modules.cmake puts them one after the other and looks imports up by the names of files.
test('each module comes after those that it imports, and no two files have the same name', () => {
  const names = listed.map((module) => basename(module));
  assert.deepEqual(names.filter((name, k) => names.indexOf(name) !== k), []);
  listed.forEach((module, k) => {
    const imported = [...read(`src/page/script/${module}`).matchAll(/from '([^']*)'/g)].map((match) => basename(match[1]));
    for (const name of imported) assert.ok(names.indexOf(name) >= 0 && names.indexOf(name) < k, `${module}: ${name}`);
  });
});
