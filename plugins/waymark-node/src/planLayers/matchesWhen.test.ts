import { matchesWhen } from './matchesWhen';

const scope = { features: { auth: 'jwt', deployment: ['helm', 'kustomize'], events: false }, model: { hasDecimal: true } };

describe('matchesWhen', () => {
  it.each([
    [undefined, true],
    [{}, true],
    [{ 'features.auth': 'jwt' }, true],
    [{ 'features.auth': 'none' }, false],
    [{ 'features.auth': ['none', 'jwt'] }, true],
    [{ 'features.deployment': ['helm'] }, true],
    [{ 'features.deployment': 'ecs' }, false],
    [{ 'features.auth': 'jwt', 'features.events': true }, false],
    [{ not: { 'features.events': true } }, true],
    [{ any: [{ 'features.events': true }, { 'model.hasDecimal': true }] }, true],
    [{ any: [{ 'features.events': true }, { 'features.auth': 'none' }] }, false],
    [{ 'features.auth': 'jwt', not: { any: [{ 'model.hasDecimal': true }] } }, false],
  ])('%j is %s', (when, expected) => {
    const onUnknown = jest.fn();
    expect(matchesWhen(when, scope, onUnknown)).toBe(expected);
    expect(onUnknown).not.toHaveBeenCalled();
  });

  it('tells every path that leads nowhere, also behind any and not, and none that only a prototype has', () => {
    const unknown: string[] = [];
    matchesWhen(
      { 'features.auht': 'jwt', any: [{ 'features.x': 1 }], not: { 'features.constructor.name': 'Object' } },
      scope,
      ({ path }) => unknown.push(path),
    );
    expect(unknown).toEqual(['features.auht', 'features.x', 'features.constructor.name']);
  });
});
