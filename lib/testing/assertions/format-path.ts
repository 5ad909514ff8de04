import { type PathStep } from './matcher';

/**
 * A path as a reader types it: `spec.ports[0].name`, with names that are no words in quotes:
 * `metadata.labels["app.kubernetes.io/name"]`.
 */
export function formatPath(path: readonly PathStep[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    if (!/^[\w-]+$/.test(step)) return `${text}[${JSON.stringify(step)}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}
