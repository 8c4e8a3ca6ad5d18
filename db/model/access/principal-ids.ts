/** Of those who are there before anybody has an account; free of zod, for pages that name them. */
export const localId = '00000000-0000-8000-8000-000000000001';
export const systemId = '00000000-0000-8000-8000-000000000002';
