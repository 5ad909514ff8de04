import { type Chart } from 'cdk8s';
import { type TemplateObject } from './template-node';

/** An object of the tree, and the chart it came from. */
export interface ReadObject {
  readonly chart: Chart;
  readonly object: TemplateObject;
  /** The finished manifest, with tokens in it. */
  readonly json: unknown;
}
