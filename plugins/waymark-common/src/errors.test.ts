import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WaymarkError, errorCodes } from './errors';

describe('WaymarkError', () => {
  it('says what happened, and every problem with its place and its mend', () => {
    const error = new WaymarkError({
      code: 'LIBRARY_INVALID',
      stage: 'load',
      message: 'The library is not valid.',
      problems: [
        { severity: 'error', file: 'layers/a/layer.yaml', line: 3, what: 'no description', mend: 'write one' },
        { severity: 'error', path: 'entities[0].name', what: 'it is\nempty', mend: 'give a name' },
      ],
    });
    expect(error.message).toBe(
      'The library is not valid.\n\n- layers/a/layer.yaml:3: no description – write one\n- entities[0].name: it is empty – give a name',
    );
    expect(error.summary).toBe('The library is not valid.');
    expect(error.name).toBe('WaymarkError');
  });

  it('keeps patterns and file names from being taken for Markdown', () => {
    const problems = [{ severity: 'error' as const, file: 'src/__init__.py', what: 'the pattern "^(a*b*) <c>$" of order_line is wrong', mend: 'change it' }];
    const { message } = new WaymarkError({ code: 'LIBRARY_INVALID', stage: 'load', message: 'Wrong.', problems });
    expect(message).toBe('Wrong.\n\n- `src/__init__.py`: the pattern `"^(a*b*) <c>$"` of order_line is wrong – change it');
  });

  it('quotes no more than a person reads, and says how many problems are not listed', () => {
    const long = 'x'.repeat(100_000);
    const problems = Array.from({ length: 1_000 }, () => ({ severity: 'error' as const, file: long, path: long, what: long, mend: long }));
    const error = new WaymarkError({ code: 'LIBRARY_INVALID', stage: 'load', message: long, problems });
    expect(error.problems).toHaveLength(201);
    expect(error.problems[0]).toMatchObject({ what: `${'x'.repeat(500)}…`, file: `${'x'.repeat(500)}…` });
    expect(error.problems[200]).toMatchObject({ what: '800 more problems are not listed' });
    expect(error.summary).toHaveLength(4_001);
    expect(error.message.length).toBeLessThan(200 * 2_100 + 5_000);
  });

  it('is one line where there are no problems to list', () => {
    expect(new WaymarkError({ code: 'ENGINE_TIMEOUT', stage: 'engine', message: 'It took too long.' }).message).toBe('It took too long.');
  });

  it('has a row in docs/errors.md for every code, and no row for another', () => {
    const documented = [...readFileSync(join(__dirname, '../../../docs/errors.md'), 'utf8').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(match => match[1]);
    expect(documented.sort()).toEqual([...errorCodes].sort());
  });
});
