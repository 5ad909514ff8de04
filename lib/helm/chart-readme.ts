import { type HelmChartMetadata } from './chart-props';
import { type DeclaredValue } from './declared-values';
import { type HelmValues } from './helm-values';
import { TokenType } from '../tokens/token';
import { allowedWords } from './values-yaml';

const TYPE_NAMES: { readonly [type in TokenType]: string } = {
  [TokenType.STRING]: 'text',
  [TokenType.INT]: 'integer',
  [TokenType.NUMBER]: 'number',
  [TokenType.BOOL]: 'true or false',
  [TokenType.LIST]: 'list of texts',
  [TokenType.JSON]: 'object',
};

/** README.md of a chart: description, installation, and a table of the values. */
export function chartReadme(props: HelmChartMetadata, values: HelmValues): string {
  const about = [
    props.description,
    props.appVersion === undefined ? undefined : `Installs version ${props.appVersion}.`,
  ];
  const rows = values._declarations.map((value) => row(value));
  const table =
    rows.length === 0
      ? ['This chart has no values.']
      : ['| Value | Type | Default | Description |', '| --- | --- | --- | --- |', ...rows];
  return [
    `# ${props.name} ${props.version}`,
    ...about.filter((text) => text !== undefined),
    ['```', `helm install ${props.name} ${props.name}-${props.version}.tgz --values my-values.yaml`, '```'].join('\n'),
    '## Values',
    table.join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}

function row(value: DeclaredValue): string {
  const type = value.spec.options ? 'choice' : TYPE_NAMES[value.spec.type];
  const fallback = value.default === undefined ? 'required' : `\`${JSON.stringify(value.default)}\``;
  const words = allowedWords(value);
  const description = [value.description, words === '' ? undefined : `Allowed: ${words}.`]
    .filter((text) => text !== undefined)
    .join(' ');
  return `| ${[`\`${value.path.join('.')}\``, type, fallback, description].map(cell).join(' | ')} |`;
}

function cell(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/[\r\n]+/g, ' ');
}
