/**
 * Stands for a module and loads it when one of its exports is read. For compiled ES modules that are read by the names
 * of their exports: what else can be done with a module is not done to this.
 */
exports.onceRead = (load) => {
  let module;
  return new Proxy({}, { get: (_, name) => name === '__esModule' || (module ??= load())[name] });
};
