import { type Measurement } from './measure';
import { type SubjectName } from './subjects';

/** One measurement to make. */
export interface Case {
  readonly subject: SubjectName;
  readonly count: number;
}

/** What a ratio of two measurements must not exceed. */
export interface Target {
  readonly what: string;
  readonly of: Case;
  readonly to: Case;
  /** What is compared: processor time of `synth()`, of construction and `synth()`, of a second `synth()`, or memory. */
  readonly measure: [of: keyof Measurement, to: keyof Measurement];
  readonly limit: number;
}

/** The numbers of charts that a run measures. */
export interface Sizes {
  readonly stock: number[];
  readonly fleet: number[];
  readonly objects: number[];
  readonly chains: number[];
  readonly helm: number[];
  /** Targets are multiplied by this: small sizes and shared machines give inexact ratios. */
  readonly slack: number;
}

export const FULL: Sizes = {
  stock: [100, 300],
  fleet: [1000, 2000, 5000, 10_000],
  objects: [500, 2000, 5000],
  chains: [10, 14, 18, 20, 22, 24],
  helm: [400, 1600],
  slack: 1,
};

/** What CI measures on each change. */
export const SMALL: Sizes = {
  stock: [50, 100],
  fleet: [250, 500, 1000],
  objects: [250, 500],
  chains: [10, 14],
  helm: [100, 400],
  slack: 2,
};

const last = (counts: number[], fromEnd = 1): number => counts[counts.length - fromEnd]!;

/** The targets for some sizes. */
export function targets({ stock, fleet, helm, slack }: Sizes): Target[] {
  const [half, most] = [last(fleet, 2), last(fleet)];
  const ratio = (subject: SubjectName, from: number, to: number) => ({
    of: { subject, count: to },
    to: { subject, count: from },
  });
  const all: Target[] = [
    ...stock.map((count): Target => ({
      what: `App, ${count} charts: ProbedDeployment / cdk8s-plus Deployment`,
      of: { subject: 'stock: constructs', count },
      to: { subject: 'stock: cdk8s-plus', count },
      measure: ['cpu', 'cpu'],
      limit: 1.5,
    })),
    {
      what: `FleetApp, ${half} charts, construction and synth: constructs / the same objects, unchecked`,
      of: { subject: 'fleet: constructs', count: half },
      to: { subject: 'fleet: the same objects', count: half },
      measure: ['total', 'total'],
      limit: 2,
    },
    {
      what: `FleetApp, constructs: ${most} / ${half} charts`,
      ...ratio('fleet: constructs', half, most),
      measure: ['total', 'total'],
      limit: (1.1 * most) / half,
    },
    {
      what: `FleetApp, constructs, peak memory: ${most} / ${half} charts`,
      ...ratio('fleet: constructs', half, most),
      measure: ['memory', 'memory'],
      limit: (1.1 * most) / half,
    },
    {
      what: `FleetApp, ${half} charts, construction and synth: all checks / none`,
      of: { subject: 'fleet: constructs', count: half },
      to: { subject: 'fleet: constructs, unchecked', count: half },
      measure: ['total', 'total'],
      limit: 1.4,
    },
    {
      what: `FleetApp, ${half} charts: synth after a change of one / first synth`,
      of: { subject: 'fleet: constructs', count: half },
      to: { subject: 'fleet: constructs', count: half },
      measure: ['again', 'cpu'],
      // The part that does not depend on the number of charts weighs more at a small size.
      limit: slack === 1 ? 0.1 : 0.2,
    },
    {
      what: `HelmChart: ${last(helm)} / ${helm[0]} workloads with two values each`,
      ...ratio('helm', helm[0]!, last(helm)),
      measure: ['total', 'total'],
      limit: (1.1 * last(helm)) / helm[0]!,
    },
  ];
  return all.map((target) => ({ ...target, limit: target.limit * slack }));
}

/** All measurements of a run. */
export function cases({ stock, fleet, objects, chains, helm }: Sizes): Case[] {
  const each = (subject: SubjectName, counts: number[]): Case[] => counts.map((count) => ({ subject, count }));
  return [
    ...each('stock: cdk8s-plus', stock),
    ...each('stock: constructs', stock),
    ...each('stock: constructs, MINIMAL', stock),
    ...each('stock: constructs, one chart tested', [last(stock)]),
    ...each('fleet: cdk8s-plus', stock),
    ...each('fleet: constructs', [...stock, ...fleet]),
    ...each('fleet: constructs, unchecked', [last(fleet, 2)]),
    ...each('fleet: the same objects', fleet),
    ...each('fleet: objects', objects),
    ...each('floor', objects),
    ...each('fleet: chain of objects', [...chains, last(objects)]),
    ...each('helm', helm),
  ];
}

/** Measurements of stock `App` that take long and vary little. They are made once. */
export function casesOnce({ objects, chains }: Sizes): Case[] {
  return [
    ...objects.map((count): Case => ({ subject: 'stock: objects', count })),
    ...chains.map((count): Case => ({ subject: 'stock: chain of objects', count })),
  ];
}
