import type { FieldType, ItemType } from '../answers/fieldTypes';
import type { EnumMember } from '../names/enumMember';
import type { NameForms, NounForms } from '../names/nameForms';

/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Derived booleans, so that no template computes: is any field (or item of a list) of that type? */
export type TypeFlags = { readonly [Type in FieldType as `has${Capitalize<Type>}`]: boolean };

export interface Repo {
  readonly host: string;
  readonly owner: string;
  readonly name: string;
  /** Web address. */
  readonly url: string;
  /** owner/name */
  readonly slug: string;
}

export interface Component {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly owner: string;
  readonly system: string | null;
  readonly names: NameForms;
  readonly python: { readonly package: string };
  readonly typescript: { readonly package: string };
  readonly repo: Repo | null;
}

/** What the type and the constraints say of a value; absent constraints are null. */
export interface ValueRules<Type extends FieldType = FieldType> {
  readonly type: Type;
  readonly minLength: number | null;
  readonly maxLength: number | null;
  /** Means the same to JavaScript, Python, Rust and PostgreSQL. */
  readonly pattern: string | null;
  /** Bounds of decimal and bigint are exact strings, all others are numbers. */
  readonly minimum: number | string | null;
  readonly maximum: number | string | null;
  readonly exclusiveMinimum: number | string | null;
  readonly exclusiveMaximum: number | string | null;
  readonly precision: number | null;
  readonly scale: number | null;
}

export interface EnumValue extends EnumMember {
  readonly value: string;
}

export interface Transition {
  readonly from: string;
  readonly to: readonly string[];
}

export interface InvalidExample {
  readonly value: Json;
  /** Why it is refused, as the end of "the value …". */
  readonly reason: string;
}

/** Names of indexes and constraints, within PostgreSQL's 63 bytes. */
export interface FieldDatabaseNames {
  readonly unique: string;
  readonly index: string;
  readonly checks: {
    readonly [Rule in
      | 'minLength' | 'maxLength' | 'pattern' | 'minimum' | 'maximum' | 'exclusiveMinimum' | 'exclusiveMaximum'
      | 'minItems' | 'maxItems' | 'uniqueItems' | 'items' | 'values' | 'notBlank']: string;
  };
}

export interface Field extends ValueRules {
  readonly name: string;
  /** JSON key and database column. */
  readonly key: string;
  readonly names: NameForms;
  readonly python: { readonly name: string };
  readonly typescript: { readonly name: string };
  readonly description: string;
  readonly hasDescription: boolean;
  readonly required: boolean;
  readonly nullable: boolean;
  readonly unique: boolean;
  readonly indexed: boolean;
  readonly hasDefault: boolean;
  readonly default: Json;
  readonly values: readonly EnumValue[] | null;
  readonly transitions: readonly Transition[] | null;
  readonly initial: string | null;
  readonly items: ValueRules<ItemType> | null;
  readonly minItems: number | null;
  readonly maxItems: number | null;
  readonly uniqueItems: boolean;
  /** What the column's own type can hold, whether or not constraints say less; only for integer and bigint. */
  readonly range: { readonly minimum: number | string; readonly maximum: number | string } | null;
  /** Distinct and valid; three, or as many as the constraints allow; more for unique fields. */
  readonly examples: readonly Json[];
  readonly invalidExamples: readonly InvalidExample[];
  readonly database: FieldDatabaseNames;
  readonly isTextual: boolean;
  readonly isNumeric: boolean;
  readonly isTemporal: boolean;
  /** Can be asked for by "from … to". */
  readonly isOrdered: boolean;
  readonly isStatus: boolean;
}

/** How other entities speak of an entity. */
export interface EntityRef {
  readonly key: string;
  readonly name: string;
  readonly names: NounForms;
  readonly python: { readonly class: string; readonly module: string; readonly variable: string; readonly variables: string };
  readonly typescript: { readonly class: string; readonly module: string; readonly variable: string; readonly variables: string };
  readonly table: string;
  readonly path: string;
}

export type RelationKind = 'many-to-one' | 'one-to-one' | 'many-to-many';

export interface Relation {
  readonly name: string;
  readonly key: string;
  readonly names: NameForms;
  readonly python: { readonly name: string; readonly idName: string };
  readonly typescript: { readonly name: string; readonly idName: string };
  /** JSON key: category_id, tag_ids */
  readonly idKey: string;
  /** category_id; null for many-to-many */
  readonly column: string | null;
  readonly kind: RelationKind;
  readonly required: boolean;
  readonly unique: boolean;
  readonly onDelete: 'restrict' | 'cascade' | 'set-null';
  readonly isSelf: boolean;
  readonly isToMany: boolean;
  /** The target's table comes later in model.entityOrder, so the foreign key is added once both tables are there. */
  readonly isDeferred: boolean;
  readonly description: string;
  readonly hasDescription: boolean;
  readonly target: EntityRef;
  readonly joinTable: { readonly name: string; readonly python: { readonly name: string }; readonly ownColumn: string; readonly targetColumn: string } | null;
  readonly inverse: { readonly key: string; readonly python: { readonly name: string }; readonly typescript: { readonly name: string } };
  readonly database: { readonly foreignKey: string; readonly index: string; readonly unique: string };
}

/** A relation seen from its target. */
export interface InverseRelation {
  readonly relation: Relation;
  readonly source: EntityRef;
  readonly key: string;
  readonly python: { readonly name: string };
  readonly typescript: { readonly name: string };
  readonly kind: RelationKind;
  readonly isToMany: boolean;
}

export interface ShapeFlags extends TypeFlags {
  readonly hasRelations: boolean;
  readonly hasManyToMany: boolean;
  readonly hasUnique: boolean;
  readonly hasTransitions: boolean;
  readonly hasPattern: boolean;
  readonly hasDefault: boolean;
}

export interface Entity extends EntityRef, ShapeFlags {
  readonly description: string;
  readonly hasDescription: boolean;
  readonly fields: readonly Field[];
  readonly relations: readonly Relation[];
  readonly inverseRelations: readonly InverseRelation[];
  readonly toOne: readonly Relation[];
  readonly toMany: readonly Relation[];
  readonly uniqueFields: readonly Field[];
  readonly indexedFields: readonly Field[];
  readonly filterFields: readonly Field[];
  readonly sortFields: readonly Field[];
  readonly requiredFields: readonly Field[];
  readonly statusFields: readonly Field[];
  /** The table of the changes of its statuses; null where it has none. */
  readonly statusHistoryTable: string | null;
  readonly labelField: Field | null;
  readonly hasToOne: boolean;
  readonly hasToMany: boolean;
}

/** Everything that a template may know of the service; plain data without cycles. */
export interface ServiceModel {
  readonly component: Component;
  readonly entities: readonly Entity[];
  readonly model: ShapeFlags & {
    /** Entity keys, targets before what points to them. */
    readonly entityOrder: readonly string[];
    readonly hasSelfRelation: boolean;
    readonly hasOneToOne: boolean;
  };
  readonly features: Readonly<Record<string, unknown>>;
}
