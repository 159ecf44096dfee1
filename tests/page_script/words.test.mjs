import assert from 'node:assert/strict';
import { test } from 'node:test';

import { dayWord, numberWord, shareWord, signedWord, tickWord } from '../../src/page/script/words.js';

test('a number is as short as three digits are', () => {
  const expected = [
    [0, '0'], [0.256, '0.256'], [15.64, '15.6'], [100, '100'], [1234.4, '1,234'], [9994, '9,994'], [9995, '10.0 k'],
    [12_449, '12.4 k'], [99_949, '99.9 k'], [99_950, '100 k'], [225_470, '225 k'], [999_499, '999 k'],
    [999_500, '1.00 M'], [1_204_000, '1.20 M'], [56_600_000, '56.6 M'], [999_500_000, '1.00 bn'],
  ];
  for (const [number, word] of expected) assert.equal(numberWord(number), word);
});

test('a loss has a minus sign and no hyphen, a gain a plus where it is asked for', () => {
  assert.equal(numberWord(-225_470), '\u2212225 k');
  assert.equal(signedWord(1_204_000), '+1.20 M');
  assert.equal(signedWord(-3_093), '\u22123,093');
  assert.equal(signedWord(0), '0');
});

test('a value that is not there is a dash', () => {
  assert.equal(numberWord(null), '\u2013');
  assert.equal(signedWord(null), '\u2013');
});

test('marks of an axis keep no digit for looks', () => {
  const expected = [[0, '0'], [0.25, '0.25'], [750, '750'], [2_500, '2.5 k'], [-500_000, '\u2212500 k'], [1_000_000, '1 M'],
    [1_500_000, '1.5 M'], [2_000_000_000, '2 bn']];
  for (const [number, word] of expected) assert.equal(tickWord(number), word);
});

test('a share is a percentage', () => {
  assert.equal(shareWord(0.926), '92.6%');
  assert.equal(shareWord(1), '100%');
  assert.equal(shareWord(-0.05), '\u22125%');
});

test('a day is that of Greenwich', () => {
  assert.equal(dayWord(Date.UTC(2024, 1, 18)), '18 Feb 2024');
  assert.equal(dayWord(Date.UTC(2024, 1, 18, 23, 59)), '18 Feb 2024');
});
