import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Prove what was rendered before anything is published',
    example: stringify({ steps: [{ id: 'verify', name: 'Prove it', action: 'waymark:verify' }] }),
  },
];
