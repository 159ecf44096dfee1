// Workers, each with an engine of its own. A question is answered by the first that is free; what is no longer wanted is
// dropped, and a worker that is at it is ended and replaced: the module is compiled once, so that a new one is ready at once.

export class Pool {
  // `begin` makes a worker that is ready for questions.
  constructor(size, begin) {
    this.begin = begin;
    this.waiting = [];
    this.workers = Array.from({length: size}, () => this.hire());
    this.next = 0;
  }

  hire() {
    const worker = {thread: this.begin(), job: null};
    worker.thread.onmessage = ({data}) => {
      const job = worker.job;
      if (!job || job.id !== data.id) return;
      worker.job = null;
      job.resolve(data);
      this.assign();
    };
    return worker;
  }

  // Gives {kind, text}, or null where it was cancelled. Of `purpose` there is one wish at a time that counts.
  ask(question, purpose) {
    return new Promise((resolve) => {
      this.waiting.push({id: ++this.next, question, purpose, resolve});
      this.assign();
    });
  }

  cancel(purpose) {
    const is = (job) => job.purpose === purpose;
    for (const job of this.waiting.filter(is)) job.resolve(null);
    this.waiting = this.waiting.filter((job) => !is(job));
    this.workers.forEach((worker, i) => {
      if (!worker.job || !is(worker.job)) return;
      worker.job.resolve(null);
      worker.thread.terminate();
      this.workers[i] = this.hire();
    });
    this.assign();
  }

  assign() {
    for (const worker of this.workers) {
      if (worker.job || !this.waiting.length) continue;
      worker.job = this.waiting.shift();
      worker.thread.postMessage({id: worker.job.id, question: worker.job.question});
    }
  }
}
