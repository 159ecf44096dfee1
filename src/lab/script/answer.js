// A tidy answer (docs/answers.md) as what the page shows of it. Pure.

export function rowsOf(answer, id) {
  const table = answer.tables.find((it) => it.id === id);
  if (!table) return [];
  const names = table.columns.map((it) => it.name);
  return table.rows.map((row) => Object.fromEntries(row.map((cell, i) => [names[i], cell])));
}

// What the difference of each organisation comes to by one metric, the largest first; what is the same throughout stays out.
export function differences(answer, metric) {
  const labels = new Map(rowsOf(answer, 'entities').filter((it) => it.kind === 'organisation').map((it) => [it.id, it.label]));
  return rowsOf(answer, 'differences')
    .filter((it) => it.kind === 'organisation' && it.metric === metric)
    .map((it) => ({...it, label: labels.get(it.entity) ?? it.entity, isSame: it.p_equal === 1}))
    .sort((a, b) => Math.abs(b.mean ?? 0) - Math.abs(a.mean ?? 0));
}

// The sentences that say that something changed; where none does, the first.
export function sentences(answer) {
  const changed = answer.statements.filter((it) => it.certainty !== 'unchanged');
  return (changed.length ? changed : answer.statements.slice(0, 1)).slice(0, 4);
}
