import { isDeepStrictEqual } from 'node:util';
import { type Json } from '../../testing/equivalence/manifest';
import { call, type Expression, literal, optionalObject } from '../model/expression';
import { cpu, fields, size, textOf } from '../model/values';

/** Resources that have a prop of their own; others are extended ones. */
const KNOWN = new Set(['cpu', 'memory', 'ephemeral-storage']);

/** The inverse of `Resources`, or nothing where none are given. */
export function resourcesExpression(value: Json | undefined): Expression | undefined {
  const requests = fields(fields(value).requests);
  const limits = fields(fields(value).limits);
  const extended = Object.entries(limits).filter(([name]) => !KNOWN.has(name));
  const disk = size(limits['ephemeral-storage']);
  if (isGuaranteed(requests, limits) && extended.length === 0) {
    const amounts = [cpu(limits.cpu), size(limits.memory)] as const;
    const complete = !amounts.includes(undefined) && (limits['ephemeral-storage'] === undefined || disk !== undefined);
    if (complete) return call('cdk8s-patterns', 'Resources', 'guaranteed', ...amounts, disk);
  }
  const props = optionalObject({
    cpuRequest: cpu(requests.cpu),
    cpuLimit: cpu(limits.cpu),
    memoryRequest: size(requests.memory),
    memoryLimit: size(limits.memory),
    ephemeralStorageRequest: size(requests['ephemeral-storage']),
    ephemeralStorageLimit: disk,
    extended: optionalObject(
      Object.fromEntries(
        extended.flatMap(([name, count]) => (/^\d+$/.test(textOf(count)) ? [[name, literal(Number(count))]] : [])),
      ),
    ),
  });
  return props && call('cdk8s-patterns', 'Resources', 'of', props);
}

function isGuaranteed(requests: object, limits: object): boolean {
  return ['cpu', 'memory'].every((name) => name in limits) && isDeepStrictEqual({ ...requests }, { ...limits });
}
