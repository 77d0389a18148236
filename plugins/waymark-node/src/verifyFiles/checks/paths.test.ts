import { describeCheck, file } from '../testing/describeCheck';
import { paths } from './paths';

const refused = (path: string, what: RegExp) => ({
  name: JSON.stringify(path),
  files: [file(path, '')],
  finds: [{ severity: 'error' as const, file: path, line: undefined, what, mend: /plain relative path/ }],
});

describeCheck(paths, {
  refuses: [
    refused('/etc/passwd', /not a path below/),
    refused('a/../../b', /relative part/),
    refused('a//b', /empty/),
    refused('C:/a', /character/),
    refused('.git/config', /\.git folder/),
    refused('sub/.GIT/hooks/x', /\.git folder/),
    refused('.g\u200cit/config', /invisible/),
    refused('GIT~1/config', /\.git folder/),
    refused('.gi\u202et/config', /invisible/),
    refused('re\u202eadme', /invisible/),
    refused('a\\b', /character/),
    refused('src/con.py', /device/),
    refused('src/aux/x.py', /device/),
    refused('a./b', /dot or a space/),
    refused('caf\u0065\u0301.md', /NFC/),
    refused(`${'a'.repeat(256)}.md`, /255 bytes/),
    {
      name: 'two paths that differ in case only',
      files: [file('src/Order.py', ''), file('src/order.py', '')],
      finds: [{ severity: 'error', file: 'src/order.py', line: undefined, what: 'the same path as src/Order.py', mend: /layer/ }],
    },
    {
      name: 'a file that has the name of a folder',
      files: [file('src/Order', ''), file('src/order/a.py', '')],
      finds: [{ severity: 'error', file: 'src/Order', line: undefined, what: 'the same path as src/order', mend: /layer/ }],
    },
  ],
  passes: [
    {
      name: 'names that only look dangerous',
      files: ['.gitignore', '.github/workflows/ci.yml', 'a..b/c', 'src/console.py', 'src/auxiliary.py', 'git/x', 'döcs/ü.md', '.gitkeep', 'x/[id]/a b.ts'].map(
        path => file(path, ''),
      ),
    },
  ],
});
