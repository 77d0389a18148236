/* Runs inside the isolate, after nunjucks. Makes every read of a missing value an error with file, line and expression. */
'use strict';

(function makeStrict(scope) {
  const { compiler, nodes, runtime } = scope.nunjucks;
  const proto = compiler.Compiler.prototype;
  const missing = Symbol('missing');

  /** The last strict failure: nunjucks rewraps errors, so what it says is kept here. */
  scope.lastFailure = undefined;

  function fail(place, what) {
    const [file, line, column, expression] = place;
    scope.lastFailure = { file, line, column, expression, what };
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

  function found(value, place) {
    if (value === missing || value === undefined) return fail(place, `there is no value "${place[3]}"`);
    return value;
  }

  const bound = (value, target) => (typeof value === 'function' ? (...args) => value.apply(target, args) : value);
  const orUndefined = value => (value === missing ? undefined : value);

  runtime.strictName = (context, frame, place) => found(readName(context, frame, place[3]), place);
  runtime.lenientName = (context, frame, name) => orUndefined(readName(context, frame, name));
  runtime.strictMember = (target, key, place) => bound(found(read(target, key), place), target);
  runtime.lenientMember = (target, key) => bound(orUndefined(read(target, key)), target);
  runtime.strictLocal = found;
  runtime.strictOutput = (value, place) => {
    if (value === null) return fail(place, `"${place[3]}" is absent (null) and cannot be printed`);
    if (value === undefined) return fail(place, `"${place[3]}" has no value`);
    if (typeof value === 'function') return fail(place, `"${place[3]}" is a macro or a function and cannot be printed: call it`);
    if (typeof value === 'object' && !(value instanceof scope.nunjucks.runtime.SafeString) && typeof value.valueOf() === 'object') {
      return fail(place, `"${place[3]}" is an object or a list and cannot be printed as it is`);
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

  function place(self, node) {
    return JSON.stringify([self.templateName, node.lineno + 1, node.colno + 1, describe(node)]);
  }

  function withLenience(self, lenient, compile) {
    const before = self.lenient;
    self.lenient = lenient;
    compile();
    self.lenient = before;
  }

  proto.compileSymbol = function compileSymbol(node, frame) {
    const local = frame.lookup(node.value);
    if (local) this._emit(this.lenient ? local : `runtime.strictLocal(${local}, ${place(this, node)})`);
    else if (this.lenient) this._emit(`runtime.lenientName(context, frame, ${JSON.stringify(node.value)})`);
    else this._emit(`runtime.strictName(context, frame, ${place(this, node)})`);
  };

  proto.compileLookupVal = function compileLookupVal(node, frame) {
    this._emit(`runtime.${this.lenient ? 'lenientMember' : 'strictMember'}((`);
    this._compileExpression(node.target, frame);
    this._emit('),');
    this._compileExpression(node.val, frame);
    this._emit(this.lenient ? ')' : `, ${place(this, node)})`);
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
        this._emit(`${this.buffer} += runtime.suppressValue(runtime.strictOutput(`);
        this.compile(child, frame);
        this._emitLine(`, ${place(this, child)}), env.opts.autoescape);`);
      }
    }
  };
})(globalThis);
