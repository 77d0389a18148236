import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Prepare a repo that the user picked; its marker goes to publish:github as the homepage',
    example: stringify({
      steps: [
        {
          id: 'prepare',
          name: 'Check that the name is free',
          action: 'waymark:prepare',
          input: { repoUrl: 'github.com?owner=acme&repo=orders' },
        },
      ],
    }),
  },
  {
    description: 'Prepare a repo with another branch and another place of the catalog file',
    example: stringify({
      steps: [
        {
          id: 'prepare',
          name: 'Check that the name is free',
          action: 'waymark:prepare',
          input: {
            repoUrl: 'github.com?owner=acme&repo=billing',
            defaultBranch: 'trunk',
            catalogInfoPath: '/.backstage/catalog-info.yaml',
          },
        },
      ],
    }),
  },
];
