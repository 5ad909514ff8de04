import * as fs from 'node:fs';
import * as path from 'node:path';
import { complaint } from '../runner/complaint';
import { CHANGES } from './changes';
import { FaultContext, type Subject } from './context';
import { type Fault, type FaultNotes, type FaultResult } from './fault';
import { PARTITIONS } from './network';
import { OUTAGES } from './outages';

export const FAULTS: readonly Fault[] = [...OUTAGES, ...PARTITIONS, ...CHANGES];

/** One fault on a set started afresh: bootstrap, load, fault, recovery, and the count of what was lost. `logs`: folder that keeps what the containers wrote. */
export async function runFault(
  subject: Subject,
  fault: Fault,
  report: (line: string) => void,
  logs?: string,
): Promise<FaultResult> {
  const context = await FaultContext.start(subject, report);
  try {
    let notes: FaultNotes = {};
    try {
      const ready = fault.id === 'bootstrap' || (await begun(context));
      notes = ready ? await fault.run(context) : { note: `not put through it: ${await context.target.refusals()}` };
    } catch (error) {
      notes = { note: error instanceof Error ? error.message : String(error) };
    }
    const verdict = await context.verdict();
    const { longestGap } = verdict;
    return {
      fault: fault.id,
      title: fault.title,
      ...verdict,
      seconds: longestGap,
      secondsText: longestGap === Infinity ? 'never' : (notes.seconds ?? longestGap.toFixed(1)),
      note: notes.note ?? '',
      notApplicable: notes.notApplicable === true,
    };
  } finally {
    if (logs !== undefined)
      fs.cpSync(context.cluster.logs, path.join(logs, subject.name, fault.id), { recursive: true });
    await context.stop();
  }
}

/** Whether the set takes writes, and so can be put through a fault; clients write from then on. */
async function begun(context: FaultContext): Promise<boolean> {
  const { cluster, target } = context;
  // a set that never becomes wholly ready may still take writes
  if (!(await context.settled(60))) {
    for (const pod of target.members()) if (!pod.ready) cluster.report(`not ready: ${complaint(cluster, pod)}`);
  }
  if ((await context.writable(30)) === undefined) return false;
  await context.load();
  context.begin();
  return true;
}
