import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waymarkFileName } from '@waymark/backstage-plugin-waymark-common';
import { readWaymark } from './readWaymark';

const id = 'a'.repeat(40);
const head = `# Written by Waymark\napiVersion: waymark.dev/v1\nlibrary: { url: https://x.example/a/b, commit: ${id}, path: service }\nanswers:\n  description: |-\n    a\n    files: none\n`;
const origin = { library: { url: 'https://x.example/a/b', commit: id, path: 'service' }, answers: { description: 'a\nfiles: none' } };

describe('readWaymark', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'waymark-origin-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const read = (text: string) => {
    writeFileSync(join(folder, waymarkFileName), text);
    return readWaymark(folder);
  };

  it('tells what was rendered, and does not look at the list of files, however long', () => {
    expect(read(`${head}files:\n${'  a: ["\n'.repeat(100_000)}`)).toEqual(origin);
  });

  it.each([
    ['no YAML', 'a: ["'],
    ['another commit than git has', head.replace(id, 'main')],
    ['aliases', head.replace('service }', '&a service }\nmore: *a')],
    ['more than anybody writes', `${head}  x: "${'x'.repeat(600_000)}"\n`],
  ])('tells nothing of a file with %s', (_, text) => {
    expect(read(text)).toBeNull();
  });

  it('follows no link', () => {
    writeFileSync(join(folder, 'elsewhere'), head);
    symlinkSync('elsewhere', join(folder, waymarkFileName));
    expect(readWaymark(folder)).toBeNull();
  });
});
