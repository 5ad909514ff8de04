import * as fs from 'node:fs';
import * as path from 'node:path';
import { transpile } from '../../bench/support/transpile';
import type * as writerThread from '../../lib/fleet/writer-thread';
import { WriterThread } from '../../lib/fleet/writer-thread';
import { inTemporaryDirectory, readTree } from './support/snapshot';

const name = `writer-thread-test-${process.pid}`;
let compiled: typeof writerThread;

beforeAll(() => {
  compiled = jest.requireActual<typeof writerThread>(path.join(transpile(['lib/fleet'], name), 'lib/fleet/writer-thread.js')); // prettier-ignore
});

afterAll(() => {
  fs.rmSync(path.resolve(__dirname, '..', '..', '.cache', name), { recursive: true, force: true });
});

const LONG = 'text'.repeat(100_000);

/** Hands over files until the thread has made one, `folder` being where that can be seen. */
function keepBusy(thread: writerThread.WriterThread, folder: string): Record<string, string> {
  const files: Record<string, string> = {};
  const limit = Date.now() + 30_000;
  while (!fs.existsSync(folder) || fs.readdirSync(folder).length < 3) {
    const name = `f${Object.keys(files).length}`;
    files[name] = `${name} ${LONG}`;
    thread.file(name, files[name]);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    if (Date.now() > limit) {
      throw new Error('the thread has written nothing');
    }
  }
  return files;
}

describe('WriterThread', () => {
  test('writes while its owner goes on, and shows the directory when told to', () => {
    inTemporaryDirectory((root) => {
      // GIVEN
      const outdir = path.join(root, 'out');
      const thread = compiled.WriterThread.start(outdir)!;
      thread.directory('empty');
      const files = keepBusy(thread, `${outdir}.fleet-${process.pid}.tmp`);
      thread.file('last', 'é');
      let count = 0;

      // WHEN
      const before = fs.existsSync(outdir);
      const summary = thread.commit(() => count++);

      // THEN
      expect(before).toBe(false);
      expect(count).toBe(summary.written);
      expect(summary).toEqual({ written: Object.keys(files).length + 1, unchanged: 0 });
      expect(readTree(outdir)).toEqual({ ...files, last: 'é', 'empty/': '' });
    });
  });

  test('leaves alone what would not change in a directory that exists', () => {
    inTemporaryDirectory((root) => {
      // GIVEN
      fs.writeFileSync(path.join(root, 'same'), 'x');
      const { ino } = fs.statSync(path.join(root, 'same'));
      const thread = compiled.WriterThread.start(root)!;
      const files = keepBusy(thread, root);
      thread.file('same', 'x');

      // WHEN
      const summary = thread.commit();

      // THEN
      expect(summary).toEqual({ written: Object.keys(files).length, unchanged: 1 });
      expect(fs.statSync(path.join(root, 'same')).ino).toBe(ino);
    });
  });

  test('removes everything when its owner gives up', () => {
    inTemporaryDirectory((root) => {
      const outdir = path.join(root, 'out');
      const thread = compiled.WriterThread.start(outdir)!;
      keepBusy(thread, `${outdir}.fleet-${process.pid}.tmp`);
      thread.abandon();
      expect(readTree(root)).toEqual({});
    });
  });

  test('throws what went wrong in the thread, and leaves nothing', () => {
    inTemporaryDirectory((root) => {
      // GIVEN
      const outdir = path.join(root, 'out');
      const thread = compiled.WriterThread.start(outdir)!;
      keepBusy(thread, `${outdir}.fleet-${process.pid}.tmp`);
      thread.file('missing/x', LONG);

      // WHEN, THEN
      expect(() => thread.commit()).toThrow('ENOENT');
      expect(() => thread.abandon()).not.toThrow();
      expect(readTree(root)).toEqual({});
    });
  });

  test('has nothing to give up once its files are in their places', () => {
    inTemporaryDirectory((root) => {
      // GIVEN
      const outdir = path.join(root, 'out');
      const thread = compiled.WriterThread.start(outdir)!;
      const files = keepBusy(thread, `${outdir}.fleet-${process.pid}.tmp`);
      thread.commit();

      // WHEN
      thread.abandon();

      // THEN
      expect(readTree(outdir)).toEqual(files);
    });
  });

  test('writes a few files without the thread', () => {
    inTemporaryDirectory((root) => {
      const outdir = path.join(root, 'out');
      const thread = compiled.WriterThread.start(outdir)!;
      thread.directory('dir');
      thread.file('dir/a', '1');
      expect(thread.commit()).toEqual({ written: 1, unchanged: 0 });
      expect(readTree(outdir)).toEqual({ 'dir/': '', 'dir/a': '1' });
    });
  });

  test('is not to be had from TypeScript sources, for which a thread has no compiler', () => {
    expect(WriterThread.start('/nonexistent/out')).toBeUndefined();
  });
});
