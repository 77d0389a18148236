import { Form, extractSchemaFromStep } from '@backstage/plugin-scaffolder-react/alpha';
import type { JsonObject } from '@backstage/types';
import validator from '@rjsf/validator-ajv8';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { buildFormPages } from '@waymark/backstage-plugin-waymark-common';
import { useState } from 'react';
import { EntitiesField } from './EntitiesField';

const [page] = buildFormPages({ pages: ['entities'], options: {} });
const { schema, uiSchema } = extractSchemaFromStep({ type: 'object', properties: page?.properties } as JsonObject);

interface FormAnswers {
  readonly entities?: readonly { readonly name?: string; readonly fields?: readonly Readonly<Record<string, unknown>>[] }[];
}

function openForm(first: FormAnswers = {}) {
  let answers = first;
  function Page() {
    const [formData, setFormData] = useState(first);
    return (
      <Form
        validator={validator}
        schema={schema}
        uiSchema={uiSchema}
        fields={{ WaymarkEntities: EntitiesField as never }}
        formData={formData}
        onChange={(event: { formData?: FormAnswers }) => {
          answers = event.formData ?? {};
          setFormData(answers);
        }}
      />
    );
  }
  render(<Page />);
  return { answers: () => answers, user: userEvent.setup() };
}

describe('EntitiesField', () => {
  it('begins with the first entities of its options', async () => {
    const { answers } = openForm();
    expect(await screen.findByDisplayValue('Product')).toBeInTheDocument();
    expect(answers().entities?.map(({ name }) => name)).toEqual(['Product']);
  });

  it('keeps what somebody brought with them', async () => {
    openForm({ entities: [{ name: 'Order', fields: [] }] });
    expect(await screen.findByDisplayValue('Order')).toBeInTheDocument();
    expect(screen.queryByDisplayValue('Product')).not.toBeInTheDocument();
  });

  it('leaves nothing of a removed field to the next one', async () => {
    const { answers, user } = openForm();
    await screen.findByDisplayValue('Product');
    await user.click(screen.getAllByTitle('Remove')[0] as HTMLElement);
    const [field] = answers().entities?.[0]?.fields ?? [];
    expect(field).toMatchObject({ name: 'description', maxLength: 500 });
    expect(field).not.toHaveProperty('minLength');
  });

  it('takes the constraints of the former type from a field whose type is changed', async () => {
    const { answers, user } = openForm({ entities: [{ name: 'Order', fields: [{ name: 'total', type: 'decimal', precision: 8, minimum: 1 }] }] });
    await user.click(await screen.findByText('Decimal number, exact (money)'));
    await user.click(screen.getByRole('option', { name: 'Whole number' }));
    const [field] = answers().entities?.[0]?.fields ?? [];
    expect(field).toMatchObject({ name: 'total', type: 'integer', minimum: 1 });
    expect(field).not.toHaveProperty('precision');
  });
});
