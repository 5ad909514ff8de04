import { bindingOf } from './binding';
import { type Token, TokenType } from '../tokens/token';
import { type TextNode } from './template-node';
import { type TextSegment, TextStyle } from './text-segment';
import { isPrintable, yamlQuoted } from './yaml-scalar';

/** Returns a text as JSON without the surrounding quotes. */
const INSIDE_QUOTES = 'toJson | trimPrefix "\\"" | trimSuffix "\\""';

/** A Go template action. */
function action(pipeline: string): string {
  return `{{ ${pipeline} }}`;
}

/** Returns a text as a Go string. */
export function goString(text: string): string {
  // Go has the escapes of JSON.
  return JSON.stringify(text);
}

/**
 * Escapes literal text for a Go template, so that Helm renders it unchanged.
 *
 * @param beforeAction whether an action follows, with which a brace at the end would merge
 */
export function escapeLiteral(text: string, beforeAction = false): string {
  const escaped = text.replace(/\{{2,}/g, (braces) => action(goString(braces)));
  return beforeAction ? escaped.replace(/(^|[^{])\{$/, (_, before: string) => before + action(goString('{'))) : escaped;
}

/** The YAML of a field that is a token as a whole. */
export function fieldAction(token: Token, root: string): string {
  const expression = bindingOf(token).expression(root);
  return action(`${expression} | ${token.type === TokenType.INT ? 'int64' : 'toJson'}`);
}

/** The YAML of a text with tokens in it, as one JSON string. */
export function textAction(node: TextNode, root: string): string {
  const [only] = node.segments;
  if (node.segments.length === 1 && only !== undefined && typeof only !== 'string') {
    const expression = bindingOf(only.token).expression(root);
    switch (only.token.type) {
      case TokenType.INT:
        return action(`${expression} | int64 | quote`);
      case TokenType.NUMBER:
      case TokenType.BOOL:
        return action(`${expression} | toJson | quote`);
      default:
        return action(`${expression} | toJson`);
    }
  }
  if (node.segments.some((s) => typeof s === 'string' && !isPrintable(s))) return quotedText(node, root);
  const format = node.segments.map((s) => (typeof s === 'string' ? s.replace(/%/g, '%%') : '%s')).join('');
  const operands = node.segments.flatMap((s) => (typeof s === 'string' ? [] : [operand(s, root)]));
  return action(`printf ${goString(format)} ${operands.join(' ')} | toJson`);
}

/**
 * Go's JSON does not escape some characters that YAML refuses. A text with such characters is quoted around its
 * tokens.
 */
function quotedText(node: TextNode, root: string): string {
  const parts = node.segments.map((s, i) => {
    if (typeof s === 'string') return escapeLiteral(yamlQuoted(s).slice(1, -1), i + 1 < node.segments.length);
    return action(`${pipeline(s, root, true)} | ${INSIDE_QUOTES}`);
  });
  return `"${parts.join('')}"`;
}

/** A token as raw text, for a YAML block and for NOTES.txt. */
export function inlineAction(segment: Exclude<TextSegment, string>, root: string): string {
  return action(pipeline(segment, root));
}

function operand(segment: Exclude<TextSegment, string>, root: string): string {
  const text = pipeline(segment, root, true);
  return text.includes(' | ') ? `(${text})` : text;
}

function pipeline({ token, style }: Exclude<TextSegment, string>, root: string, asString = false): string {
  const expression = bindingOf(token).expression(root);
  if (token.type === TokenType.INT) return `${expression} | int64${asString ? ' | toString' : ''}`;
  if (style === TextStyle.JSON_VALUE || token.type !== TokenType.STRING) return `${expression} | toJson`;
  // A name needs no escaping.
  if (style === TextStyle.JSON_CONTENT && !bindingOf(token).lineSafe) return `${expression} | ${INSIDE_QUOTES}`;
  return expression;
}
