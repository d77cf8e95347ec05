export { CodeLocations, type CodeLocationsParts } from './code-locations.js';
export { CodeStore, type CodeStoreParts, type StoredCode } from './code-store.js';
export { UNZIPPED_LIMIT, ZIPPED_LIMIT } from './errors.js';
export { readPackage, type PackageFacts } from './read-package.js';
