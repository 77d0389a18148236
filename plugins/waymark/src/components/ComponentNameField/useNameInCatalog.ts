import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useEffect, useState } from 'react';
import { findComponent } from './findComponent';

/** `unasked` also stands for a name that is not worth asking for. */
export type NameInCatalog = 'unasked' | 'asking' | 'free' | 'taken' | 'unknown';

/** How long somebody must have stopped typing before the catalog is asked. */
const pauseInMilliseconds = 400;

/** Asks the catalog for a component of that name, once the typing has stopped; `undefined` asks nothing. */
export function useNameInCatalog(name: string | undefined): NameInCatalog {
  const catalog = useApi(catalogApiRef);
  const [answer, setAnswer] = useState<{ readonly name: string; readonly state: NameInCatalog }>();
  useEffect(() => {
    if (name === undefined) return undefined;
    let isCurrent = true;
    const settle = (state: NameInCatalog) => isCurrent && setAnswer({ name, state });
    const timer = setTimeout(() => {
      settle('asking');
      findComponent(catalog, name).then(
        isThere => settle(isThere ? 'taken' : 'free'),
        () => settle('unknown'),
      );
    }, pauseInMilliseconds);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [catalog, name]);
  return name !== undefined && answer?.name === name ? answer.state : 'unasked';
}
