import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Undo a failed task, as the last step',
    example: stringify({
      steps: [
        { id: 'rollback', name: 'Take back what was made', if: '${{ failure() }}', action: 'waymark:rollback' },
      ],
    }),
  },
];
