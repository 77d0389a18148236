import { gzipSync } from 'node:zlib';
import { archiveSource, libraryFiles } from '../lib/library.mjs';
import { cannotBeShown, fillsTheMemory, shows } from '../lib/plainEnds.mjs';
import { gnuLong, gzipRepeated, paxHeader, tarEntry, tarOf } from '../lib/tar.mjs';

const root = 'library-main';
const files = `${root}/layers/app/files`;
const link = (name, target, type = '2') => tarEntry({ name: `${root}/${name}`, type, link: target });
const entry = (name, more) => tarEntry({ name: `${root}/${name}`, content: 'x', ...more });
const megabyte = Buffer.alloc(1024 * 1024);
/** A mebibyte that unpacks to a gibibyte. */
const gibibyte = () => gzipRepeated([{ bytes: Buffer.alloc(64 * 1024 * 1024), times: 16 }]);
const noTar = cannotBeShown('tar looks at it as we do');

const links = [
  { name: 'a link out of the library', source: 'CVE-2026-24046', entries: [link('layers/app/files/secret', '/etc/passwd')], plain: shows('root:'), says: 'a link' },
  { name: 'a link by parent folders', source: 'CVE-2026-23968', entries: [link('layers/app/files/secret', '../../../../../../../../../../etc/passwd')], plain: shows('root:'), says: 'a link' },
  { name: 'a chain of links', source: 'CVE-2026-24047', entries: [link('a', '/etc'), link('b', 'a'), link('layers/app/files/secret', '../../../b/passwd')], plain: shows('root:'), says: 'a link' },
  { name: 'a link that leads nowhere yet', source: 'CVE-2026-24047', entries: [link('layers/app/files/later', '/tmp/waymark-not-there-yet')], plain: shows('later'), says: 'a link' },
  { name: 'a link into .git', source: 'CVE-2026-71556', entries: [link('s', '.git'), entry('s/hooks')], plain: shows('library-main/s'), says: 'a link' },
  { name: 'a link above a later entry', source: 'actions/checkout#2573', entries: [link('layers/up', '../../../outside'), entry('layers/up/stolen')], plain: shows('outside: a.tar, mine, stolen'), says: 'a link' },
  { name: 'a link to itself', source: 'CVE-2026-24047', entries: [link('layers/app/files/loop', 'loop')], plain: shows('tar 0'), says: 'a link' },
  { name: 'a hard link out of the library', source: 'CVE-2026-24046', entries: [link('layers/app/files/secret', '/etc/passwd', '1')], plain: shows('root:'), says: 'a hard link' },
  { name: 'a hard link to a link', source: 'CVE-2021-30483', entries: [link('a', '/etc/passwd'), link('layers/app/files/b', `${root}/a`, '1')], plain: shows('root:'), says: 'a hard link' },
  { name: 'a link with a long name of GNU', source: 'CVE-2026-24046', entries: [gnuLong('K', '/etc/passwd'), link('layers/app/files/secret', 'x')], plain: shows('root:'), says: 'a link' },
  { name: 'a link by POSIX’s long name', source: 'CVE-2026-24046', entries: [paxHeader({ linkpath: '/etc/passwd' }), link('layers/app/files/secret', 'x')], plain: shows('root:'), says: 'a link' },
];

const kinds = [
  { name: 'a device', source: 'special file', entries: [entry('layers/app/files/null', { content: '', type: '3' })], plain: noTar, says: 'a device' },
  { name: 'a pipe that nobody writes to', source: 'special file', entries: [entry('layers/app/files/pipe', { content: '', type: '6' })], plain: shows('pipe'), says: 'a pipe' },
  { name: 'a sparse file of GNU', source: 'sparse file', entries: [entry('layers/app/files/sparse', { type: 'S' })], plain: noTar, says: 'kind' },
];

const paths = [
  { name: 'a parent folder', source: 'CVE-2021-43783', entries: [tarEntry({ name: `${files}/../../../../outside`, content: 'x' })], plain: noTar, says: 'no path below' },
  { name: 'an absolute path', source: 'CVE-2021-43783', entries: [tarEntry({ name: '//etc/x', content: 'x' })], plain: noTar, says: 'no path below' },
  { name: 'a path that POSIX’s long name makes', source: 'CVE-2021-43783', entries: [paxHeader({ path: `${root}/a/../../../b` }), entry('a')], plain: noTar, says: 'no path below' },
  { name: 'NUL in a path', source: 'NUL byte', entries: [paxHeader({ path: `${root}/a\u0000b` }), entry('a')], plain: noTar, says: 'no path below' },
  { name: 'one path twice', source: 'shadowed entry', entries: [entry('layers/app/files/run.sh', { content: 'rm -rf /' })], plain: shows('rm -rf /'), says: 'twice' },
  { name: 'a name of a megabyte', source: 'huge name', entries: [gnuLong('L', `${root}/${'x/'.repeat(500_000)}y`), entry('a')], plain: { does: ['goes through'], shows: 'tar 2' }, ends: 'harmless' },
];

const lies = [
  { name: 'a size that is larger than the archive', source: 'lying size', entries: [entry('a', { size: 0o7777777 })], plain: shows('tar 2'), says: 'archive' },
  { name: 'a size of eight gibibytes', source: 'lying size', entries: [entry('a', { size: 0o77777777777 })], plain: shows('tar 2'), says: '100 MiB' },
  { name: 'a size that POSIX’s header makes', source: 'lying size', entries: [paxHeader({ size: '99999999999999999999' }), entry('a')], plain: noTar, says: 'MiB' },
  { name: 'a size below nothing', source: 'lying size', entries: [paxHeader({ size: '-512' }), entry('a')], plain: noTar, says: 'archive' },
];

const bombs = [
  { name: 'a gibibyte in a mebibyte', source: 'gzip bomb', attack: gibibyte, plain: { ...fillsTheMemory, does: ['goes through', 'fills the memory', 'hangs', 'breaks'], input: bytes => ['gunzip', { archive: bytes.toString('base64'), times: 4 }] }, says: '128 MiB' },
  { name: 'a tar of 200 MiB', source: 'huge archive', attack: () => tarOf(libraryFiles(), { more: Array.from({ length: 200 }, (_, at) => tarEntry({ name: `${root}/big${at}`, content: megabyte })) }), plain: cannotBeShown('tar only takes time'), says: '128 MiB' },
  { name: 'a hundred thousand empty files', source: 'huge count', attack: () => gzipSync(tarOf(libraryFiles(), { more: Array.from({ length: 100_000 }, (_, at) => tarEntry({ name: `${root}/f${at}` })) })), plain: cannotBeShown('tar only takes inodes'), says: '20000 files' },
  { name: 'a hundred thousand folders', source: 'huge count', attack: () => gzipSync(tarOf(libraryFiles(), { more: Array.from({ length: 100_000 }, (_, at) => tarEntry({ name: `${root}/f${at}/`, type: '5' })) })), plain: cannotBeShown('tar only takes inodes'), says: '40000 entries' },
  { name: 'a million entries', source: 'huge count', attack: () => gzipRepeated([{ bytes: Buffer.concat(Array.from({ length: 10_000 }, (_, at) => tarEntry({ name: `${root}/f${at}` }))), times: 100 }]), plain: cannotBeShown('tar only takes inodes'), says: 'MiB' },
  { name: 'ninety megabytes of templates', source: 'huge library', attack: () => tarOf(libraryFiles(), { more: Array.from({ length: 90 }, (_, at) => tarEntry({ name: `${root}/layers/app/files/t${at}.txt.njk`, content: 'x'.repeat(1_000_000) })) }), plain: cannotBeShown('it only takes memory'), ends: 'any' },
  { name: 'half a gzip file', source: 'broken archive', attack: () => gzipSync(tarOf(libraryFiles())).subarray(0, 300), plain: cannotBeShown('gunzip says so too'), says: 'archive' },
  { name: 'a text that is no archive', source: 'broken archive', attack: () => Buffer.from('<html>Sign in to continue</html>'.repeat(100)), plain: cannotBeShown('tar says so too'), says: 'archive' },
  { name: 'no bytes at all', source: 'broken archive', attack: () => Buffer.alloc(0), plain: cannotBeShown('there is nothing'), ends: 'LIBRARY_INVALID', says: 'library.yaml' },
];

/** What a host of repositories sends as the tar of a commit. */
export const archives = {
  entry: 'library archive',
  attacks: [...[...links, ...kinds, ...paths, ...lies].map(one => ({ attack: () => tarOf(libraryFiles(), { more: one.entries }), ...one })), ...bombs].map(one => ({ ends: 'LIBRARY_UNREADABLE', ...one })),
  plain: (bytes, { more }) => ['tar', { archive: bytes.toString('base64'), more }],
  arm: bytes => ({ source: archiveSource(bytes) }),
  strike: (_, { engine, source }) => engine.load(source),
};

