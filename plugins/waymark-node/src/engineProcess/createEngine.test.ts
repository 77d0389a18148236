import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RenderResult, createEngine, gitBlobId, gitTreeId, readTree } from '../index';
import type { Engine } from './engine';
import { answers, librarySource } from '../testing/miniLibrary';

jest.setTimeout(60_000);

describe('the engine', () => {
  let engine: Engine;
  beforeAll(() => {
    engine = createEngine({ children: 1, timeoutMs: 20_000 });
  });
  afterAll(() => engine.close());

  const render = async (changes = {}, given: unknown = answers): Promise<RenderResult> => {
    const source = { ...librarySource(changes), commit: commitOf(changes) };
    return engine.render({ library: await engine.load(source), goldenPath: 'mini-service', answers: given });
  };
  const file = (result: RenderResult, path: string) => result.files.find(candidate => candidate.path === path);

  it('renders a golden path: templates, copies, repeated files, modes and policies', async () => {
    const result = await render();
    expect(result.files.map(({ path, mode, layer, policy }) => [path, mode, layer, policy])).toEqual([
      ['.waymark.yaml', '100644', 'waymark', 'owned'],
      ['Dockerfile', '100644', 'image', 'managed'],
      ['README.md', '100644', 'app', 'managed'],
      ['run.sh', '100755', 'app', 'managed'],
      ['src/product.txt', '100644', 'app', 'once'],
      ['src/tag.txt', '100644', 'app', 'once'],
    ]);
    expect(file(result, 'run.sh')?.content).toBe('#!/bin/sh\n# ${{ not.rendered }}\n');
    expect(file(result, 'README.md')?.content).toBe('# Shop Service\n\n- PORT = 8000\n- SHOP_SERVICE\n');
    expect(result.plan.layers).toEqual([
      { layer: 'app', at: '', item: null, reason: 'always' },
      { layer: 'image', at: '', item: null, reason: 'an image was asked for' },
    ]);
  });

  it('brings in what a layer requires, with the reason', async () => {
    const result = await render({}, { ...answers, features: { image: false, deployment: 'kustomize' } });
    expect(result.plan.layers.map(({ layer, reason }) => `${layer}: ${reason}`)).toEqual([
      'app: always',
      'image: required by manifests',
      'manifests: deployment was asked for',
    ]);
  });

  it('gives the same bytes for the same commit and answers, waymark included', async () => {
    const [first, second] = [await render(), await render()];
    expect(second).toEqual(first);
    const other = createEngine({ children: 1 });
    try {
      const library = await other.load({ ...librarySource(), commit: commitOf({}) });
      expect(await other.render({ library, goldenPath: 'service', answers })).toEqual(first);
    } finally {
      await other.close();
    }
  });

  it('tells problems of answers and options together', async () => {
    await expect(render({}, { ...answers, name: 'Not a label', features: { image: 'yes', docker: true } })).rejects.toMatchObject({
      code: 'ANSWERS_INVALID',
      problems: expect.arrayContaining([
        expect.objectContaining({ path: 'name' }),
        expect.objectContaining({ path: 'features.image' }),
        expect.objectContaining({ path: 'features.docker', what: 'there is no such option' }),
      ]),
    });
  });

  it('names both layers that own one path', async () => {
    await expect(render({ 'layers/image/files/readme.md': 'x' })).rejects.toMatchObject({
      code: 'PLAN_INVALID',
      problems: [expect.objectContaining({ what: expect.stringMatching(/"app" .* and "image"/) })],
    });
  });

  it('names both layers that exclude each other', async () => {
    await expect(render({ 'layers/image/layer.yaml': 'description: x\nexcludes: [app]\n' })).rejects.toMatchObject({
      code: 'PLAN_INVALID',
      problems: [expect.objectContaining({ what: '"image" (an image was asked for) and "app" (always) exclude each other' })],
    });
  });

  it('reports all failing templates together, each with its line and expression', async () => {
    const failing = render({
      'layers/app/files/a.md.njk': 'x\n\n${{ component.titel }}',
      'layers/image/files/b.md.njk': '{% for e in entitees %}{% endfor %}',
    });
    await expect(failing).rejects.toMatchObject({
      code: 'RENDER_FAILED',
      problems: [
        expect.objectContaining({ file: 'layers/app/files/a.md.njk', line: 3, mend: expect.stringContaining('component.titel') }),
        expect.objectContaining({ file: 'layers/image/files/b.md.njk', line: 1, mend: expect.stringContaining('entitees') }),
      ],
    });
  });

  it('knows its golden paths by name and by folder, and lists them for another', async () => {
    const library = await engine.load({ ...librarySource(), commit: commitOf({}) });
    await expect(engine.plan({ library, goldenPath: 'other', answers })).rejects.toThrow('it has mini-service');
  });

  it('stops a template that loops, and renders the next in a fresh isolate or child', async () => {
    const quick = createEngine({ children: 1, timeoutMs: 4_000 });
    try {
      const hostile = '{% macro f(n) %}${{ f(n) }}${{ f(n) }}{% endmacro %}{% for i in range(10000) %}{% for j in range(10000) %}{% for k in range(10000) %}{% endfor %}{% endfor %}{% endfor %}';
      const library = await quick.load({ ...librarySource({ 'layers/app/files/loop.txt.njk': hostile }), commit: 'd'.repeat(40) });
      await expect(quick.render({ library, goldenPath: 'service', answers })).rejects.toMatchObject({ code: expect.stringMatching(/ENGINE_TIMEOUT|RENDER_FAILED/) });
      const healthy = await quick.load(librarySource());
      await expect(quick.render({ library: healthy, goldenPath: 'service', answers })).resolves.toMatchObject({ goldenPath: { version: '1.2.0' } });
    } finally {
      await quick.close();
    }
  });

  it('stops a template that fills the memory, and renders the next', async () => {
    const hostile = '{% set x = "xxxxxxxxxxxxxxxx" %}{% for i in range(60) %}{% set x = x + x %}{% endfor %}${{ x }}';
    await expect(render({ 'layers/app/files/bomb.txt.njk': hostile })).rejects.toMatchObject({ code: expect.stringMatching(/RENDER_FAILED|ENGINE_/) });
    await expect(render()).resolves.toMatchObject({ goldenPath: { version: '1.2.0' } });
  });

  it('works with every library that is held, however many are loaded meanwhile', async () => {
    const commits = Array.from({ length: 12 }, (_, index) => String(index).padStart(40, '0'));
    const libraries = await Promise.all(commits.map(commit => engine.load({ ...librarySource(), commit })));
    const results = await Promise.all(libraries.map(library => engine.render({ library, goldenPath: 'mini-service', answers })));
    expect(results.map(({ waymark }) => waymark.library.commit)).toEqual(commits);
  });

  it('says so when a process has too little memory', async () => {
    const small = createEngine({ children: 1, memoryMb: 12 });
    try {
      await expect(small.load(librarySource())).rejects.toMatchObject({ code: 'ENGINE_OUT_OF_MEMORY', message: expect.stringContaining('12 MB') });
    } finally {
      await small.close();
    }
  });

  it('renders into a folder what it renders in memory, and verifies there what it finds', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'waymark-'));
    try {
      const library = await engine.load({ ...librarySource(), commit: commitOf({}) });
      const request = { library, goldenPath: 'mini-service', answers };
      const tree = await engine.renderInto({ ...request, folder: join(folder, 'tree') });
      const { files } = await engine.render(request);
      expect(readTree(join(folder, 'tree'))).toEqual(files.map(({ path, mode, encoding, content }) => ({ path, mode, encoding, content })));
      expect(tree).toMatchObject({ treeId: gitTreeId(files), files: files.map(file => ({ path: file.path, layer: file.layer, id: gitBlobId(file) })) });
      const verified = await engine.verifyFolder({ folder: join(folder, 'tree'), origins: tree.files, levels: tree.checks, answers });
      expect(verified).toEqual({ report: await engine.verify({ files, levels: tree.checks, answers }), treeId: tree.treeId });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('writes nowhere but below the folders that it was given', async () => {
    const [inside = '', outside = ''] = ['in-', 'out-'].map(name => mkdtempSync(join(tmpdir(), name)));
    const bound = createEngine({ children: 1, writable: [inside] });
    try {
      const request = { library: await bound.load(librarySource()), goldenPath: 'service', answers };
      await expect(bound.renderInto({ ...request, folder: join(outside, 'tree') })).rejects.toMatchObject({ code: 'RENDER_FAILED', message: expect.stringContaining('may not write there') });
      expect(readdirSync(outside)).toEqual([]);
      await bound.renderInto({ ...request, folder: join(inside, 'tree') });
      expect(readdirSync(inside)).toEqual(['tree']);
    } finally {
      await bound.close();
      for (const folder of [inside, outside]) rmSync(folder, { recursive: true });
    }
  });

  it('serves others while one request hangs', async () => {
    const two = createEngine({ children: 2 });
    try {
      const loop = '{% for i in range(10000) %}{% for j in range(10000) %}{% for k in range(10000) %}{% endfor %}{% endfor %}{% endfor %}';
      const hostile = await two.load({ ...librarySource({ 'layers/app/files/loop.txt.njk': loop }), commit: 'd'.repeat(40) });
      const healthy = await two.load(librarySource());
      const renderHealthy = () => two.render({ library: healthy, goldenPath: 'service', answers });
      // Both children are there, and have what they need.
      await Promise.all([renderHealthy(), renderHealthy()]);
      const ends: string[] = [];
      const hanging = two.render({ library: hostile, goldenPath: 'service', answers }).catch(error => {
        ends.push('hostile');
        return error;
      });
      await Promise.all(Array.from({ length: 9 }, () => renderHealthy().then(() => ends.push('healthy'))));
      expect(await hanging).toMatchObject({ code: 'RENDER_FAILED' });
      expect(ends).toEqual([...Array.from({ length: 9 }, () => 'healthy'), 'hostile']);
    } finally {
      await two.close();
    }
  });

  it('refuses answers that are no JSON at once, and goes on', async () => {
    const circular: Record<string, unknown> = { ...answers };
    circular.entities = [circular];
    await expect(render({}, circular)).rejects.toThrow('circular');
    await expect(render()).resolves.toMatchObject({ goldenPath: { version: '1.2.0' } });
  });

  it('fails what was asked of it when it is closed, and starts no process again', async () => {
    const other = createEngine({ children: 1 });
    const library = await other.load(librarySource());
    const asked = [other.render({ library, goldenPath: 'service', answers }), other.render({ library, goldenPath: 'service', answers })];
    await other.close();
    for (const { status } of await Promise.allSettled(asked)) expect(status).toBe('rejected');
    await expect(other.plan({ library, goldenPath: 'service', answers })).rejects.toThrow('The engine was closed');
  });
});

/** Another content must be another commit, as in git. */
function commitOf(changes: object): string {
  return Buffer.from(JSON.stringify(changes)).toString('hex').padEnd(40, '0').slice(-40);
}
