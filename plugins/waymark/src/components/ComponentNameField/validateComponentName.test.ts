import type { ApiHolder, ApiRef } from '@backstage/frontend-plugin-api';
import { type CatalogApi, catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { createFieldValidation } from '@backstage/plugin-scaffolder-react/alpha';
import { validateComponentName } from './validateComponentName';

const waymark = { apiVersion: 'backstage.io/v1alpha1', kind: 'Component', metadata: { name: 'waymark', namespace: 'default' } };

async function errorsOf(name: string, catalog?: CatalogApi): Promise<readonly string[]> {
  const validation = createFieldValidation();
  const apiHolder: ApiHolder = {
    get: <T>(ref: ApiRef<T>) => (ref.id === catalogApiRef.id ? (catalog as T | undefined) : undefined),
  };
  await validateComponentName(name, validation, { apiHolder, formData: {}, schema: {}, uiSchema: {} } as Parameters<typeof validateComponentName>[2]);
  return validation.__errors ?? [];
}

describe('validateComponentName', () => {
  const catalog = catalogApiMock({ entities: [waymark] });

  it('lets a name go that is right and free', async () => {
    expect(await errorsOf('orders', catalog)).toEqual([]);
  });

  it('refuses a name that the catalog has', async () => {
    expect(await errorsOf('waymark', catalog)).toEqual(['The catalog has a component named waymark already. Choose another name.']);
  });

  it('names every problem with its mend', async () => {
    expect(await errorsOf('A', catalog)).toEqual([expect.stringContaining('has 1 character. Use 3 to 50.'), expect.stringContaining('cannot be a host name. Use')]);
  });

  it('stops nobody when the catalog cannot be asked, or is not there', async () => {
    expect(await errorsOf('orders', catalogApiMock.mock({ getEntityByRef: async () => Promise.reject(new Error('down')) }))).toEqual([]);
    expect(await errorsOf('orders')).toEqual([]);
  });
});
