import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { getOctokitClient } from '@backstage/plugin-scaffolder-backend-module-github';
import { type ForgeCall } from './http/faults';
import { git, tryGit, writeFiles } from './testing/runGit';
import { runAction, stockActions } from './testing/stockActions';
import { callApi, cleanUp, startTestForge, testFolder, testToken } from './testing/testForge';

afterEach(cleanUp);

const files = {
  'README.md': '# Orders\n',
  'src/main.py': 'print("hi")\n',
  '.gitignore': '*.pyc\n',
};

describe('publish:github', () => {
  it('publishes a workspace that git then clones, whole and sound', async () => {
    const forge = await startTestForge();
    const workspace = join(forge.folder, 'workspace');
    await writeFiles(workspace, files);

    const output = await runAction(stockActions(forge).publish, workspace, {
      repoUrl: `${forge.host}?owner=acme&repo=orders`,
      description: 'Takes orders',
      homepage: 'http://localhost:3000/create/tasks/1?nonce=abc',
      repoVisibility: 'public',
      defaultBranch: 'main',
      gitCommitMessage: 'Scaffold orders',
    });

    expect(output).toMatchObject({
      remoteUrl: `${forge.origin}/acme/orders.git`,
      repoContentsUrl: `${forge.origin}/acme/orders/blob/main`,
    });
    await git(forge.folder, ['clone', '-q', String(output.remoteUrl), 'clone']);
    const clone = join(forge.folder, 'clone');
    expect(await git(clone, ['rev-parse', 'HEAD'])).toBe(output.commitHash);
    expect((await git(clone, ['ls-files'])).split('\n')).toEqual(Object.keys(files).sort());
    expect(await git(join(forge.root, 'acme/orders.git'), ['fsck', '--strict', '--full'])).toBe('');

    const repo = await (await callApi(forge, '/repos/acme/orders')).json();
    expect(repo).toMatchObject({
      full_name: 'acme/orders',
      homepage: 'http://localhost:3000/create/tasks/1?nonce=abc',
      default_branch: 'main',
      private: false,
      permissions: { push: true },
    });
    expect(Date.parse(repo.created_at)).toBeGreaterThan(Date.now() - 60_000);
    const branch = await (await callApi(forge, '/repos/acme/orders/branches/main')).json();
    expect(branch.protected).toBe(true);
    expect(forge.errors).toEqual([]);
  });

  it('fails with the name in its message when the repo exists, and leaves that repo alone', async () => {
    const forge = await startTestForge();
    const message = 'Mine';
    const { commit } = await forge.seedRepository({
      ...{ owner: 'acme', name: 'orders', message },
      files: [{ path: 'a', content: 'b' }],
    });
    const workspace = await testFolder();
    await writeFiles(workspace, files);

    const attempt = runAction(stockActions(forge).publish, workspace, {
      repoUrl: `${forge.host}?owner=acme&repo=Orders`,
    });

    await expect(attempt).rejects.toThrow(/name already exists on this account/);
    const ref = await (await callApi(forge, '/repos/acme/orders/git/ref/heads/main')).json();
    expect(ref.object.sha).toBe(commit);
  });

  it('fails at once when its push is forbidden, and the repo that it made stays empty', async () => {
    const faults = {
      onRequest: ({ surface, method }: ForgeCall) =>
        surface === 'git' && method === 'POST' ? { status: 403 } : undefined,
    };
    const forge = await startTestForge({ faults });
    const workspace = await testFolder();
    await writeFiles(workspace, files);

    const repoUrl = `${forge.host}?owner=acme&repo=orders`;
    const attempt = runAction(stockActions(forge).publish, workspace, { repoUrl });

    await expect(attempt).rejects.toThrow(/403/);
    const repo = await (await callApi(forge, '/repos/acme/orders')).json();
    expect(repo).toMatchObject({ full_name: 'acme/orders', size: 0 });
  });

  it('carries out every optional input: access, topics, variables, secrets, customization', async () => {
    const forge = await startTestForge();
    const workspace = await testFolder();
    await writeFiles(workspace, files);

    await runAction(stockActions(forge).publish, workspace, {
      repoUrl: `${forge.host}?owner=ada&repo=tools`,
      defaultBranch: 'trunk',
      access: 'grace',
      topics: ['Python'],
      repoVariables: { REGION: 'eu' },
      secrets: { API_KEY: 'never-to-be-seen' },
      requiredCommitSigning: true,
    });

    const repo = await (await callApi(forge, '/repos/ada/tools')).json();
    expect(repo).toMatchObject({ topics: ['python'], default_branch: 'trunk', private: true });
    const kept = await git(forge.root, ['grep', '--no-index', '-c', 'secretNames', '--', 'ada']);
    expect(kept).toContain('ada/tools.git/forge.json');
    const leaked = await tryGit(forge.root, ['grep', '--no-index', 'never-to-be-seen']);
    expect(leaked.text).toBe('');
  });
});

describe('github:repo:create and github:repo:push', () => {
  it('make a repo in one step and push to it in the next', async () => {
    const forge = await startTestForge();
    const workspace = await testFolder();
    await writeFiles(workspace, files);
    const repoUrl = `${forge.host}?owner=acme&repo=two-steps`;
    const { createRepo, pushRepo } = stockActions(forge);

    await runAction(createRepo, workspace, { repoUrl });
    const output = await runAction(pushRepo, workspace, { repoUrl, defaultBranch: 'main' });

    const head = await git(forge.folder, ['ls-remote', `${forge.origin}/acme/two-steps`, 'HEAD']);
    expect(head.split('\t')[0]).toBe(output.commitHash);
  });
});

describe('the fallback that publish:github takes when git cannot get through', () => {
  it('starts an empty repo by one file and puts the rest on top through GraphQL', async () => {
    const forge = await startTestForge();
    await callApi(forge, '/orgs/acme/repos', { method: 'POST', body: { name: 'proxied' } });
    // the stock client, but for its three retries of the 409 that it is about to meet
    const client = getOctokitClient(
      { auth: testToken, baseUrl: forge.apiBaseUrl, request: { retries: 0 } },
      mockServices.logger.mock(),
      { retries: 0 },
    );
    const repo = { owner: 'acme', repo: 'proxied' };

    const before = client.rest.git.getRef({ ...repo, ref: 'heads/main' });
    await expect(before).rejects.toMatchObject({ status: 409 });
    const { data } = await client.rest.repos.createOrUpdateFileContents({
      ...{ ...repo, path: '.gitkeep', message: 'initialize repository' },
      ...{ content: '', branch: 'main' },
    });
    const send = (expectedHeadOid: string | undefined) =>
      client.graphql<{ createCommitOnBranch: { commit: { oid: string } } }>(
        `mutation CreateCommitOnBranch($input: CreateCommitOnBranchInput!) {
          createCommitOnBranch(input: $input) { commit { oid } }
        }`,
        {
          input: {
            branch: { repositoryNameWithOwner: 'acme/proxied', branchName: 'main' },
            message: { headline: 'All files' },
            fileChanges: {
              additions: [{ path: 'docs/a b.md', contents: Buffer.from('é').toString('base64') }],
              deletions: [{ path: '.gitkeep' }],
            },
            expectedHeadOid,
          },
        },
      );
    await expect(send('0'.repeat(40))).rejects.toThrow(/expectedHeadOid/);
    const result = await send(data.commit.sha);

    await git(forge.folder, ['clone', '-q', `${forge.origin}/acme/proxied.git`, 'clone']);
    const clone = join(forge.folder, 'clone');
    expect(await git(clone, ['rev-parse', 'HEAD'])).toBe(result.createCommitOnBranch.commit.oid);
    expect(await git(clone, ['-c', 'core.quotePath=off', 'ls-files'])).toBe('docs/a b.md');
  });
});
