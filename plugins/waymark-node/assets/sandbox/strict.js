/* Runs inside the isolate, after nunjucks. Makes every read of a missing value an error with file, line and expression. */
/* eslint max-params: off -- the arguments of compiled templates' calls are constants, which costs less than an object for each */
'use strict';

(function makeStrict(scope) {
  const { compiler, nodes, runtime } = scope.nunjucks;
  const proto = compiler.Compiler.prototype;
  const missing = Symbol('missing');

  /** The last strict failure: nunjucks rewraps errors, so what it says is kept here. */
  scope.lastFailure = undefined;

  /** Where the value stood: `file` (null for an expression alone), line, and the expression as it was written. */
  function fail({ file, line, text }, what) {
    scope.lastFailure = { ...(file !== null && { file }), line, expression: text, what };
    throw new Error(what);
  }

  /** Own properties only: what a prototype brings is never a value of the model. */
  function read(target, key) {
    if (target === undefined || target === null) return missing;
    if (typeof target === 'string') {
      return key === 'length' || (Number.isInteger(key) && key < target.length) ? target[key] : missing;
    }
    return typeof target === 'object' && Object.prototype.hasOwnProperty.call(target, key) ? target[key] : missing;
  }

  function readName(context, frame, name) {
    const local = frame.lookup(name);
    if (local !== undefined) return local;
    const own = read(context.ctx, name);
    return own === missing ? read(context.env.globals, name) : own;
  }

  function found(value, text, file, line) {
    if (value === missing || value === undefined) return fail({ file, line, text }, `there is no value "${text}"`);
    return value;
  }

  const bound = (value, target) => (typeof value === 'function' ? (...args) => value.apply(target, args) : value);
  const orUndefined = value => (value === missing ? undefined : value);

  runtime.strictName = (context, frame, name, file, line) => found(readName(context, frame, name), name, file, line);
  runtime.lenientName = (context, frame, name) => orUndefined(readName(context, frame, name));
  runtime.strictMember = (target, key, text, file, line) => bound(found(read(target, key), text, file, line), target);
  runtime.lenientMember = (target, key) => bound(orUndefined(read(target, key)), target);
  runtime.strictLocal = found;

  const paths = new Map();
  function partsOf(path) {
    let parts = paths.get(path);
    if (!parts) paths.set(path, (parts = path.split('.')));
    return parts;
  }

  /** `a.b.c` as one call: the most frequent expression of all. */
  runtime.strictPath = (context, frame, path, file, line) => {
    const [name, ...keys] = partsOf(path);
    let target;
    let value = readName(context, frame, name);
    for (let at = 0; ; at += 1) {
      if (value === missing || value === undefined) return found(value, [name, ...keys.slice(0, at)].join('.'), file, line);
      if (at === keys.length) return bound(value, target);
      target = value;
      value = read(target, keys[at]);
    }
  };
  runtime.strictOutput = (value, text, file, line) => {
    if (typeof value === 'string') return value;
    const place = { file, line, text };
    if (value === null) return fail(place, `"${text}" is absent (null) and cannot be printed`);
    if (value === undefined) return fail(place, `"${text}" has no value`);
    if (typeof value === 'function') return fail(place, `"${text}" is a macro or a function and cannot be printed: call it`);
    if (typeof value === 'object' && !(value instanceof scope.nunjucks.runtime.SafeString) && typeof value.valueOf() === 'object') {
      return fail(place, `"${text}" is an object or a list and cannot be printed as it is`);
    }
    return value;
  };

  function describe(node) {
    if (node instanceof nodes.Symbol) return node.value;
    if (node instanceof nodes.Literal) return String(node.value);
    if (node instanceof nodes.LookupVal) {
      const key = node.val instanceof nodes.Literal ? `.${node.val.value}` : `[${describe(node.val)}]`;
      return `${describe(node.target)}${key}`;
    }
    if (node instanceof nodes.Filter) return `${describe(node.args.children[0])} | ${node.name.value}`;
    if (node instanceof nodes.FunCall) return `${describe(node.name)}(…)`;
    return node.typename.toLowerCase();
  }

  /** A name that no loop or macro binds, and the keys behind it; nothing for any other expression. */
  function plainPath(node, frame) {
    if (node instanceof nodes.Symbol) return frame.lookup(node.value) ? undefined : node.value;
    if (!(node instanceof nodes.LookupVal) || !(node.val instanceof nodes.Literal)) return undefined;
    const target = plainPath(node.target, frame);
    return target !== undefined && /^[A-Za-z_]\w*$/.test(node.val.value) ? `${target}.${node.val.value}` : undefined;
  }

  /** The last arguments of a strict read: constants alone, since V8 compiles and runs those fastest. */
  function place(node) {
    return `${JSON.stringify(describe(node))}, file, ${node.lineno + 1}`;
  }

  function withLenience(self, lenient, compile) {
    const before = self.lenient;
    self.lenient = lenient;
    compile();
    self.lenient = before;
  }

  const begin = proto._emitFuncBegin;
  const end = proto._emitFuncEnd;
  /** As a function in parentheses, which V8 compiles at once instead of reading it twice. */
  proto._emitFuncBegin = function beginEagerly(node, name) {
    this._emit(`const ${name} = (`);
    begin.call(this, node, name);
    this._emitLine(`const file = ${JSON.stringify(this.templateName ?? null)};`);
  };
  proto._emitFuncEnd = function endEagerly(noReturn) {
    end.call(this, noReturn);
    this._emitLine(');');
  };

  proto.compileSymbol = function compileSymbol(node, frame) {
    const local = frame.lookup(node.value);
    if (local) this._emit(this.lenient ? local : `runtime.strictLocal(${local}, ${place(node)})`);
    else if (this.lenient) this._emit(`runtime.lenientName(context, frame, ${JSON.stringify(node.value)})`);
    else this._emit(`runtime.strictName(context, frame, ${place(node)})`);
  };

  proto.compileLookupVal = function compileLookupVal(node, frame) {
    const path = this.lenient ? undefined : plainPath(node, frame);
    if (path !== undefined) {
      this._emit(`runtime.strictPath(context, frame, ${JSON.stringify(path)}, file, ${node.lineno + 1})`);
      return;
    }
    this._emit(`runtime.${this.lenient ? 'lenientMember' : 'strictMember'}((`);
    this._compileExpression(node.target, frame);
    this._emit('),');
    this._compileExpression(node.val, frame);
    this._emit(this.lenient ? ')' : `, ${place(node)})`);
  };

  const compileIs = proto.compileIs;
  proto.compileIs = function compileIsLeniently(node, frame) {
    const test = node.right.name ? node.right.name.value : node.right.value;
    if (test === 'defined' || test === 'undefined') withLenience(this, true, () => compileIs.call(this, node, frame));
    else compileIs.call(this, node, frame);
  };

  const compileFilter = proto.compileFilter;
  proto.compileFilter = function compileFilterLeniently(node, frame) {
    // default() asks whether its own operand is there: what other filters are given on the way to it must be there.
    const asks = node.name.value === 'default' || node.name.value === 'd';
    withLenience(this, asks, () => compileFilter.call(this, node, frame));
  };

  proto.compileOutput = function compileOutput(node, frame) {
    for (const child of node.children) {
      if (child instanceof nodes.TemplateData) {
        if (!child.value) continue;
        this._emit(`${this.buffer} += `);
        this.compileLiteral(child, frame);
        this._emitLine(';');
      } else {
        this._emit(`${this.buffer} += runtime.strictOutput(`);
        this.compile(child, frame);
        this._emitLine(`, ${place(child)});`);
      }
    }
  };
})(globalThis);
