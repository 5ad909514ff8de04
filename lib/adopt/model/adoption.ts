import { type Manifest } from '../../testing/equivalence/manifest';
import { type Parameter } from '../merge/merge-expressions';
import { type Patch } from '../trial/patches';
import { type AppFile } from './proposal';
import { type Expression, type ObjectExpression } from './expression';

/** One construct of a generated chart. */
export interface AdoptedConstruct {
  /** Name of the class: `ApiObject` for what no construct makes. */
  readonly construct: string;
  readonly id: string;
  readonly props: ObjectExpression;
  readonly patches: readonly Patch[];
  /** The manifests that it makes, the main object first. */
  readonly covers: readonly Manifest[];
  /** Whether a rendering has it at all, where not every rendering has. */
  readonly condition?: Expression;
}

/** A generated chart: the objects of one application. */
export interface AdoptedChart {
  /** Name of the application, a DNS label; the chart's id and its file's name. */
  readonly name: string;
  readonly constructs: readonly AdoptedConstruct[];
  readonly files: readonly AppFile[];
  /** Namespace and labels that every object has: the props of the chart. */
  readonly inherited?: ObjectExpression;
  /** The renderings that have the chart, where several were adopted together. */
  readonly renderings?: readonly string[];
  /** What differs between the renderings: the props of the chart's class. */
  readonly parameters?: readonly Parameter[];
}
