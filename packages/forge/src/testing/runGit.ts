import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Forge } from '../createForge';
import { testToken } from './testForge';

export interface GitResult {
  readonly code: number;
  readonly stdout: Buffer;
  /** Both outputs as text. */
  readonly text: string;
}

/** Nobody's own settings, and never a question for a password. */
const environment = {
  PATH: process.env.PATH,
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  GIT_AUTHOR_NAME: 'Tester',
  GIT_AUTHOR_EMAIL: 'tester@example.org',
  GIT_COMMITTER_NAME: 'Tester',
  GIT_COMMITTER_EMAIL: 'tester@example.org',
};

/** Runs the real git; `input` goes to its standard input. Does not throw. */
export function tryGit(
  folder: string,
  args: readonly string[],
  input: string | Buffer = '',
): Promise<GitResult> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, { cwd: folder, env: environment });
    const stdout: Buffer[] = [];
    const all: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => {
      stdout.push(chunk);
      all.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => all.push(chunk));
    child.on('error', reject);
    child.on('close', code =>
      resolve({
        code: code ?? -1,
        stdout: Buffer.concat(stdout),
        text: Buffer.concat(all).toString('utf8'),
      }),
    );
    // git may end without having read everything
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/** The same, trimmed standard output; throws with git's words when it fails. */
export async function git(
  folder: string,
  args: readonly string[],
  input: string | Buffer = '',
): Promise<string> {
  const { code, stdout, text } = await tryGit(folder, args, input);
  if (code !== 0) throw new Error(`git ${args.join(' ')} ended with ${code}:\n${text}`);
  return stdout.toString('utf8').trim();
}

/** Address of a repo with the token in it, as a person would push. */
export function pushUrl(forge: Forge, fullName: string): string {
  return `http://x-access-token:${testToken}@${forge.host}/${fullName}.git`;
}

export async function writeFiles(
  folder: string,
  files: Readonly<Record<string, string | Buffer>>,
): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

/** A work tree with one commit on `main`. */
export async function gitFolder(
  folder: string,
  files: Readonly<Record<string, string | Buffer>>,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  await git(folder, ['init', '-q', '-b', 'main']);
  return commitFiles(folder, files, 'First commit');
}

/** Writes files, commits everything, and gives the commit. */
export async function commitFiles(
  folder: string,
  files: Readonly<Record<string, string | Buffer>>,
  message: string,
): Promise<string> {
  await writeFiles(folder, files);
  await git(folder, ['add', '-A']);
  await git(folder, ['commit', '-q', '-m', message]);
  return git(folder, ['rev-parse', 'HEAD']);
}
