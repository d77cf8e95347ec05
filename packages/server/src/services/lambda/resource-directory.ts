import type { ResourceDirectory } from '../../authorization/resource-directory.js';
import { RegistryMirror } from '../../runtime/registry-mirror.js';
import { findCodeSigningConfig } from './code-signing.js';
import type { LambdaContext } from './context.js';
import { parseFunctionArn } from './domain/arns.js';
import type { LambdaFunction, ResourcePolicy } from './domain/lambda-function.js';
import { parseLayerVersionArn } from './domain/layer.js';
import { layerPoliciesPrefix, layerPolicyKey } from './layer-store.js';
import { policyText } from './policy-text.js';
import { functionKey, functionsPrefix } from './store.js';

type Tags = Readonly<Record<string, string>>;

/** A directory that is there once it has read the registry; until then no resource has a policy, which denies. */
export interface LambdaResources extends ResourceDirectory {
  readonly ready: Promise<void>;
  close(): void;
}

/** Texts of a function's policies by qualifier; nothing for most functions. */
type Texts = { readonly [qualifier: string]: string } | undefined;

interface Policies {
  readonly functions: RegistryMirror<Texts>;
  readonly layers: RegistryMirror<string>;
}

/**
 * The policies of functions, by version and alias, and of layer versions, and the tags of functions, for authorization. Policies are answered without waiting:
 * of every function's document the policies alone are held in memory, 20 KB each at most.
 */
export function resourceDirectory(context: LambdaContext): LambdaResources {
  let policies: Policies | undefined;
  let isClosed = false;
  const close = (): void => {
    isClosed = true;
    policies?.functions.close();
    policies?.layers.close();
  };
  const { registry } = context.store;
  const ready = openPolicies(registry).then((opened) => {
    policies = opened;
    if (isClosed) close();
  });
  // Whoever starts the service waits for it.
  ready.catch(() => undefined);
  return {
    ready,
    close,
    policy(arn) {
      const named = parseFunctionArn(arn);
      if (named !== undefined) {
        const texts = policies?.functions.get(functionKey(named))?.value;
        const qualifier = named.qualifier ?? '$LATEST';
        return texts !== undefined && Object.hasOwn(texts, qualifier) ? texts[qualifier] : undefined;
      }
      const layer = parseLayerVersionArn(arn);
      return layer && policies?.layers.get(layerPolicyKey(layer))?.value;
    },
    tags(arn) {
      const named = parseFunctionArn(arn);
      if (named === undefined) return tagsElsewhere(context, arn);
      const known = context.store.peekFunction(named);
      return known ? known.value.tags : context.store.function(named).then((found) => found?.value.tags);
    },
  };
}

async function openPolicies(registry: LambdaContext['store']['registry']): Promise<Policies> {
  return {
    functions: await RegistryMirror.open(registry, functionsPrefix, (value) =>
      textsOf((value as unknown as LambdaFunction).policies),
    ),
    layers: await RegistryMirror.open(registry, layerPoliciesPrefix, (value) =>
      policyText(value as unknown as ResourcePolicy),
    ),
  };
}

function textsOf(policies: LambdaFunction['policies']): Texts {
  const all = Object.entries(policies);
  return all.length === 0
    ? undefined
    : Object.fromEntries(all.map(([qualifier, policy]) => [qualifier, policyText(policy)]));
}

/** Of code signing configurations and event source mappings. */
async function tagsElsewhere(context: LambdaContext, arn: string): Promise<Tags | undefined> {
  switch (arn.split(':')[5]) {
    case 'code-signing-config':
      return (await findCodeSigningConfig(context, arn))?.config.tags;
    case 'event-source-mapping':
      return context.mappingTags?.read(arn).catch(() => undefined);
    default:
      return undefined;
  }
}
