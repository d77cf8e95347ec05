import { required, string, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { invalidMessage } from '../errors.js';

/**
 * Why a request was denied. Messages are in the request log, with the requests that were denied; those of another account are not opened.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html
 */
export const decodeAuthorizationMessage = operation({
  name: 'DecodeAuthorizationMessage',
  input: structure('DecodeAuthorizationMessageRequest', {
    EncodedMessage: required(string({ min: 1, max: 10_240 })),
  }),
  output: structure('DecodeAuthorizationMessageResponse', { DecodedMessage: string() }),
  errors: ['InvalidAuthorizationMessageException'],
  needs: () => ({ action: 'sts:DecodeAuthorizationMessage', resources: ['*'] }),
  run({ messages }, { EncodedMessage: encoded }, { principal: { account } }) {
    const message = messages.decode(encoded);
    if (message === undefined || (message.account !== '' && message.account !== account)) throw invalidMessage();
    return { DecodedMessage: message.text };
  },
});
