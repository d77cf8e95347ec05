import { isPolicyDocument, parsePolicy, type PolicyDocument } from '@paddock/policy';
import { boolean, required, structure } from '@paddock/wire';
import type { RequestContext } from '../../../request-context.js';
import { operation, type IamContext } from '../context.js';
import { entityArn, parseIamArn } from '../domain/arn.js';
import type { HolderKind, Permissions } from '../domain/entities.js';
import { grantsAccess } from '../domain/service-access.js';
import { entityNotFound, invalidArn } from '../errors.js';
import { page } from '../paging.js';
import { lookUpPolicy } from '../policies.js';
import { ArnType, MarkerType, ResponseMarkerType, ServiceNamespaceListType } from '../shapes.js';
import { ListPolicyGrantingServiceAccessResponseListType } from '../structures.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPoliciesGrantingServiceAccess.html */
export const listPoliciesGrantingServiceAccess = operation({
  name: 'ListPoliciesGrantingServiceAccess',
  input: structure('ListPoliciesGrantingServiceAccessRequest', {
    Marker: MarkerType,
    Arn: required(ArnType),
    ServiceNamespaces: required(ServiceNamespaceListType),
  }),
  output: structure('ListPoliciesGrantingServiceAccessResponse', {
    PoliciesGrantingServiceAccess: required(ListPolicyGrantingServiceAccessResponseListType),
    IsTruncated: boolean,
    Marker: ResponseMarkerType,
  }),
  errors: ['NoSuchEntity', 'InvalidInput'],
  needs: (_context, input) => ({ action: 'iam:ListPoliciesGrantingServiceAccess', resources: [input.Arn] }),
  run(context, { Arn, ServiceNamespaces, Marker }, request) {
    const policies = holdersOf(context, request, Arn).flatMap((holder) => policiesOf(context, request, holder));
    const distinct = policies.filter(({ view }, at) => policies.findIndex((other) => isSame(other.view, view)) === at);
    const entries = ServiceNamespaces.map((namespace, at) => ({ namespace, key: String(at).padStart(3, '0') }));
    const { items, ...rest } = page(entries, ({ key }) => key, { Marker });
    return {
      PoliciesGrantingServiceAccess: items.map(({ namespace }) => ({
        ServiceNamespace: namespace,
        Policies: distinct.filter(({ document }) => grantsAccess(document, namespace)).map(({ view }) => view),
      })),
      ...rest,
    };
  },
});

interface Holder {
  readonly kind: HolderKind;
  readonly name: string;
  readonly permissions: Permissions;
}

/** Whose policies count: a user has its groups' too. */
function holdersOf({ store }: IamContext, request: RequestContext, arn: string): Holder[] {
  const parsed = parseIamArn(arn);
  if (parsed === undefined || parsed.kind === 'policy' || parsed.kind === 'oidc-provider') throw invalidArn(arn);
  const { account, kind, name } = parsed;
  const found = account === request.principal.account ? store[kind](account, name)?.value : undefined;
  if (found === undefined || entityArn(kind, found) !== arn) throw entityNotFound(kind, name);
  const groups = kind === 'user' ? (store.user(account, name)?.value.groups ?? []) : [];
  return [
    { kind, name, permissions: found },
    ...groups.flatMap((group) => {
      const permissions = store.group(account, group)?.value;
      return permissions ? [{ kind: 'group' as const, name: permissions.name, permissions }] : [];
    }),
  ];
}

interface Granting {
  readonly document: PolicyDocument;
  readonly view:
    | { readonly PolicyName: string; readonly PolicyType: 'MANAGED'; readonly PolicyArn: string }
    | {
        readonly PolicyName: string;
        readonly PolicyType: 'INLINE';
        readonly EntityType: 'USER' | 'GROUP' | 'ROLE';
        readonly EntityName: string;
      };
}

function policiesOf(context: IamContext, request: RequestContext, { kind, name, permissions }: Holder): Granting[] {
  const inline = Object.entries(permissions.inline).flatMap(([PolicyName, text]) =>
    granting(text, { PolicyName, PolicyType: 'INLINE', EntityType: entityTypes[kind], EntityName: name }),
  );
  const managed = permissions.attached.flatMap((PolicyArn) => {
    const policy = lookUpPolicy(context, request, PolicyArn);
    const version = policy?.versions.find(({ id }) => id === policy.defaultVersion);
    if (policy === undefined || version === undefined) return [];
    return granting(version.document, { PolicyName: policy.name, PolicyType: 'MANAGED', PolicyArn });
  });
  return [...inline, ...managed];
}

function granting(text: string, view: Granting['view']): Granting[] {
  const document = parsePolicy(text, 'identity');
  return isPolicyDocument(document) ? [{ document, view }] : [];
}

/** A managed policy that a user has directly and through groups is listed once. */
const isSame = (a: Granting['view'], b: Granting['view']): boolean =>
  a === b || (a.PolicyType === 'MANAGED' && b.PolicyType === 'MANAGED' && a.PolicyArn === b.PolicyArn);

const entityTypes = { user: 'USER', group: 'GROUP', role: 'ROLE' } as const;
