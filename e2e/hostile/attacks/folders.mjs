import { createRequire } from 'node:module';
import { libraryFiles } from '../lib/library.mjs';
import { cannotBeShown, shows } from '../lib/plainEnds.mjs';
import { git, shell, writeFiles } from '../lib/shell.mjs';

const require = createRequire(new URL('../../../packages/cli/package.json', import.meta.url));
const secret = 'the machine’s own';
const leaks = links => ({ ...shows(secret), input: () => ['read', { links, files: [] }] });

const inFolder = [
  { name: 'a link out of the folder', source: 'CVE-2026-23968', script: 'ln -s "$OUTSIDE/mine" layers/app/files/secret', plain: leaks([['secret', 'OUTSIDE/mine']]) },
  { name: 'a chain of links', source: 'CVE-2026-24047', script: 'ln -s "$OUTSIDE" a; ln -s a b; ln -s ../../../b/mine layers/app/files/secret', plain: leaks([['a', 'OUTSIDE'], ['b', 'a'], ['secret', 'b/mine']]) },
  { name: 'a link to a folder', source: 'CVE-2026-24046', script: 'ln -s "$OUTSIDE" layers/app/files/dir', plain: leaks([['dir', 'OUTSIDE'], ['dir2', 'dir/mine']]) },
  { name: 'a link that leads nowhere', source: 'CVE-2026-24047', script: 'ln -s nowhere layers/app/files/dangling', plain: cannotBeShown('nothing is there to be read') },
  { name: 'a folder that holds itself', source: 'CVE-2026-24047', script: 'ln -s .. layers/loop', plain: cannotBeShown('Linux ends such a walk after 40 links') },
  { name: 'a link into .git', source: 'isomorphic-git#2377', script: 'mkdir .git; echo x > .git/config; ln -s .git s', plain: leaks([['.git', 'OUTSIDE'], ['s', '.git/mine']]) },
  { name: 'a pipe that nobody writes to', source: 'special file', script: 'mkfifo layers/app/files/pipe', plain: cannotBeShown('reading it would wait for ever') },
].map(one => ({ ...one, says: 'neither a file nor a folder' }));

const large = [
  { name: 'a sparse file of ten gigabytes', source: 'sparse file', script: 'truncate -s 10G layers/app/files/big', plain: cannotBeShown('Node reads no file of over 2 GiB'), says: '100 MiB' },
  { name: 'a sparse file of 1.5 gigabytes', source: 'sparse file', script: 'truncate -s 1500M layers/app/files/big', plain: cannotBeShown('it only takes memory'), says: '100 MiB' },
  { name: 'more files than a library has', source: 'huge count', script: 'mkdir docs; cd docs; seq 20010 | xargs touch', plain: cannotBeShown('it only takes time'), says: '20000 files' },
];

/** A folder that the command line reads. */
export const folders = {
  entry: 'library folder',
  attacks: [...inFolder, ...large].map(one => ({ ends: 'LIBRARY_UNREADABLE', ...one })),
  arm(_, { folder, outside, attack }) {
    writeFiles(folder, libraryFiles());
    if (attack.script) shell(folder, attack.script, outside);
    attack.prepare?.(folder, outside);
    return {};
  },
  async strike(_, { engine, folder }) {
    const { readFolder } = require('@waymark/backstage-plugin-waymark-node');
    return engine.load(readFolder(folder));
  },
};

const commit = folder => {
  git(folder, ['add', '-A']);
  git(folder, ['commit', '-qm', 'x', '--no-verify']);
};

/** Commits a tree with an entry that git's own commands would refuse to make. */
const commitEntry = (folder, entry) => {
  commit(folder);
  const blob = git(folder, ['hash-object', '-w', 'library.yaml']);
  const entries = git(folder, ['ls-tree', 'HEAD']).split('\n').map(line => {
    const [, mode, id, name] = /^(\d+) \w+ (\w+)\t(.*)$/.exec(line);
    return treeEntry(`${mode.replace(/^0/, '')} ${name}`, id);
  });
  const tree = git(folder, ['hash-object', '-t', 'tree', '-w', '--literally', '--stdin'], Buffer.concat([treeEntry(entry, blob), ...entries]));
  git(folder, ['update-ref', 'HEAD', git(folder, ['commit-tree', tree, '-m', 'x'])]);
};

function treeEntry(name, id) {
  return Buffer.concat([Buffer.from(`${name}\0`), Buffer.from(id, 'hex')]);
}

const inGit = [
  { name: 'a link', source: 'CVE-2024-32021', prepare: folder => (shell(folder, 'ln -s /etc/passwd layers/app/files/secret'), commit(folder)), says: 'a link or a submodule' },
  { name: 'a link into .git', source: 'CVE-2026-71556', prepare: folder => (shell(folder, 'ln -s .git s'), commit(folder)), says: 'a link or a submodule' },
  { name: 'a submodule', source: 'CVE-2022-39253', prepare: folder => (commit(folder), git(folder, ['update-index', '--add', '--cacheinfo', `160000,${git(folder, ['rev-parse', 'HEAD'])},sub`]), git(folder, ['commit', '-qm', 'x'])), says: 'a link or a submodule' },
  { name: 'an entry called ..', source: 'CVE-2014-9390', prepare: folder => commitEntry(folder, '100644 ..'), says: '' },
  { name: 'an entry called a/../../b', source: 'CVE-2014-9390', prepare: folder => commitEntry(folder, '100644 a/../../b'), says: '' },
  { name: 'objects that are not there', source: 'broken repository', prepare: folder => (commit(folder), shell(folder, 'rm -rf .git/objects/*')), says: 'cannot be read' },
  { name: 'a ref that leads out', source: 'CVE-2024-32021', prepare: folder => (commit(folder), shell(folder, 'echo "ref: ../../../../../../etc/passwd" > .git/HEAD')), says: 'cannot be read' },
  { name: 'a head that is a secret of the machine', source: 'CVE-2024-32021', prepare: (folder, outside) => (commit(folder), shell(folder, 'rm .git/HEAD; ln -s "$OUTSIDE/mine" .git/HEAD', outside)), says: 'cannot be read', hides: secret },
  { name: 'a program in its configuration', source: 'CVE-2022-24765', prepare: (folder, outside) => (commit(folder), shell(folder, 'git config core.fsmonitor "sh -c \'echo gone > $OUTSIDE/mine\'"; git config core.sshCommand "sh -c \'echo gone > $OUTSIDE/mine\'"', outside)), ends: 'harmless' },
  { name: 'hooks and filters', source: 'git attributes', prepare: (folder, outside) => (writeFiles(folder, { '.gitattributes': '* filter=x diff=x merge=x\n' }), commit(folder), shell(folder, 'for h in post-checkout pre-commit reference-transaction; do printf "#!/bin/sh\\necho gone > $OUTSIDE/mine" > .git/hooks/$h; chmod +x .git/hooks/$h; done; git config filter.x.smudge "sh -c \'echo gone > $OUTSIDE/mine\'"', outside)), ends: 'harmless' },
].map(one => ({ ...one, plain: cannotBeShown('git itself was mended since; the trees are made by hand') }));

/** A git repository that the command line reads: nothing is checked out, no program is started. */
export const gitRepositories = {
  entry: 'git repository',
  attacks: inGit.map(one => ({ ends: 'LIBRARY_UNREADABLE', ...one })),
  arm(_, { folder, outside, attack }) {
    writeFiles(folder, libraryFiles());
    git(folder, ['init', '-q']);
    attack.prepare(folder, outside);
    return {};
  },
  async strike(_, { engine, folder }) {
    const { readGitRepository } = require('@waymark/backstage-plugin-waymark-node');
    return engine.load(await readGitRepository(folder));
  },
};
