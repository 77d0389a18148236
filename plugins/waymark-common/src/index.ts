export * from './errors';
export * from './permissions';
export { type Problem, type Severity, problemSchema, severitySchema } from './problem/problem';
export { formatProblem } from './problem/formatProblem';
export { shortened } from './problem/shortened';
export {
  type FileMode,
  type FilePolicy,
  type RenderedFile,
  type TreeFile,
  fileModeSchema,
  filePolicySchema,
  treeFileSchema,
} from './renderedTree/renderedTree';
export type { GatheredSlots, Plan, PlannedLayer } from './plan/plan';
export {
  type CheckLevel,
  type CheckResult,
  type VerifyReport,
  checkLevelSchema,
  verifyReportSchema,
} from './verifyReport/verifyReport';
export { type Waymark, waymarkFileName, waymarkSchema } from './waymark/waymarkSchema';
export { type TaskRecord, type UndoneThing, taskRecordSchema } from './taskRecord/taskRecordSchema';
export { dashedName } from './library/dashedName';
export { type LibraryDefinition, libraryFileName, librarySchema } from './library/librarySchema';
export {
  type Contribution,
  type FileRule,
  type LayerDefinition,
  type SlotDefinition,
  layerSchema,
} from './library/layerSchema';
export {
  type GoldenPathDefinition,
  type LayerChoice,
  type OptionsPage,
  goldenPathSchema,
  optionsPageSchema,
} from './library/goldenPathSchema';
export { type When, type WhenValue, whenSchema } from './library/whenSchema';
export { type FormPagesInput, buildFormPages } from './form/buildFormPages';
export type { FormPage } from './form/formSchema';
export {
  type Answers,
  type ComponentAnswers,
  type EntityAnswers,
  type FieldAnswers,
  type RelationAnswers,
  answersSchema,
} from './answers/answersSchema';
export {
  type ComponentNameProblem,
  componentNameProblems,
  isBeginningOfComponentName,
  suggestComponentName,
} from './answers/componentName';
export { fitConstraints } from './answers/fitConstraints';
export { type FieldType, fieldTypes } from './answers/fieldTypes';
export { type NameForms, type NounForms, nameFormsOf, nounFormsOf } from './names/nameForms';
export { splitWords } from './names/splitWords';
export { databaseName } from './names/databaseName';
export { type ServiceModelOptions, buildServiceModel } from './serviceModel/buildServiceModel';
export { unreadableData } from './serviceModel/unreadableData';
export type {
  Component,
  Entity,
  EntityRef,
  Field,
  InverseRelation,
  Json,
  Relation,
  Repo,
  ServiceModel,
} from './serviceModel/model';
