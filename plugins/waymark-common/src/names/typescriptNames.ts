const list = (text: string): readonly string[] => text.trim().split(/\s+/);

const reservedNames = new Set(list(`
  abstract any arguments as async await bigint boolean break case catch class const constructor continue debugger declare default
  delete do else enum eval export extends false finally for from function get if implements import in infer instanceof interface is
  keyof let module namespace never new null number object of package private protected prototype public readonly require return
  satisfies set static string super switch symbol this throw true try type typeof undefined unique unknown using var void while with
  yield exports process global globalThis console`));

const reservedClasses = new Set(list(`
  Array ArrayBuffer Atomics BigInt Boolean Buffer DataView Date Error EvalError Function Infinity Intl Iterator JSON Map Math NaN
  Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set String Symbol SyntaxError TypeError URIError URL
  URLSearchParams WeakMap WeakRef WeakSet Partial Required Readonly Record Pick Omit Exclude Extract NonNullable Parameters
  ReturnType InstanceType Awaited Request Response Headers Event Blob File FormData Worker WebSocket`));

/** A property or variable: the camel-case name, with `_` behind what the language uses. */
export function typescriptName(camel: string): string {
  const name = /^[A-Za-z]/.test(camel) ? camel : `n${camel}`;
  return reservedNames.has(name) ? `${name}_` : name;
}

/** A class or type: the Pascal-case name, with `_` behind global types. */
export function typescriptClass(pascal: string): string {
  const name = /^[A-Za-z]/.test(pascal) ? pascal : `N${pascal}`;
  return reservedClasses.has(name) ? `${name}_` : name;
}
