import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type AppFile } from './model/proposal';

/**
 * Writes the files of an app into a new folder: all of them, or none.
 *
 * @throws when the folder exists and is not empty, or cannot be written
 */
export function writeApp(folder: string, files: readonly AppFile[]): void {
  const target = resolve(folder);
  refuseUsed(target, folder);
  const staged = `${target}.adopt-${process.pid}.tmp`;
  try {
    mkdirSync(staged, { recursive: true });
    for (const { path, content, isSecret } of files) {
      const file = join(staged, ...path.split('/'));
      mkdirSync(dirname(file), { recursive: true, ...(isSecret ? { mode: 0o700 } : {}) });
      writeFileSync(file, content, isSecret ? { mode: 0o600 } : {});
    }
    if (existsSync(target)) rmdirSync(target);
    renameSync(staged, target);
  } catch (error) {
    rmSync(staged, { recursive: true, force: true });
    throw error;
  }
}

/** @throws when the folder holds something: adopting never replaces what somebody may have edited */
export function refuseUsed(target: string, folder: string): void {
  if (existsSync(target) && readdirSync(target).length > 0) {
    throw new FolderInUse(`${folder} exists and is not empty; adopt writes into a new folder`);
  }
}

/** The folder for the generated app is in use. */
export class FolderInUse extends Error {}
