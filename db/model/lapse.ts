/** The reason that the program itself gives when a threat's validity ends; pages show it in the reader's language. */
export const lapseReason = 'Validity ended';
