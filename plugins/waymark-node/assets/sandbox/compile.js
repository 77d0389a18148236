/* Runs inside the isolates, after strict.js: a template's text becomes the code that renders it. None of that code runs here. */
'use strict';

(function createCompiler(scope) {
  const { compiler, lib, nodes, parser } = scope.nunjucks;
  const tags = { variableStart: '${{', variableEnd: '}}', blockStart: '{%', blockEnd: '%}', commentStart: '{#', commentEnd: '#}' };
  /** An opening without its closing counts too: `${{ '${{ secrets.' ~ name ~ ' }}' }}`. */
  const syntax = /\$?\{\{[\s\S]*?(?:\}\}|$)|\{%[\s\S]*?(?:%\}|$)|\{#[\s\S]*?(?:#\}|$)/g;

  scope.templateOptions = { autoescape: false, throwOnUndefined: false, trimBlocks: true, lstripBlocks: true, tags };

  /** The code of a template, the template syntax that it prints on purpose, and the templates that it names; it is parsed once for all of them. */
  scope.compileTemplate = (name, text) => {
    const { parse } = parser;
    let tree;
    parser.parse = (...args) => (tree = parse(...args));
    try {
      const code = compiler.compile(text, [], [], name, scope.templateOptions);
      return { code, ...literalsOf(tree) };
    } catch (error) {
      throw lib._prettifyError(name, false, error);
    } finally {
      parser.parse = parse;
    }
  };

  function literalsOf(tree) {
    const printed = new Set();
    const included = new Set();
    const visit = node => {
      if (node instanceof nodes.Literal && typeof node.value === 'string') {
        for (const token of node.value.match(syntax) || []) printed.add(token);
        if (node.value.endsWith('.njk')) included.add(node.value);
      }
      for (const field of node.fields || []) if (node[field] instanceof nodes.Node) visit(node[field]);
      for (const child of node.children || []) visit(child);
    };
    visit(tree);
    return { printed: [...printed], included: [...included] };
  }

  /** A line of JSON, which tells each code's length, and then the codes. What does not compile is left out: who renders it says why. */
  scope.compileAll = json => {
    const codes = [];
    const found = JSON.parse(json).flatMap(({ name, text }) => {
      try {
        const { code, printed, included } = scope.compileTemplate(name, text);
        codes.push(code);
        return [{ name, length: code.length, printed, included }];
      } catch {
        return [];
      }
    });
    return `${JSON.stringify(found)}\n${codes.join('')}`;
  };
})(globalThis);
