import * as fs from 'node:fs';
import * as path from 'node:path';
import { openWriter } from '../../lib/fleet/file-writer';
import { WriterThread } from '../../lib/fleet/writer-thread';
import { inTemporaryDirectory, readTree } from './support/snapshot';

describe('openWriter', () => {
  afterEach(() => jest.restoreAllMocks());

  test.each([
    [999, 0],
    [1000, 1],
  ])('%d files ask for %d threads', (expected, threads) => {
    // GIVEN
    const start = jest.spyOn(WriterThread, 'start');

    // WHEN
    openWriter('/nonexistent/out', expected);

    // THEN
    expect(start.mock.calls).toEqual(Array.from({ length: threads }, () => ['/nonexistent/out']));
  });

  test('without a thread nothing is touched before all files are known', () => {
    inTemporaryDirectory((root) => {
      // GIVEN
      const outdir = path.join(root, 'out');
      const writer = openWriter(outdir, 1000);
      writer.directory('dir');
      writer.file('a', '1');
      writer.file('a', '2');
      let count = 0;

      // WHEN
      const before = fs.readdirSync(root);
      const summary = writer.commit(() => count++);

      // THEN
      expect(before).toEqual([]);
      expect(summary).toEqual({ written: 1, unchanged: 0 });
      expect(count).toBe(1);
      expect(readTree(outdir)).toEqual({ 'dir/': '', a: '2' });
    });
  });

  test('without a thread there is nothing to give up', () => {
    inTemporaryDirectory((root) => {
      const writer = openWriter(path.join(root, 'out'), 1);
      writer.file('a', '1');
      writer.abandon();
      expect(fs.readdirSync(root)).toEqual([]);
    });
  });
});
