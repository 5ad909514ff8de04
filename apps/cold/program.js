/** Runs programs from their images: what was found, transpiled and compiled when they last ran is so no more. */
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const vm = require('node:vm');
const { Image } = require('./image');

/** What decides which package a name means, how TypeScript becomes JavaScript, and what an image is. */
const GROUND = ['node_modules', 'node_modules/.package-lock.json', 'package.json', 'tsconfig.json', '.swcrc'];

const nodesOwnCompile = Module.prototype._compile;

class Program {
  /**
   * @param file a TypeScript or CommonJS file
   * @param root the folder with node_modules and .cache
   */
  constructor(file, root) {
    const ground = [...GROUND.map((name) => path.join(root, name)), __filename, path.join(__dirname, 'image.js')];
    const name = path.relative(root, file).replace(/[\\/:]/g, '+');
    this.file = file;
    this.root = root;
    this.image = new Image(path.join(root, '.cache', 'images'), name, root, ground);
    /** What this run loaded, by path. */
    this.modules = new Map();
    this.hasNews = false;
    this.isTranspiling = false;
  }

  run() {
    require.extensions['.ts'] = (module, file) => module._compile(this.transpiled(file), file);
    // What is not in the image Node finds and reads, and it is kept from here on.
    const compile = (text, file, format) => (format === 'module' ? undefined : this.compile(text, file));
    const execute = this.execute.bind(this);
    Module.prototype._compile = function (text, file, format) {
      const compiled = compile(text, file, format);
      return compiled ? execute(this, compiled) : nodesOwnCompile.call(this, text, file, format);
    };
    process.on('exit', (code) => code === 0 && this.hasNews && this.keep());
    this.load(this.file);
  }

  /**
   * What a module exports.
   *
   * @param parent the module that requires it; none for the program itself
   */
  load(file, parent) {
    const loaded = require.cache[file];
    if (loaded) return loaded.exports;
    const kept = process.sourceMapsEnabled ? undefined : this.image.find(file);
    if (!kept) return Module._load(file, parent, !parent);
    const module = new Module(file, parent);
    module.filename = file;
    module.paths = Module._nodeModulePaths(module.path);
    if (!parent) Object.assign((process.mainModule = module), { id: '.' });
    require.cache[file] = module;
    try {
      this.execute(module, compiled(file, kept));
    } catch (error) {
      delete require.cache[file];
      throw error;
    }
    module.loaded = true;
    return module.exports;
  }

  /** What modules do when they require something. */
  require(id, module, requests) {
    if (Module.isBuiltin(id)) return module.require(id);
    let file = requests[id];
    if (!file) {
      file = requests[id] = Module._resolveFilename(id, module);
      this.hasNews = true;
    }
    return this.load(file, module);
  }

  /** Compiles what Node has found and read; undefined for what only Node can run, and what it has to say about the rest. */
  compile(text, file) {
    if (this.isTranspiling || process.sourceMapsEnabled || /\bimport\b\s*\(/.test(text)) return undefined;
    const source = Module.wrap(text.replace(/^#!/, '//').replace(/\n\/\/# sourceMappingURL=data:\S*\s*$/, '\n'));
    const kept = this.image.find(file);
    try {
      return compiled(file, kept?.source === source ? kept : { source, requests: {} });
    } catch {
      return undefined;
    }
  }

  execute(module, { script, source, code, requests }) {
    const { exports, filename, path: folder } = module;
    const isKept = script.cachedDataRejected === false;
    if (!isKept) this.hasNews = true;
    this.modules.set(filename, { source, requests, compile: () => (isKept ? code : script.createCachedData()) });
    const run = script.runInThisContext();
    return run.call(exports, exports, this.requireOf(module, requests), module, filename, folder);
  }

  requireOf(module, requests) {
    const resolve = (id, options) => Module._resolveFilename(id, module, false, options);
    return Object.assign((id) => this.require(id, module, requests), {
      resolve: Object.assign(resolve, { paths: (id) => Module._resolveLookupPaths(id, module) }),
      main: process.mainModule,
      extensions: require.extensions,
      cache: require.cache,
    });
  }

  transpiled(file) {
    this.isTranspiling = true;
    try {
      return require('./transpile').transpile(file, fs.readFileSync(file, 'utf8'), this.root);
    } finally {
      this.isTranspiling = false;
    }
  }

  keep() {
    try {
      this.image.write(this.modules);
    } catch {
      // Where nothing can be written, the next run takes as long as this one.
    }
  }
}

function compiled(filename, { source, code, requests }) {
  return { script: new vm.Script(source, { filename, cachedData: code }), source, code, requests };
}

exports.Program = Program;
