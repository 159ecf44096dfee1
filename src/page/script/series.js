// Values over time, some of which may be missing.

// The stretches without a gap, as lists of [time, value].
export function runs(times, values) {
  const found = [];
  let run = [];
  times.forEach((time, k) => {
    if (values[k] !== null && values[k] !== undefined) run.push([time, values[k]]);
    else if (run.length) {
      found.push(run);
      run = [];
    }
  });
  if (run.length) found.push(run);
  return found;
}

// The same run with a point where it passes through zero, so that what is above and what is below meet there.
export function crossing(run) {
  return run.flatMap(([time, value], k) => {
    if (k === 0) return [[time, value]];
    const [before, earlier] = run[k - 1];
    if (earlier * value >= 0) return [[time, value]];
    return [[before + ((time - before) * earlier) / (earlier - value), 0], [time, value]];
  });
}

export function valueBetween(times, values, time) {
  const after = Math.max(1, times.findIndex((each) => each >= time));
  const part = (time - times[after - 1]) / (times[after] - times[after - 1]);
  return values[after - 1] + (values[after] - values[after - 1]) * part;
}

export function nearestIndex(times, time) {
  let best = 0;
  times.forEach((each, k) => {
    if (Math.abs(each - time) < Math.abs(times[best] - time)) best = k;
  });
  return best;
}
