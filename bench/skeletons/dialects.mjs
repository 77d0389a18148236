/** What every template prints, in each dialect from where that tool has it. */
export const values = {
  name: 'payment-ledger',
  title: 'Payment Ledger',
  owner: 'group:default/ledger',
  description: 'Keeps the ledger of every payment',
  port: '8080',
  region: 'eu-north-1',
  tier: 'gold',
};

export const keys = Object.keys(values);

/** The values that our service model has no place for: options of the golden path. */
export const options = ['port', 'region', 'tier'];

/** The same values as answers of a golden path. */
export const answers = {
  ...Object.fromEntries(keys.filter(key => !options.includes(key)).map(key => [key, values[key]])),
  entities: [{ name: 'Entry', fields: [{ name: 'amount', type: 'decimal' }] }],
  features: Object.fromEntries(options.map(key => [key, values[key]])),
};

/** How each tool writes an expression, and how it knows a file that it has to render. */
export const dialects = {
  stock: { print: (key, filter) => `\${{ values.${key}${filter} }}`, ending: '' },
  waymark: { print: (key, filter) => `\${{ ${options.includes(key) ? 'features' : 'component'}.${key}${filter} }}`, ending: '.njk' },
  copier: { print: (key, filter) => `{{ ${key}${filter} }}`, ending: '' },
  cookiecutter: { print: (key, filter) => `{{ cookiecutter.${key}${filter} }}`, ending: '' },
};
