import { defaultKeys, type Keys, type SignIn } from './credentials.js';
import { startServerClock, type ServerClock } from './server-clock.js';
import { callControl, clientSettings, createSession, type Credentials, type Session } from './session.js';
import type { Place } from './settings.js';
import { whoAmI } from './who-am-i.js';

/** Signs in: finds out who the credentials are of. @throws what STS, or Cognito for a guest, answers */
export async function openSession(place: Place, signIn: SignIn): Promise<Session> {
  const asked = clockOf(place);
  const credentials = await credentialsOf(place, signIn, asked);
  const [identity, clock] = await Promise.all([whoAmI(place, credentials), asked]);
  return createSession({ place, signIn, identity, credentials, clock });
}

/** Root's, where the server takes the default key: on this machine, when it was given no other. */
export async function openDefaultSession(place: Place): Promise<Session | undefined> {
  if (place.endpoint !== 'here') return undefined;
  return openSession(place, { kind: 'keys', keys: defaultKeys }).catch(() => undefined);
}

const clockOf = (place: Place) =>
  startServerClock(async () => {
    if (place.endpoint !== 'here') return undefined;
    const answer = await callControl('/_paddock/clock', undefined, undefined);
    if (!answer.ok) return undefined;
    const { now, frozen } = (await answer.json()) as { readonly now: number; readonly frozen: boolean };
    return { now, frozen };
  });

async function credentialsOf(place: Place, signIn: SignIn, clock: Promise<ServerClock>): Promise<Credentials> {
  if (signIn.kind === 'keys') return () => Promise.resolve(signIn.keys);
  const renew = signIn.kind === 'role' ? () => assumeRole(place, signIn) : () => guest(place, signIn);
  return renewed(renew, clock);
}

interface Passing extends Keys {
  readonly expiration: Date;
}

/** Clients keep what expires for as long as this browser's clock says: by this they ask each time. */
const askAgain = new Date(0);

/** Asks again five minutes before they expire, by the clock of the server that they are for; once for all who wait. */
async function renewed(renew: () => Promise<Passing>, clock: Promise<ServerClock>): Promise<Credentials> {
  let current = await renew();
  let renewing: Promise<Passing> | undefined;
  return async () => {
    const left = current.expiration.getTime() - (await clock).now();
    if (left <= 300_000) {
      renewing ??= renew().finally(() => (renewing = undefined));
      current = await renewing;
    }
    return { ...current, expiration: askAgain };
  };
}

async function assumeRole(
  place: Place,
  { roleArn, sessionName, by }: Extract<SignIn, { kind: 'role' }>,
): Promise<Passing> {
  const { STSClient, AssumeRoleCommand } = await import('@aws-sdk/client-sts');
  const client = new STSClient(clientSettings(place, () => Promise.resolve(by)));
  const { Credentials: found } = await client.send(
    new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: sessionName }),
  );
  return {
    accessKeyId: found?.AccessKeyId ?? '',
    secretAccessKey: found?.SecretAccessKey ?? '',
    sessionToken: found?.SessionToken ?? '',
    expiration: found?.Expiration ?? new Date(),
  };
}

async function guest(place: Place, { identityPoolId, region }: Extract<SignIn, { kind: 'guest' }>): Promise<Passing> {
  const { CognitoIdentityClient, GetIdCommand, GetCredentialsForIdentityCommand } =
    await import('@aws-sdk/client-cognito-identity');
  const settings = clientSettings({ ...place, region }, () => Promise.resolve(defaultKeys));
  const client = new CognitoIdentityClient(settings);
  const { IdentityId } = await client.send(new GetIdCommand({ IdentityPoolId: identityPoolId }));
  const { Credentials: found } = await client.send(new GetCredentialsForIdentityCommand({ IdentityId }));
  return {
    accessKeyId: found?.AccessKeyId ?? '',
    secretAccessKey: found?.SecretKey ?? '',
    sessionToken: found?.SessionToken ?? '',
    expiration: found?.Expiration ?? new Date(),
  };
}
