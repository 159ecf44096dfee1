// What the controls say, as a question of the facade (include/allot/ask.hpp). Pure: state in, plain objects out.

// The state that says nothing of its own: the scenario as it is written.
export const asWritten = (pair) => ({pair, set: {}});

// The pairs that may be looked at: the scenario's own comparisons, else each variant against the scenario as written.
export function pairsOf(levers) {
  if (levers.comparisons.length) return levers.comparisons;
  return levers.variants.map((it) => ({label: it.label || it.id, variant: it.id, baseline: 'base'}));
}

export function questionOf(state, replications, more) {
  return {command: 'compare', variants: [state.pair.variant], baseline: state.pair.baseline, set: state.set, replications, ...more};
}

// Rows and sentences are all that the page shows.
export const tables = ['entities', 'differences', 'milestone_differences'];

// The same edits as a variant of the scenario's format: a merge patch, a member for each pointer. Text that is JSON stays what
// it says, as `--set` has it.
export function variantOf(set) {
  const patch = {};
  for (const [pointer, value] of Object.entries(set)) {
    const keys = pointer.split('/').slice(1).map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
    let at = patch;
    for (const key of keys.slice(0, -1)) at = at[key] ??= {};
    at[keys.at(-1)] = meant(value);
  }
  return patch;
}

function meant(value) {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
