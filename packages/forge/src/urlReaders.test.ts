import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { mockServices } from '@backstage/backend-test-utils';
import { integrationConfig } from './testing/stockActions';
import { cleanUp, startTestForge, testFolder, type TestForge } from './testing/testForge';

afterEach(cleanUp);

function readers(forge: TestForge) {
  return UrlReaders.default({
    config: integrationConfig(forge),
    logger: mockServices.logger.mock(),
  });
}

async function libraryForge() {
  const forge = await startTestForge();
  const { commit } = await forge.seedRepository({
    owner: 'acme',
    name: 'library',
    message: 'Seed',
    files: [
      { path: 'catalog-info.yaml', content: 'kind: Location\n' },
      { path: 'layers/app/run.sh', content: '#!/bin/sh\n', executable: true },
      { path: 'layers/app/ümläut & co.txt', content: 'ä' },
      { path: 'layers/docs/index.md', content: '# Docs\n' },
    ],
  });
  const reader = readers(forge);
  const url = (path: string, ref = 'main') => `${forge.origin}/acme/library/tree/${ref}/${path}`;
  return { forge, reader, url, commit };
}

describe('readUrl', () => {
  it('reads a file, answers an unchanged one with 304 and a missing one with 404', async () => {
    const { reader, url } = await libraryForge();

    const first = await reader.readUrl(url('catalog-info.yaml'));
    expect((await first.buffer()).toString()).toBe('kind: Location\n');
    expect(first.etag).toBeDefined();
    const again = reader.readUrl(url('catalog-info.yaml'), { etag: first.etag as string });
    await expect(again).rejects.toMatchObject({ name: 'NotModifiedError' });
    await expect(reader.readUrl(url('missing.yaml'))).rejects.toMatchObject({
      name: 'NotFoundError',
    });
  });

  it('reads the file that a commit had', async () => {
    const { forge, reader, url, commit } = await libraryForge();
    const files = [{ path: 'catalog-info.yaml', content: 'kind: Component\n' }];
    await forge.seedRepository({ owner: 'acme', name: 'library', message: 'Change', files });

    const old = await reader.readUrl(url('catalog-info.yaml', commit));
    expect((await old.buffer()).toString()).toBe('kind: Location\n');
  });
});

describe('readTree', () => {
  it('reads a folder, its etag being the commit', async () => {
    const { reader, url, commit } = await libraryForge();

    const tree = await reader.readTree(url('layers/app'));
    expect(tree.etag).toBe(commit);
    const files = await tree.files();
    expect(files.map(file => file.path).sort()).toEqual(['run.sh', 'ümläut & co.txt']);
    const again = reader.readTree(url('layers/app'), { etag: commit });
    await expect(again).rejects.toMatchObject({ name: 'NotModifiedError' });
  });

  it('writes the default branch of a repo to disk with the modes of its files', async () => {
    const { forge, reader } = await libraryForge();

    const tree = await reader.readTree(`${forge.origin}/acme/library`);
    const dir = await tree.dir({ targetDir: await testFolder() });
    expect(await readFile(join(dir, 'layers/docs/index.md'), 'utf8')).toBe('# Docs\n');
    expect((await stat(join(dir, 'layers/app/run.sh'))).mode & 0o777).toBe(0o755);
  });

  it('fails for a branch that is not there', async () => {
    const { reader, url } = await libraryForge();
    await expect(reader.readTree(url('', 'nowhere'))).rejects.toThrow(/422/);
  });
});

describe('search', () => {
  it('finds files by pattern and reads each', async () => {
    const { reader, url, commit } = await libraryForge();

    const { files, etag } = await reader.search(url('layers/**/*.md'));
    expect(etag).toBe(commit);
    expect(files.map(file => file.url)).toEqual([url('layers/docs/index.md')]);
    expect((await files[0]?.content())?.toString()).toBe('# Docs\n');
  });
});
