import { Names } from 'cdk8s';
import { type Construct } from 'constructs';

/** A CronJob's name may have 52 characters, of which `-restore` takes 8; other names that are made of this are shorter. */
const LENGTH = 44;

/**
 * Name for what is made of a construct whose user gave it none: of its path, so that it is unique in the app, at most
 * 44 characters.
 *
 * @param scope the construct, or, while that is still being made, the one above it
 * @param id id of the construct in that scope
 */
export function defaultName(scope: Construct, id?: string): string {
  return Names.toDnsLabel(scope, { maxLen: LENGTH, extra: id === undefined ? [] : [id] });
}
