import { parseIamArn, parseOidcProviderArn } from './domain/arn.js';
import type { Tag } from './domain/entities.js';
import type { IamStore } from './store.js';

/** The tags of what an IAM ARN names: `aws:ResourceTag/key`. */
export function resourceTags(store: IamStore, arn: string): Readonly<Record<string, string>> | undefined {
  const tags = tagsOf(store, arn);
  return tags && Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
}

function tagsOf(store: IamStore, arn: string): readonly Tag[] | undefined {
  const provider = parseOidcProviderArn(arn);
  if (provider !== undefined) return store.oidcProvider(provider.account, provider.url)?.value.tags;
  const parsed = parseIamArn(arn);
  if (parsed === undefined) return undefined;
  const { account, kind, name } = parsed;
  switch (kind) {
    case 'user':
      return store.user(account, name)?.value.tags;
    case 'role':
      return store.role(account, name)?.value.tags;
    case 'policy':
      return store.policyByArn(arn)?.value.tags;
    case 'oidc-provider':
    case 'group':
      return undefined;
  }
}
