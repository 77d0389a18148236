import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runCli } from './runCli';

jest.setTimeout(60_000);

const library: Readonly<Record<string, string>> = {
  'library.yaml': 'name: mini\nformat: 1\nengine: ">=0.1.0"\n',
  'options/size.yaml': 'title: Size\nproperties:\n  size: { type: string, enum: [small, large], default: small }\n',
  'service/template.yaml': 'apiVersion: scaffolder.backstage.io/v1beta3\nkind: Template\nmetadata: { name: mini }\nspec: { owner: x, type: service, steps: [] }\n',
  'service/golden-path.yaml': 'version: 1.0.0\npages: [component, options/size]\nlayers: [app]\n',
  'layers/app/layer.yaml': 'description: The app\nfiles: [{ path: run.sh, mode: "755" }]\n',
  'layers/app/files/README.md.njk': '# ${{ component.title }}\n',
  'layers/app/files/run.sh': '#!/bin/sh\n',
};
const answers = 'name: shop\nowner: group:default/x\nentities: [{ name: Item, fields: [{ name: label, type: string }] }]\n';

describe('waymark', () => {
  let folder: string;
  let path: string;
  let answersFile: string;
  let out: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'waymark-cli-'));
    for (const [name, content] of Object.entries(library)) write(`library/${name}`, content);
    path = join(folder, 'library', 'service');
    answersFile = write('answers.yaml', answers);
    out = join(folder, 'out');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function write(name: string, content: string): string {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  async function waymark(...args: string[]) {
    let stdout = '';
    let stderr = '';
    const code = await runCli(args, { stdout: text => (stdout += text), stderr: text => (stderr += text) });
    return { code, stdout, stderr };
  }

  it('plans: the layers, each with its reason', async () => {
    expect(await waymark('plan', path, '--answers', answersFile)).toEqual({ code: 0, stdout: 'mini 1.0.0\n  app: always\n', stderr: '' });
    const { stdout } = await waymark('plan', path, '--answers', answersFile, '--json');
    expect(JSON.parse(stdout)).toMatchObject({ goldenPath: { version: '1.0.0' }, layers: [{ layer: 'app' }] });
  });

  it('renders a tree with its modes and its waymark, the same each time', async () => {
    expect(await waymark('render', path, '--answers', answersFile, '--out', out)).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(out).sort()).toEqual(['.waymark.yaml', 'README.md', 'run.sh']);
    expect(statSync(join(out, 'run.sh')).mode & 0o111).toBe(0o111);
    const first = readFileSync(join(out, '.waymark.yaml'), 'utf8');
    expect(await waymark('render', path, '--answers', answersFile, '--out', out, '--force')).toMatchObject({ code: 0 });
    expect(readFileSync(join(out, '.waymark.yaml'), 'utf8')).toBe(first);
  });

  it('reads a library from a bare git repository at its head', async () => {
    const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd: join(folder, 'library') });
    git('init', '-q');
    git('add', '-A');
    git('commit', '-qm', 'first');
    expect(await waymark('render', path, '--answers', answersFile, '--out', out)).toMatchObject({ code: 0 });
  });

  it('refuses a folder that is not empty, and leaves it as it was', async () => {
    write('out/mine.txt', 'mine');
    const result = await waymark('render', path, '--answers', answersFile, '--out', out);
    expect(result).toMatchObject({ code: 1, stderr: expect.stringContaining('is not an empty folder') });
    expect(readdirSync(out)).toEqual(['mine.txt']);
  });

  it('leaves the folder as it was when rendering fails, and prints a problem a line with its place', async () => {
    write('library/layers/app/files/README.md.njk', '# ${{ component.titel }}\n');
    write('out/mine.txt', 'mine');
    const result = await waymark('render', path, '--answers', answersFile, '--out', out, '--force');
    expect(result.code).toBe(1);
    expect(result.stderr).toMatch(/^layers\/app\/files\/README\.md\.njk:1: there is no value "component\.titel".* – .*\n$/);
    expect(readdirSync(out)).toEqual(['mine.txt']);
  });

  it('tells all problems of the answers', async () => {
    writeFileSync(answersFile, 'name: Shop!\nowner: group:default/x\nentities: []\n');
    const result = await waymark('plan', path, '--answers', answersFile);
    expect(result).toMatchObject({ code: 1, stderr: expect.stringMatching(/entities: .*\n.*name: /s) });
  });

  it('verifies a folder, and fails with file and line of what is wrong', async () => {
    write('tree/ok.json', '{}');
    expect(await waymark('verify', join(folder, 'tree'))).toMatchObject({ code: 0, stdout: expect.stringContaining('0 errors') });
    write('tree/bad.json', '{\n  "a": }');
    expect(await waymark('verify', join(folder, 'tree'))).toMatchObject({ code: 1, stderr: expect.stringMatching(/^bad\.json:2: /m) });
  });

  it('lints a library: pages that differ are an error, --fix writes them', async () => {
    const root = join(folder, 'library');
    expect(await waymark('lint', root)).toMatchObject({ code: 1, stderr: expect.stringContaining('run waymark lint --fix') });
    expect(await waymark('lint', root, '--fix')).toMatchObject({ code: 0 });
    expect(await waymark('lint', root)).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(join(path, 'template.yaml'), 'utf8')).toContain('waymark.dev/version: 1.0.0');
  });

  it.each([
    [['plan', '--answers', 'x'], 2, 'missing required argument'],
    [['plant'], 2, 'unknown command'],
    [['render', 'x', '--answers', 'y'], 2, '--out'],
    [['plan', 'nowhere', '--answers', 'x'], 1, 'is no golden path'],
  ])('%j ends with %i and says why', async (args, code, why) => {
    expect(await waymark(...(args as string[]))).toMatchObject({ code, stderr: expect.stringContaining(why as string) });
  });

  it('shows an example in the help of each command', async () => {
    for (const command of ['plan', 'render', 'verify', 'lint']) {
      expect(await waymark(command, '-h')).toMatchObject({ code: 0, stdout: expect.stringContaining('Example:') });
    }
  });

  it('does not need the library to stay where it is', async () => {
    cpSync(join(folder, 'library'), join(folder, 'moved'), { recursive: true });
    await waymark('render', path, '--answers', answersFile, '--out', out);
    await waymark('render', join(folder, 'moved', 'service'), '--answers', answersFile, '--out', join(folder, 'out2'));
    expect(readFileSync(join(folder, 'out2', '.waymark.yaml'), 'utf8')).toBe(readFileSync(join(out, '.waymark.yaml'), 'utf8'));
    expect(existsSync(join(folder, 'out2', 'run.sh'))).toBe(true);
  });
});
