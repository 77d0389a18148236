import type { Check } from '../check';
import { readYaml } from '../readYaml';
import { yamlFiles } from '../textFiles';

export const yamlParses: Check = {
  name: 'yaml-parses',
  title: 'Every YAML file parses, and no map has a key twice',
  select: yamlFiles,
  run: files =>
    files.flatMap(file =>
      readYaml(file).errors.map(({ line, what }) => ({
        severity: 'error',
        file: file.path,
        line,
        what: `This cannot be read as YAML: ${what}.`,
        mend: 'Correct the syntax in the template; quote values that come from answers with the `yaml` filter.',
      })),
    ),
};
