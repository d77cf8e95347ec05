import { label, query, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { codeSigningConfig, onCodeSigningConfig } from '../code-signing.js';
import { functionArn } from '../domain/arns.js';
import { pageOf } from '../paging.js';
import { CodeSigningConfigArn, MaxListItems, text } from '../shapes.js';
import { FunctionArnList } from '../structures.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctionsByCodeSigningConfig.html */
export const listFunctionsByCodeSigningConfig = operation({
  name: 'ListFunctionsByCodeSigningConfig',
  http: {
    method: 'GET',
    path: '/2020-04-22/code-signing-configs/{CodeSigningConfigArn}/functions',
    status: 200,
  },
  input: structure('ListFunctionsByCodeSigningConfigRequest', {
    CodeSigningConfigArn: required(label(CodeSigningConfigArn)),
    Marker: query('Marker', text),
    MaxItems: query('MaxItems', MaxListItems),
  }),
  output: structure('ListFunctionsByCodeSigningConfigResponse', { NextMarker: text, FunctionArns: FunctionArnList }),
  errors: ['InvalidParameterValueException', 'ServiceException', 'ResourceNotFoundException'],
  needs: onCodeSigningConfig('ListFunctionsByCodeSigningConfig'),
  async run(context, { CodeSigningConfigArn: arn, ...input }) {
    const { config } = await codeSigningConfig(context, arn);
    const all = await context.store.functions(config.account, config.region);
    const users = all.filter(({ codeSigningConfigArn }) => codeSigningConfigArn === arn).map(functionArn);
    const page = await pageOf(input, users, (user) => user);
    return { FunctionArns: page.items, NextMarker: page.NextMarker };
  },
});
