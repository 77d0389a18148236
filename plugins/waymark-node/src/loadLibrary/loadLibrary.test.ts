import tar from 'tar-stream';
import type { TreeFile } from '@waymark/backstage-plugin-waymark-common';
import { librarySource, miniLibrary } from '../testing/miniLibrary';
import { loadLibrary } from './loadLibrary';

const commit = 'a'.repeat(40);

async function pack(entries: readonly (Partial<tar.Header> & { name: string; content?: string })[]): Promise<Buffer> {
  const archive = tar.pack();
  for (const { content, ...header } of entries) archive.entry(header, content ?? '');
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

describe('loadLibrary', () => {
  it('reads golden paths, layers, options and templates', async () => {
    const library = await loadLibrary(librarySource());
    expect(library.goldenPaths.map(({ name, ref, path, definition }) => [name, ref, path, definition.version])).toEqual([
      ['mini-service', 'template:default/mini-service', 'service', '1.2.0'],
    ]);
    expect(Object.keys(library.layers)).toEqual(['app', 'image', 'manifests']);
    expect(library.layers['app']?.files.map(file => file.path)).toEqual(['README.md.njk', 'src/${{ entity.key }}.txt.njk', 'run.sh']);
    expect(Object.keys(library.options)).toEqual(['options/delivery']);
    expect(Object.keys(library.templates)).toContain('app/files/README.md.njk');
  });

  it('names every problem of every file with its line', async () => {
    const loading = loadLibrary(
      librarySource({
        'service/golden-path.yaml': 'version: one\nlayers:\n  - app\n  - { layer: image, when: { a: b } }\n',
        'layers/app/layer.yaml': 'description: x\nfils: []\n',
        'options/delivery.yaml': 'title: [\n',
      }),
    );
    await expect(loading).rejects.toMatchObject({
      code: 'LIBRARY_INVALID',
      problems: expect.arrayContaining([
        expect.objectContaining({ file: 'service/golden-path.yaml', line: 1, what: expect.stringContaining('must be a version') }),
        expect.objectContaining({ file: 'service/golden-path.yaml', line: 4 }),
        expect.objectContaining({ file: 'layers/app/layer.yaml', what: expect.stringContaining('fils') }),
        expect.objectContaining({ file: 'options/delivery.yaml' }),
      ]),
    });
  });

  it.each([
    ['an unknown layer', { 'service/golden-path.yaml': 'version: 1.0.0\nlayers: [app, imgae]\n' }, 'there is no layer "imgae"'],
    ['an unknown page', { 'service/golden-path.yaml': 'version: 1.0.0\npages: [options/x]\nlayers: [app]\n' }, 'there is no page "options/x"'],
    ['an unknown slot', { 'layers/image/layer.yaml': 'description: x\ncontributes: [{ to: app/setings, entries: [] }]\n' }, 'the layer "app" has no slot "setings"'],
    ['a slot that it reads and has', { 'layers/image/layer.yaml': 'description: x\nrequires: [app]\nreads: [app/settings]\nslots: { settings: { key: a, entry: {} } }\n' }, 'has a slot "settings" of its own'],
    ['a layer that only a prototype has', { 'service/golden-path.yaml': 'version: 1.0.0\nlayers: [app, constructor]\n' }, 'there is no layer "constructor"'],
    ['two golden paths of one name', { 'twin/template.yaml': 'metadata: { name: mini-service }\n', 'twin/golden-path.yaml': 'version: 1.0.0\nlayers: [app]\n' }, 'has the name "mini-service" too'],
    ['an option whose schema is none', { 'options/delivery.yaml': 'title: x\nproperties: { image: { type: bool } }\n' }, 'the schema of the option "image" is not valid'],
    ['an alias without its anchor', { 'layers/image/layer.yaml': 'description: *nothing\n' }, 'its aliases cannot be resolved'],
    ['aliases that grow without bound', { 'layers/image/layer.yaml': `a: &a [x]\n${[...'bcdefgh'].map((name, at) => `${name}: &${name} [${`*${'abcdefg'[at]}, `.repeat(9)}]`).join('\n')}\n` }, 'its aliases cannot be resolved'],
    ['an engine that is too old', { 'library.yaml': 'name: mini\nformat: 1\nengine: ">=99.0.0"\n' }, 'the library needs engine >=99.0.0'],
  ])('refuses %s', async (_, changes, what) => {
    await expect(loadLibrary(librarySource(changes))).rejects.toMatchObject({
      problems: [expect.objectContaining({ what: expect.stringContaining(what) })],
    });
  });

  it('says that a folder without library.yaml is no library', async () => {
    await expect(loadLibrary(librarySource({ 'library.yaml': undefined }))).rejects.toThrow('There is no library.yaml');
  });

  it('finds the root below the path that it is given, and leaves out the rest of the repo', async () => {
    const source = librarySource();
    const files = (source.kind === 'files' ? source.files : []).map((file): TreeFile => ({ ...file, path: `templates/${file.path}` }));
    const other: TreeFile = { path: 'other/library.yaml', content: 'name: other', mode: '100644', encoding: 'utf8' };
    const library = await loadLibrary({ kind: 'files', url: 'x', commit, path: 'templates/service', files: [...files, other] });
    expect(library.definition.name).toBe('mini');
  });

  it('reads a tar with one root folder, and keeps the modes', async () => {
    const archive = await pack([
      { name: 'repo-abc/', type: 'directory' },
      ...Object.entries(miniLibrary).map(([path, content]) => ({ name: `repo-abc/${path}`, content, mode: path.endsWith('.sh') ? 0o755 : 0o644 })),
    ]);
    const library = await loadLibrary({ kind: 'archive', url: 'x', commit, archive });
    expect(library.layers['app']?.files.find(file => file.path === 'run.sh')?.mode).toBe('100755');
  });

  it('refuses links, all of them named', async () => {
    const archive = await pack([
      { name: 'repo/library.yaml', content: miniLibrary['library.yaml'] ?? '' },
      { name: 'repo/a', type: 'symlink', linkname: '/etc/passwd' },
      { name: 'repo/b', type: 'link', linkname: 'repo/library.yaml' },
    ]);
    await expect(loadLibrary({ kind: 'archive', url: 'x', commit, archive })).rejects.toMatchObject({
      code: 'LIBRARY_UNREADABLE',
      problems: [expect.objectContaining({ file: 'a' }), expect.objectContaining({ file: 'b' })],
    });
  });

  it('refuses an archive that is cut off', async () => {
    const archive = (await pack([{ name: 'repo/library.yaml', content: 'x'.repeat(5000) }])).subarray(0, 2000);
    await expect(loadLibrary({ kind: 'archive', url: 'x', commit, archive })).rejects.toMatchObject({ code: 'LIBRARY_UNREADABLE' });
  });
});
