import { type Problem, type RenderedFile, WaymarkError } from '@waymark/backstage-plugin-waymark-common';
import type { PlannedFile } from '../planLayers/placeFiles';
import { createTreeMeter } from '../treeFiles/treeLimits';
import type { RenderFailure, Sandbox } from './sandbox';

/**
 * Plan → rendered tree: templates are rendered, every other file keeps its bytes.
 * @throws WaymarkError `RENDER_FAILED` with the problems of all files together, each with template, line and expression.
 */
export function renderFiles(files: readonly PlannedFile[], sandbox: Sandbox): readonly RenderedFile[] {
  const templates = files.flatMap(({ template, where }) => (template === null ? [] : [{ template, where }]));
  const texts = sandbox.renderAll(templates)[Symbol.iterator]();
  const problems: Problem[] = [];
  const meter = createTreeMeter('the tree');
  const rendered = files.flatMap((file): readonly RenderedFile[] => {
    const common = { path: file.path, mode: file.mode, layer: file.layer, policy: file.policy, format: file.format, source: file.source.path };
    if (file.template === null) {
      // A copied file that is repeated by forEach is held once, and written as often.
      refuseMore(() => meter(file.source.content.length), file);
      return [{ ...common, encoding: file.source.encoding, content: file.source.content, rendered: false, literals: [] }];
    }
    const result = texts.next().value;
    if (result === undefined) throw new Error(`the sandbox gave no answer for ${file.template}`);
    if ('failure' in result) {
      problems.push(toProblem(result.failure, file.path));
      return [];
    }
    return [{ ...common, encoding: 'utf8', content: result.text, rendered: true, literals: result.literals }];
  });
  if (problems.length > 0) {
    throw new WaymarkError({ code: 'RENDER_FAILED', stage: 'render', message: 'Templates cannot be rendered.', problems: unique(problems) });
  }
  return rendered;
}

function refuseMore(count: () => void, { source, path }: PlannedFile): void {
  try {
    count();
  } catch (error) {
    throw new WaymarkError({
      code: 'RENDER_FAILED',
      stage: 'render',
      message: 'The rendered tree is too large.',
      problems: [{ severity: 'error', file: source.path, what: `with ${path} ${(error as Error).message}`, mend: 'keep such data elsewhere, and look at what is repeated by forEach' }],
    });
  }
}

function toProblem(failure: RenderFailure, path: string): Problem {
  return {
    severity: 'error',
    ...(failure.file && { file: `layers/${failure.file}` }),
    ...(failure.line && { line: failure.line }),
    what: `${failure.what} (for ${path})`,
    mend: failure.expression ? `correct \${{ ${failure.expression} }}, or ask "is defined" first` : 'correct the template',
  };
}

/** A template that is rendered for many items fails for each: the first says it all. */
function unique(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Map<string, Problem>();
  for (const problem of problems) {
    const key = `${problem.file}:${problem.line}:${problem.mend}`;
    if (!seen.has(key)) seen.set(key, problem);
  }
  return [...seen.values()];
}
