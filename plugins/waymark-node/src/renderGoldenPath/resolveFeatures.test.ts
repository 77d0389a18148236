import { loadLibrary } from '../loadLibrary/loadLibrary';
import type { GoldenPath, Library } from '../loadLibrary/library';
import { librarySource } from '../testing/miniLibrary';
import { resolveFeatures } from './resolveFeatures';

describe('resolveFeatures', () => {
  let library: Library;
  let goldenPath: GoldenPath;
  beforeAll(async () => {
    library = await loadLibrary(librarySource());
    goldenPath = library.goldenPaths[0] as GoldenPath;
  });

  it('fills in every default, and changes nothing of the answers', () => {
    const answers = Object.freeze({ features: Object.freeze({ deployment: 'kustomize' }) });
    expect(resolveFeatures(library, goldenPath, answers)).toEqual({ features: { image: true, deployment: 'kustomize' }, problems: [] });
  });

  it.each([undefined, null, 'text', {}])('takes %j for answers without options', answers => {
    expect(resolveFeatures(library, goldenPath, answers).features).toEqual({ image: true, deployment: 'none' });
  });

  it('tells every option that does not fit, with what would', () => {
    const { problems } = resolveFeatures(library, goldenPath, { features: { deployment: 'ecs', imgae: true, image: 1 } });
    expect(problems).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ path: 'features.deployment', mend: 'give one of none, kustomize' }),
        expect.objectContaining({ path: 'features.imgae', mend: 'choose among image, deployment' }),
        expect.objectContaining({ path: 'features.image' }),
      ]),
    );
  });
});
