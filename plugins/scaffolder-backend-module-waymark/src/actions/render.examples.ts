import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Render the running template: the golden path of its name, from the repo that holds it',
    example: stringify({
      steps: [
        {
          id: 'render',
          name: 'Render the service',
          action: 'waymark:render',
          input: {
            answers: { name: 'orders', description: 'Orders of the shop', owner: 'group:default/commerce', entities: [{ name: 'Order', fields: [{ name: 'number', type: 'string' }] }] },
          },
        },
      ],
    }),
  },
  {
    description: 'Render another golden path of another library',
    example: stringify({
      steps: [
        {
          id: 'render',
          name: 'Render the service',
          action: 'waymark:render',
          input: {
            answers: { name: 'invoices', description: 'Invoices', owner: 'group:default/payments', entities: [{ name: 'Invoice', fields: [{ name: 'number', type: 'string' }] }] },
            goldenPath: 'fastapi-service',
            library: 'https://github.com/acme/golden-paths/tree/main',
          },
        },
      ],
    }),
  },
];
