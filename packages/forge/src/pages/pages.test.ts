import { join } from 'node:path';
import { commitFiles, git, gitFolder, pushUrl } from '../testing/runGit';
import { callApi, cleanUp, startTestForge, type TestForge } from '../testing/testForge';

afterEach(cleanUp);

const hostile = `<img src=x onerror="alert(1)">'&`;
const escaped = '&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&#39;&amp;';

async function page(forge: TestForge, path: string): Promise<string> {
  const response = await fetch(`${forge.origin}${path}`);
  expect(response.status).toBe(200);
  return response.text();
}

async function shop() {
  const forge = await startTestForge();
  const body = { name: 'shop', description: hostile };
  await callApi(forge, '/orgs/acme/repos', { method: 'POST', body });
  const work = join(forge.folder, 'work');
  const files = { 'README.md': '# The shop\n\n[run](src/run.sh)\n', 'src/run.sh': 'echo one\n' };
  const first = await gitFolder(work, files);
  await git(work, ['remote', 'add', 'origin', pushUrl(forge, 'acme/shop')]);
  await git(work, ['push', '-q', 'origin', 'main']);
  return { forge, work, first };
}

/** What would run or break out of its place if one thing were not escaped. */
function expectHarmless(text: string): void {
  expect(text).not.toContain('<img src=x');
  expect(text).not.toMatch(/<script|<[a-z]+ [^>]*\son\w+=|href="javascript:/i);
}

describe('pages', () => {
  it('lead from the list of repos to a folder, a file, the history and a commit', async () => {
    const { forge, work } = await shop();
    const second = await commitFiles(work, { 'src/run.sh': 'echo two\n' }, 'Say two\n\nBecause.');
    await git(work, ['push', '-q', 'origin', 'main']);

    expect(await page(forge, '/')).toContain('href="/acme/shop"');
    expect(await page(forge, '/acme')).toContain('href="/acme/shop"');
    const root = await page(forge, '/acme/shop');
    expect(root).toContain('href="/acme/shop/tree/main/src"');
    expect(root).toContain('<h1>The shop</h1>');
    expect(root).toContain('href="/acme/shop/blob/main/src/run.sh"');
    expect(root).toContain(`git clone ${forge.origin}/acme/shop.git`);
    expect(await page(forge, '/acme/shop/tree/main/src')).toContain('run.sh');
    expect(await page(forge, '/acme/shop/blob/main/src/run.sh')).toContain('echo two');
    expect(await page(forge, '/acme/shop/commits/main')).toContain(`/acme/shop/commit/${second}`);
    const commit = await page(forge, `/acme/shop/commit/${second}`);
    expect(commit).toContain('Because.');
    expect(commit).toMatch(/<del>one<\/del>|echo <del>/);
    expect(commit).toMatch(/<ins>two<\/ins>|echo <ins>/);
  });

  it('take the addresses that the catalog links to', async () => {
    const { forge, first } = await shop();
    const leadsTo = async (path: string) => (await fetch(`${forge.origin}${path}`)).url;
    expect(await leadsTo('/acme/shop.git')).toBe(`${forge.origin}/acme/shop`);
    expect(await leadsTo('/acme/shop/edit/main/README.md')).toBe(
      `${forge.origin}/acme/shop/blob/main/README.md`,
    );
    expect(await page(forge, '/acme/shop/tree/main/README.md')).toContain('Source');
    expect(await page(forge, '/acme/shop/tree/main/')).toContain('src');
    expect(await page(forge, `/acme/shop/tree/${first}`)).toContain('src');
  });

  it('show branches with slashes, empty repos, and say when nothing is there', async () => {
    const { forge, work } = await shop();
    await git(work, ['push', '-q', 'origin', 'main:feature/new/shelf']);
    await callApi(forge, '/user/repos', { method: 'POST', body: { name: 'void' } });
    expect(await page(forge, '/acme/shop/tree/feature/new/shelf/src')).toContain('run.sh');
    expect(await page(forge, '/ada/void')).toContain('This repository is empty');
    for (const path of ['/ada/nothing', '/nobody', '/acme/shop/blob/main/x', '/acme/shop/tree/x']) {
      const response = await fetch(`${forge.origin}${path}`);
      expect(response.status).toBe(404);
      expect(await response.text()).toContain('There is nothing here');
    }
    expect((await fetch(`${forge.origin}/acme/shop`, { method: 'POST' })).status).toBe(400);
  });

  it('show hostile names, contents, messages and descriptions as the text that they are', async () => {
    const { forge, work } = await shop();
    const name = `${hostile}\n<script>`;
    await git(work, ['config', 'user.name', 'Mallory <script>']);
    const readme = `${hostile}\n\n[x](javascript:alert(1)) ![y](javascript:alert(1))\n\n<script>alert(1)</script>`;
    const id = await commitFiles(
      work,
      { [name]: hostile, 'README.md': readme, [`${hostile}.md`]: readme },
      `${hostile}\n\n</pre><script>`,
    );
    await git(work, ['push', '-q', 'origin', 'main', `main:${'<b>x'}`]);

    const file = encodeURIComponent(name);
    const paths = [
      '/',
      '/acme/shop',
      `/acme/shop/blob/main/${file}`,
      `/acme/shop/blob/main/${encodeURIComponent(`${hostile}.md`)}`,
      '/acme/shop/tree/%3Cb%3Ex',
      '/acme/shop/commits/main',
      '/acme/shop/commits/%3Cb%3Ex',
      `/acme/shop/commit/${id}`,
    ];
    for (const path of paths) {
      const text = await page(forge, path);
      expectHarmless(text);
      expect(text).toMatch(/&lt;(img|b|script)/);
    }
    expect(await page(forge, '/')).toContain(escaped);
    const missing = await fetch(`${forge.origin}/${encodeURIComponent(hostile)}/x`);
    expectHarmless(await missing.text());
  });

  it('serve raw files as text or pictures only, in a sandbox', async () => {
    const { forge, work } = await shop();
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    const png = Buffer.from('89504e470d0a1a0a00', 'hex');
    await commitFiles(
      work,
      { 'x.html': '<script>', 'x.svg': svg, 'x.js': 'x', 'x.png': png },
      'Raw',
    );
    await git(work, ['push', '-q', 'origin', 'main']);
    const typeOf = async (name: string) => {
      const { headers } = await fetch(`${forge.origin}/acme/shop/raw/main/${name}`);
      expect(headers.get('content-security-policy')).toContain('sandbox');
      return headers.get('content-type');
    };
    for (const name of ['x.html', 'x.svg', 'x.js']) {
      expect(await typeOf(name)).toBe('text/plain; charset=utf-8');
    }
    expect(await typeOf('x.png')).toBe('image/png');
    expect(await page(forge, '/acme/shop/blob/main/x.png')).toContain('raw/main/x.png');
  });

  it('show additions, deletions, binary files, mode changes and very large changes in a commit', async () => {
    const { forge, work } = await shop();
    await git(work, ['rm', '-q', 'README.md']);
    await git(work, ['update-index', '--chmod=+x', 'src/run.sh']);
    await git(work, ['commit', '-q', '-m', 'Prepare']);
    await git(work, ['push', '-q', 'origin', 'main']);
    const mode = await page(forge, `/acme/shop/commit/${await git(work, ['rev-parse', 'HEAD'])}`);
    expect(mode).toContain('2 changed files');
    expect(mode).toContain('Mode changed from 100644 to 100755');
    const large = Array.from({ length: 60_000 }, (_, index) => `line ${index}`).join('\n');
    const id = await commitFiles(work, { 'large.txt': large, 'b.bin': Buffer.alloc(99) }, 'Large');
    await git(work, ['push', '-q', 'origin', 'main']);
    const text = await page(forge, `/acme/shop/commit/${id}`);
    expect(text).toContain('The change is too large to be shown');
    expect(text).toContain('Binary file');
    expect(text.length).toBeLessThan(50_000);
  });

  it('bring their styles along, and no script', async () => {
    const { forge } = await shop();
    const root = await page(forge, '/acme/shop');
    const links = [...root.matchAll(/<link [^>]*href="([^"]+)"/g)].map(match => match[1] ?? '');
    expect(links).toEqual(['/-/icon.svg', '/-/diff.css', '/-/forge.css']);
    for (const link of links) expect((await page(forge, link)).length).toBeGreaterThan(100);
    expect(await page(forge, '/-/diff.css')).toContain('.d2h-');
  });

  it('page through a long history', async () => {
    const { forge, work } = await shop();
    const stream = Array.from(
      { length: 70 },
      (_, index) =>
        `commit refs/heads/long\ncommitter T <t@example.org> ${1_700_000_000 + index} +0000\ndata 9\nStep ${String(index).padStart(4, '0')}\n`,
    ).join('');
    await git(work, ['fast-import', '--quiet'], stream);
    await git(work, ['push', '-q', 'origin', 'long']);
    const first = await page(forge, '/acme/shop/commits/long');
    expect(first).toContain('Step 0069');
    expect(first).toContain('?page=2');
    const third = await page(forge, '/acme/shop/commits/long?page=3');
    expect(third).toContain('Step 0000');
    expect(third).not.toContain('?page=4');
  });
});
