import { type Manifest } from '../../testing/equivalence/manifest';
import { type Inherited } from '../inherited';
import { type Patch } from '../trial/patches';
import { type AppFile } from './proposal';
import { type ObjectExpression } from './expression';

/** One construct of a generated chart. */
export interface AdoptedConstruct {
  /** Name of the class: `ApiObject` for what no construct makes. */
  readonly construct: string;
  readonly id: string;
  readonly props: ObjectExpression;
  readonly patches: readonly Patch[];
  /** The manifests that it makes, the main object first. */
  readonly covers: readonly Manifest[];
}

/** A generated chart: the objects of one application. */
export interface AdoptedChart extends Inherited {
  /** Name of the application, a DNS label; the chart's id and its file's name. */
  readonly name: string;
  readonly constructs: readonly AdoptedConstruct[];
  readonly files: readonly AppFile[];
}
