import { type FaultResult, report } from './report';

const run = (longestGap: number, confirmedLost = 0): FaultResult => ({
  fault: 'crash',
  longestGap,
  looks: 100,
  twoMasters: 0,
  twoMastersSeconds: 0,
  plain: 50,
  plainLost: 2,
  confirmed: 40,
  confirmedLost,
  note: '',
});
const FAULTS = [
  { id: 'crash', title: 'a crash' },
  { id: 'drain', title: 'a drain' },
];
const SETTING = { kubernetes: '1.34.4', nodes: 3, cpus: 2 };

test('a row has median and worst of its runs, and their sums; a fault without a run says so', () => {
  const text = report(FAULTS, [run(6), run(9, 1), run(7)], SETTING);

  expect(text).toContain('| a crash | 3 | 7.0 (9.0) | 0 of 300 | 6 of 150 | 1 of 120 |  |');
  expect(text).toContain('| a drain | not run | | | | | |');
  expect(text).toContain('# Faults of the production Redis on Kubernetes 1.34.4');
});

test('a set that takes no write in the end is never back', () => {
  expect(report(FAULTS, [run(6), run(Infinity)], SETTING)).toContain('| 6.0 (never) |');
});
