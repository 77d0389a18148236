import type { DataDocument, DataPath } from './readYaml';

/** What ajv says of one violation; validators built on ajv say the same. */
export interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly message?: string | undefined;
  readonly params: Readonly<Record<string, unknown>>;
}

export interface SchemaViolation {
  readonly line: number;
  /** e.g. `services.web: must NOT have additional properties ("prots")` */
  readonly what: string;
}

/** Only says that a choice failed; the branches of the choice say why. */
const choices = ['oneOf', 'anyOf', 'if', 'not', 'allOf'];
const listed = 20;
/** Every place is held against every other. */
const compared = 500;

/** Turns a validator's errors into one sentence a place, in the order of the lines. */
export function schemaViolations(errors: readonly SchemaError[], document: DataDocument): readonly SchemaViolation[] {
  const telling = errors.filter(({ keyword }) => !choices.includes(keyword));
  const byPlace = new Map<string, string[]>();
  for (const error of telling.length > 0 ? telling : errors) {
    const messages = byPlace.get(error.instancePath) ?? [];
    byPlace.set(error.instancePath, messages);
    const message = describe(error);
    if (!messages.includes(message)) messages.push(message);
  }
  const places = [...byPlace.keys()].slice(0, compared);
  return places
    // With the branches of a choice, the deepest place is the one that the author meant.
    .filter(place => !places.some(other => other.startsWith(`${place}/`)))
    .slice(0, listed)
    .map(place => {
      const path = pointerParts(place);
      const [unknownKey] = errors.filter(error => error.instancePath === place).map(({ params }) => params.additionalProperty ?? params.unevaluatedProperty);
      const at = path.length === 0 ? 'the document' : path.join('.');
      return {
        line: document.lineOf(typeof unknownKey === 'string' ? [...path, unknownKey] : path),
        what: `${at} ${(byPlace.get(place) ?? []).join(', or ')}`,
      };
    })
    .sort((a, b) => a.line - b.line);
}

function describe({ message = 'is not valid', params }: SchemaError): string {
  const key = params.additionalProperty ?? params.unevaluatedProperty;
  if (typeof key === 'string') return `must not have the key "${key}"`;
  return Array.isArray(params.allowedValues) ? `${message}: ${params.allowedValues.join(', ')}` : message;
}

/** `/services/my~1web/ports/0` → its keys. */
function pointerParts(pointer: string): DataPath {
  return pointer.split('/').slice(1).map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'));
}
