// The table of differences that are meant: npm run deviations
import { CATALOGUE } from './catalogue';

const rows = CATALOGUE.flatMap(({ file, deviations }) =>
  deviations.map(({ path, reason, documented, synthesized }) => [
    file,
    path,
    documented === undefined ? '(absent)' : JSON.stringify(documented),
    synthesized === undefined ? '(absent)' : JSON.stringify(synthesized),
    reason,
  ]),
);
const table = [['file', 'field', 'documented', 'synthesized', 'reason'], ['---', '---', '---', '---', '---'], ...rows];
console.log(table.map((row) => `| ${row.join(' | ')} |`).join('\n'));
console.log(`\n${rows.length} deviations in ${CATALOGUE.length} documented manifests`);
