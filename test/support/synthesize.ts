import { type Chart } from 'cdk8s';
import { type Posture } from '../../lib';
import { makeChart } from './make-chart';
import { messageOf } from './message-of';

/** A manifest, as far as tests look into it by themselves. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: { readonly [key: string]: string };
    readonly annotations?: { readonly [key: string]: string };
  };
  readonly [field: string]: unknown;
}

/** Builds something in a chart of its own: what constructs under test are made by. */
export type Build = (chart: Chart) => unknown;

/** The manifests of what is built, the rules of Kubernetes asked as `cdk8s synth` asks them. */
export function synthesize(build: Build, posture?: Posture): Manifest[] {
  const chart = makeChart(posture);
  build(chart);
  return chart.toJson() as Manifest[];
}

/** The one manifest of a kind. */
export function only(kind: string, manifests: Manifest[]): Manifest {
  const found = manifests.filter((manifest) => manifest.kind === kind);
  if (found.length !== 1 || found[0] === undefined) {
    throw new Error(`expected one ${kind}, got ${manifests.map((manifest) => manifest.kind).join(', ')}`);
  }
  return found[0];
}

/** The lines by which a synth refuses what is built, or the message by which its construction does. */
export function problemsOf(build: Build, posture?: Posture): string[] {
  return messageOf(() => synthesize(build, posture))
    .replace('Validation failed with the following errors:\n', '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
