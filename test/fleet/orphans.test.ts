import * as fs from 'node:fs';
import * as path from 'node:path';
import { writeFiles } from '../../lib/fleet/stage-files';
import { pruneFiles } from '../../lib/fleet/orphans';
import { inTemporaryDirectory, readTree } from './support/snapshot';

describe('pruneFiles', () => {
  test('removes manifests, metadata and staged of earlier runs, and the directories that this empties', () => {
    inTemporaryDirectory((root) => {
      // GIVEN
      const files = {
        'kept.k8s.yaml': '1',
        'old.k8s.yaml': '2',
        'chart/old.k8s.yaml': '3',
        'mixed/old.k8s.yaml': '4',
        'mixed/README.md': '5',
        'other.yaml': '6',
        '.fleet-123-4.tmp': '7',
        'construct-metadata.json': '8',
        'mixed/construct-metadata.json': '9',
      };
      writeFiles(root, ['chart', 'mixed', 'empty'], new Map(Object.entries(files)));
      fs.symlinkSync('other.yaml', path.join(root, 'link.k8s.yaml'));

      // WHEN
      const removed = pruneFiles(root, '.k8s.yaml', new Set(['kept.k8s.yaml']));

      // THEN
      expect(removed.sort()).toEqual([
        '.fleet-123-4.tmp',
        'chart/old.k8s.yaml',
        'construct-metadata.json',
        'mixed/old.k8s.yaml',
        'old.k8s.yaml',
      ]);
      expect(Object.keys(readTree(root)).sort()).toEqual([
        'empty/',
        'kept.k8s.yaml',
        'link.k8s.yaml',
        'mixed/',
        'mixed/README.md',
        'mixed/construct-metadata.json',
        'other.yaml',
      ]);
    });
  });

  test('removes whole output directories that killed runs have left beside this one', () => {
    inTemporaryDirectory((root) => {
      // GIVEN
      for (const name of ['out', 'out.fleet-12.tmp', 'other.fleet-12.tmp', 'out.fleet-x.tmp']) {
        fs.mkdirSync(path.join(root, name, 'chart'), { recursive: true });
      }

      // WHEN
      const removed = pruneFiles(path.join(root, 'out'), '.k8s.yaml', new Set());

      // THEN
      expect(removed).toEqual([path.join('..', 'out.fleet-12.tmp')]);
      expect(fs.readdirSync(root).sort()).toEqual(['other.fleet-12.tmp', 'out', 'out.fleet-x.tmp']);
    });
  });
});
