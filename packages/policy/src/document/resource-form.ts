import { texts } from './texts.js';

/** What is wrong with the form of a resource. `legacy`: AWS's older parser stumbles over it, which is said before anything else. */
export type ResourceFault = 'legacy' | { readonly text: string };

/** Services whose ARNs have no region, with what IAM says of one; and those without an account id. */
const noRegion: Readonly<Record<string, (resource: string) => string>> = {
  iam: texts.iamRegion,
  s3: texts.s3Region,
  route53: texts.s3Region,
};
const noAccount: readonly string[] = ['route53'];
const iamPath =
  /^(?:\*$|root$|(?:user|federated-user|role|group|instance-profile|mfa|server-certificate|policy|sms-mfa|saml-provider|oidc-provider|report|access-report)\/)/;
/** A policy variable may not stand before an ARN's fifth colon. */
const plainField = /^[\w*?-]*$/;

/** Checks a resource of an identity policy. What follows the fifth colon of an ARN is free, but for IAM's own. */
export function resourceFault(resource: string): ResourceFault | undefined {
  if (resource === '*') return undefined;
  const fields = resource.split(':');
  const [scheme, partition, service, region = '', account = '', ...rest] = fields;
  if (partition === undefined) return { text: texts.resourceForm(resource) };
  const cut = fields.length === 4 || fields.length === 5;
  if (scheme === 'arn' && (cut || service === '')) return 'legacy';
  if (!isPartition(partition)) return { text: texts.partition(partition, completed(fields)) };
  if (service === undefined || /[*?]/.test(service)) return { text: texts.vendorPattern };
  if (scheme !== 'arn' || ![service, region, account].every((field) => plainField.test(field))) return 'legacy';
  // `arn:aws:anything` passes on AWS too.
  if (rest.length === 0) return undefined;
  const path = rest.join(':');
  if (region !== '' && Object.hasOwn(noRegion, service) && !path.startsWith('accesspoint/')) {
    return { text: noRegion[service]?.(resource) ?? texts.legacy };
  }
  if (account !== '' && noAccount.includes(service)) return { text: texts.noAccount(resource) };
  return service === 'iam' && !iamPath.test(path) ? { text: texts.iamPath } : undefined;
}

/** Ours is the commercial partition; a pattern may match it. */
const isPartition = (partition: string): boolean => partition === 'aws' || /[*?]/.test(partition);

/** The ARN as AWS's message has it: the first field is taken for `arn`, and those that are missing are `*`. */
function completed([, partition = '', ...rest]: readonly string[]): string {
  const [service, region, account, ...path] = rest.length === 1 && rest[0] === '' ? [] : rest;
  const last = path.length === 0 ? undefined : path.join(':');
  return ['arn', partition, ...[service, region, account, last].map((field) => field ?? '*')].join(':');
}
