/** Fields that hold the name of another object, or the object's own. */
const NAMES = new Set([
  'secretName',
  'claimName',
  'serviceName',
  'serviceAccountName',
  'serviceAccount',
  'storageClassName',
  'priorityClassName',
  'runtimeClassName',
  'ingressClassName',
  'volumeName',
  'resourceClaimName',
  'resourceClaimTemplateName',
  'gateway',
]);

/** Objects whose `name` is that of another object. */
const HOLDERS = new Set([
  'metadata',
  'configMap',
  'configMapRef',
  'configMapKeyRef',
  'secret',
  'secretRef',
  'secretKeyRef',
  'roleRef',
  'subjects',
  'scaleTargetRef',
  'service',
  'resource',
  'imagePullSecrets',
  'secrets',
  'dataSource',
  'dataSourceRef',
  'claimRef',
  'targetRef',
  'describedObject',
  'ownerReferences',
  'parameters',
  'nodePublishSecretRef',
]);

/** Whether a path leads to the name of an object. */
export function isReference(steps: readonly (string | number)[]): boolean {
  const last = steps.at(-1);
  if (typeof last !== 'string') return false;
  if (NAMES.has(last)) return true;
  const holder = steps
    .slice(0, -1)
    .reverse()
    .find((step) => typeof step === 'string');
  return last === 'name' && typeof holder === 'string' && HOLDERS.has(holder);
}
