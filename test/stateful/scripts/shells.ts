import { execFileSync } from 'node:child_process';

const present = (command: string): boolean => {
  try {
    execFileSync('sh', ['-c', 'command -v "$1"', 'sh', command], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** The POSIX shells of the images the scripts run in: dash (Debian) and busybox ash (Alpine); sh where neither is. */
export const SHELLS: string[][] = [
  ...(present('dash') ? [['dash']] : []),
  ...(present('busybox') ? [['busybox', 'sh']] : []),
];
if (SHELLS.length === 0) SHELLS.push(['sh']);
