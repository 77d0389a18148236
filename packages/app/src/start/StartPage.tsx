import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { ButtonLink, Card, CardBody, CardFooter, CardHeader, Container, Grid, Text } from '@backstage/ui';

interface Step {
  readonly title: string;
  readonly text: string;
  readonly label: string;
  readonly href: string;
}

const portalSteps: readonly Step[] = [
  {
    title: 'Make a service',
    text: 'Pick a golden path, describe what the service keeps, and press Create. The code is proved before it is published.',
    label: 'Open the Create page',
    href: '/create',
  },
  {
    title: 'Find it again',
    text: 'Every service that was made is in the catalog, with its owner, its API and a link to its repository.',
    label: 'Open the catalog',
    href: '/catalog',
  },
];

function forgeStep(port: number): Step {
  return {
    title: 'Read its code',
    text: 'The forge stands in for GitHub in this demo: look at the repositories here, or clone them with git.',
    label: 'Open the forge',
    href: `http://localhost:${port}/`,
  };
}

export const StartPage = () => {
  const config = useApi(configApiRef);
  const port = config.getOptionalNumber('forge.port');
  const steps = port === undefined ? portalSteps : [...portalSteps, forgeStep(port)];
  return (
    <Container py="6">
      <Text as="h1" variant="title-medium" weight="bold">
        {config.getOptionalString('app.title') ?? 'Developer portal'}
      </Text>
      <Text as="p" variant="body-large" color="secondary">
        Golden paths that stay golden. What to do first:
      </Text>
      <Grid.Root columns={{ initial: '1', md: '3' }} gap="4" mt="4">
        {steps.map(step => (
          <Grid.Item key={step.href}>
            <Card style={{ height: '100%' }}>
              <CardHeader>
                <Text as="h2" variant="title-x-small" weight="bold">
                  {step.title}
                </Text>
              </CardHeader>
              <CardBody>
                <Text as="p">{step.text}</Text>
              </CardBody>
              <CardFooter>
                <ButtonLink href={step.href} variant={step === steps[0] ? 'primary' : 'secondary'}>
                  {step.label}
                </ButtonLink>
              </CardFooter>
            </Card>
          </Grid.Item>
        ))}
      </Grid.Root>
    </Container>
  );
};
