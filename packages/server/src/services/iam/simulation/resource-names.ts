import { findAction } from '@paddock/policy';

/** What an answer calls the resources of an action: the one there is, or, of several, the form of the service's ARNs. */
export function evalResourceName(action: string, resources: readonly string[]): string {
  const [only = '*'] = resources;
  if (resources.length <= 1) return only;
  const reference = findAction(action);
  return (reference && templates[reference.service]) ?? '*';
}

/** As AWS answers them. Of services that are not here no answer is on record. */
const templates: Readonly<Record<string, string>> = {
  iam: 'arn:aws:iam::${Account}:${ResourceType}/${ResourceName}',
  kms: 'arn:aws:kms:${Region}:${Account}:${ResourceType}/${Id}',
  lambda: 'arn:aws:lambda:${Region}:${Account}:${ResourceType}:${ResourceId}',
  s3: 'arn:aws:s3:::${BucketName}/${KeyName}',
  sts: 'arn:aws:iam::${Account}:${RelativeId}',
};
