import { arithmeticOn } from '../tokens/arithmetic';
import { splitText } from '../tokens/split-text';

/**
 * Replaces the sentinels of tokens in a message by their names. A validation that is given a token, in cdk8s-plus for
 * example, quotes the sentinel, which means nothing to a reader.
 */
export function explainTokens(message: string): string {
  const names = new Set<string>();
  const text = splitText(message)
    .map((segment) => {
      if (typeof segment === 'string') return segment.replace(/\d{9,}(?:\.\d+)?(?:e\+\d+)?/g, computed);
      names.add(segment.token.name);
      return `<${segment.token.name}>`;
    })
    .join('');
  if (names.size === 0) return message;
  const who = [...names].join(' and ');
  return `${text} (${who} ${names.size === 1 ? 'is a value that is' : 'are values that are'} known at deployment: it cannot be compared or computed with here)`;

  function computed(digits: string): string {
    const operand = arithmeticOn(Number(digits));
    if (!operand) return digits;
    names.add(operand.name);
    return `<computed from ${operand.name}>`;
  }
}
