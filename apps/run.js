/** Runs a TypeScript program the shortest way from cold: `node apps/run.js [program, default apps/main.ts] [arguments]`. */
const path = require('node:path');
const { Program } = require('./cold/program');

const program = process.argv[2]?.endsWith('.ts') ? process.argv.splice(2, 1)[0] : path.join(__dirname, 'main.ts');
process.argv[1] = path.resolve(program);
new Program(process.argv[1], path.resolve(__dirname, '..')).run();
