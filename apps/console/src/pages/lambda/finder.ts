import { LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda';
import type { Finder } from '../../contracts.js';
import { functionHref } from '../../hrefs.js';
import { collect } from '../../shared/use-aws.js';

export const findFunctions: Finder = async (session, signal) => {
  const client = session.client(LambdaClient);
  const functions = await collect(
    paginateListFunctions({ client }, {}, { abortSignal: signal }),
    (page) => page.Functions,
    20,
  ).catch(() => []);
  return functions.map(({ FunctionName: name = '' }) => ({
    name,
    kind: { en: 'Function', ko: '함수' },
    href: functionHref(name),
  }));
};
