import { type ForgeContext } from '../ForgeContext';
import { archive } from '../git/archive';
import { listCommits } from '../git/history';
import { jsonReply } from '../http/reply';
import { type Route } from '../http/router';
import { commitOf, openRepo } from './repoRequest';
import { commitView, repoApiUrl, repoView } from './views';

const path = '/repos/:owner/:repo';

export const commitRoutes: readonly Route<ForgeContext>[] = [
  {
    method: 'GET',
    path: `${path}/commits`,
    handle: async (context, request, params) => {
      const open = openRepo(context, params);
      const from = await commitOf(open, request.query.get('sha'));
      const { number, skip, limit } = request.page();
      // one more than asked for tells whether there is a next page
      const commits = await listCommits(open.store, from, { skip, limit: limit + 1 });
      const next = new URLSearchParams({ sha: from, per_page: `${limit}`, page: `${number + 1}` });
      const url = repoApiUrl(context, open.repo, `/commits?${next}`);
      return jsonReply(
        200,
        commits.slice(0, limit).map(commit => commitView(context, open.repo, commit)),
        commits.length > limit ? { link: `<${url}>; rel="next"` } : {},
      );
    },
  },
  {
    method: 'GET',
    path: `${path}/commits/*ref/status`,
    handle: async (context, _request, params) => {
      const open = openRepo(context, params);
      const sha = await commitOf(open, params.ref);
      const repository = await repoView(context, open.repo);
      return jsonReply(200, { sha, state: 'pending', statuses: [], total_count: 0, repository });
    },
  },
  {
    method: 'GET',
    path: `${path}/commits/*ref`,
    handle: async (context, _request, params) => {
      const open = openRepo(context, params);
      const commit = await open.store.readCommit(await commitOf(open, params.ref));
      return jsonReply(200, commitView(context, open.repo, commit));
    },
  },
  {
    method: 'GET',
    path: `${path}/tarball/*ref`,
    handle: async (context, _request, params) => {
      const open = openRepo(context, params);
      const commit = await open.store.readCommit(await commitOf(open, params.ref));
      const name = `${open.repo.owner}-${open.repo.name}-${commit.id.slice(0, 7)}`;
      return {
        status: 200,
        headers: {
          'content-type': 'application/x-gzip',
          'content-disposition': `attachment; filename=${name}.tar.gz`,
        },
        body: archive(open.store, commit, name),
      };
    },
  },
];
