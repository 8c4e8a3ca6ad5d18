/** The maximum number of records of one change. Without zod: the board needs it at once. */
export const maxBulkRecords = 1_000;
