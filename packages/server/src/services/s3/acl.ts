import { namespace } from './shapes.js';

/** The list of a bucket, or an object, that enforces its owner: the owner may do everything. */
export const ownersAcl = (id: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<AccessControlPolicy xmlns="${namespace}"><Owner><ID>${id}</ID></Owner><AccessControlList><Grant>` +
  `<Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser"><ID>${id}</ID></Grantee>` +
  '<Permission>FULL_CONTROL</Permission></Grant></AccessControlList></AccessControlPolicy>';
