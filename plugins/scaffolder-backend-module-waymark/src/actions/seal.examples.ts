import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Close the task: in a template the inputs are the outputs of publish:github and catalog:register',
    example: stringify({
      steps: [
        {
          id: 'seal',
          name: 'Compare and close',
          action: 'waymark:seal',
          input: {
            remoteUrl: 'https://github.com/acme/orders.git',
            entityRef: 'component:default/orders',
          },
        },
      ],
    }),
  },
  {
    description: 'Close a task that registers nothing',
    example: stringify({
      steps: [{ id: 'seal', name: 'Compare and close', action: 'waymark:seal', input: {} }],
    }),
  },
];
