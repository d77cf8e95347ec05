/** Bytes of an item, names and values. */
export const longestItem = 400 * 1024;
/** Bytes after which a page of Query or Scan ends. */
export const pageBytes = 1024 * 1024;
/** Bytes of all items of a BatchGetItem. */
export const batchGetBytes = 16 * 1024 * 1024;
/** Bytes of all items of a transaction. */
export const transactionBytes = 4 * 1024 * 1024;
