import { describeCheck, file } from '../testing/describeCheck';
import { gitIgnored } from './gitIgnored';

describeCheck(gitIgnored, {
  refuses: [
    {
      name: 'a file that a pattern of the root ignores, with pattern and line',
      files: [file('.gitignore', '# data\n*.log\n.env*\n'), file('.env.example', 'A=1\n')],
      finds: [
        {
          severity: 'error',
          file: '.env.example',
          line: undefined,
          what: 'Publishing would drop this file: `.env*` in .gitignore line 3 ignores it.',
          mend: 'add `!/.env.example` below it',
        },
      ],
    },
    {
      name: 'a file in an ignored folder, though a nested .gitignore wants it back',
      files: [file('.gitignore', 'build/\n'), file('src/build/.gitignore', '!keep.txt\n'), file('src/build/keep.txt', '')],
      finds: [
        { severity: 'error', file: 'src/build/.gitignore', line: undefined, what: /`build\/`/, mend: /Narrow/ },
        { severity: 'error', file: 'src/build/keep.txt', line: undefined, what: /`build\/` in .gitignore line 1/, mend: /Narrow/ },
      ],
    },
    {
      name: 'a file that a nested .gitignore ignores',
      files: [file('docs/.gitignore', '/openapi.json\n'), file('docs/openapi.json', '{}')],
      finds: [
        {
          severity: 'error',
          file: 'docs/openapi.json',
          line: undefined,
          what: '`/openapi.json` in docs/.gitignore line 1',
          mend: '`!/openapi.json`',
        },
      ],
    },
    {
      name: 'a folder of an entity whose name differs from a pattern in case only',
      files: [file('.gitignore', '/Logs/\n'), file('logs/main.py', '')],
      finds: [{ severity: 'error', file: 'logs/main.py', line: undefined, what: '`/Logs/`', mend: /Narrow/ }],
    },
  ],
  passes: [
    { name: 'a file that is wanted back', files: [file('.gitignore', '.env*\n!.env.example\n'), file('.env.example', '')] },
    {
      name: 'a file that a nested .gitignore wants back',
      files: [file('.gitignore', '*.json\n'), file('docs/.gitignore', '!*.json\n'), file('docs/openapi.json', '{}')],
    },
    { name: 'an anchored pattern elsewhere', files: [file('.gitignore', '/build\n'), file('src/build/a.py', '')] },
    { name: 'a tree without .gitignore', files: [file('a.log', '')] },
  ],
});
