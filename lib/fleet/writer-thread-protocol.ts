import { type MessagePort } from 'node:worker_threads';
import { type WriteSummary } from './drafts';

/** What a writer thread starts with. */
export interface WriterThreadData {
  readonly outdir: string;
  readonly port: MessagePort;
  /** `Signal`s, shared. */
  readonly signals: SharedArrayBuffer;
}

/** Places in the shared memory. */
export const Signal = {
  /** 1 when the thread listens. */
  READY: 0,
  /** How many files are drafted. */
  DRAFTED: 1,
  /** Counts up while files take their places. */
  PLACED: 2,
  /** 1 when the report is in the port. */
  DONE: 3,
} as const;

/** What is told to the thread: batches, and one last order. */
export type Order =
  | { readonly kind: 'batch'; readonly directories: string[]; readonly files: [name: string, content: string][] }
  | { readonly kind: 'commit' }
  | { readonly kind: 'abandon' };

/** Its one answer. */
export type Report = { readonly summary: WriteSummary } | { readonly failure: Error } | { readonly abandoned: true };
