/** The part of WebAssembly that is used. Its types are in TypeScript's library for browsers, and not in that of Node.js. */
interface WebAssemblyApi {
  readonly Module: {
    new (bytes: Uint8Array): WasmModule;
    imports(module: WasmModule): { readonly module: string; readonly name: string }[];
  };
  readonly Instance: new (module: WasmModule, imports: WasmImports) => { readonly exports: unknown };
}

/** A compiled module. */
export type WasmModule = object;

/** The functions that a module imports, by module and name. */
export type WasmImports = Record<string, Record<string, (...args: never[]) => number>>;

/** The memory of an instance. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

export const { Module: WasmModuleClass, Instance: WasmInstanceClass } = (
  globalThis as unknown as { readonly WebAssembly: WebAssemblyApi }
).WebAssembly;
