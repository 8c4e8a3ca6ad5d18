/** The ids of the built-in principals. In a file without zod, for pages that need them. */
export const localId = '00000000-0000-8000-8000-000000000001';
export const systemId = '00000000-0000-8000-8000-000000000002';
