import { anyOf, keysOf, requestTags } from '../../authorization/need-keys.js';
import type { AuthorizationNeed, NeedKeys, RequestContext } from '../../request-context.js';
import { namedFunction } from './addressing.js';
import { functionArn } from './domain/arns.js';
import { accessDenied } from './errors.js';

interface ConfiguringInput {
  readonly FunctionName: string;
  readonly Role?: string | undefined;
  readonly Layers?: readonly string[] | undefined;
  readonly VpcConfig?:
    | {
        readonly SubnetIds?: readonly string[] | undefined;
        readonly SecurityGroupIds?: readonly string[] | undefined;
      }
    | undefined;
  readonly Tags?: Readonly<Record<string, string>> | undefined;
  readonly CodeSigningConfigArn?: string | undefined;
}

/**
 * What it takes to configure a function: the action itself, and to pass the role, to read the layers, and to tag.
 * @throws AccessDeniedException for a role of another account
 */
export function configuringNeeds(
  action: string,
  input: ConfiguringInput,
  request: RequestContext,
): AuthorizationNeed[] {
  const arn = functionArn(namedFunction(input, request));
  const { Role: role, Layers: layers = [], Tags: tags, CodeSigningConfigArn: signing } = input;
  const keys = anyOf(requestTags(tags), configurationKeys(input));
  return [
    { action: `lambda:${action}`, resources: [arn], keys },
    ...(role === undefined ? [] : [passRole(role, arn, request)]),
    ...layers.map((layer) => ({ action: 'lambda:GetLayerVersion', resources: [layer] })),
    ...(tags === undefined || Object.keys(tags).length === 0
      ? []
      : [{ action: 'lambda:TagResource', resources: [arn], keys: requestTags(tags) }]),
    ...(signing === undefined
      ? []
      : [
          {
            action: 'lambda:PutFunctionCodeSigningConfig',
            resources: [arn],
            keys: keysOf({ 'lambda:codesigningconfigarn': signing }),
          },
        ]),
  ];
}

function passRole(role: string, arn: string, request: RequestContext): AuthorizationNeed {
  if (role.split(':')[4] !== request.principal.account) throw accessDenied('Cross-account pass role is not allowed.');
  const keys = keysOf({ 'iam:passedtoservice': 'lambda.amazonaws.com', 'iam:associatedresourcearn': arn });
  return { action: 'iam:PassRole', resources: [role], keys };
}

const some = (values: readonly string[] | undefined): readonly string[] | undefined =>
  values === undefined || values.length === 0 ? undefined : values;

const configurationKeys = ({ Layers, VpcConfig, CodeSigningConfigArn }: ConfiguringInput): NeedKeys =>
  keysOf({
    'lambda:layer': some(Layers),
    'lambda:subnetids': some(VpcConfig?.SubnetIds),
    'lambda:securitygroupids': some(VpcConfig?.SecurityGroupIds),
    'lambda:codesigningconfigarn': CodeSigningConfigArn,
  });
