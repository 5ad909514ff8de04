import * as t from '@babel/types';

/** The imports of a generated file. */
export class Imports {
  private readonly values = new Map<string, Set<string>>();
  private readonly types = new Map<string, Set<string>>();

  /** A name that the file uses as a value. */
  public value(from: string, name: string): t.Identifier {
    this.add(this.values, from, name);
    return t.identifier(name);
  }

  /** A name that the file uses as a type alone. */
  public type(from: string, name: string): t.Identifier {
    this.add(this.types, from, name);
    return t.identifier(name);
  }

  /** The statements, sorted: Node's modules, packages, then files of the app, names by the alphabet. */
  public statements(): t.Statement[] {
    const modules = [...new Set([...this.values.keys(), ...this.types.keys()])].sort(
      (a, b) => rank(a) - rank(b) || (a < b ? -1 : 1),
    );
    return modules.map((from) => {
      const values = this.values.get(from) ?? new Set();
      const types = [...(this.types.get(from) ?? [])].filter((name) => !values.has(name));
      const named = [
        ...[...values].map((name) => ({ name, isType: false })),
        ...types.map((name) => ({ name, isType: true })),
      ];
      named.sort((a, b) => (a.name < b.name ? -1 : 1));
      const specifiers = named.map(({ name, isType }) => {
        const specifier = t.importSpecifier(t.identifier(name), t.identifier(name));
        if (isType) specifier.importKind = 'type';
        return specifier;
      });
      return t.importDeclaration(specifiers, t.stringLiteral(from));
    });
  }

  private add(to: Map<string, Set<string>>, from: string, name: string): void {
    to.set(from, (to.get(from) ?? new Set()).add(name));
  }
}

/** Where a module stands among the imports. */
function rank(from: string): number {
  return from.startsWith('node:') ? 0 : from.startsWith('.') ? 2 : 1;
}
