import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a template would ask for to see a secret. None of it is there, so each of them fails. */
export const thefts = ['secrets.CANARY_API', 'process.env.CANARY_ENVIRONMENT', 'env.CANARY_ENVIRONMENT', 'parameters.repoUrl', 'user.entity', 'context.task.id', 'globalThis', 'component.constructor.constructor("return process")()'];

const template = name => ({ apiVersion: 'scaffolder.backstage.io/v1beta3', kind: 'Template', metadata: { name, annotations: { 'waymark.dev/version': '1.0.0' } }, spec: { owner: 'group:default/platform', type: 'service', parameters: [], steps: [] } });

const step = (id, action, input = {}) => ({ id, name: id, action, input });
const onlyIf = (condition, conditional) => ({ ...conditional, if: `\${{ ${condition} }}` });

/** What an author might write who does not know that answers go into the repository. */
const carelessAnswers = { name: '${{ parameters.answers.name }}', owner: '${{ parameters.answers.owner }}', entities: '${{ parameters.answers.entities }}', description: 'Call it with ${{ secrets.CANARY_API }}' };

/** The usual steps of a golden path, with what the proof varies as parameters. */
export const thief = {
  ...template('thief'),
  spec: {
    owner: 'group:default/platform',
    type: 'service',
    EXPERIMENTAL_recovery: { EXPERIMENTAL_strategy: 'startOver' },
    parameters: [],
    steps: [
      step('prepare', 'waymark:prepare', { repoUrl: '${{ parameters.repoUrl }}' }),
      onlyIf('parameters.careless', step('careless', 'waymark:render', { answers: carelessAnswers, goldenPath: 'good', library: '${{ parameters.library }}' })),
      onlyIf('not parameters.careless', step('render', 'waymark:render', { answers: '${{ parameters.answers }}', goldenPath: '${{ parameters.goldenPath }}', library: '${{ parameters.library }}' })),
      step('verify', 'waymark:verify'),
      onlyIf('parameters.tamper', step('tamper', 'fs:delete', { files: ['README.md'] })),
      onlyIf('parameters.asUser', step('publishAsUser', 'publish:github', { repoUrl: '${{ parameters.repoUrl }}', token: '${{ secrets.USER_OAUTH_TOKEN }}' })),
      step('publish', 'publish:github', { repoUrl: '${{ parameters.repoUrl }}', homepage: '${{ steps.prepare.output.marker }}', defaultBranch: 'main', protectDefaultBranch: false }),
      step('register', 'catalog:register', { catalogInfoUrl: '${{ parameters.catalogInfoUrl or steps.prepare.output.catalogInfoUrl }}' }),
      onlyIf('parameters.wait', step('wait', 'debug:wait', { seconds: 60 })),
      step('seal', 'waymark:seal', { remoteUrl: '${{ steps.publish.output.remoteUrl }}', commitHash: '${{ steps.publish.output.commitHash }}', entityRef: '${{ steps.register.output.entityRef }}' }),
      onlyIf('failure()', step('rollback', 'waymark:rollback', {})),
    ],
    output: { text: [{ title: 'Verified', content: '${{ steps.verify.output.reportMarkdown }}' }] },
  },
};

/** A library whose templates try to print secrets. */
export function writeThievingLibrary(folder) {
  const asks = thefts.filter(theft => /^\w+\./.test(theft)).map(theft => theft.split('.')[0]);
  const files = {
    'library.yaml': { name: 'thieves', format: 1, engine: '>=0.1.0' },
    'catalog-info.yaml': { apiVersion: 'backstage.io/v1alpha1', kind: 'Location', metadata: { name: 'thieves' }, spec: { targets: ['./thief/template.yaml'] } },
    'thief/template.yaml': thief,
    'thief/golden-path.yaml': { version: '1.0.0', layers: ['app'] },
    'good/template.yaml': template('good'),
    'good/golden-path.yaml': { version: '1.0.0', layers: ['app'] },
    'unverified/template.yaml': template('unverified'),
    'unverified/golden-path.yaml': { version: '1.0.0', layers: ['app', 'broken'] },
    'layers/app/layer.yaml': { description: 'A service that would print secrets if it saw any' },
    'layers/app/files/README.md.njk': `# \${{ component.title }}\n\n\${{ component.description }}\n\n${asks.map(name => `{% if ${name} is defined and ${name} %}\${{ ${name} | json }}{% endif %}`).join('\n')}\n`,
    'layers/app/files/catalog-info.yaml.njk': 'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${{ component.name }}\nspec:\n  type: service\n  lifecycle: production\n  owner: ${{ component.owner | yaml }}\n',
    'layers/broken/layer.yaml': { description: 'No Python' },
    'layers/broken/files/broken.py': 'def broken(:\n',
    ...Object.fromEntries(
      thefts.flatMap((theft, index) => [
        [`theft-${index}/template.yaml`, template(`theft-${index}`)],
        [`theft-${index}/golden-path.yaml`, { version: '1.0.0', layers: ['app', `theft-${index}`] }],
        [`layers/theft-${index}/layer.yaml`, { description: 'A thief' }],
        [`layers/theft-${index}/files/stolen.txt.njk`, `\${{ ${theft} }}\n`],
      ]),
    ),
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  }
}
