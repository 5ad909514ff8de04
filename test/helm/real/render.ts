import { execFile } from 'node:child_process';
import { parseAllDocuments } from 'yaml';
import { type HelmTool } from '../tools';

/** What a run of Helm gave. */
export interface HelmRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs Helm away from any cluster and any configuration of the user. */
export function helm(tool: HelmTool, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<HelmRun> {
  const options = {
    maxBuffer: 256 * 1024 * 1024,
    env: { PATH: process.env.PATH, HOME: '/nonexistent', ...env },
  };
  return new Promise((resolve) => {
    execFile(tool.path, [...args], options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      resolve({ code, stdout, stderr });
    });
  });
}

/** Parses documents as Kubernetes does: YAML 1.1, but with the numbers of YAML 1.2, which is what its Go library reads. */
export function parseManifests(yaml: string): unknown[] {
  return parseAllDocuments(yaml, {
    version: '1.1',
    uniqueKeys: true,
    customTags: (tags) => [
      {
        tag: 'tag:yaml.org,2002:float',
        default: true,
        test: /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)[eE][-+]?[0-9]+$/,
        resolve: (text: string) => Number(text),
      },
      ...tags,
    ],
  })
    .map((document) => {
      const [error] = document.errors;
      if (error) throw error;
      return document.toJS() as unknown;
    })
    .filter((document) => document !== null);
}
