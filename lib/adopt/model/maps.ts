/** Props and fields whose members are the user's own names, so that a member without a value is one too many. */
const MAPS = new Set([
  'labels',
  'podLabels',
  'annotations',
  'podAnnotations',
  'nodeSelector',
  'matchLabels',
  'selector',
  'volumeLabels',
  'literals',
  'items',
  'headers',
  'sysctls',
  'extended',
  'namedFiles',
  'data',
  'parameters',
  'values',
]);

/** Whether an object of this name is a map: its keys are data. */
export function isMap(name: string | undefined): boolean {
  return name !== undefined && MAPS.has(name);
}
