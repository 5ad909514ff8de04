import { type ContainerProps } from '../../lib/pod/container';
import { type PodOptions } from '../../lib/pod/pod-options';
import { podTemplate } from '../../lib/pod/pod-template';

/** A JSON object. */
export interface Json {
  readonly [field: string]: unknown;
}

/** The spec of a pod as it is written to YAML. */
export function podJson(main: Partial<ContainerProps>, pod: PodOptions = {}): Json {
  const { metadata, spec } = podTemplate(pod, { main: { name: 'web', image: 'web:1', ...main } });
  return written({ apiVersion: 'v1', kind: 'Pod', metadata, spec });
}

/** The main container of a pod as it is written to YAML. */
export function containerJson(main: Partial<ContainerProps>, pod: PodOptions = {}): Json {
  const { spec } = podJson(main, pod) as { spec: { containers: Json[] } };
  return spec.containers[0] ?? {};
}

/** What JSON keeps of a value. */
export function written(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
