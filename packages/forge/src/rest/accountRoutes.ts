import { notFound } from '../errors';
import { type ForgeContext } from '../ForgeContext';
import { jsonReply } from '../http/reply';
import { type Route } from '../http/router';
import { accountView } from './views';

export const accountRoutes: readonly Route<ForgeContext>[] = [
  {
    method: 'GET',
    path: '/user',
    handle: context => jsonReply(200, accountView(context, context.accounts.user)),
  },
  {
    method: 'GET',
    path: '/user/orgs',
    handle: context =>
      jsonReply(
        200,
        context.accounts.organizations.map(account => accountView(context, account)),
      ),
  },
  {
    method: 'GET',
    path: '/users/:login',
    handle: (context, _request, { login = '' }) => {
      const account = context.accounts.find(login);
      if (!account) throw notFound();
      return jsonReply(200, accountView(context, account));
    },
  },
  {
    method: 'GET',
    path: '/orgs/:org',
    handle: (context, _request, { org = '' }) => {
      const account = context.accounts.organization(org);
      if (!account) throw notFound();
      return jsonReply(200, accountView(context, account));
    },
  },
  {
    // teams are not kept: every name is taken to be one
    method: 'GET',
    path: '/orgs/:org/teams/:team',
    handle: (context, _request, { org = '', team = '' }) => {
      if (!context.accounts.organization(org)) throw notFound();
      return jsonReply(200, { id: 1, slug: team, name: team });
    },
  },
];
