import { pathProblem } from './pathProblem';

describe('pathProblem', () => {
  it.each(['a', 'src/main.py', '.github/workflows/ci.yml', '.gitignore', 'a.git', 'docs/.gitkeep', 'ünï/日本.txt', 'console.ts'])('takes %s', path => {
    expect(pathProblem(path)).toBeUndefined();
  });

  it.each([
    '', '__proto__', '/etc/passwd', '../x', 'a/../b', 'a//b', './a', 'a\\b', 'C:x', 'a\0b', '.git/config', 'a/.GIT/x', '.g\u200cit/x', '.gi\u202et/x', '.git\u206a/x',
    '.ｇｉｔ/x', '.g\u00adit/x', 'a\ud800', 'a\u0085b', 'GIT~1/x', 'con', 'com¹.txt', 'aux .txt', 'CONIN$', 'a/NUL.txt', 'a.', 'a /b', 'x'.repeat(256), 'a/'.repeat(600),
  ])('refuses %j', path => {
    expect(pathProblem(path)).toEqual(expect.any(String));
  });
});
