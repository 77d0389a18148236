/** Whether an SPDX expression can be met with these licences alone. Parentheses may nest; `AND` binds tighter than `OR`. */
export function isMetBy(expression, allowed) {
  const tokens = expression.split(/\s+(AND|OR)\s+|\s*([()])\s*/).filter(Boolean);
  let at = 0;
  const any = () => {
    let met = all();
    while (tokens[at] === 'OR') {
      at += 1;
      met = all() || met;
    }
    return met;
  };
  const all = () => {
    let met = one();
    while (tokens[at] === 'AND') {
      at += 1;
      met = one() && met;
    }
    return met;
  };
  const one = () => {
    const token = tokens[at];
    at += 1;
    if (token !== '(') return allowed.has(token);
    const met = any();
    at += 1;
    return met;
  };
  return any() && at === tokens.length;
}
