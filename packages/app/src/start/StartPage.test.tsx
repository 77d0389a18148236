import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { StartPage } from './StartPage';

describe('StartPage', () => {
  it('leads to the Create page, the catalog and the forge', async () => {
    renderInTestApp(<StartPage />, { config: { app: { title: 'Acme developer portal' }, forge: { port: '7018' } } });
    expect(await screen.findByRole('heading', { level: 1, name: 'Acme developer portal' })).toBeInTheDocument();
    const links = screen.getAllByRole('link', { name: /^Open the/ });
    expect(links.map(link => [link.textContent, link.getAttribute('href')])).toEqual([
      ['Open the Create page', '/create'],
      ['Open the catalog', '/catalog'],
      ['Open the forge', 'http://localhost:7018/'],
    ]);
  });

  it('names no forge where the portal has none', async () => {
    renderInTestApp(<StartPage />, { config: { app: { title: 'Portal' } } });
    expect(await screen.findByRole('link', { name: 'Open the catalog' })).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'Open the forge' })).not.toBeInTheDocument();
  });
});
