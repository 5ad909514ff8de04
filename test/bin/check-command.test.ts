import { CommandLine } from './command-line';

const cli = new CommandLine();
const variable = 'CDK8S_PATTERNS_KUBERNETES';
const named = process.env[variable];

beforeAll(() => {
  delete process.env[variable];
  cli.write('web.yaml', 'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: web }\n');
});
afterAll(() => {
  if (named !== undefined) process.env[variable] = named;
  cli.remove();
});

test.each([
  [['web.yaml'], '--kubernetes is missing, expected 1.29, 1.34, 1.37 or several of them'],
  [
    ['web.yaml', '--kubernetes', '1.34,1.5'],
    '--kubernetes: Kubernetes "1.5" is not supported, expected 1.29, 1.34, 1.37',
  ],
  [['--kubernetes', '1.34'], 'check takes files, folders or -, got none'],
  [
    ['web.yaml', '--kubernetes', '1.34', '--output', 'xml'],
    '--output is "xml", expected text, json, html, junit, sarif, github',
  ],
])('refuses %j', async (args, problem) => {
  const paths = args.map((each) => (each.endsWith('.yaml') ? cli.path(each) : each));
  expect(await cli.run(['check', ...paths])).toEqual({
    status: 2,
    output: '',
    warnings: `cdk8s-patterns: ${problem}\n`,
  });
});

test('says how to get the package of a version that is not installed', async () => {
  expect(await cli.run(['check', cli.path('web.yaml'), '--kubernetes', '1.34'])).toEqual({
    status: 2,
    output: '',
    warnings:
      "cdk8s-patterns: the API server's code of Kubernetes 1.34 is not installed: " +
      'run npm install --save-dev cdk8s-patterns-kubernetes-1.34\n',
  });
});
