import { stored } from '../shared/stored.js';

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** How somebody came to be signed in; a role keeps whose keys it was assumed with. */
export type SignIn =
  | { readonly kind: 'keys'; readonly keys: Keys }
  | RoleSignIn
  | { readonly kind: 'guest'; readonly identityPoolId: string; readonly region: string };

export interface RoleSignIn {
  readonly kind: 'role';
  readonly roleArn: string;
  readonly sessionName: string;
  readonly by: Keys;
  /** Who one is again after `Switch back`; whose keys these are when absent. */
  readonly back?: SignIn;
}

/** Who somebody in a role was before. */
export const beforeRole = ({ by, back }: RoleSignIn): SignIn => back ?? { kind: 'keys', keys: by };

/** The root key of a server that nobody has given another: it takes it on this machine only. */
export const defaultKeys: Keys = { accessKeyId: 'test', secretAccessKey: 'test' };

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

function readKeys(value: unknown): Keys | undefined {
  const given: { [K in keyof Keys]?: unknown } = Object(value);
  const { accessKeyId, secretAccessKey, sessionToken } = given;
  if (!isText(accessKeyId) || !isText(secretAccessKey)) return undefined;
  return { accessKeyId, secretAccessKey, ...(isText(sessionToken) ? { sessionToken } : {}) };
}

function readSignIn(value: unknown): SignIn | undefined {
  const given: Partial<Record<string, unknown>> = Object(value);
  if (given['kind'] === 'keys') {
    const keys = readKeys(given['keys']);
    return keys && { kind: 'keys', keys };
  }
  if (given['kind'] === 'role') {
    const { roleArn, sessionName } = given;
    const by = readKeys(given['by']);
    const back = readSignIn(given['back']);
    return isText(roleArn) && isText(sessionName) && by
      ? { kind: 'role', roleArn, sessionName, by, ...(back === undefined ? {} : { back }) }
      : undefined;
  }
  if (given['kind'] === 'guest') {
    const { identityPoolId, region } = given;
    return isText(identityPoolId) && isText(region) ? { kind: 'guest', identityPoolId, region } : undefined;
  }
  return undefined;
}

/** Kept for this tab, until it is closed. `out` is who has signed out: the default key is not tried then. */
export const signIn = stored<SignIn | 'out' | null>(
  'sign-in',
  () => null,
  (value) => (value === 'out' ? 'out' : readSignIn(value)),
  () => sessionStorage,
);
