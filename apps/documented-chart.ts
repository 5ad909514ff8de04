import { Chart, type ChartProps } from 'cdk8s';
import { type Construct } from 'constructs';
import { Posture } from '../lib';

/** A chart that reproduces a document field for field: nothing is added that was not written. */
export abstract class DocumentedChart extends Chart {
  constructor(scope: Construct, id: string, props: ChartProps = {}) {
    super(scope, id, props);
    Posture.MINIMAL.applyTo(this);
  }
}
