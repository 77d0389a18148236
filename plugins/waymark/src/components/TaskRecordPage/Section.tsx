import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { type ReactNode, useId } from 'react';

interface SectionProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A part of the record, with a heading that names it for screen readers as well. */
export const Section = ({ title, children }: SectionProps) => {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Card>
        <CardHeader>
          <Text as="h2" variant="title-x-small" weight="bold" id={id}>
            {title}
          </Text>
        </CardHeader>
        <CardBody>{children}</CardBody>
      </Card>
    </section>
  );
};
