/* Runs inside the isolate. Pure filters that put any text safely into a language; see docs/library-format.md. */
'use strict';

globalThis.filters = (function createFilters() {
  const lines = text => String(text).split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/);
  const oneLine = text => lines(text).join(' ').replace(/\s+/g, ' ').trim();
  /** With what turns the direction of text: in code it shows another order than the one that runs. */
  const control = /[\p{Cc}\p{Bidi_Control}\u2028\u2029\ufeff]/gu;

  function escapeControl(text, known) {
    return text.replace(control, char => known[char] || `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  }

  function quoted(text) {
    const escaped = String(text).replace(/[\\"]/g, char => `\\${char}`);
    return `"${escapeControl(escaped, { '\n': '\\n', '\r': '\\r', '\t': '\\t' })}"`;
  }

  /** A list that holds itself over and over is small, and its text is not; the engine writes that text outside of the memory that it counts. */
  const mostValues = 1000000;

  function stringify(value, space) {
    let left = mostValues;
    const count = (key, item) => {
      left -= 1;
      if (left < 0) throw new Error(`it has more than ${mostValues} values`);
      return item;
    };
    return JSON.stringify(value, count, space);
  }

  function python(value) {
    if (value === null) return 'None';
    if (value === true) return 'True';
    if (value === false) return 'False';
    if (typeof value === 'number') return String(value);
    if (typeof value === 'string') return quoted(value);
    if (Array.isArray(value)) return `[${value.map(python).join(', ')}]`;
    return `{${Object.entries(value).map(([key, item]) => `${quoted(key)}: ${python(item)}`).join(', ')}}`;
  }

  function toml(value) {
    if (typeof value === 'string') return quoted(value);
    if (Array.isArray(value)) return `[${value.map(toml).join(', ')}]`;
    if (value !== null && typeof value === 'object') {
      return `{ ${Object.entries(value).map(([key, item]) => `${quoted(key)} = ${toml(item)}`).join(', ')} }`;
    }
    return String(value);
  }

  const plainYaml = /^[A-Za-z][A-Za-z0-9_./ -]*[A-Za-z0-9]$/;
  const yamlWord = /^(y|n|yes|no|on|off|true|false|null)$/i;

  function yaml(value) {
    if (typeof value === 'string') return plainYaml.test(value) && !yamlWord.test(value) ? value : quoted(value);
    return stringify(value);
  }

  const shift = text => text.replace(/^/gm, '  ');
  const isFilled = value => value !== null && typeof value === 'object' && Object.keys(value).length > 0;

  function yamlBlock(value) {
    if (!isFilled(value)) return yaml(value);
    if (Array.isArray(value)) return value.map(item => `-${shift(yamlBlock(item)).slice(1)}`).join('\n');
    return Object.entries(value)
      .map(([key, item]) => `${yaml(key)}:${isFilled(item) ? `\n${shift(yamlBlock(item))}` : ` ${yaml(item)}`}`)
      .join('\n');
  }

  function docstring(text) {
    const escaped = String(text).replace(/\\/g, '\\\\').replace(/"""|"+$/g, quotes => '\\"'.repeat(quotes.length));
    return lines(escaped).map(line => escapeControl(line, { '\t': '\t' }).trimEnd()).join('\n');
  }

  const markdownEntities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '|': '&#124;', '~': '&#126;', $: '&#36;', '=': '&#61;' };

  // GitHub and TechDocs (Python-Markdown) agree on few backslash escapes: the rest are entities.
  function markdown(text) {
    return oneLine(text)
      .replace(/[&<>|~$\\`*_[\]{}#!]|^=/g, char => markdownEntities[char] || `\\${char}`)
      .replace(/^[-+]/, '\\$&')
      .replace(/^(\d+)([.)])/, '$1\\$2');
  }

  function comment(text, prefix = '#') {
    return lines(text).map(line => `${prefix} ${line.replace(control, ' ')}`.trimEnd()).join('\n');
  }

  function wrap(text, width = 100) {
    const rows = [''];
    for (const word of String(text).split(/\s+/).filter(Boolean)) {
      const row = rows[rows.length - 1];
      if (row && row.length + 1 + word.length > width) rows.push(word);
      else rows[rows.length - 1] = row ? `${row} ${word}` : word;
    }
    return rows.join('\n');
  }

  /** Any JSON value without the keys of its objects that are null. */
  function withoutNulls(value) {
    if (Array.isArray(value)) return value.map(withoutNulls);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== null).map(([key, item]) => [key, withoutNulls(item)]));
  }

  function sorted(value) {
    if (Array.isArray(value)) return value.map(sorted);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.keys(value).sort().map(key => [key, sorted(value[key])]));
  }

  /** A property of each item. Own ones only, as everywhere: by `constructor` a template would reach the isolate's own code. */
  function own(item, key) {
    if (item !== null && typeof item === 'object' && Object.prototype.hasOwnProperty.call(item, key)) return item[key];
    throw new Error(`an item of the list has no value "${key}"`);
  }

  /** What is absent in the model is null, and so is missing too. */
  const fallbackFor = (value, fallback, falsy) => (falsy ? value || fallback : value ?? fallback);

  return {
    comment,
    d: fallbackFor,
    default: fallbackFor,
    docstring,
    dump: stringify,
    json: value => stringify(value),
    jsonPretty: value => stringify(value, 2),
    markdown,
    markdownCell: markdown,
    oneLine,
    pluck: (list, key) => list.map(item => own(item, key)),
    python,
    pythonString: value => quoted(value),
    sortedJson: text => JSON.stringify(sorted(JSON.parse(text)), null, 2),
    sqlString: text => `'${String(text).replace(/'/g, "''")}'`,
    toml,
    withoutNulls,
    where: (list, key, value = true) => list.filter(item => own(item, key) === value),
    wrap,
    yaml,
    yamlBlock,
  };
})();
