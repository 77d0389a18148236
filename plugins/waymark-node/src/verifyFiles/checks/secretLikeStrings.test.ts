import { describeCheck, file } from '../testing/describeCheck';
import { secretLikeStrings } from './secretLikeStrings';

/** Put together here, so that no file of this repo looks like it holds a secret. */
const random = (length: number) => 'q7Zt9LmX2vBc8RkWp4Ns6HdYf3GjTa5Ue1Qo'.repeat(8).slice(0, length);
const jwt = [{ alg: 'HS256', typ: 'JWT' }, { sub: 'abc', iat: 1700000000 }]
  .map(part => Buffer.from(JSON.stringify(part)).toString('base64url'))
  .concat(random(43))
  .join('.');
const privateKey = (kind: string) => `-----BEGIN ${kind}PRIVATE KEY-----\n${random(64)}\n-----END ${kind}PRIVATE KEY-----\n`;
const refuses = (name: string, text: string, what: RegExp) => ({
  name,
  files: [file('src/settings.py', `# settings\n${text}\n`)],
  finds: [{ severity: 'error' as const, file: 'src/settings.py', line: 2, what, mend: /revoke/ }],
});
const passes = (name: string, path: string, text: string) => ({ name, files: [file(path, text)] });

describeCheck(secretLikeStrings, {
  refuses: [
    refuses('a private key', privateKey('RSA '), /a private key/),
    refuses('a private key in one line of JSON', JSON.stringify(privateKey('')), /a private key/),
    refuses('the id of an AWS key', `id = "AKIA${'Q7ZT4LMX2VBC6RKW'}"`, /AWS/),
    refuses('a key of Google Cloud', `url = "https://x/?key=AIza${random(35)}"`, /Google Cloud/),
    refuses('a token of GitHub', `GH=ghp_${random(36)}`, /GitHub/),
    refuses('a token of Slack', `slack: xoxb-${random(24)}`, /Slack/),
    refuses('a webhook of Slack', `url: https://hooks.slack.com/services/T0A1B2C3D/B0A1B2C3D/${random(24)}`, /Slack/),
    refuses('a JSON web token', `Authorization: Bearer ${jwt}`, /JSON web token/),
    refuses('a password in an address of the outer world', `DB=postgresql://app:${random(12)}@db.acme.io:5432/x`, /address with a password/),
    {
      name: 'a random value behind a telling name, as a warning',
      files: [file('.env.example', `A=1\nSESSION_SECRET=${random(32)}\n`)],
      finds: [{ severity: 'warning', file: '.env.example', line: 2, what: /secret written into the file/, mend: /change-me/ }],
    },
  ],
  passes: [
    passes('development passwords', '.env.example', 'DATABASE_URL=postgresql+asyncpg://postgres:postgres@localhost:5432/orders\nSECRET_KEY=change-me-in-production-1234\n'),
    passes('development passwords of compose', 'compose.yaml', 'services:\n  db:\n    environment:\n      POSTGRES_PASSWORD: postgres\n      URL: "postgres://app:s3cr3tpw@db:5432/app"\n'),
    passes('references', '.github/workflows/ci.yml', 'token: ${{ secrets.GITHUB_TOKEN }}\npassword: ${DATABASE_PASSWORD_2:?required}\nurl: https://user:${PASSWORD}@db.acme.io/x\n'),
    passes('example.com', 'README.md', 'https://user:hunter22@api.example.com/ and AKIAIOSFODNN7EXAMPLE\n'),
    passes('hashes of a lock file', 'requirements-dev.lock', `detect-secrets==1.5.0 \\\n    --hash=sha256:${'3f8a9c'.repeat(10)}abcd\ntoken==${random(30)}\n`),
    passes('git ids and digests', '.github/workflows/ci.yml', `- uses: actions/checkout@${'08c6903cd8c0fde910a37f88322edcfb5dd907a8'} # v5\nimage: a@sha256:${'3f8a9c'.repeat(10)}abcd\n`),
    passes(
      'code that reads secrets',
      'src/config.py',
      'secret_key: SecretStr = Field(min_length=32)\ntoken = request.headers["Authorization-V2"]\npassword=os.environ["DB_PASSWORD_1"]\naccess_token_expire_minutes = 30\nTOKEN_URL = "https://idp.example.com/oauth2/token"\n',
    ),
    passes('names of secrets', 'k8s/deployment.yaml', 'secretName: orders-database-credentials-v2\nsecretKeyRef: { name: orders-service, key: database-url }\n'),
    passes('code that looks for a key', 'src/a.py', 'if text.startswith("-----BEGIN PRIVATE KEY-----"):\n    raise ValueError("no keys here")\n'),
    passes('a word that starts as a token does', 'a.md', 'gho_st, sk_live_, npm_package_json_version, ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n'),
    passes('types that hold digits', 'a.ts', 'private_key: ed25519.Ed25519PrivateKey\ntype NewPassword = FlowSubmitNewPasswordResultV2;\n'),
    passes('a key that is left out', 'README.md', `privateKey: "-----BEGIN PRIVATE KEY-----\\n...",\nid: ${random(44)}\n`),
    passes('a UUID', 'a.py', 'idempotency_token = "123e4567-e89b-12d3-a456-426614174000"\n'),
  ],
});

it('never repeats what it found', async () => {
  const token = `ghp_${random(36)}`;
  const found = await secretLikeStrings.run([file('a', token)], { files: [], byPath: new Map(), answers: {} });
  expect(JSON.stringify(found)).not.toContain(token.slice(4, 12));
});

it.each(['eyJ', 'token', 'secret=', '://a:', '://a:b@', '-----BEGIN PRIVATE KEY-----', 'a.', 'password:    '])(
  'reads 3 MB of %j in linear time',
  async word => {
    const started = performance.now();
    await secretLikeStrings.run([file('big.txt', word.repeat(3_000_000 / word.length))], { files: [], byPath: new Map(), answers: {} });
    expect(performance.now() - started).toBeLessThan(10_000);
  },
);
