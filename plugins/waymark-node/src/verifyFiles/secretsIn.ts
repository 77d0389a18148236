export interface FoundSecret {
  /** What it looks like, e.g. `a private key`. The secret itself is never repeated: reports are read by many. */
  readonly kind: string;
  readonly offset: number;
  /** Known by its format, rather than by a name and its randomness. */
  readonly certain: boolean;
}

/** Finds what looks like a secret. Every pattern is bounded or tried once a word, so that time stays linear. */
export function secretsIn(text: string, { isLockFile }: { readonly isLockFile: boolean }): readonly FoundSecret[] {
  const found = [...privateKeys(text), ...knownTokens(text), ...passwordsInAddresses(text), ...(isLockFile ? [] : randomAssignments(text))];
  const certain = new Set(found.filter(secret => secret.certain).map(({ offset }) => offset));
  return found
    .filter(secret => secret.certain || !certain.has(secret.offset))
    .sort((a, b) => a.offset - b.offset);
}

/** Line ends (escaped ones too), quotes and headers, and then the key. */
const keyBody = /^(?:\\[nr]|[\s"'`+,|]|(?:Proc-Type|DEK-Info|Version|Comment):[^\n]{0,80}\n){0,60}[A-Za-z0-9+/=]{40}/;

function privateKeys(text: string): readonly FoundSecret[] {
  const begin = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
  return [...text.matchAll(begin)]
    // Code that looks for the first line of a key holds no key.
    .filter(({ 0: header, index }) => keyBody.test(text.slice(index + header.length, index + header.length + 400)))
    .map(({ index }) => ({ kind: 'a private key', offset: index, certain: true }));
}

/** Each is tried at the start of a word: a longest run of letters, digits, `_` and `-`. */
const tokenFormats: readonly (readonly [RegExp, string])[] = [
  [/^(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}$/, 'the id of an AWS access key'],
  [/^AIza[\w-]{35}$/, 'an API key of Google Cloud'],
  [/^gh[pousr]_[A-Za-z0-9]{36,255}$/, 'a token of GitHub'],
  [/^github_pat_[A-Za-z0-9_]{22,255}$/, 'a token of GitHub'],
  [/^glpat-[\w-]{20,255}$/, 'a token of GitLab'],
  [/^xox[abeoprs]-[A-Za-z0-9-]{10,255}$/, 'a token of Slack'],
  [/^npm_[A-Za-z0-9]{36}$/, 'a token of npm'],
  [/^pypi-AgEIcHlwaS5vcmc[\w-]{50,1000}$/, 'a token of PyPI'],
  [/^[sr]k_live_[A-Za-z0-9]{16,255}$/, 'a live key of Stripe'],
  [/^sk-(?:ant|proj)-[\w-]{30,255}$/, 'an API key of a model provider'],
];
const tokenStarts = /^(?:A|gh|gl|xox|npm_|pypi-|[sr]k)/;

function knownTokens(text: string): readonly FoundSecret[] {
  const found: FoundSecret[] = [];
  for (const { 0: word, index } of text.matchAll(/[\w-]+(?:\.[\w-]+)*/g)) {
    if (word.length < 15) continue;
    const kind = word.startsWith('eyJ') && isJwt(word) ? 'a JSON web token' : kindOf(word);
    if (kind !== undefined) found.push({ kind, offset: index, certain: true });
  }
  for (const { index } of text.matchAll(/hooks\.slack\.com\/services\/T[A-Z0-9]{6,20}\/B[A-Z0-9]{6,20}\/[A-Za-z0-9]{16,40}/g)) {
    found.push({ kind: 'a webhook of Slack', offset: index, certain: true });
  }
  return found;
}

function kindOf(word: string): string | undefined {
  if (!tokenStarts.test(word) || /EXAMPLE/i.test(word)) return undefined;
  const kind = tokenFormats.find(([format]) => format.test(word))?.[1];
  return kind !== undefined && entropy(word) > 3 ? kind : undefined;
}

function isJwt(word: string): boolean {
  const [header = '', payload = '', signature = '', ...more] = word.split('.');
  if (more.length > 0 || payload.length < 8 || signature.length < 20) return false;
  try {
    const parsed: unknown = JSON.parse(Buffer.from(header, 'base64url').toString());
    return typeof parsed === 'object' && parsed !== null && 'alg' in parsed;
  } catch {
    return false;
  }
}

/** `scheme://user:password@host`, where the host is out in the world and the password is not an example's. */
function passwordsInAddresses(text: string): readonly FoundSecret[] {
  const found: FoundSecret[] = [];
  const credentials = /:\/\/([^\s:@/"'`<>]{0,80}):([^\s@/"'`<>]{3,200})@([^\s/"'`:?#<>@]{1,255})/y;
  for (let at = text.indexOf('://'); at !== -1; at = text.indexOf('://', at + 3)) {
    credentials.lastIndex = at;
    const [, user = '', password = '', host = ''] = credentials.exec(text) ?? [];
    if (password === '' || isReference(password) || isExample(password) || password === user || isOwnHost(host)) continue;
    found.push({ kind: 'an address with a password in it', offset: at, certain: true });
  }
  return found;
}

function isOwnHost(host: string): boolean {
  return (
    !host.includes('.') ||
    /^(?:127\.|0\.0\.0\.0|\[)/.test(host) ||
    /(?:^|\.)(?:example\.(?:com|org|net)|localhost|local|test|invalid|example|internal)$/i.test(host) ||
    isReference(host)
  );
}

const assignment =
  /(?:passw(?:or)?d|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential)s?[\w-]{0,40}["'`]?\s{0,4}(?:=>|:=|[:=])\s{0,4}["'`]?([^\s"'`,;]{16,256})/gi;

/** `API_KEY=…`, `secret: …`, `password = "…"` with a value that nobody would type. */
function randomAssignments(text: string): readonly FoundSecret[] {
  return [...text.matchAll(assignment)].flatMap(({ 0: whole, 1: value = '', index }) => {
    if (!/^[\w+/=.~!@#%^&*-]+$/.test(value) || isReference(value) || isExample(value) || isPlain(value)) return [];
    return entropy(value) < 3.5 ? [] : [{ kind: 'a secret written into the file', offset: index + whole.lastIndexOf(value), certain: false }];
  });
}

function isReference(value: string): boolean {
  return /[${}()<>[\]]|%\(|^\*+$|:\/\//.test(value);
}

function isExample(value: string): boolean {
  return /change.?me|example|placeholder|dummy|sample|replace|your|insecure|not.?a.?secret|local|develop|testing|^test|postgres|guest|admin|^pass(?:word)?\d{0,3}$|^secret$|xxxx|\.\.\./i.test(value);
}

/** Words joined by separators (`my-service-token-v2`, `settings.jwt_secret`), a UUID, a date or a path. */
function isPlain(value: string): boolean {
  if (!/\d/.test(value) || !/[A-Za-z]/.test(value)) return true;
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return true;
  return value.split(/[-_./=:@]/).every(part => /^\d{0,8}[A-Za-z]{0,3}$/.test(part) || readsAsWords(part));
}

/** `Ed25519PrivateKey`, `ResultV2`: letters of one case follow each other, as they seldom do by chance. */
function readsAsWords(part: string): boolean {
  const words = part.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+/g) ?? [];
  return part.length < 5 || part.length / words.length >= 3;
}

/** Shannon entropy, bits a character: words of a language are near 3, random letters and digits over 4. */
function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((bits, count) => bits - (count / value.length) * Math.log2(count / value.length), 0);
}
