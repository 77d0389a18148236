import { refuseSecrets } from './refuseSecrets';

describe('refuseSecrets', () => {
  const secrets = { token: 'ghp_0123456789', pin: '1234', __initiatorCredentials: '{"token":"abcdef"}' };

  it('lets answers pass that hold no secret', () => {
    expect(() => refuseSecrets({ name: 'orders', year: 1234, note: 'the pin is 1234' }, secrets)).not.toThrow();
  });

  it.each([
    ['as a value', { features: { key: 'ghp_0123456789' } }],
    ['inside a text', { entities: [{ description: 'call it with ghp_0123456789 please' }] }],
    ['as a key', { features: { ghp_0123456789: true } }],
  ])('names a secret that stands %s, and never shows it', (_where, answers) => {
    expect(() => refuseSecrets(answers, secrets)).toThrow(
      expect.objectContaining({
        code: 'ANSWERS_INVALID',
        message: expect.stringMatching(/^(?!.*ghp_0123456789)[\s\S]*secrets\.token/),
      }),
    );
  });

  it.each([
    ['nested deeply', JSON.parse(`${'['.repeat(100_000)}"ghp_0123456789"${']'.repeat(100_000)}`) as unknown],
    ['among very many', [...Array<string>(300_000).fill('x'), 'ghp_0123456789']],
  ])('finds one %s in little time', (_where, features) => {
    const start = performance.now();
    expect(() => refuseSecrets({ features }, secrets)).toThrow('hold secrets');
    expect(performance.now() - start).toBeLessThan(8000);
  });
});
