import { App, Chart, type ChartProps } from 'cdk8s';
import { Posture } from '../../lib';

/** A chart whose names are the same in every run, with a posture for what is built in it. */
export function makeChart(posture: Posture = Posture.MINIMAL, props: ChartProps = {}): Chart {
  const chart = new Chart(new App(), 'test', props);
  posture.applyTo(chart);
  return chart;
}
