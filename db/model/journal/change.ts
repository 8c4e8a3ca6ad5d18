/** Types of operations: commands that change many records under one id, and that can be undone as a whole. */
export type OperationKind = 'import' | 'bulk' | 'merge' | 'undo';
