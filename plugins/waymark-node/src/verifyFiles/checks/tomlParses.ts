import { parse, TomlError } from 'smol-toml';
import type { Check } from '../check';
import { textFiles } from '../textFiles';

export const tomlParses: Check = {
  name: 'toml-parses',
  title: 'Every TOML file parses',
  select: tree => textFiles(tree, /\.toml$/),
  run: files =>
    files.flatMap(file => {
      try {
        parse(file.content);
        return [];
      } catch (error) {
        const [message = ''] = String(error instanceof Error ? error.message : error).split('\n');
        return [
          {
            severity: 'error',
            file: file.path,
            ...(error instanceof TomlError && { line: error.line }),
            what: `This is not TOML: ${message.replace(/^Invalid TOML document: /, '')}.`,
            mend: 'Correct the syntax in the template; print values with the `toml` filter.',
          },
        ];
      }
    }),
};
