import { nameFormsOf } from '../names/nameForms';
import { splitWords } from '../names/splitWords';
import { idKeyOf } from './buildRelations';
import { type Claims, checkName, createClaims, identifiersOf } from './checkNames';
import type { NamedEntity } from './entityRef';
import type { ProblemCollector } from './problemCollector';
import { quote } from './quote';

/** What every entity has without asking. */
const builtIn = ['id', 'created_at', 'updated_at', 'version'];
/** Columns that PostgreSQL adds to every table. */
const systemColumns = new Set(['tableoid', 'xmin', 'cmin', 'xmax', 'cmax', 'ctid']);

interface EntityScope {
  readonly tables: Claims;
  readonly problems: ProblemCollector;
}

/** Names of entities must be usable, and no two of them (nor their plurals, classes, tables and paths) the same. */
export function claimEntities(entities: readonly NamedEntity[], { tables, problems }: EntityScope): void {
  const nouns = createClaims(problems);
  for (const { path, answers, ref } of entities) {
    const usable = checkName(answers.name, `${path}.name`, problems);
    const plural = answers.plural === undefined || checkName(answers.plural, `${path}.plural`, problems);
    if (!usable || !plural) continue;
    const { singular, plural: many } = ref.names.snake;
    const identifiers = new Set([singular, many, ...Object.values(ref.python), ...Object.values(ref.typescript)]);
    nouns.claim(`${path}.name`, `entity ${quote(answers.name)}`, [...identifiers]);
    tables.take(`entity ${answers.name}`, ref.table);
    if (ref.table.startsWith('pg_') || ref.table === 'alembic_version') {
      problems.add(`${path}.name`, `the table ${ref.table} would hide one of the database's own`, 'Choose another name or plural.');
    }
  }
}

/** Fields, relations and id columns of one entity share the names of its attributes; the claims also hold the built-in four. */
export function claimAttributes({ answers, path, fieldNames, relations, isBare }: NamedEntity, problems: ProblemCollector): Claims {
  const claims = createClaims(problems);
  builtIn.forEach(name => claims.take('built-in', name));
  for (const field of fieldNames) {
    const place = `${field.path}.name`;
    if (!checkName(field.answers.name, place, problems)) continue;
    const owner = `field ${quote(field.answers.name)} of ${quote(answers.name)}`;
    if (!isReserved({ name: field.answers.name, owner, place }, problems)) claims.claim(place, owner, identifiersOf(field.answers.name));
  }
  for (const relation of relations) {
    const place = `${relation.path}.name`;
    if (!checkName(relation.answers.name, place, problems)) continue;
    const owner = `relation ${quote(relation.answers.name)} of ${quote(answers.name)}`;
    if (isReserved({ name: relation.answers.name, owner, place }, problems)) continue;
    const idKey = idKeyOf(relation.answers);
    claims.claim(place, owner, [...new Set([...identifiersOf(relation.answers.name), ...identifiersOf(idKey)])]);
  }
  if (isBare) {
    problems.add(`${path}.fields`, `entity ${quote(answers.name)} has neither fields nor relations`, 'Give it at least one field.');
  }
  return claims;
}

function isReserved({ name, owner, place }: { name: string; owner: string; place: string }, problems: ProblemCollector): boolean {
  const { snake } = nameFormsOf(splitWords(name));
  if (builtIn.includes(snake)) problems.add(place, `${owner} is one that every entity has without asking`, `Remove it: ${snake} is there already. If it means something else, rename it.`);
  else if (systemColumns.has(snake)) problems.add(place, `${owner} is a name that PostgreSQL keeps for itself`, 'Choose another name.');
  else return false;
  return true;
}
