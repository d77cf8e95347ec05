import { integer, label, query, required, statusCode, structure } from '@paddock/wire';
import { namedFunction, onFunction, type NamedFunction } from '../addressing.js';
import { packagesOf, releasePackages, servingVersion, useChanges } from '../code-use.js';
import { operation, type LambdaContext } from '../context.js';
import { functionArn } from '../domain/arns.js';
import { functionNotFound } from '../errors.js';
import { aliasNotDeletable, latestNotDeletable, versionReferenced } from '../errors-functions.js';
import { changeFunction, without } from '../function-changes.js';
import { NamespacedFunctionName, NumericLatestPublishedOrAliasQualifier } from '../shapes.js';
import { deleteUrlsOf } from '../urls/addresses.js';

/**
 * Deletes a function with its versions and aliases, or one version. Event source mappings stay, as on AWS.
 * https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunction.html
 */
export const deleteFunction = operation({
  name: 'DeleteFunction',
  http: { method: 'DELETE', path: '/2015-03-31/functions/{FunctionName}', status: 200 },
  input: structure('DeleteFunctionRequest', {
    FunctionName: required(label({ ...NamespacedFunctionName, max: 140 })),
    Qualifier: query('Qualifier', NumericLatestPublishedOrAliasQualifier),
  }),
  output: structure('DeleteFunctionResponse', { StatusCode: statusCode(integer()) }),
  errors: [
    'InvalidParameterValueException',
    'ResourceConflictException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: onFunction('DeleteFunction'),
  async run(context, input, request) {
    const named = namedFunction(input, request);
    const { qualifier } = named;
    if (qualifier === undefined) await deleteWhole(context, named);
    else if (qualifier === '$LATEST') throw latestNotDeletable();
    else if (!/^\d+$/.test(qualifier)) throw aliasNotDeletable();
    else await deleteVersion(context, named, qualifier);
    return { StatusCode: 204 };
  },
});

async function deleteWhole(context: LambdaContext, named: NamedFunction): Promise<void> {
  const { store } = context;
  const released = await store.change(async () => {
    const found = await store.currentFunction(named);
    if (found === undefined) throw functionNotFound(functionArn(named));
    const { latest, serving } = found.value;
    const versions = await store.versions(named);
    const before = serving === undefined ? [] : [servingVersion(serving)];
    const all = [latest, ...before, ...versions];
    return {
      changes: [
        store.deleteFunction(named, found.version),
        ...versions.map(({ version }) => store.deleteVersion(named, version)),
        ...all.flatMap((version) => useChanges(named, version, undefined)),
        ...deleteUrlsOf(found.value),
      ],
      result: all.flatMap(packagesOf),
    };
  });
  await context.invoker.forget(named);
  await releasePackages(context, released);
}

/** One that is not there is no error. */
async function deleteVersion(context: LambdaContext, named: NamedFunction, number: string): Promise<void> {
  const version = await changeFunction(context, named, async (owner) => {
    const referring = Object.values(owner.aliases).filter(
      (alias) => alias.version === number || Object.hasOwn(alias.weights, number),
    );
    if (referring.length > 0) throw versionReferenced(referring.map(({ name }) => name));
    const found = await context.store.currentVersion(named, number);
    if (found === undefined) return { result: undefined };
    return {
      owner: {
        ...owner,
        policies: without(owner.policies, number),
        eventInvoke: without(owner.eventInvoke, number),
        provisioned: without(owner.provisioned, number),
        scaling: without(owner.scaling, number),
        runtimeManagement: without(owner.runtimeManagement, number),
      },
      also: [context.store.deleteVersion(named, number), ...useChanges(named, found, undefined)],
      result: found,
    };
  });
  if (version === undefined) return;
  await context.invoker.forget(named, number);
  await releasePackages(context, packagesOf(version));
}
