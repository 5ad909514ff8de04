import * as fc from 'fast-check';
import { insideJson } from '../../lib/helm/json-text';
import { sortedGoJson } from '../../lib/kubernetes/go-json';
import { splitText } from '../../lib/tokens/split-text';
import { TokenType } from '../../lib/tokens/token';
import { TokenRegistry } from '../../lib/tokens/token-registry';
import { TextStyle } from '../../lib/helm/text-segment';

const TOKENS = new TokenRegistry();

function reference(type: TokenType): { readonly text: string; readonly inText: string } {
  return TOKENS.register({ name: `values.${type}`, type, plain: () => 'x' });
}

/** The text with references written as their style, in braces. */
function styled(text: string): string | undefined {
  return insideJson(text, splitText(text))
    ?.map((s) => (typeof s === 'string' ? s : `<${s.style}>`))
    .join('');
}

describe('sortedGoJson', () => {
  test('keys are in order, whole numbers too, and what HTML knows is escaped', () => {
    expect(sortedGoJson({ b: 1, a: '<&>', 10: [], 9: { z: null, é: true } })).toBe(
      '{"10":[],"9":{"z":null,"é":true},"a":"\\u003c\\u0026\\u003e","b":1}',
    );
  });

  test('is JSON of the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) =>
        expect(JSON.parse(sortedGoJson(value))).toEqual(JSON.parse(JSON.stringify(value))),
      ),
    );
  });
});

describe('references in JSON text', () => {
  const text = reference(TokenType.STRING).text;
  const flag = reference(TokenType.BOOL);
  const list = reference(TokenType.LIST).text;

  test.each([
    ['text alone takes its quotes along', `{"a": "${text}"}`, `{"a": <${TextStyle.JSON_VALUE}>}`],
    ['text among other text is escaped', `{"a": "x${text}y"}`, `{"a": "x<${TextStyle.JSON_CONTENT}>y"}`],
    ['after an escaped quote', `["\\"${text}"]`, `["\\"<${TextStyle.JSON_CONTENT}>"]`],
    ['after an escaped backslash', `["\\\\", "${text}"]`, `["\\\\", <${TextStyle.JSON_VALUE}>]`],
    ['a flag is no text', `{"a": "${flag.text}"}`, `{"a": <${TextStyle.JSON_VALUE}>}`],
    ['unless it was written as text', `{"a": "${flag.inText}"}`, `{"a": "<${TextStyle.JSON_CONTENT}>"}`],
    ['a list takes its brackets along', `{"a": [\n "${list}"\n]}`, `{"a": <${TextStyle.JSON_VALUE}>}`],
    ['two of them', `{"a": "${text}${text}"}`, `{"a": "<${TextStyle.JSON_CONTENT}><${TextStyle.JSON_CONTENT}>"}`],
  ])('%s', (_, json, expected) => {
    expect(styled(json)).toBe(expected);
  });

  test.each(['{a', 'plain', '"quoted"', '[not json]', '12'])('%s is no JSON object or list', (start) => {
    expect(styled(`${start} ${text}`)).toBeUndefined();
  });
});
