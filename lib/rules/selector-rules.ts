import { type Field, isMap, formatValue } from './field';
import { isGiven } from './probe-rules';
import { checkLabels } from './metadata-rules';
import { labelKey, labelValue, oneOf } from './names';

const SELECTOR_OPERATOR = oneOf('In', 'NotIn', 'Exists', 'DoesNotExist');

/** A label selector. Source: ValidateLabelSelector of k8s.io/apimachinery. */
export function checkSelector(selector: Field): void {
  if (!isGiven(selector)) return;
  checkLabels(selector.at('matchLabels'));
  for (const expression of selector.itemsAt('matchExpressions')) {
    expression.requiredAt('key', labelKey);
    expression.requiredAt('operator', SELECTOR_OPERATOR);
    const values = expression.at('values');
    const items = values.items();
    const operator = expression.textAt('operator') ?? '';
    if (['In', 'NotIn'].includes(operator) && items.length === 0)
      values.report(`is required with operator ${operator}`);
    if (['Exists', 'DoesNotExist'].includes(operator) && items.length > 0) {
      values.report(`must be absent with operator ${operator}, got ${formatValue(values.value)}`);
    }
    for (const value of items) value.check(labelValue);
  }
}

/** Whether a selector asks for nothing, and so matches everything. */
export function isEmptySelector(selector: unknown): boolean {
  if (!isMap(selector)) return true;
  const { matchLabels, matchExpressions } = selector;
  return (
    (!isMap(matchLabels) || Object.keys(matchLabels).length === 0) &&
    (!Array.isArray(matchExpressions) || matchExpressions.length === 0)
  );
}

/** Whether a label selector matches a set of labels. */
export function selectorMatches(selector: unknown, labels: unknown): boolean {
  if (!isMap(selector)) return false;
  const actual = isMap(labels) ? labels : {};
  const wanted = isMap(selector.matchLabels) ? selector.matchLabels : {};
  const expressions: unknown[] = Array.isArray(selector.matchExpressions) ? selector.matchExpressions : [];
  return (
    Object.entries(wanted).every(([key, value]) => actual[key] === value) &&
    expressions.every((expression) => isMap(expression) && expressionMatches(expression, actual))
  );
}

function expressionMatches(
  expression: Readonly<Record<string, unknown>>,
  labels: Readonly<Record<string, unknown>>,
): boolean {
  const { key, operator, values } = expression;
  if (typeof key !== 'string') return false;
  const listed = Array.isArray(values) && values.includes(labels[key]);
  switch (operator) {
    case 'In':
      return key in labels && listed;
    case 'NotIn':
      return !(key in labels) || !listed;
    case 'Exists':
      return key in labels;
    case 'DoesNotExist':
      return !(key in labels);
    default:
      return false;
  }
}
