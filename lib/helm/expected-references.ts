import { type Reference, referenceOf, ReferenceType } from './reference';

/**
 * The reference that a flag stands for.
 *
 * @throws Error when it is a boolean that is known now
 */
export function booleanReference(flag: boolean, method: string): Reference {
  const reference = referenceOf(flag);
  if (reference?.type !== ReferenceType.BOOL) {
    throw new Error(`${method} needs a boolean reference, got ${String(flag)}: use a plain if for what is known now`);
  }
  return reference;
}

/**
 * The reference that a text stands for.
 *
 * @throws Error when it is no text reference
 */
export function textReference(text: string, method: string): Reference {
  const reference = referenceOf(text);
  if (reference?.type !== ReferenceType.STRING) {
    throw new Error(`${method} compares a string reference, got '${text}'`);
  }
  return reference;
}

/**
 * The reference that a list stands for.
 *
 * @throws Error when it is a list that is known now
 */
export function listReference(list: string[]): Reference {
  const reference = referenceOf(list);
  if (!reference) throw new Error(`a list reference is needed, got [${list.join(', ')}]`);
  return reference;
}
