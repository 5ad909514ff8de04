import { workerData } from 'node:worker_threads';
import { type Drafts } from './drafts';
import { openDrafts } from './open-drafts';
import { type Order, type Report, Signal, type WriterThreadData } from './writer-thread-protocol';

/*
 * The thread's side of `WriterThread`: drafts files as they come, and answers the last order. A failure is kept until
 * then, and nothing more is drafted.
 */

const { outdir, port, signals } = workerData as WriterThreadData;
const flags = new Int32Array(signals);

let drafts: Drafts | undefined;
let failure: Error | undefined;

port.on('message', (order: Order) => {
  try {
    if (order.kind === 'batch') {
      if (!failure) {
        draft(order.directories, order.files);
      }
    } else {
      report(order.kind === 'commit' && !failure ? commit() : abandon());
    }
  } catch (error) {
    failure ??= error instanceof Error ? error : new Error(String(error));
    if (order.kind !== 'batch') {
      report(abandon());
    }
  }
});
signal(Signal.READY);

function draft(directories: string[], files: [string, string][]): void {
  drafts ??= openDrafts(outdir);
  for (const name of directories) {
    drafts.directory(name);
  }
  for (const [name, content] of files) {
    drafts.file(name, content);
    Atomics.add(flags, Signal.DRAFTED, 1);
  }
}

function commit(): Report {
  drafts ??= openDrafts(outdir);
  return { summary: drafts.commit(() => void Atomics.add(flags, Signal.PLACED, 1)) };
}

function abandon(): Report {
  drafts?.abandon();
  return failure ? { failure } : { abandoned: true };
}

function report(result: Report): void {
  port.postMessage(result);
  signal(Signal.DONE);
  port.close();
}

function signal(which: number): void {
  Atomics.store(flags, which, 1);
  Atomics.notify(flags, which);
}
