/** Of a PutLogEvents call: bytes as AWS counts them, and events. */
export const largestBatch = 1_048_576;
export const mostEvents = 10_000;
/** Of a page of events. */
export const largestPage = 1_048_576;
