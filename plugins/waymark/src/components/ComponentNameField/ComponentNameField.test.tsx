import { TestApiProvider } from '@backstage/frontend-test-utils';
import { type CatalogApi, catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Form } from '@backstage/plugin-scaffolder-react/alpha';
import { render, screen } from '@testing-library/react';
import validator from '@rjsf/validator-ajv8';
import userEvent from '@testing-library/user-event';
import type { ComponentType } from 'react';
import { ComponentNameField } from './ComponentNameField';

const waymark = { apiVersion: 'backstage.io/v1alpha1', kind: 'Component', metadata: { name: 'waymark', namespace: 'default' } };

function openForm({ catalog = catalogApiMock({ entities: [waymark] }), theme = 'mui' as 'mui' | 'bui' }: { catalog?: CatalogApi; theme?: 'mui' | 'bui' } = {}) {
  render(
    <TestApiProvider apis={[[catalogApiRef, catalog]]}>
      <Form
        validator={validator}
        schema={{ type: 'object', required: ['name'], properties: { name: { type: 'string', title: 'Name', description: 'In the catalog' } } }}
        uiSchema={{ name: { 'ui:field': 'WaymarkName', 'ui:hideError': true } }}
        fields={{ WaymarkName: ComponentNameField as ComponentType<FieldExtensionComponentProps<string>> as never }}
        EXPERIMENTAL_theme={theme}
      />
    </TestApiProvider>,
  );
  return { field: screen.getByRole('textbox', { name: /^Name/ }), status: screen.getByRole('status'), user: userEvent.setup() };
}

describe.each(['mui', 'bui'] as const)('ComponentNameField in the %s form', theme => {
  it('says while one types what is wrong, how to mend it, and offers a name that can be', async () => {
    const { field, status, user } = openForm({ theme });
    await user.type(field, 'Order L');
    expect(status).toHaveTextContent('“Order L” cannot be a host name. Use a-z, 0-9 and dashes');
    expect(field).toBeInvalid();
    await user.click(screen.getByRole('button', { name: 'Use order-l' }));
    expect(field).toHaveValue('order-l');
    expect(field).toBeValid();
  });

  it('tells nobody off in the middle of a word, but on leaving the field', async () => {
    const { field, status, user } = openForm({ theme });
    await user.type(field, 'or');
    expect(status).toHaveTextContent('');
    await user.tab();
    expect(status).toHaveTextContent('“or” has 2 characters. Use 3 to 50.');
  });

  it('has help and status as its description', async () => {
    const { field, user } = openForm({ theme });
    await user.type(field, 'Order');
    expect(field).toHaveAccessibleDescription(/In the catalog.*cannot be a host name/);
  });

  it('knows a name that the catalog has already', async () => {
    const { field, user } = openForm({ theme });
    await user.type(field, 'waymark');
    expect(await screen.findByText('The catalog has a component named waymark already. Choose another name.')).toBeInTheDocument();
    expect(field).toBeInvalid();
    await user.type(field, '-2');
    expect(await screen.findByText('waymark-2 is free.')).toBeInTheDocument();
  });

  it('warns, and refuses nothing, when the catalog cannot be asked', async () => {
    const catalog = catalogApiMock.mock({ getEntityByRef: async () => Promise.reject(new Error('down')) });
    const { field, user } = openForm({ theme, catalog });
    await user.type(field, 'orders');
    expect(await screen.findByText(/The catalog could not be asked/)).toBeInTheDocument();
    expect(field).toBeValid();
  });

  it('asks the catalog once the typing has stopped, not for every key', async () => {
    const catalog = catalogApiMock.mock({ getEntityByRef: async () => undefined });
    const { field, user } = openForm({ theme, catalog });
    await user.type(field, 'orders');
    await screen.findByText('orders is free.');
    expect(catalog.getEntityByRef.mock.calls).toEqual([[{ kind: 'component', namespace: 'default', name: 'orders' }]]);
  });
});
