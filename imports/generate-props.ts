/**
 * Generates lib/props/props-table.ts: the props of every public construct and value class, as the constructs check them
 * when they are made. The source is the TypeScript interfaces that the entry points export.
 *
 * Run `npm run props`; `npm run synth` runs it too.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

const ROOT = join(__dirname, '..');
const OUTPUT = join(ROOT, 'lib/props/props-table.ts');

const interfaces = new Map<string, { symbol: ts.Symbol; bases: string[]; members: Map<string, string> }>();
const classes = new Map<string, { symbol: ts.Symbol; marker: string; factories: string[] }>();
const enums = new Map<string, { symbol: ts.Symbol; values: string[] }>();

const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.build.json'), (file) => ts.sys.readFile(file)) as {
  config: object;
};
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
const ENTRIES = ['index.ts', 'fleet/index.ts', 'helm/index.ts'].map((file) => join(ROOT, 'lib', file));
const program = ts.createProgram(ENTRIES, { ...options, noEmit: true });
const checker = program.getTypeChecker();

for (const exported of ENTRIES.flatMap(exportsOf)) {
  const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  if (symbol.flags & ts.SymbolFlags.Interface) {
    describeType(checker.getDeclaredTypeOfSymbol(symbol));
  }
  if (symbol.flags & ts.SymbolFlags.Class) {
    addParameters(symbol);
  }
}
writeFileSync(OUTPUT, table());

function exportsOf(entry: string): ts.Symbol[] {
  const file = program.getSourceFile(entry);
  const symbol = file && checker.getSymbolAtLocation(file);
  if (symbol === undefined) throw new Error(`${entry} has no exports`);
  return checker.getExportsOfModule(symbol);
}

/** Adds what the public constructor and the public static methods of a class take. */
function addParameters(symbol: ts.Symbol): void {
  const type = checker.getTypeOfSymbol(symbol);
  const methods = checker
    .getPropertiesOfType(type)
    .flatMap((member) => checker.getTypeOfSymbol(member).getCallSignatures());
  for (const signature of [...type.getConstructSignatures(), ...methods]) {
    const { declaration } = signature;
    if (declaration === undefined || isHidden(declaration)) continue;
    for (const parameter of signature.getParameters()) {
      describeType(checker.getTypeOfSymbol(parameter));
    }
  }
}

function isHidden(declaration: ts.Declaration): boolean {
  return Boolean(ts.getCombinedModifierFlags(declaration) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected));
}

/** The type as the table writes it; see lib/props/prop-check.ts. Adds the interfaces, classes and enums it mentions. */
function describeType(type: ts.Type): string {
  const { flags } = type;
  if (flags & (ts.TypeFlags.Boolean | ts.TypeFlags.BooleanLiteral)) return 'boolean';
  if (flags & ts.TypeFlags.EnumLike) return describeEnum(type);
  if (flags & (ts.TypeFlags.StringLike | ts.TypeFlags.TemplateLiteral)) return 'string';
  if (flags & ts.TypeFlags.NumberLike) return 'number';
  if (type.isUnion()) {
    const parts = type.types.filter((part) => !(part.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)));
    return [...new Set(parts.map(describeType))].sort().join('|');
  }
  if (checker.isArrayType(type) || checker.isTupleType(type)) {
    const [element] = checker.getTypeArguments(type as ts.TypeReference);
    const item = element === undefined ? 'any' : describeType(element);
    return item.includes('|') ? `(${item})[]` : `${item}[]`;
  }
  const symbol = type.getSymbol();
  if (!(flags & ts.TypeFlags.Object) || symbol === undefined || type.getCallSignatures().length > 0) return 'any';
  if (symbol.flags & ts.SymbolFlags.Class) return describeClass(symbol, type);
  const members = checker.getPropertiesOfType(type);
  if (members.length === 0) {
    const value = checker.getIndexTypeOfType(type, ts.IndexKind.String);
    return value === undefined ? 'any' : `{${describeType(value)}}`;
  }
  if (!(symbol.flags & ts.SymbolFlags.Interface)) return 'any';
  const isBehavioral =
    /^I[A-Z][a-z]/.test(symbol.name) ||
    members.some((member) => checker.getTypeOfSymbol(member).getCallSignatures().length > 0);
  return isBehavioral ? describeClass(symbol, type) : describeInterface(symbol, type);
}

function describeEnum(type: ts.Type): string {
  const own = type.getSymbol();
  const parent = own && own.flags & ts.SymbolFlags.EnumMember ? parentOf(own) : own;
  const isNumeric = type.isUnion() ? type.types.some((part) => part.isNumberLiteral()) : type.isNumberLiteral();
  if (isNumeric || parent === undefined) return 'number';
  // Another version of a foreign library may know more values. Rules check them at synth.
  if (!isOurs(parent)) return 'string';
  const values = [...(parent.exports?.values() ?? [])].map((member) => {
    const declaration = member.valueDeclaration as ts.EnumMember;
    return String(checker.getConstantValue(declaration));
  });
  remember(enums, parent, { symbol: parent, values });
  return parent.name;
}

function parentOf(member: ts.Symbol): ts.Symbol | undefined {
  const declaration = member.valueDeclaration?.parent as ts.EnumDeclaration | undefined;
  return declaration && checker.getSymbolAtLocation(declaration.name);
}

function describeClass(symbol: ts.Symbol, type: ts.Type): string {
  if (classes.has(symbol.name)) return remember(classes, symbol);
  const members = checker.getPropertiesOfType(type).filter((member) => !(member.flags & ts.SymbolFlags.Optional));
  const isPublic = (member: ts.Symbol) => !isHidden(member.declarations?.[0] as ts.Declaration);
  // An internal member or a method is less likely in another object than a property.
  const isMethod = (member: ts.Symbol) => Boolean(member.flags & ts.SymbolFlags.Method);
  const shown = members.filter(isPublic);
  const marker =
    shown.find(({ name }) => name === 'node') ??
    shown.find(({ name }) => name.startsWith('_')) ??
    shown.find(isMethod) ??
    shown[0];
  if (marker === undefined) return 'any';
  const factories = marker.name === 'node' ? [] : factoriesOf(symbol, type);
  classes.set(symbol.name, { symbol, marker: marker.name, factories });
  return symbol.name;
}

/** The public static members of a class that make or are one of it. */
function factoriesOf(symbol: ts.Symbol, type: ts.Type): string[] {
  if (!(symbol.flags & ts.SymbolFlags.Class)) return [];
  return checker
    .getPropertiesOfType(checker.getTypeOfSymbol(symbol))
    .filter((member) => {
      if (member.name === 'prototype' || member.name.startsWith('_')) return false;
      const declaration = member.declarations?.[0];
      if (declaration && isHidden(declaration)) return false;
      const memberType = checker.getTypeOfSymbol(member);
      const results = memberType.getCallSignatures().map((signature) => signature.getReturnType());
      return [memberType, ...results].some((made) => made === type);
    })
    .map((member) => member.name);
}

function describeInterface(symbol: ts.Symbol, type: ts.Type): string {
  if (interfaces.has(symbol.name)) return remember(interfaces, symbol);
  const entry = { symbol, bases: [] as string[], members: new Map<string, string>() };
  interfaces.set(symbol.name, entry);
  const inherited = new Set<string>();
  for (const base of checker.getBaseTypes(type as ts.InterfaceType)) {
    const baseSymbol = base.getSymbol();
    if (baseSymbol === undefined || base.aliasSymbol !== undefined || !(baseSymbol.flags & ts.SymbolFlags.Interface)) {
      continue;
    }
    entry.bases.push(describeInterface(baseSymbol, base));
    checker.getPropertiesOfType(base).forEach((member) => inherited.add(member.name));
  }
  const own = new Set([...(symbol.members?.keys() ?? [])].map(String));
  for (const member of checker.getPropertiesOfType(type)) {
    if (inherited.has(member.name) && !own.has(member.name)) continue;
    const optional = member.flags & ts.SymbolFlags.Optional ? '?' : '';
    entry.members.set(member.name, describeType(checker.getTypeOfSymbol(member)) + optional);
  }
  return symbol.name;
}

/** Two types of one name would be one entry of the table. */
function remember<T extends { symbol: ts.Symbol }>(map: Map<string, T>, symbol: ts.Symbol, entry?: T): string {
  const known = map.get(symbol.name);
  if (known !== undefined && known.symbol !== symbol)
    throw new Error(
      `two types are called ${symbol.name}: ${[known.symbol, symbol].map(fileOf).join(' and ')}, found in ${[...interfaces.keys()].at(-1)}`,
    );
  if (entry !== undefined) map.set(symbol.name, entry);
  return symbol.name;
}

function fileOf(symbol: ts.Symbol): string {
  return symbol.declarations?.[0]?.getSourceFile().fileName ?? '';
}

function isOurs(symbol: ts.Symbol): boolean {
  return fileOf(symbol).startsWith(join(ROOT, 'lib/'));
}

function table(): string {
  const written = new Set<string>();
  const lines: string[] = [];
  const write = (name: string): void => {
    const entry = interfaces.get(name);
    if (entry === undefined || written.has(name)) return;
    written.add(name);
    entry.bases.forEach(write);
    const members = [...entry.members].map(([key, text]) => `${key}: ${JSON.stringify(text)},`);
    lines.push(`const ${name} = {`, ...entry.bases.map((base) => `...${base},`), ...members, '};', '');
  };
  const names = [...interfaces.keys()].sort();
  names.forEach(write);
  const sorted = <T>(map: Map<string, T>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    '// Generated by `npm run props` from the interfaces of the constructs. Do not edit.',
    '',
    ...lines,
    '/** The props of each interface, with their types. `?` marks a prop that can be left out. */',
    'export const INTERFACES = {',
    ...names.map((name) => `${name},`),
    '};',
    '',
    '/** A member that every value of the class or interface has, and the static members that make one. */',
    'export const CLASSES: { readonly [name: string]: { readonly marker: string; readonly factories: string[] } } = {',
    ...sorted(classes).map(
      ([name, { marker, factories }]) => `${name}: ${JSON.stringify({ marker, factories: [...factories].sort() })},`,
    ),
    '};',
    '',
    '/** The values of each enumeration. */',
    'export const ENUMS: { readonly [name: string]: string[] } = {',
    ...sorted(enums).map(([name, { values }]) => `${name}: ${JSON.stringify(values)},`),
    '};',
    '',
  ].join('\n');
}
