import assert from 'node:assert/strict';
import { test } from 'node:test';

import { niceScale, placing, scaleFromZero, scaleOfLevels, timeScale } from '../../src/page/script/scales.js';

const at = (scale) => scale.ticks.map((tick) => tick.at);
const texts = (scale) => scale.ticks.map((tick) => tick.text);
const day = (text) => Date.parse(`${text}T00:00Z`);

test('steps are round and reach over all values', () => {
  assert.deepEqual(at(niceScale([0, 85_000], 4)), [0, 25_000, 50_000, 75_000, 100_000]);
  assert.deepEqual(at(niceScale([-1.66e6, 1.58e6], 6)), [-2e6, -1e6, 0, 1e6, 2e6]);
  assert.deepEqual(at(niceScale([0.679, 1], 3)), [0.6, 0.8, 1]);
});

test('steps of a tenth are no sums with a rest', () => {
  assert.deepEqual(at(niceScale([0, 0.5], 5)), [0, 0.1, 0.2, 0.3, 0.4, 0.5]);
});

test('a difference is looked at from zero', () => {
  assert.equal(scaleFromZero([640_000, 1_560_000], 5).min, 0);
  assert.equal(scaleFromZero([-900, -200], 5).max, 0);
});

test('levels that are far from zero and near one another have an axis of their own', () => {
  assert.equal(scaleOfLevels([5_140_000, 5_390_000], 5).min, 5_100_000);
  assert.equal(scaleOfLevels([200_000, 640_000], 5).min, 0);
});

test('values that are all alike, and none at all, still have a scale', () => {
  for (const values of [[0], [7, 7], [-7], [], [null, undefined]]) {
    const { min, max } = niceScale(values, 4);
    assert.ok(max > min, `${JSON.stringify(values)}: ${min} to ${max}`);
  }
});

test('a calendar is marked at firsts of months, with the year below the first mark and each January', () => {
  const scale = timeScale(day('2023-10-01'), day('2025-01-01'), 400);
  assert.deepEqual(texts(scale), ['Oct\n2023', 'Jan\n2024', 'Apr', 'Jul', 'Oct', 'Jan\n2025']);
  assert.deepEqual(at(scale).map((time) => new Date(time).getUTCDate()), [1, 1, 1, 1, 1, 1]);
});

test('a narrow chart has fewer marks', () => {
  const marks = (width) => timeScale(day('2023-10-01'), day('2025-01-01'), width).ticks.length;
  assert.equal(marks(1000), 16);
  assert.equal(marks(250), 3);
});

test('ten years are marked in years, five weeks in weeks', () => {
  assert.deepEqual(texts(timeScale(day('2020-01-01'), day('2030-01-01'), 400)).slice(0, 3), ['2020', '2022', '2024']);
  const weeks = timeScale(day('2024-03-01'), day('2024-04-05'), 500);
  assert.deepEqual(texts(weeks), ['1 Mar\n2024', '8 Mar', '15 Mar', '22 Mar', '29 Mar', '5 Apr']);
});

test('places are counted from the upper left corner', () => {
  const place = placing(300, 200, { left: 50, right: 50, top: 20, bottom: 80 }, { min: 0, max: 10 }, { min: -1, max: 1 });
  assert.deepEqual([place.x(0), place.x(10), place.x(5)], [50, 250, 150]);
  assert.deepEqual([place.y(-1), place.y(1), place.y(0)], [120, 20, 70]);
});
