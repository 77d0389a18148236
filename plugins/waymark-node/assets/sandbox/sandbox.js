/* Runs inside the isolate, last: the calls that the host makes. JSON text in, JSON text out; no host object ever comes in. */
'use strict';

(function createSandbox(scope) {
  const { nunjucks } = scope;
  const rangeLimit = 10000;
  /** Characters of one text, and of all texts of a render: looked at before they are made flat, since text that doubles costs nothing till then. */
  const limits = { text: 8 * 1024 * 1024, all: 64 * 1024 * 1024 };
  /** The number of the job at work: what the host still reads after it has stopped the isolate. */
  const progress = new Int32Array(scope.progress);
  /** An opening without its closing counts too: `${{ '${{ secrets.' ~ name ~ ' }}' }}`. */
  const syntax = /\$?\{\{[\s\S]*?(?:\}\}|$)|\{%[\s\S]*?(?:%\}|$)|\{#[\s\S]*?(?:#\}|$)/g;
  const tags = { variableStart: '${{', variableEnd: '}}', blockStart: '{%', blockEnd: '%}', commentStart: '{#', commentEnd: '#}' };
  const options = { autoescape: false, throwOnUndefined: false, trimBlocks: true, lstripBlocks: true, tags };

  let templates = Object.create(null);
  let environment;
  let base = {};
  let slots = {};
  let expressions = new Map();

  const loader = {
    async: false,
    getSource(name) {
      if (!Object.prototype.hasOwnProperty.call(templates, name)) {
        throw new Error(`the library has no template "${name}"`);
      }
      return { src: templates[name], path: name, noCache: false };
    },
    on() {},
    emit() {},
  };

  function createEnvironment() {
    const env = new nunjucks.Environment([loader], options);
    for (const [name, filter] of Object.entries(scope.filters)) env.addFilter(name, filter);
    env.addTest('none', value => value === null);
    // By its name a template would find in them what every object's prototype brings.
    for (const named of [env.filters, env.tests, env.globals]) Object.setPrototypeOf(named, null);
    const range = env.getGlobal('range');
    env.addGlobal('range', (start, stop, step) => {
      const length = Math.abs(((stop === undefined ? start : stop) - (stop === undefined ? 0 : start)) / (step || 1));
      if (!(length <= rangeLimit)) throw new Error(`range() gives at most ${rangeLimit} numbers`);
      return range(start, stop, step);
    });
    return env;
  }

  function contextOf(where) {
    const context = { ...base, slots: slots[where.layer] || {} };
    if (where.item) context[where.item.as] = where.item.path.split('.').reduce((value, key) => value[key], base)[where.item.index];
    return context;
  }

  function failure(error, file) {
    const strict = scope.lastFailure;
    if (strict) return { file: strict.file || file, line: strict.line, expression: strict.expression, what: strict.what };
    const message = String((error && error.message) || error);
    const place = /\(([^()]*\.njk)\)\s*(?:\[Line (\d+), Column (\d+)\])?/g;
    let inner;
    for (let match = place.exec(message); match; match = place.exec(message)) inner = match;
    const what = message.split('\n').pop().trim().replace(/^(\w*Error|Template render error): /, '');
    return { file: inner ? inner[1] : file, ...(inner && inner[2] ? { line: Number(inner[2]) } : {}), what };
  }

  function attempt(file, produce, left = limits.all) {
    scope.lastFailure = undefined;
    try {
      const text = produce();
      if (text.length > limits.text) throw new Error(`it gives ${text.length} characters, more than ${limits.text}`);
      if (text.length > left) throw new Error(`all files together have more than ${limits.all} characters`);
      return { text };
    } catch (error) {
      return { failure: failure(error, file) };
    }
  }

  function compileExpression(text) {
    let template = expressions.get(text);
    if (!template) {
      template = new nunjucks.Template(text, environment, undefined, true);
      expressions.set(text, template);
    }
    return template;
  }

  /** What each template prints on purpose, and which others it may bring in; found while it is compiled, so that it is parsed once. */
  let literals = new Map();
  const parse = nunjucks.parser.parse;
  const compile = nunjucks.compiler.compile;
  let compiling;
  nunjucks.parser.parse = (...args) => {
    const tree = parse(...args);
    if (compiling !== undefined) literals.set(compiling, literalsOf(tree));
    return tree;
  };
  nunjucks.compiler.compile = (...args) => {
    compiling = args[3];
    try {
      return compile(...args);
    } finally {
      compiling = undefined;
    }
  };

  function literalsOf(tree) {
    const printed = new Set();
    const included = new Set();
    const visit = node => {
      if (node instanceof nunjucks.nodes.Literal && typeof node.value === 'string') {
        for (const token of node.value.match(syntax) || []) printed.add(token);
        if (node.value.endsWith('.njk')) included.add(node.value);
      }
      for (const field of node.fields || []) if (node[field] instanceof nunjucks.nodes.Node) visit(node[field]);
      for (const child of node.children || []) visit(child);
    };
    visit(tree);
    return { printed, included };
  }

  /** Template syntax that a template prints on purpose: its own text and string literals, and those of what it includes. */
  function printedSyntax(name) {
    const printed = new Set();
    const seen = new Set();
    const collect = part => {
      const found = literals.get(part);
      if (!found || seen.has(part)) return;
      seen.add(part);
      found.printed.forEach(token => printed.add(token));
      found.included.forEach(collect);
    };
    collect(name);
    return [...printed];
  }

  scope.calls = {
    setTemplates(input) {
      templates = Object.assign(Object.create(null), input);
      environment = createEnvironment();
      expressions = new Map();
      literals = new Map();
      return null;
    },
    setContext(input) {
      base = input;
      slots = {};
      return null;
    },
    setPlan(input) {
      base.plan = input;
      return null;
    },
    setSlots(input) {
      slots = input;
      return null;
    },
    evaluate({ text, where }) {
      return attempt(undefined, () => compileExpression(text).render(contextOf(where)));
    },
  };

  scope.call = (name, json) => JSON.stringify(scope.calls[name](JSON.parse(json)));

  /** A line of JSON, which tells each text's length, and then the texts: quoting megabytes and reading them back costs more than rendering them. */
  scope.renderAll = json => {
    const texts = [];
    let length = 0;
    const results = JSON.parse(json).map(({ template, where }, index) => {
      progress[0] = index;
      const { failure, text } = attempt(template, () => environment.getTemplate(template).render(contextOf(where)), limits.all - length);
      if (failure) return { failure };
      length += text.length;
      texts.push(text);
      return { length: text.length, literals: printedSyntax(template) };
    });
    return `${JSON.stringify(results)}\n${texts.join('')}`;
  };
})(globalThis);
