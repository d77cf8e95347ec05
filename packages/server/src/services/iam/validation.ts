import type { ValidationWording } from '@paddock/wire';

const names = 'It must contain only alphanumeric characters and/or the following: +=,.@_-';
const path = 'It must begin and end with / and contain only alphanumeric characters and/or / characters.';
const document = 'It must contain only printable ASCII characters.';

/** What a name, a path or a document is told that has characters it must not have. */
const hints: Readonly<Record<string, string>> = {
  userName: names,
  newUserName: names,
  roleName: names,
  groupName: names,
  newGroupName: names,
  policyName: names,
  path,
  newPath: path,
  pathPrefix: 'It must begin with the / character and contain only alphanumeric characters and/or / characters.',
  policyDocument: document,
  assumeRolePolicyDocument: document,
  marker: document,
};

/** IAM tells no values, orders violations by their paths, and has texts of its own for names, paths and documents. */
export const validation: ValidationWording = {
  code: 'ValidationError',
  tellsValue: false,
  own(member, trait) {
    const hint = Object.hasOwn(hints, member) ? hints[member] : undefined;
    if (hint === undefined || trait === 'max' || (trait === 'min' && hint !== names)) return undefined;
    return `The specified value for ${member} is invalid. ${hint}`;
  },
};
