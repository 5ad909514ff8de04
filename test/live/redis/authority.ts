import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { type KubeObject } from '../runner/types';

/** A certificate authority of the test. */
export class Authority {
  private readonly folder = fs.mkdtempSync(path.join(process.env['LIVE_STATE'] ?? os.tmpdir(), 'tls-'));

  constructor() {
    this.openssl(
      'req',
      '-x509',
      ...NEW_KEY,
      '-days',
      '1',
      '-subj',
      '/CN=authority',
      '-keyout',
      'ca.key',
      '-out',
      'ca.crt',
    );
  }

  /** A Secret with the keys tls.crt, tls.key and ca.crt, and a certificate that was made just now. */
  certificate(name: string): KubeObject {
    this.openssl('req', ...NEW_KEY, '-subj', '/CN=redis', '-keyout', 'tls.key', '-out', 'tls.csr');
    const authority = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '1'];
    this.openssl('x509', '-req', '-in', 'tls.csr', ...authority, '-out', 'tls.crt');
    const stringData = Object.fromEntries(['tls.key', 'tls.crt', 'ca.crt'].map((file) => [file, this.text(file)]));
    return Object.assign({ apiVersion: 'v1', kind: 'Secret', metadata: { name } }, { stringData });
  }

  private text(file: string): string {
    return fs.readFileSync(path.join(this.folder, file), 'utf8');
  }

  private openssl(...args: string[]): void {
    const { status, stderr } = spawnSync('openssl', args, { cwd: this.folder });
    if (status !== 0) throw new Error(`openssl: ${stderr.toString()}`);
  }
}

const NEW_KEY = ['-newkey', 'rsa:2048', '-nodes'];
