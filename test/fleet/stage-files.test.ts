import * as fs from 'node:fs';
import * as path from 'node:path';
import { stageFiles, writeFiles } from '../../lib/fleet/stage-files';
import { inTemporaryDirectory, readTree } from './support/snapshot';

describe('stageFiles', () => {
  test.each(['is not there yet', 'exists'])('an output directory that %s shows nothing before all is done', (state) => {
    inTemporaryDirectory((root) => {
      // GIVEN
      const outdir = path.join(root, 'out');
      if (state === 'exists') {
        fs.mkdirSync(outdir);
      }
      const visible = () =>
        fs.existsSync(outdir) ? Object.keys(readTree(outdir)).filter((name) => /^[ab]/.test(name)) : [];

      // WHEN
      const staged = stageFiles(outdir);
      staged.directory('dir');
      staged.file('a', '1');
      staged.file('b', '2');
      staged.file('a', '3');
      const before = visible();
      const summary = staged.commit();

      // THEN
      expect(before).toEqual([]);
      expect(summary).toEqual({ written: 2, unchanged: 0 });
      expect(readTree(root)).toEqual({ 'out/': '', 'out/a': '3', 'out/b': '2', 'out/dir/': '' });
    });
  });

  test.each(['is not there yet', 'exists'])('staged of one that %s can be given up', (state) => {
    inTemporaryDirectory((root) => {
      // GIVEN
      const outdir = path.join(root, 'out');
      if (state === 'exists') {
        fs.mkdirSync(outdir);
        fs.writeFileSync(path.join(outdir, 'a'), 'old');
      }
      const before = readTree(root);
      const staged = stageFiles(outdir);
      staged.directory('dir');
      staged.file('a', 'new');
      staged.file('dir/b', 'new');

      // WHEN
      staged.discard();

      // THEN
      expect(readTree(root)).toEqual(before);
    });
  });
});

describe('writeFiles', () => {
  test('writes files and directories', () => {
    inTemporaryDirectory((root) => {
      // WHEN
      const outdir = path.join(root, 'deep', 'out');
      const files = new Map([
        ['a.yaml', 'a: é\n'],
        ['folder/b.yaml', 'b'],
      ]);
      const summary = writeFiles(outdir, ['folder', 'empty'], files);

      // THEN
      expect(readTree(outdir)).toEqual({ 'a.yaml': 'a: é\n', 'folder/': '', 'folder/b.yaml': 'b', 'empty/': '' });
      expect(summary).toEqual({ written: 2, unchanged: 0 });
    });
  });

  test('leaves no temporary file when a file cannot take its place', () => {
    inTemporaryDirectory((root) => {
      fs.mkdirSync(path.join(root, 'taken'));
      expect(() => writeFiles(root, [], new Map([['taken', 'x']]))).toThrow('EISDIR');
      expect(() => writeFiles(root, [], new Map([['missing/x', 'x']]))).toThrow('ENOENT');
      expect(readTree(root)).toEqual({ 'taken/': '' });
    });
  });

  test('counts as it goes', () => {
    inTemporaryDirectory((root) => {
      let count = 0;
      writeFiles(root, [], new Map([['a', ''], ['b', '']]), () => count++); // prettier-ignore
      expect(count).toBe(2);
    });
  });
});
