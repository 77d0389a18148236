import { NotFoundError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';

/** A catalog that keeps locations and, like the real one, finds them without regard to case. */
export function locationCatalog(targets: readonly string[] = []) {
  const locations: { id: string; type: string; target: string; entityRef: string }[] = [];
  const add = (target: string) => {
    const id = `location-${locations.length}`;
    locations.push({ id, type: 'url', target, entityRef: `location:default/${id}` });
  };
  targets.forEach(add);
  const catalog = catalogServiceMock.mock({
    async queryLocations(request) {
      const { target } = (request as { query: { target: string } }).query;
      const items = locations.filter(location => location.target.toLowerCase() === target.toLowerCase());
      return { items, totalItems: items.length, pageInfo: {} };
    },
    async removeLocationById(id) {
      const index = locations.findIndex(location => location.id === id);
      if (index < 0) throw new NotFoundError(`There is no location ${id}`);
      locations.splice(index, 1);
    },
  });
  return { catalog, add, targets: () => locations.map(({ target }) => target) };
}
