import { parseGithubTreeUrl } from './parseGithubTreeUrl';

describe('parseGithubTreeUrl', () => {
  it.each([
    ['https://github.com/acme/paths', { repoUrl: 'https://github.com/acme/paths', ref: null, path: '' }],
    ['https://github.com/acme/paths.git', { repoUrl: 'https://github.com/acme/paths', ref: null, path: '' }],
    ['https://github.com/acme/paths/tree/main/', { repoUrl: 'https://github.com/acme/paths', ref: 'main', path: '' }],
    [
      'http://localhost:7010/acme/paths/tree/main/templates/fastapi-service/',
      { repoUrl: 'http://localhost:7010/acme/paths', ref: 'main', path: 'templates/fastapi-service' },
    ],
    [
      'https://github.com/acme/paths/blob/v1%2Bx/fastapi%20service/template.yaml',
      { repoUrl: 'https://github.com/acme/paths', ref: 'v1+x', path: 'fastapi service/template.yaml' },
    ],
    ['https://github.com/acme/paths/issues/7', { repoUrl: 'https://github.com/acme/paths', ref: null, path: '' }],
  ])('takes %s apart', (address, expected) => {
    expect(parseGithubTreeUrl(address)).toEqual(expected);
  });

  it.each(['https://github.com/acme', 'https://github.com', 'acme/paths', 'https://github.com/acme/100%/tree/main', 'https://github.com/acme/paths/tree/%ff'])('finds no repo in %s', address => {
    expect(parseGithubTreeUrl(address)).toBeNull();
  });
});
