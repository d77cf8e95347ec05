/**
 * What IAM and STS say of a policy document that they refuse, in the order in which they look. AWS has two readers, and they say
 * different things of the same mistake:
 *
 * A. Identity policies (managed, inline, session), each step over the whole document before the next:
 *    1. `notJson` (STS only), then `syntax`: JSON, elements, types, Effect in any case, condition operators;
 *    2. `version`: managed policies alone must be 2012-10-17;
 *    3. `legacy`: leading blanks, Effect's case, the values of conditions, ARNs with too few fields;
 *    4. `principal`; 5. `sidForm`, `sidTwice`; 6. `noActions`; 7. `noResources`;
 *    8. the form of resources: `resourceForm`, `partition`, `vendorPattern`, `iamRegion`, `s3Region`, `noAccount`, `iamPath`;
 *    9. the form of actions: `actionVendor`, `actionColons`, `vendor`.
 *
 * B. Trust and resource policies:
 *    1. `invalidJson`, `notAPolicy`; trust policies: `leadingSpace`;
 *    2. element by element, as they stand: `twice`, `unknownField`, `position` for a wrong type, `versionString`, `emptyStatement`,
 *       `effect`, `conditionType`, `emptyField`; at the end of a statement `prohibited`, then `missing` Effect, Principal, Action, Resource;
 *    3. over the whole document: `sidNotUnique`, and for trust policies `sidForm`;
 *    4. values of conditions: `legacy`, `syntax`;
 *    5. trust policies, statement by statement: principals, then actions, then what a statement may not have; resource policies:
 *       principals, actions, resources.
 *
 * docs/services/iam.md says which texts and which places in the order are on record, and which are ours.
 */
export const texts = {
  notJson: 'The policy is not in the valid JSON format.',
  syntax: 'Syntax errors in policy.',
  version: 'Policy document must be version 2012-10-17 or greater.',
  legacy: 'The policy failed legacy parsing',
  principal: 'Policy document should not specify a principal.',
  sidForm:
    'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
  sidTwice: 'Statement IDs (SID) in a single policy must be unique.',
  noActions: 'Policy statement must contain actions.',
  noResources: 'Policy statement must contain resources.',
  resourceForm: (resource: string) => `Resource ${resource} must be in ARN format or "*".`,
  partition: (partition: string, arn: string) => `Partition "${partition}" is not valid for resource "${arn}".`,
  vendorPattern: 'Resource vendor must be fully qualified and cannot contain regexes.',
  iamRegion: (resource: string) => `IAM resource ${resource} cannot contain region information.`,
  s3Region: (resource: string) => `Resource ${resource} can not contain region information.`,
  noAccount: (resource: string) => `Resource ${resource} cannot contain an account id.`,
  iamPath:
    'IAM resource path must either be "*", root, or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, ' +
    'server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.',
  actionVendor: 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
  actionColons: 'Actions/Condition can contain only one colon.',
  vendor: (vendor: string) => `Vendor ${vendor} is not valid`,

  invalidJson: 'This policy contains invalid Json',
  notAPolicy: 'This text appears not to be a policy',
  leadingSpace: 'JSON strings must not have leading spaces',
  twice: (field: string) => `Statement/policy already has instance of ${field}`,
  unknownField: (field: string) => `Unknown field ${field}`,
  /** Both counted from 1. */
  position: (line: number, column: number) => `Syntax error at position (${line},${column})`,
  versionString: 'The policy must contain a valid version string',
  emptyStatement: 'Could not parse the policy: Statement is empty!',
  effect: (effect: string) => `Invalid effect: ${effect}`,
  conditionType: (operator: string) => `Invalid Condition type : ${operator}`,
  emptyField: (field: string) => `Missing required field ${field} cannot be empty!`,
  prohibited: (field: string) => `Has prohibited field ${field}`,
  missing: (field: string) => `Missing required field ${field}`,
  sidNotUnique: 'The Statement Ids in the policy are not unique',

  allowNotPrincipal: 'Allow with NotPrincipal is not allowed.',
  trustNotPrincipal: 'AssumeRole policy must not contain NotPrincipal field.',
  trustEveryone: 'AssumeRolepolicy contained an invalid principal: "STAR":"*".',
  trustPrincipal: (type: string, name: string) => `Invalid principal in policy: "${type}":"${name}"`,
  trustActions: 'AssumeRole policy may only specify STS AssumeRole actions.',
  trustNotResource: 'AssumeRole policy must not contain resources.',
  trustCognito: 'A condition block must be present for the Cognito provider',
  trustUnscoped: (provider: string, claims: readonly string[]) =>
    `Trust policy with trusted principal ${provider} must evaluate, using StringEquals, StringLike or StringEqualsIgnoreCase, ` +
    `${claims.join(' or ')} which is not scoped to all.`,
  resourcePrincipal: 'Invalid principal in policy',
  resourceAction: 'Policy has invalid action',
  resourceResource: 'Policy has invalid resource',
} as const;
