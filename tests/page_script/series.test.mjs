import assert from 'node:assert/strict';
import { test } from 'node:test';

import { crossing, nearestIndex, runs, valueBetween } from '../../src/page/script/series.js';

test('a gap parts a line in two', () => {
  assert.deepEqual(runs([1, 2, 3, 4], [5, 6, null, 7]), [[[1, 5], [2, 6]], [[4, 7]]]);
  assert.deepEqual(runs([1, 2], [null, null]), []);
});

test('a line that changes its sign passes through zero', () => {
  assert.deepEqual(crossing([[0, 10], [4, -30], [5, -1]]), [[0, 10], [1, 0], [4, -30], [5, -1]]);
  assert.deepEqual(crossing([[0, 0], [4, 3]]), [[0, 0], [4, 3]]);
});

test('between two values lies a straight line', () => {
  assert.equal(valueBetween([0, 10, 20], [0, 100, 50], 5), 50);
  assert.equal(valueBetween([0, 10, 20], [0, 100, 50], 15), 75);
  assert.equal(valueBetween([0, 10, 20], [3, 100, 50], 0), 3);
});

test('a click is taken for the nearest date', () => {
  assert.equal(nearestIndex([0, 10, 20], 14), 1);
  assert.equal(nearestIndex([0, 10, 20], 16), 2);
  assert.equal(nearestIndex([0, 10, 20], -5), 0);
});
