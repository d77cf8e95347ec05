/** A statement of a resource policy, with its members in the order in which AWS writes them. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Principal: '*' | { readonly Service: string } | { readonly AWS: string };
  readonly Action: string;
  readonly Resource: string;
  readonly Condition?: { readonly [operator: string]: { readonly [key: string]: string } };
}

/** What AddPermission is told. */
export interface Permission {
  readonly StatementId: string;
  readonly Action: string;
  readonly Principal: string;
  readonly SourceArn?: string | undefined;
  readonly SourceAccount?: string | undefined;
  readonly EventSourceToken?: string | undefined;
  readonly PrincipalOrgID?: string | undefined;
  readonly FunctionUrlAuthType?: string | undefined;
  readonly InvokedViaFunctionUrl?: boolean | undefined;
}

/** The statement of a permission; undefined when its principal is none. @param resource the ARN that it is added to */
export function statementOf(permission: Permission, resource: string): Statement | undefined {
  const principal = principalOf(permission.Principal);
  if (principal === undefined) return undefined;
  const { StatementId: sid, Action: action } = permission;
  const condition = conditionOf(permission);
  return {
    Sid: sid,
    Effect: 'Allow',
    Principal: principal,
    Action: action,
    Resource: resource,
    ...(Object.keys(condition).length === 0 ? {} : { Condition: condition }),
  };
}

/** `*`, an account's number, the ARN of an IAM identity or of one of its sessions, or the name of a service of AWS's. */
export function principalOf(text: string): Statement['Principal'] | undefined {
  if (text === '*') return '*';
  if (/^\d{12}$/.test(text)) return { AWS: `arn:aws:iam::${text}:root` };
  if (
    /^arn:aws[a-z-]*:(?:iam::\d{12}:(?:root|user\/.+|role\/.+)|sts::\d{12}:(?:assumed-role|federated-user)\/.+)$/.test(
      text,
    )
  )
    return { AWS: text };
  if (/^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.amazon(?:aws)?\.com(?:\.cn)?$/.test(text)) return { Service: text };
  return undefined;
}

function conditionOf(permission: Permission): NonNullable<Statement['Condition']> {
  const { SourceArn, SourceAccount, EventSourceToken, PrincipalOrgID, FunctionUrlAuthType } = permission;
  const equal = given({
    'AWS:SourceAccount': SourceAccount,
    'lambda:EventSourceToken': EventSourceToken,
    'aws:PrincipalOrgID': PrincipalOrgID,
    'lambda:FunctionUrlAuthType': FunctionUrlAuthType,
  });
  const like = given({ 'AWS:SourceArn': SourceArn });
  const is = given({ 'lambda:InvokedViaFunctionUrl': permission.InvokedViaFunctionUrl === true ? 'true' : undefined });
  return {
    ...(equal === undefined ? {} : { StringEquals: equal }),
    ...(like === undefined ? {} : { ArnLike: like }),
    ...(is === undefined ? {} : { Bool: is }),
  };
}

function given(values: Readonly<Record<string, string | undefined>>): Record<string, string> | undefined {
  const found = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return found.length === 0 ? undefined : Object.fromEntries(found);
}
