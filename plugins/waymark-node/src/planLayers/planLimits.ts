/** What a plan may hold beside its files (see treeLimits): more comes of lists that multiply each other, not of a service. */
export const planLimits = { layers: 500, slotEntries: 10_000 } as const;
