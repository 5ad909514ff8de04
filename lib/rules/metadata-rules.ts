import { type Check, type Field, formatValue } from './field';
import { annotationKey, boolean, dnsLabel, labelKey, labelValue, text } from './names';

const ANNOTATIONS_LIMIT = 256 * 1024;

/** What the kind of an object changes about its metadata. */
export interface MetadataContext {
  /** Whether the object has no namespace, so that another rule reports one. */
  readonly clusterScoped?: boolean;
  /** Whether a finalizer needs no domain, as on custom resources. */
  readonly anyFinalizer?: boolean;
}

/**
 * Name, namespace, labels and annotations of an object.
 *
 * Source: ValidateObjectMeta of k8s.io/apimachinery, and of pkg/apis/core/validation for the names of finalizers.
 */
export function checkMetadata(
  metadata: Field,
  name: Check,
  { anyFinalizer = false, clusterScoped = false }: MetadataContext = {},
): void {
  const generateName = metadata.at('generateName');
  if (metadata.hasAt('name') || !generateName.present) metadata.requiredAt('name', name);
  // A dash at the end is usual there: the server appends five characters.
  const prefix = generateName.text();
  if (prefix !== undefined) {
    const problem = name(prefix.replace(/-$/, 'a'));
    if (problem !== undefined) generateName.report(problem);
  }
  if (!clusterScoped) metadata.checkAt('namespace', dnsLabel);
  checkLabels(metadata.at('labels'));
  checkAnnotations(metadata.at('annotations'));
  for (const finalizer of metadata.itemsAt('finalizers'))
    finalizer.required(text, anyFinalizer ? labelKey : finalizerName);
  for (const owner of metadata.itemsAt('ownerReferences')) {
    for (const part of ['apiVersion', 'kind', 'name', 'uid']) owner.requiredAt(part, text);
    owner.checkAt('controller', boolean);
  }
}

const STANDARD_FINALIZERS = ['kubernetes', 'orphan', 'foregroundDeletion'];

/** The name of a finalizer of a built-in kind. */
export function finalizerName(value: unknown): string | undefined {
  return (
    labelKey(value) ??
    (String(value).includes('/') || STANDARD_FINALIZERS.includes(String(value))
      ? undefined
      : `must be ${STANDARD_FINALIZERS.join(', ')} or a name with a domain such as example.com/keep, got ${formatValue(value)}`)
  );
}

/** A map of labels, as in metadata, selectors and node selectors. */
export function checkLabels(labels: Field): void {
  for (const key of labels.keys()) {
    const problem = labelKey(key);
    if (problem !== undefined) labels.report(`key ${problem}`);
    labels.checkAt(key, labelValue);
  }
}

function checkAnnotations(annotations: Field): void {
  let size = 0;
  for (const key of annotations.keys()) {
    const problem = annotationKey(key);
    if (problem !== undefined) annotations.report(`key ${problem}`);
    annotations.checkAt(key, text);
    size += Buffer.byteLength(key) + Buffer.byteLength(annotations.textAt(key) ?? '');
  }
  if (size > ANNOTATIONS_LIMIT) annotations.report(`must be at most ${ANNOTATIONS_LIMIT} bytes together, got ${size}`);
}
