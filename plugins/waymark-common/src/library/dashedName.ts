import { z } from 'zod';

/** The name of a layer, a page or a library: it is part of paths and references. */
export const dashedName = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by dashes');
