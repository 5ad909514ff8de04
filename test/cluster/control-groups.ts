import { existsSync, readdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { CGROUP } from './settings';
import { until } from './until';

const ROOT = '/sys/fs/cgroup';

/** Removes the control groups of the nodes, once their processes have ended. */
export async function removeControlGroups(): Promise<void> {
  const hierarchies = existsSync(join(ROOT, 'cgroup.controllers'))
    ? [ROOT]
    : readdirSync(ROOT).map((name) => join(ROOT, name));
  const groups = hierarchies.flatMap((hierarchy) =>
    folders(hierarchy)
      .filter((name) => name.startsWith(`${CGROUP}-node`))
      .map((name) => join(hierarchy, name)),
  );
  await until('the control groups of the nodes are empty', 30, () => Promise.resolve(groups.every(removed)));
}

/** True once the group and those in it are gone; the kernel refuses while a process is in one. */
function removed(group: string): boolean {
  if (!existsSync(group)) return true;
  try {
    for (const name of folders(group)) if (!removed(join(group, name))) return false;
    rmdirSync(group);
    return true;
  } catch {
    return false;
  }
}

function folders(path: string): string[] {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []));
}
