import type * as Ajv from 'ajv/dist/2020';
import type * as Formats from 'ajv-formats';
import { loadModule } from '../../loadModule';
import type { Check } from '../check';
import { readYaml } from '../readYaml';
import { schemaViolations } from '../schemaFindings';
import composeSpec from '../schemas/composeSpec.json';
import { textFiles } from '../textFiles';

let compiled: Ajv.ValidateFunction | undefined;

export const composeSchema: Check = {
  name: 'compose-schema',
  title: 'Compose files are valid against the Compose Specification',
  select: tree => textFiles(tree, /(?:^|\/)(?:docker-)?compose(?:\.[\w-]{1,60})?\.ya?ml$/),
  run: files => {
    compiled ??= compile();
    const validate = compiled;
    return files.flatMap(file => {
      const { documents: [document], errors } = readYaml(file);
      if (document === undefined || errors.length > 0 || validate(document.value)) return [];
      return schemaViolations(validate.errors ?? [], document).map(({ line, what }) => ({
        severity: 'error' as const,
        file: file.path,
        line,
        what: `This is not a valid Compose file: ${what}.`,
        mend: 'Correct the key in the template: https://docs.docker.com/reference/compose-file lists what may stand there.',
      }));
    });
  },
};

function compile(): Ajv.ValidateFunction {
  const { Ajv2020 } = loadModule<typeof Ajv>('ajv/dist/2020');
  const { default: addFormats } = loadModule<typeof Formats>('ajv-formats');
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  addFormats(ajv);
  return ajv.compile(composeSpec);
}
