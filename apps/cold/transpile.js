/** TypeScript as JavaScript, by ts-node as tsconfig.json sets it up: transpile-only, with swc. */
let service;

exports.transpile = (file, source, root) => {
  service ??= require('ts-node').create({ cwd: root, transpileOnly: true });
  return service.compile(source, file);
};
