import type { ConditionKeyType } from './facts.js';
import { services } from './services.js';

/**
 * What values a condition key has.
 * @param key in any case: `aws:SourceIp`, `aws:ResourceTag/team`, `cognito-identity.amazonaws.com:amr`
 * @returns undefined for a key that is neither global nor of a service whose facts are kept here
 */
export function conditionKeyType(key: string): ConditionKeyType | undefined {
  index ??= readIndex();
  const wanted = key.toLowerCase();
  return (
    index.exact.get(wanted) ??
    index.templates.find(
      ({ before, after }) =>
        wanted.length > before.length + after.length && wanted.startsWith(before) && wanted.endsWith(after),
    )?.type
  );
}

/** The keys that a service's actions and resources know, the global ones among them too. @param service its prefix, in any case */
export const conditionKeysOf = (service: string): Readonly<Record<string, ConditionKeyType>> =>
  services.get(service.toLowerCase())?.conditionKeys ?? {};

/**
 * The keys that a request to any service can have, with those that sessions of some services carry to all others.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export const globalConditionKeys: Readonly<Record<string, ConditionKeyType>> = {
  'aws:PrincipalArn': 'ARN',
  'aws:PrincipalAccount': 'String',
  'aws:PrincipalOrgPaths': 'ArrayOfString',
  'aws:PrincipalOrgID': 'String',
  'aws:PrincipalTag/${TagKey}': 'String',
  'aws:PrincipalIsAWSService': 'Bool',
  'aws:PrincipalServiceName': 'String',
  'aws:PrincipalServiceNamesList': 'ArrayOfString',
  'aws:PrincipalType': 'String',
  'aws:userid': 'String',
  'aws:username': 'String',
  'aws:AssumedRoot': 'Bool',
  'aws:FederatedProvider': 'String',
  'aws:TokenIssueTime': 'Date',
  'aws:SignInSessionArn': 'ARN',
  'aws:MultiFactorAuthAge': 'Numeric',
  'aws:MultiFactorAuthPresent': 'Bool',
  'aws:ChatbotSourceArn': 'ARN',
  'aws:Ec2InstanceSourceVpc': 'String',
  'aws:Ec2InstanceSourcePrivateIPv4': 'IPAddress',
  'aws:SourceIdentity': 'String',
  'ec2:RoleDelivery': 'Numeric',
  'ec2:SourceInstanceArn': 'ARN',
  'glue:RoleAssumedBy': 'String',
  'glue:CredentialIssuingService': 'String',
  'codebuild:BuildArn': 'ARN',
  'codebuild:ProjectArn': 'ARN',
  'lambda:SourceFunctionArn': 'ARN',
  'ssm:SourceInstanceArn': 'ARN',
  'identitystore:UserId': 'String',
  'aws:SourceIp': 'IPAddress',
  'aws:SourceVpc': 'String',
  'aws:SourceVpcArn': 'ARN',
  'aws:SourceVpce': 'String',
  'aws:VpceAccount': 'String',
  'aws:VpceOrgID': 'String',
  'aws:VpceOrgPaths': 'ArrayOfString',
  'aws:VpcSourceIp': 'IPAddress',
  'aws:ResourceAccount': 'String',
  'aws:ResourceOrgID': 'String',
  'aws:ResourceOrgPaths': 'ArrayOfString',
  'aws:ResourceTag/${TagKey}': 'String',
  'aws:CalledVia': 'ArrayOfString',
  'aws:CalledViaFirst': 'String',
  'aws:CalledViaLast': 'String',
  'aws:CalledViaAWSMCP': 'String',
  'aws:ViaAWSService': 'Bool',
  'aws:ViaAWSMCPService': 'Bool',
  'aws:CurrentTime': 'Date',
  // Seconds, which date operators and numeric ones both accept.
  'aws:EpochTime': 'Date',
  'aws:referer': 'String',
  'aws:RequestedRegion': 'String',
  'aws:RequestTag/${TagKey}': 'String',
  'aws:TagKeys': 'ArrayOfString',
  'aws:SecureTransport': 'Bool',
  'aws:SourceAccount': 'String',
  'aws:SourceArn': 'ARN',
  'aws:SourceOrgID': 'String',
  'aws:SourceOrgPaths': 'ArrayOfString',
  'aws:UserAgent': 'String',
  'aws:IsMcpServiceAction': 'Bool',
};

interface Index {
  /** By key in lower case. */
  readonly exact: ReadonlyMap<string, ConditionKeyType>;
  /** Keys with a part that the policy chooses: what stands before and after it. */
  readonly templates: readonly { readonly before: string; readonly after: string; readonly type: ConditionKeyType }[];
}

let index: Index | undefined;

function readIndex(): Index {
  const exact = new Map<string, ConditionKeyType>();
  for (const keys of [globalConditionKeys, ...Array.from(services.values(), (service) => service.conditionKeys)])
    for (const [key, type] of Object.entries(keys))
      if (!exact.has(key.toLowerCase())) exact.set(key.toLowerCase(), type);
  const templates = [];
  for (const [key, type] of exact) {
    const from = key.indexOf('${');
    if (from < 0) continue;
    exact.delete(key);
    templates.push({ before: key.slice(0, from), after: key.slice(key.indexOf('}') + 1), type });
  }
  return { exact, templates };
}
