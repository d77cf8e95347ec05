import { structure } from '@paddock/wire';
import { operation } from '../context.js';
import { longTermSeconds } from '../long-term-seconds.js';
import { checkMfa } from '../mfa.js';
import { lifetime } from '../role-sessions.js';
import { Credentials, DurationSecondsType, SerialNumberType, TokenCodeType } from '../shapes.js';
import { credentialsView } from '../views.js';

/**
 * Temporary credentials for the user or the root that asks. It needs no permission.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
 */
export const getSessionToken = operation({
  name: 'GetSessionToken',
  input: structure('GetSessionTokenRequest', {
    DurationSeconds: DurationSecondsType,
    SerialNumber: SerialNumberType,
    TokenCode: TokenCodeType,
  }),
  output: structure('GetSessionTokenResponse', { Credentials }),
  errors: ['RegionDisabledException'],
  needs: () => [],
  run({ sessions, clock }, input, { principal }) {
    checkMfa(input);
    const seconds = longTermSeconds(principal, input.DurationSeconds);
    const credentials = sessions.issue({
      ...principal,
      session: { from: 'GetSessionToken', ...lifetime(clock, seconds) },
    });
    return { Credentials: credentialsView(credentials) };
  },
});
