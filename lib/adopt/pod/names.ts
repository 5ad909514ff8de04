import { type Expression } from '../model/expression';

/** The name of an object that another one mentions. The printer writes the construct's name where one makes it. */
export function nameOf(kind: string, name: string): Expression {
  return { kind: 'name', object: `${kind}/${name}`, value: name };
}
