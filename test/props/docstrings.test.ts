import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { INTERFACES } from '../../lib/props/props-table';

const LIB = join(__dirname, '../../lib');

/** The members of every interface that props are made of, with their docstrings. */
function* members(): Generator<{ name: string; isOptional: boolean; text: string; type: string }> {
  for (const file of readdirSync(LIB, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || /^(testing|verdict|upgrade|adopt|bin|kubernetes)\//.test(file)) continue;
    const source = ts.createSourceFile(file, readFileSync(join(LIB, file), 'utf8'), ts.ScriptTarget.ES2022, true);
    for (const statement of source.statements) {
      if (!ts.isInterfaceDeclaration(statement) || !Object.hasOwn(INTERFACES, statement.name.text)) continue;
      for (const member of statement.members) {
        if (!ts.isPropertySignature(member)) continue;
        const text = ts
          .getJSDocCommentsAndTags(member)
          .map((comment) => comment.getText(source))
          .join('\n');
        yield {
          name: `${statement.name.text}.${member.name.getText(source)}`,
          isOptional: member.questionToken !== undefined,
          text,
          type: member.type?.getText(source) ?? '',
        };
      }
    }
  }
}

const ALL = [...members()];

test('finds the props', () => {
  expect(ALL.length).toBeGreaterThan(400);
});

test('every prop has a docstring', () => {
  expect(ALL.filter(({ text }) => !/[a-z]/i.test(text.split('@default')[0] ?? '')).map(({ name }) => name)).toEqual([]);
});

test('every prop that can be left out says what happens then', () => {
  const silent = ALL.filter(({ isOptional, text }) => isOptional && !/@default\s+\S/.test(text));

  expect(silent.map(({ name }) => name)).toEqual([]);
});

test('every duration says its unit', () => {
  const silent = ALL.filter(({ type, text }) => type === 'Duration' && !/second|minute|hour|day/i.test(text));

  expect(silent.map(({ name }) => name)).toEqual([]);
});
