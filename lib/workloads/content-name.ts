import { createHash } from 'node:crypto';
import { Names } from 'cdk8s';
import { type Construct } from 'constructs';

/** Characters of the hash that is appended. */
const HASH_LENGTH = 8;

/** Longest name of a Job: its pods carry it as a label value. */
const JOB_NAME_LENGTH = 63;

/**
 * A name that changes with what it stands for, at most 63 characters.
 *
 * @param name what it starts with; without any the construct's path, so that it is unique in the app
 */
export function contentName(construct: Construct, name: string | undefined, content: object): string {
  const room = JOB_NAME_LENGTH - HASH_LENGTH - 1;
  const base = name ?? Names.toDnsLabel(construct, { maxLen: room });
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, HASH_LENGTH);
  return `${base.slice(0, room).replace(/[^a-z0-9]+$/, '')}-${hash}`;
}
