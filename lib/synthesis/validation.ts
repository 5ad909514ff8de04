import { type IConstruct } from 'constructs';

/**
 * Runs the validations of all constructs.
 *
 * @throws one error that lists what every construct reports, in the words of cdk8s.
 */
export function validate(constructs: IConstruct[]): void {
  const errors: string[] = [];
  for (const { node } of constructs) {
    for (const error of node.validate()) {
      errors.push(`[${node.path}] ${error}`);
    }
  }
  if (errors.length > 0) {
    throw new Error(`Validation failed with the following errors:\n  ${errors.join('\n  ')}`);
  }
}
