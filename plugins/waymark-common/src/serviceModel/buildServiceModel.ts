import { WaymarkError } from '../errors';
import { buildComponent } from './buildComponent';
import { buildEntities } from './buildEntities';
import { checkExampleSize } from './checkExampleSize';
import type { ServiceModel } from './model';
import { createProblemCollector } from './problemCollector';
import { readAnswers } from './readAnswers';
import { shapeFlags } from './shapeFlags';

export interface ServiceModelOptions {
  /** The golden path's options with their defaults filled in. */
  readonly features: Readonly<Record<string, unknown>>;
}

/**
 * The model that templates see, from answers of any origin. The same answers give the same model.
 * @throws WaymarkError ANSWERS_INVALID with every problem, each with its path into the answers and its mend
 */
export function buildServiceModel(answers: unknown, options: ServiceModelOptions): ServiceModel {
  const problems = createProblemCollector();
  const read = readAnswers(answers, problems);
  const component = buildComponent(read.component, problems);
  const { entities, order } = checkExampleSize(read.entities, problems) ? buildEntities(read, problems) : { entities: [], order: [] };
  if (problems.problems.length > 0) {
    const count = problems.problems.length;
    throw new WaymarkError({
      code: 'ANSWERS_INVALID',
      stage: 'model',
      message: `The answers have ${count === 1 ? 'a problem' : `${count} problems`}, so nothing was made of them.`,
      problems: problems.problems,
    });
  }
  const relations = entities.flatMap(entity => entity.relations);
  return {
    component,
    entities,
    model: {
      entityOrder: order,
      ...shapeFlags(entities.flatMap(entity => entity.fields), relations),
      hasSelfRelation: relations.some(relation => relation.isSelf),
      hasOneToOne: relations.some(relation => relation.kind === 'one-to-one'),
    },
    features: options.features,
  };
}
