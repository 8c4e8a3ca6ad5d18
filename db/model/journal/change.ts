import * as z from 'zod';

/** Types of changes. `account`, of a person's rights and access, appears only in the audit; the feed has the others. */
export const changeType = z.enum(['event', 'mission', 'actor', 'visit', 'link', 'account']);
export type ChangeType = z.infer<typeof changeType>;

/** Types of operations: commands that change many records under one id, and that can be undone as a whole. */
export type OperationKind = 'import' | 'bulk' | 'merge' | 'undo';
