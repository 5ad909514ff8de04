import { createHash } from 'node:crypto';

/** Characters of the hash that is appended. */
const HASH_LENGTH = 8;

/** Longest name of a Job: its pods carry it as a label value. */
const JOB_NAME_LENGTH = 63;

/** A name that changes with what it stands for, at most 63 characters. */
export function contentName(base: string, content: object): string {
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, HASH_LENGTH);
  const stem = base.slice(0, JOB_NAME_LENGTH - HASH_LENGTH - 1).replace(/[^a-z0-9]+$/, '');
  return `${stem}-${hash}`;
}
