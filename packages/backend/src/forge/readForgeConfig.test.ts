import { ConfigReader } from '@backstage/config';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readForgeConfig } from './readForgeConfig';

const folder = mkdtempSync(join(tmpdir(), 'forge-config-'));
const forge = { port: '7008', root: 'data/forge', token: 'demo-token', user: 'guest', organizations: ['acme'] };

function read(section: object | undefined) {
  return readForgeConfig(new ConfigReader(section ? { forge: { ...section } } : {}));
}

describe('readForgeConfig', () => {
  it('finds no forge where the config names none', () => {
    expect(read(undefined)).toBeUndefined();
  });

  it('finds no forge where the config says that it runs elsewhere', () => {
    expect(read({ ...forge, embedded: 'false' })).toBeUndefined();
  });

  it('reads a port that came as text from the environment, and makes folders absolute', () => {
    const config = read({ ...forge, repositories: [{ repo: 'waymark/golden-paths', folder }] });
    expect(config).toMatchObject({
      port: 7008,
      root: join(process.cwd(), 'data/forge'),
      orgs: ['acme'],
      repositories: [{ owner: 'waymark', name: 'golden-paths', folder }],
    });
  });

  it.each(['golden-paths', 'waymark/golden/paths', '/golden-paths'])('refuses the repository name %s and says how to write one', repo => {
    expect(() => read({ ...forge, repositories: [{ repo, folder }] })).toThrow(`"${repo}" is no repository: write owner/name`);
  });

  it('names the folder that does not exist', () => {
    const missing = join(folder, 'gone');
    expect(() => read({ ...forge, repositories: [{ repo: 'a/b', folder: missing }] })).toThrow(`does not exist: ${missing}`);
  });
});
