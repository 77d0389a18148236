import { strict as assert } from 'node:assert';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from './browser.mjs';

const patience = { timeout: 90_000 };

/** A person with a browser: fills the form, presses Create, follows the links, reads what they say. Takes the README's screenshots. */
export async function useThePortal({ portal, tally, screenshots }) {
  mkdirSync(screenshots, { recursive: true });
  const browser = await tally.step('a browser is there', openBrowser);
  if (!browser) return;
  const context = await browser.newContext({ viewport: { width: 1360, height: 900 } });
  const page = await context.newPage();
  const problems = [];
  page.on('pageerror', error => problems.push(String(error)));
  const shot = (name, target = page) => target.screenshot({ path: join(screenshots, `${name}.png`), animations: 'disabled' });
  const step = async (title, work) => {
    const result = await tally.step(`by hand: ${title}`, work);
    return result;
  };
  try {
    await step('the Create page offers the FastAPI service', async () => {
      await page.goto(`${portal.app}/create`, patience);
      const enter = page.getByRole('button', { name: 'Enter' });
      const card = page.getByText('FastAPI service').first();
      await enter.or(card).first().waitFor(patience);
      if (await enter.isVisible()) await enter.click();
      await card.waitFor(patience);
      await shot('create');
      await page.getByRole('button', { name: 'Choose' }).first().click();
    });
    await step('a name that cannot be one is refused on its page', async () => {
      const name = page.getByLabel(/^Name/).first();
      await name.waitFor(patience);
      await name.fill('Not A Name');
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByText(/must match pattern|a-z/).first().waitFor(patience);
      await name.fill('product-service');
    });
    await step('owner, system and repository are chosen from what the portal knows', async () => {
      await choose(page, /^Owner/, 'commerce');
      await choose(page, /^System/, 'shop');
      await fillRepository(page);
      await shot('form-component');
      await page.getByRole('button', { name: 'Next' }).click();
    });
    await step('the default entities are the Product Service', async () => {
      await page.getByText('Entities').first().waitFor(patience);
      await page.locator('input[value="Product"]').first().waitFor(patience);
      await shot('form');
      await page.getByRole('button', { name: 'Next' }).click();
    });
    await step('delivery is chosen, reviewed and created', async () => {
      await page.getByText('Delivery').first().waitFor(patience);
      await page.getByRole('button', { name: 'Review' }).click();
      await page.getByRole('button', { name: 'Create' }).click();
    });
    await step('the steps go by and the result links to repo, entity and report', async () => {
      await page.getByText('Open the repository').first().waitFor({ timeout: 180_000 });
      await page.getByText('Read the verify report').first().waitFor(patience);
      await shot('task');
    });
    await step('the verify report can be read', async () => {
      await follow(page, 'Read the verify report');
      await page.getByText(/sealed|handed over/i).first().waitFor(patience);
      await page.getByText('fastapi-app').first().waitFor(patience);
      await shot('record');
      await page.goBack();
    });
    await step('the catalog page shows the service with its API', async () => {
      await page.getByText('Open it in the catalog').first().waitFor(patience);
      await follow(page, 'Open it in the catalog');
      await page.getByText('Product Service').first().waitFor(patience);
      await page.getByText('About').first().waitFor(patience);
      await page.getByText('Relations').first().waitFor(patience);
      await page.waitForLoadState('networkidle');
      await shot('catalog');
    });
    await step('the API document can be read', async () => {
      await page.goto(`${portal.app}/catalog/default/api/product-service-api/definition`, patience);
      await page.getByText('/api/v1/products').first().waitFor(patience);
      await shot('api');
    });
    await step('the repository on the forge shows a README that a person would read', async () => {
      await page.goto(`${portal.forge}/acme/product-service`, patience);
      await page.getByText('README.md').first().waitFor(patience);
      await page.getByText('pyproject.toml').first().waitFor(patience);
      await shot('forge');
    });
    await step('no page threw an error', async () => assert.deepEqual(problems, []));
  } catch (error) {
    await shot('failure').catch(() => undefined);
    throw error;
  } finally {
    await shot('last').catch(() => undefined);
    await browser.close();
  }
}

/** Types into a picker and takes the option that comes. */
async function choose(page, label, text) {
  const field = page.getByLabel(label).first();
  await field.waitFor(patience);
  await field.click();
  await field.fill(text);
  await page.getByRole('option', { name: new RegExp(text, 'i') }).first().click(patience);
}

async function fillRepository(page) {
  const repository = page.getByLabel(/^Repository/).last();
  await repository.waitFor(patience);
  await repository.fill('product-service');
  await page.keyboard.press('Tab');
}

/** Follows a link that may open a new tab, in this one. */
async function follow(page, text) {
  const link = page.getByRole('link', { name: text }).or(page.getByRole('button', { name: text })).first();
  const href = await link.getAttribute('href');
  if (href) await page.goto(new URL(href, page.url()).href, patience);
  else await link.click();
}
