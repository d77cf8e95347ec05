import type { Json, RegistryChange, RegistryEntry } from '@paddock/store';
import { AwsError, type Infer } from '@paddock/wire';
import type { RequestContext } from '../../request-context.js';
import type { LambdaContext } from './context.js';
import { codeSigningConfigArn } from './domain/arns.js';
import { codeSigningConfigNotFound, untrustedCode } from './errors-functions.js';
import type { CodeSigningConfig as CodeSigningConfigShape } from './structures.js';
import { lambdaTime } from './views.js';

/** Who may have signed a function's code, as the registry keeps it. Nothing that comes here is signed: `Enforce` refuses it all. */
export interface CodeSigningConfig {
  readonly account: string;
  readonly region: string;
  /** `csc-` and 17 digits. */
  readonly id: string;
  readonly description: string;
  readonly publishers: readonly string[];
  readonly policy: 'Warn' | 'Enforce';
  /** ms since the epoch */
  readonly lastModified: number;
  readonly tags: { readonly [key: string]: string };
}

const prefix = 'lambda/code-signing-config/';
type Place = Pick<CodeSigningConfig, 'account' | 'region' | 'id'>;
const keyOf = ({ account, region, id }: Place): string => `${prefix}${account}/${region}/${id}`;
const decode = (entry: RegistryEntry): CodeSigningConfig => entry.value as unknown as CodeSigningConfig;

/** The configuration that an ARN names; undefined when there is none. */
export async function findCodeSigningConfig(
  { store }: LambdaContext,
  arn: string,
): Promise<{ readonly config: CodeSigningConfig; readonly version: number } | undefined> {
  const place = placeOf(arn);
  const entry = place && (await store.registry.get(keyOf(place)));
  return entry && { config: decode(entry), version: entry.version };
}

/** @throws ResourceNotFoundException */
export async function codeSigningConfig(
  context: LambdaContext,
  arn: string,
): Promise<{ readonly config: CodeSigningConfig; readonly version: number }> {
  const found = await findCodeSigningConfig(context, arn);
  if (found === undefined) throw configGone(arn);
  return found;
}

/** In the order of their ids. */
export async function codeSigningConfigs(
  { store }: LambdaContext,
  account: string,
  region: string,
  options: { readonly after?: string; readonly limit: number },
): Promise<CodeSigningConfig[]> {
  const within = `${prefix}${account}/${region}/`;
  const after = options.after === undefined ? {} : { after: within + options.after };
  return (await store.registry.list(within, { limit: options.limit, ...after })).map(decode);
}

/** @throws ResourceNotFoundException */
export function changeCodeSigningConfig(
  context: LambdaContext,
  arn: string,
  edit: (config: CodeSigningConfig) => CodeSigningConfig,
): Promise<CodeSigningConfig> {
  return context.store.change(async () => {
    const { config, version } = await codeSigningConfig(context, arn);
    const result = edit(config);
    return { changes: [putCodeSigningConfig(result, version)], result };
  });
}

export const putCodeSigningConfig = (config: CodeSigningConfig, ifVersion: number): RegistryChange => ({
  put: keyOf(config),
  value: config as unknown as Json,
  ifVersion,
});
export const deleteCodeSigningConfigChange = (config: CodeSigningConfig, ifVersion: number): RegistryChange => ({
  delete: keyOf(config),
  ifVersion,
});

/**
 * For functions that are made with a configuration, or get new code.
 * @returns for the commit by which a function begins to use it: it conflicts with its deletion
 * @throws CodeSigningConfigNotFoundException, CodeVerificationFailedException
 */
export async function trustedConfig(
  context: LambdaContext,
  arn: string,
  functionName: string,
): Promise<RegistryChange> {
  const found = await findCodeSigningConfig(context, arn);
  if (found === undefined) throw codeSigningConfigNotFound(arn);
  if (found.config.policy === 'Enforce') throw untrustedCode(functionName);
  return putCodeSigningConfig(found.config, found.version);
}

export const codeSigningConfigView = (config: CodeSigningConfig): Infer<typeof CodeSigningConfigShape> => ({
  CodeSigningConfigId: config.id,
  CodeSigningConfigArn: arnOf(config),
  Description: config.description,
  AllowedPublishers: { SigningProfileVersionArns: config.publishers },
  CodeSigningPolicies: { UntrustedArtifactOnDeployment: config.policy },
  LastModified: lambdaTime(config.lastModified),
});

export const arnOf = ({ account, region, id }: Place): string => codeSigningConfigArn(account, region, id);

/** The need of operations on a configuration. */
export const onCodeSigningConfig =
  (action: string) =>
  (_context: LambdaContext, input: { readonly CodeSigningConfigArn: string }, _request: RequestContext) => ({
    action: `lambda:${action}`,
    resources: [input.CodeSigningConfigArn],
  });

/** AWS says it without `Type`. */
const configGone = (arn: string): AwsError =>
  new AwsError('ResourceNotFoundException', `The Lambda code signing configuration ${arn} can not be found.`, {
    status: 404,
    capitalMessage: true,
  });

function placeOf(arn: string): Place | undefined {
  const [, , , region = '', account = '', , id = ''] = arn.split(':');
  return id.startsWith('csc-') ? { account, region, id } : undefined;
}
