import { Progress } from '../../lib/fleet/progress';

function watch(enabled = true) {
  const written: string[] = [];
  let now = 5000;
  const progress = new Progress({ write: (text) => written.push(text) }, enabled, () => now);
  return { progress, written, wait: (ms: number) => (now += ms) };
}

describe('Progress', () => {
  test('shows nothing in the first second', () => {
    const { progress, written, wait } = watch();
    progress.begin('charts', 10);
    wait(999);
    progress.step();
    progress.end();
    expect(written).toEqual([]);
  });

  test('then counts, with the rate of the stage, ten times a second at most, and goes away', () => {
    // GIVEN
    const { progress, written, wait } = watch();
    progress.begin('charts', 300);

    // WHEN
    for (let i = 0; i < 300; i++) {
      wait(4);
      progress.step();
    }
    progress.begin('files', 2);
    wait(500);
    progress.step();
    progress.end();
    progress.end();

    // THEN
    expect(written).toEqual([
      '\r\x1b[Kcharts 250/300 (250/s)',
      '\r\x1b[Kcharts 275/300 (250/s)',
      '\r\x1b[Kcharts 300/300 (250/s)',
      '\r\x1b[Kfiles 1/2 (2/s)',
      '\r\x1b[K',
    ]);
  });

  test('is silent when nobody watches', () => {
    const { progress, written, wait } = watch(false);
    progress.begin('charts', 1);
    wait(5000);
    progress.step();
    progress.end();
    expect(written).toEqual([]);
  });

  test.each([
    [true, undefined, true],
    [true, 'false', true],
    [true, 'true', false],
    [true, '1', false],
    [false, undefined, false],
    [undefined, undefined, false],
  ])('terminal %s with CI %s is watched: %s', (isTTY, CI, expected) => {
    expect(Progress.isWatched({ isTTY, write: () => true }, { CI })).toBe(expected);
  });
});
