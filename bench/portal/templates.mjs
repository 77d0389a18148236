import { goldenPath } from '../skeletons/writeSkeletons.mjs';

const step = (id, action, input) => ({ id, name: id, action, input });

const stockFetch = step('fetch', 'fetch:template', { url: './${{ parameters.skeleton }}', values: '${{ parameters.values }}' });
const forgeFetch = step('fetch', 'fetch:template', { url: '${{ parameters.stockUrl }}', values: '${{ parameters.values }}' });
const render = step('render', 'waymark:render', { library: '${{ parameters.library }}', goldenPath, answers: '${{ parameters.answers }}' });
const verify = step('verify', 'waymark:verify');
const log = step('log', 'debug:log', { message: 'Hello' });
const publishInput = { repoUrl: '${{ parameters.repoUrl }}', defaultBranch: 'main', description: 'Bench' };

const steps = {
  nothing: [log],
  'nothing-twice': [step('first', 'debug:log', { message: 'Hello' }), log],
  'stock-render': [stockFetch],
  'stock-render-from-forge': [forgeFetch],
  'stock-render-and-log': [stockFetch, log],
  'stock-task': [
    stockFetch,
    step('publish', 'publish:github', publishInput),
    step('register', 'catalog:register', { repoContentsUrl: '${{ steps.publish.output.repoContentsUrl }}', catalogInfoPath: '/catalog-info.yaml' }),
  ],
  'waymark-render': [render],
  'waymark-render-and-log': [render, log],
  'waymark-render-and-verify': [render, verify],
  'waymark-task': [
    step('prepare', 'waymark:prepare', { repoUrl: '${{ parameters.repoUrl }}' }),
    render,
    verify,
    step('publish', 'publish:github', { ...publishInput, homepage: '${{ steps.prepare.output.marker }}' }),
    step('register', 'catalog:register', { catalogInfoUrl: '${{ steps.prepare.output.catalogInfoUrl }}' }),
    step('seal', 'waymark:seal', {
      remoteUrl: '${{ steps.publish.output.remoteUrl }}',
      commitHash: '${{ steps.publish.output.commitHash }}',
      entityRef: '${{ steps.register.output.entityRef }}',
    }),
  ],
};

export const templateNames = Object.keys(steps);

/** The portal's templates as documents; those of both kinds are registered from files. */
export function templateDocuments() {
  return Object.entries(steps).map(([name, list]) => ({
    name,
    document: {
      apiVersion: 'scaffolder.backstage.io/v1beta3',
      kind: 'Template',
      metadata: { name },
      spec: { owner: 'user:default/guest', type: 'service', parameters: [], steps: list },
    },
  }));
}
