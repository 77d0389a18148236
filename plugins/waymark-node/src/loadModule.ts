/**
 * Loads a dependency by Node itself, when it is first needed. Validators are large, and most trees need only some of them.
 * `import()` would not do: jest refuses it without a flag, and jest's own `require` cannot load ES modules.
 */
export function loadModule<T>(name: string): T {
  return nodeRequire(name) as T;
}

const nodeRequire = process.getBuiltinModule('node:module').createRequire(__filename);
