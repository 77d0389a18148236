import { databaseName } from '../names/databaseName';
import type { FieldDatabaseNames, Relation } from './model';

const checkSuffixes = {
  minLength: 'min_length',
  maxLength: 'max_length',
  pattern: 'pattern',
  minimum: 'minimum',
  maximum: 'maximum',
  exclusiveMinimum: 'exclusive_minimum',
  exclusiveMaximum: 'exclusive_maximum',
  minItems: 'min_items',
  maxItems: 'max_items',
  uniqueItems: 'unique_items',
  items: 'items',
  values: 'values',
  notBlank: 'not_blank',
} as const;

/** Names of a field's index and constraints: uq_, ix_ and ck_, the table, the column. */
export function fieldDatabaseNames(table: string, column: string): FieldDatabaseNames {
  const check = (rule: keyof typeof checkSuffixes): string => databaseName(`ck_${table}_${column}_${checkSuffixes[rule]}`);
  return {
    unique: databaseName(`uq_${table}_${column}`),
    index: databaseName(`ix_${table}_${column}`),
    checks: {
      minLength: check('minLength'),
      maxLength: check('maxLength'),
      pattern: check('pattern'),
      minimum: check('minimum'),
      maximum: check('maximum'),
      exclusiveMinimum: check('exclusiveMinimum'),
      exclusiveMaximum: check('exclusiveMaximum'),
      minItems: check('minItems'),
      maxItems: check('maxItems'),
      uniqueItems: check('uniqueItems'),
      items: check('items'),
      values: check('values'),
      notBlank: check('notBlank'),
    },
  };
}

export function relationDatabaseNames(table: string, { column, target }: { column: string; target: string }): Relation['database'] {
  return {
    foreignKey: databaseName(`fk_${table}_${column}_${target}`),
    index: databaseName(`ix_${table}_${column}`),
    unique: databaseName(`uq_${table}_${column}`),
  };
}
