import { limits } from '../answers/answersSchema';
import { unfoldableCharacters } from '../names/foldToAscii';
import { nameFormsOf } from '../names/nameForms';
import { splitWords } from '../names/splitWords';
import { databaseName } from '../names/databaseName';
import { pythonAttribute } from '../names/pythonNames';
import { typescriptName } from '../names/typescriptNames';
import type { ProblemCollector } from './problemCollector';
import { quote } from './quote';

/** Is the name one that code, addresses and tables can be named after? */
export function checkName(name: string, path: string, problems: ProblemCollector): boolean {
  const { snake } = nameFormsOf(splitWords(name));
  const foreign = unfoldableCharacters(name);
  if (name.trim() === '') problems.add(path, 'the name is empty', 'Give a name of one or more words.');
  else if (foreign.length > 0) {
    problems.add(path, `the name ${quote(name)} has characters that no identifier can hold: ${foreign.slice(0, 5).join(' ')}`, 'Write it in Latin letters; titles and descriptions may use any script.');
  } else if (!/[a-z]/.test(snake)) problems.add(path, `the name ${quote(name)} has no letter`, 'Give a name with at least one letter from a to z.');
  else if (snake.length > limits.name) problems.add(path, `the name ${quote(name)} is longer than ${limits.name} characters once written as ${snake}`, 'Shorten it.');
  else return true;
  return false;
}

/** What an attribute of that name is called in JSON, in the database and in code. */
export function identifiersOf(name: string): readonly string[] {
  const { snake, camel } = nameFormsOf(splitWords(name));
  return [...new Set([snake, camel, pythonAttribute(snake), typescriptName(camel)])];
}

interface Claim {
  readonly owner: string;
  readonly identifier: string;
}

/** Who has which identifier within one scope; the second claim on one is a problem that names the first. */
export function createClaims(problems: ProblemCollector): {
  claim(path: string, owner: string, identifiers: readonly string[]): boolean;
  isTaken(identifier: string): boolean;
  take(owner: string, identifier: string): void;
} {
  const claims = new Map<string, Claim>();
  return {
    claim(path, owner, identifiers) {
      const clash = identifiers.map(identifier => claims.get(identifier)).find(found => found !== undefined);
      if (clash) {
        problems.add(path, `${owner} and ${clash.owner} fold to one name, ${clash.identifier}`, 'Rename one of them.');
        return false;
      }
      for (const identifier of identifiers) claims.set(identifier, { owner, identifier });
      return true;
    },
    isTaken: identifier => claims.has(identifier),
    take(owner, identifier) {
      claims.set(identifier, { owner, identifier });
    },
  };
}

export type Claims = ReturnType<typeof createClaims>;

/** A free name like the one wanted, taken from now on. */
export function takeFreeName(wanted: string, owner: string, claims: Claims): string {
  const name = freeName(wanted, claims.isTaken);
  claims.take(owner, name);
  return name;
}

/** The name itself, or with the first number that makes it free; within PostgreSQL's length. */
export function freeName(wanted: string, isTaken: (name: string) => boolean): string {
  let name = databaseName(wanted);
  for (let number = 2; isTaken(name); number += 1) name = databaseName(`${wanted}_${number}`);
  return name;
}
