/** `after` is the id of the last of the page before. */
export type Paging = { limit: number; after: string | null };
export type Page<T> = { items: T[]; next: string | null };
