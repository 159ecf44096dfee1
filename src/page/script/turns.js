// Work that is done one thing at a time, so that the browser can answer its reader in between.

export function startTurns(work, whenDone) {
  const waiting = new Set();
  let isTaken = false;

  function takeNext() {
    const [next] = waiting;
    isTaken = next !== undefined;
    if (!isTaken) return whenDone();
    waiting.delete(next);
    work(next);
    setTimeout(takeNext, 0);
  }

  // What is waiting already waits on in its place; with nothing to do the turns end at once.
  function add(items) {
    for (const item of items) waiting.add(item);
    if (!isTaken) setTimeout(takeNext, 0);
    isTaken = true;
  }

  return { add };
}
