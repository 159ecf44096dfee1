// The pages that are looked at: how the program is asked for each, and scenarios that are made for it.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const scenarios = fileURLToPath(new URL('../../data/scenarios/', import.meta.url));

const pages = {
  'h100-swap': () => [join(scenarios, 'h100-swap.json'), '-n', '100', '--flips', '20'],
  'colossus-power': () => [join(scenarios, 'colossus-power.json'), '-n', '100', '--flips', '20'],
  'fair-share-2023': () => [join(scenarios, 'fair-share-2023.json'), '-n', '20', '--flips', '0'],
  'without-chance': () => [join(scenarios, 'h100-swap-fixed.json'), '-n', '1', '--flips', '1'],
  'two-hundred': (folder) => [written(folder, 'two-hundred', market(200)), '-n', '20', '--flips', '0'],
  hostile: (folder) => [written(folder, 'hostile', market(5, hostileLabel)), '-n', '60', '--flips', '5'],
};

// Has the program write the page NAME into FOLDER; a path is a page that is there already.
export function pageOf(program, name, folder) {
  if (existsSync(name)) return name;
  mkdirSync(folder, { recursive: true });
  const page = join(folder, `${name}.html`);
  execFileSync(program, ['report', ...pages[name](folder), '--output', page, '--quiet']);
  return page;
}

function written(folder, name, scenario) {
  const file = join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify(scenario, null, 1));
  return file;
}

// What would run, break out of an element, turn the direction of writing, or be too long, if a page let it.
function hostileLabel(what) {
  return `<img src=x onerror="window.pwned=1"></script><script>window.pwned=2</script> \u202e'"&${what} whose label `
    + 'goes on for far longer than anyone would have thought and has_a_word_that_cannot_be_broken_anywhere_at_all';
}

// COUNT organisations at one supplier that is too slow for them; the first passes units on to the second.
function market(count, label = (what) => what) {
  const ids = Array.from({ length: count }, (_, k) => `buyer-${k + 1}`);
  const each = (make) => Object.fromEntries(ids.map((id, k) => make(id, k)));
  return {
    allot: 1,
    name: 'market',
    question: label('question'),
    start: '2024-01-01',
    end: '2024-12-01',
    products: { gpu: { label: label('product'), lot: 8 } },
    organisations: each((id) => [id, { label: label(`Buyer ${id.slice(6)}`) }]),
    parameters: { days: { label: label('parameter'), triangular: { min: '5d', mode: '9d', max: '30d' } } },
    suppliers: {
      maker: {
        label: label('maker'),
        supply: { weekly: { product: 'gpu', from: '2024-01-01', until: '2024-11-01', every: '1w', rate: `${count * 16}/w` } },
        allocation: { every: '1w', levels: ['organisation', 'order'], rules: { organisation: 'proportional', order: 'fifo' } },
        routes: { default: [{ stage: 'transport', delay: { parameter: 'days' } }] },
      },
    },
    orders: each((id, k) => [`order-${k + 1}`,
      { organisation: id, supplier: 'maker', product: 'gpu', units: 160 + 80 * (k % 7), due: '2024-03-01' }]),
    milestones: { first: { label: label('milestone'), organisation: ids[1], online: 160 } },
    interventions: { gift: { label: label('gift'), at: '2024-02-01', divert: { product: 'gpu', units: 80, from: ids[0], to: ids[1] } } },
    variants: { kept: { label: label('variant'), interventions: { gift: null } } },
  };
}
