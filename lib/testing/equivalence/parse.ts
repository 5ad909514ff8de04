import { type Json, type Manifest } from './manifest';
import { ManifestError } from './manifest-error';
import { divideText } from './text-document';
import { type ParseOptions } from './yaml-reader';

/**
 * Reads manifests from YAML or JSON as Kubernetes does: YAML 1.1, any number of documents, `kind: List` taken apart.
 *
 * @throws ManifestError with line and column, where the text is not YAML, repeats a key, or holds something that is no
 * manifest
 */
export function parse(text: string, options: ParseOptions = {}): Manifest[] {
  const manifests = divideText(text, options).flatMap((document) => document.manifests());
  if (manifests.length === 0 && options.allowEmpty !== true) {
    throw new ManifestError('no manifest found, the input is empty', { file: options.file });
  }
  return manifests;
}

/** Reads any YAML or JSON documents, as Kubernetes does, without asking that they be manifests. */
export function parseValues(text: string, options: ParseOptions = {}): Json[] {
  return divideText(text, options).flatMap((document) => document.values());
}

export { type ParseOptions };
