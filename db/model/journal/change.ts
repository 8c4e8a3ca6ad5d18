/** Types of operations: commands that change many records under one id, and that can be undone as a whole. */
export type BatchKind = 'import' | 'bulk' | 'merge';
/** `confirm` and `revert` are of a single event, whose changes a second person confirms or reverts. */
export type OperationKind = BatchKind | 'undo' | 'confirm' | 'revert';
