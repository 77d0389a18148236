/**
 * Loads a dependency by Node itself, when it is first needed. Validators are large, and most trees need only some of them.
 * `import()` would not do: jest refuses it without a flag, and jest's own `require` cannot load ES modules.
 */
export function loadModule<T>(name: string): T {
  return nodeRequire(name) as T;
}

/** Makes the next `loadModule` of a CommonJS dependency start it anew. */
export function forgetModule(name: string): void {
  delete nodeRequire.cache[nodeRequire.resolve(name)];
}

/** The file of a dependency. */
export function moduleFile(name: string): string {
  return nodeRequire.resolve(name);
}

const nodeRequire = process.getBuiltinModule('node:module').createRequire(__filename);
