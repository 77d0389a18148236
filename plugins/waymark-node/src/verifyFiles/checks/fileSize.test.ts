import { describeCheck, file } from '../testing/describeCheck';
import { fileSize } from './fileSize';

const mebibyte = 1024 * 1024;

describeCheck(fileSize, {
  refuses: [
    {
      name: 'a file over 5 MiB',
      files: [file('data.csv', 'x'.repeat(5 * mebibyte + 1))],
      finds: [{ severity: 'error', file: 'data.csv', line: undefined, what: 'The file has 5.0 MiB.', mend: /smaller/ }],
    },
    {
      name: 'a file over 1 MiB with a warning, counted in bytes',
      files: [file('a.md', 'é'.repeat(mebibyte / 2 + 1))],
      finds: [{ severity: 'warning', file: 'a.md', line: undefined, what: 'The file has 1.0 MiB.', mend: /layer/ }],
    },
    {
      name: 'a binary file by the bytes that it stands for',
      files: [file('a.bin', Buffer.alloc(2 * mebibyte).toString('base64'), { encoding: 'base64', rendered: false })],
      finds: [{ severity: 'warning', file: 'a.bin', line: undefined, what: 'The file has 2.0 MiB.', mend: /layer/ }],
    },
  ],
  passes: [
    { name: 'a file of 1 MiB', files: [file('a.txt', 'x'.repeat(mebibyte))] },
    {
      name: 'a binary file that is over the size only as base64',
      files: [file('a.bin', Buffer.alloc(mebibyte).toString('base64'), { encoding: 'base64', rendered: false })],
    },
  ],
});
