import packageJson from '../../package.json';

/** Version of the engine, as recorded in waymarks. */
export const engineVersion: string = packageJson.version;

/** Whether version `a` is `b` or later; both are `x.y.z`. */
export function isAtLeast(a: string, b: string): boolean {
  const [left, right] = [a, b].map(version => version.split('.').map(Number));
  for (let i = 0; i < 3; i++) {
    const difference = (left?.[i] ?? 0) - (right?.[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
