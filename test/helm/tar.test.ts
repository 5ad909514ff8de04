import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tarGz } from '../../lib/helm/tar';

test('tar reads what was written: long paths, empty files, any text', () => {
  // GIVEN
  const folder = mkdtempSync(join(tmpdir(), 'tar-'));
  const long = `chart/${'templates-'.repeat(9)}/${'a'.repeat(60)}.yaml`;
  const files = { 'chart/Chart.yaml': 'name: é😀\n', 'chart/empty': '', [long]: 'x'.repeat(513) };

  // WHEN
  writeFileSync(join(folder, 'chart.tgz'), tarGz(files));
  execFileSync('tar', ['-xzf', 'chart.tgz'], { cwd: folder });

  // THEN
  for (const [path, text] of Object.entries(files)) expect(readFileSync(join(folder, path), 'utf8')).toBe(text);
  rmSync(folder, { recursive: true });
});

test('a path that the format has no room for is refused', () => {
  expect(() => tarGz({ [`chart/${'a'.repeat(101)}`]: '' })).toThrow(
    /^the path is too long for an archive: 'chart\/a+'$/,
  );
});
