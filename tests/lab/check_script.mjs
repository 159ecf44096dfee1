// What of the lab's script is pure, without a browser.
import assert from 'node:assert/strict';
import test from 'node:test';

import {differences, sentences} from '../../src/lab/script/answer.js';
import {Pool} from '../../src/lab/script/pool.js';
import {asWritten, pairsOf, questionOf, variantOf} from '../../src/lab/script/question.js';
import {short, shown, signed} from '../../src/lab/script/words.js';

test('the pairs are the scenario\'s own, else its variants against the scenario as written', () => {
  const own = [{label: 'Room', variant: 'a', baseline: 'a+b'}];
  assert.deepEqual(pairsOf({comparisons: own, variants: [{id: 'a', label: ''}]}), own);
  assert.deepEqual(pairsOf({comparisons: [], variants: [{id: 'a', label: ''}]}), [{label: 'a', variant: 'a', baseline: 'base'}]);
});

test('a state is a question', () => {
  const state = asWritten({label: 'Room', variant: 'a', baseline: 'b'});
  state.set['/parameters/x'] = '30d';
  assert.deepEqual(questionOf(state, 200, {format: 'json'}),
    {command: 'compare', variants: ['a'], baseline: 'b', set: {'/parameters/x': '30d'}, replications: 200, format: 'json'});
});

test('edits are a variant of the scenario\'s format', () => {
  assert.deepEqual(variantOf({'/parameters/day': '2024-05-17', '/parameters/units': '9000', '/suppliers/a~1b/allocation/rules/order': 'lifo',
    '/interventions/swap/probability': 0}),
  {parameters: {day: '2024-05-17', units: 9000}, suppliers: {'a/b': {allocation: {rules: {order: 'lifo'}}}}, interventions: {swap: {probability: 0}}});
});

test('numbers and dates are worded', () => {
  assert.equal(short(1228881), '1.23 M');
  assert.equal(signed(-233861), '−234 k');
  assert.equal(signed(0), '0');
  assert.equal(signed(12.5), '+12.5');
  assert.equal(short(999999), '1 M');
  assert.equal(shown('2024-05-17'), '17 May 2024');
  assert.equal(shown('12000'), '12,000');
  assert.equal(shown('0.5'), '0.5');
});

test('an answer is rows and sentences', () => {
  const answer = {
    statements: [{text: 'A gains.', certainty: 'clear'}, {text: 'B is as it was.', certainty: 'unchanged'}],
    tables: [
      {id: 'entities', columns: [{name: 'kind'}, {name: 'id'}, {name: 'label'}], rows: [['organisation', 'a', 'Ada']]},
      {id: 'differences', columns: ['kind', 'entity', 'metric', 'mean', 'p_equal'].map((name) => ({name})),
        rows: [['organisation', 'b', 'online', 0, 1], ['organisation', 'a', 'online', -5, 0], ['site', 's', 'online', 9, 0]]},
    ],
  };
  assert.deepEqual(differences(answer, 'online').map((it) => [it.label, it.isSame]), [['Ada', false], ['b', true]]);
  assert.deepEqual(sentences(answer).map((it) => it.text), ['A gains.']);
});

// Workers that answer when they are told to.
function pool(size) {
  const begun = [];
  const made = new Pool(size, () => {
    const worker = {asked: [], isEnded: false, postMessage: (it) => worker.asked.push(it), terminate: () => { worker.isEnded = true; }};
    begun.push(worker);
    return worker;
  });
  return {made, begun};
}

test('a question waits for a worker, and each is answered once', async () => {
  const {made, begun} = pool(1);
  const first = made.ask({n: 1}, 'answer'), second = made.ask({n: 2}, 'answer');
  assert.equal(begun[0].asked.length, 1);
  begun[0].onmessage({data: {id: begun[0].asked[0].id, kind: 0, text: 'one'}});
  assert.equal((await first).text, 'one');
  assert.deepEqual(begun[0].asked[1].question, {n: 2});
  begun[0].onmessage({data: {id: begun[0].asked[1].id, kind: 0, text: 'two'}});
  assert.equal((await second).text, 'two');
});

test('what is no longer wanted ends with its worker, and others go on', async () => {
  const {made, begun} = pool(2);
  const dropped = made.ask({n: 1}, 'curve'), kept = made.ask({n: 2}, 'answer'), waiting = made.ask({n: 3}, 'curve');
  made.cancel('curve');
  assert.equal(await dropped, null);
  assert.equal(await waiting, null);
  assert.equal(begun[0].isEnded, true);
  assert.equal(begun[1].isEnded, false);
  assert.equal(begun.length, 3);
  begun[1].onmessage({data: {id: begun[1].asked[0].id, kind: 0, text: 'two'}});
  assert.equal((await kept).text, 'two');
});
