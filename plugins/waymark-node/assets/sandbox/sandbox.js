/* Runs inside the isolate, last: the calls that the host makes. JSON text in, JSON text out; no host object ever comes in. */
'use strict';

(function createSandbox(scope) {
  const { nunjucks } = scope;
  /** Of numbers that a template has made into a list, and of filters' arguments by which text or lists grow. */
  const countLimit = 10000;
  /** Characters of one text, and of all texts of a render: looked at before they are made flat, since text that doubles costs nothing till then. */
  const limits = { text: 8 * 1024 * 1024, all: 64 * 1024 * 1024 };
  /** The number of the job at work: what the host still reads after it has stopped the isolate. */
  const progress = new Int32Array(scope.progress);

  let templates = Object.create(null);
  /** Templates as code, each with what it prints on purpose and what it includes: brought in by the host, or made here where the host had none. */
  let compiled = new Map();
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
      if (!compiled.has(name)) compiled.set(name, scope.compileTemplate(name, templates[name]));
      return { src: { type: 'code', obj: new Function(compiled.get(name).code)() }, path: name, noCache: false };
    },
    on() {},
    emit() {},
  };

  function createEnvironment() {
    const env = new nunjucks.Environment([loader], scope.templateOptions);
    for (const [name, filter] of Object.entries(scope.filters)) env.addFilter(name, filter);
    env.addTest('none', value => value === null);
    // By its name a template would find in them what every object's prototype brings.
    for (const named of [env.filters, env.tests, env.globals]) Object.setPrototypeOf(named, null);
    for (const name of ['batch', 'center', 'indent', 'slice']) {
      const filter = env.getFilter(name);
      env.addFilter(name, (value, count, ...more) => {
        if (count > countLimit) throw new Error(`${name}() counts to at most ${countLimit}`);
        return filter(value, count, ...more);
      });
    }
    const range = env.getGlobal('range');
    env.addGlobal('range', (start, stop, step) => {
      const length = Math.abs(((stop === undefined ? start : stop) - (stop === undefined ? 0 : start)) / (step || 1));
      if (!(length <= countLimit)) throw new Error(`range() gives at most ${countLimit} numbers`);
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

  /** Template syntax that a template prints on purpose: its own text and string literals, and those of what it includes. */
  function printedSyntax(name) {
    const printed = new Set();
    const seen = new Set();
    const collect = part => {
      const found = compiled.get(part);
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
      compiled = new Map();
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

  /** Takes templates that were compiled elsewhere: a list of them without their code, which stands behind it, one after the other. */
  scope.addCompiled = (json, codes) => {
    let at = 0;
    for (const { name, length, printed, included } of JSON.parse(json)) {
      compiled.set(name, { code: codes.slice(at, at + length), printed, included });
      at += length;
    }
    return '';
  };

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
