import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { setTimeout } from 'node:timers/promises';

/**
 * Time from an edit to the changed file for the apps of this repository, which `node --watch` runs again after each edit.
 *
 * The apps and the library are copied, and the version of an image is edited in the copy. The time contains the start of
 * Node.js, loading the library from its sources, and the synthesis of all apps.
 *
 * Usage: bench:edit [rounds, default 5]. The exit code is 1 if an edit does not arrive.
 */

const ROOT = path.resolve(__dirname, '..', '..');
const EDITED = path.join('apps', 'production', 'ghost.ts');
const IMAGE = /ghost:5\.101\.\d+/;
const LIMIT = 60_000;
const rounds = Number(process.argv[2] ?? 5);

/** Waits until a text stands in some file of a directory. Returns the milliseconds. */
async function appearance(text: string, directory: string): Promise<number> {
  const start = performance.now();
  while (performance.now() - start < LIMIT) {
    const files = fs.existsSync(directory) ? fs.readdirSync(directory).filter((file) => file.endsWith('.yaml')) : [];
    if (files.some((file) => fs.readFileSync(path.join(directory, file), 'utf8').includes(text))) {
      return performance.now() - start;
    }
    await setTimeout(5);
  }
  throw new Error(`"${text}" did not appear in ${directory} within ${LIMIT / 1000} s`);
}

async function main(): Promise<void> {
  const room = path.join(ROOT, '.cache', 'edit-to-file');
  fs.rmSync(room, { recursive: true, force: true });
  for (const part of ['apps', 'lib', 'package.json', 'tsconfig.json']) {
    fs.cpSync(path.join(ROOT, part), path.join(room, part), { recursive: true });
  }
  const outdir = path.join(room, 'dist');
  const file = path.join(room, EDITED);
  const edit = (patch: number): string => {
    const image = `ghost:5.101.${patch}`;
    const source = fs.readFileSync(file, 'utf8');
    if (!IMAGE.test(source)) throw new Error(`${EDITED} must mention an image ${String(IMAGE)}`);
    fs.writeFileSync(file, source.replace(IMAGE, image));
    return image;
  };
  const first = edit(1000);
  const watched = spawn(process.execPath, ['--watch', '-r', 'ts-node/register/transpile-only', 'apps/main.ts'], {
    cwd: room,
    env: { ...process.env, CDK8S_OUTDIR: outdir },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    await appearance(first, outdir);
    const times: number[] = [];
    for (let round = 1; round <= rounds; round++) {
      // The run that wrote the file ends before the next edit.
      await setTimeout(1000);
      times.push(await appearance(edit(1000 + round), outdir));
    }
    times.sort((a, b) => a - b);
    const load = os.loadavg()[0]!.toFixed(1);
    console.log(`node ${process.version}, ${os.cpus().length} cores, load ${load}, ${rounds} edits`);
    console.log(
      `From an edit to the file: median ${(times[times.length >> 1]! / 1000).toFixed(2)} s, slowest ${(times.at(-1)! / 1000).toFixed(2)} s`,
    );
  } finally {
    watched.kill();
    if (watched.exitCode === null && watched.signalCode === null) await once(watched, 'exit');
    fs.rmSync(room, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
