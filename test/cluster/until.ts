import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits until a condition holds.
 *
 * @throws when it does not within so many seconds; the message carries `detail`
 */
export async function until(
  what: string,
  seconds: number,
  holds: () => Promise<boolean>,
  detail: () => string = () => '',
): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited ${seconds} s in vain: ${what}\n${detail()}`.trimEnd());
    await sleep(100);
  }
}
