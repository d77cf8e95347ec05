import type { RequestContext } from '../../request-context.js';
import type { LambdaContext } from './context.js';
import type { LayerReference } from './domain/lambda-function.js';
import { layersOfOtherRegion, noSuchLayerVersion, sameLayerTwice, tooManyLayers } from './errors-functions.js';
import { findLayerVersion } from './layers.js';

const mostLayers = 5;

/**
 * The layer versions that a function is to have. That they may be read is asked of the policies before: see `configuringNeeds`.
 * @throws InvalidParameterValueException
 */
export async function layersOf(
  context: LambdaContext,
  arns: readonly string[],
  { region }: Pick<RequestContext, 'region'>,
): Promise<LayerReference[]> {
  if (arns.length > mostLayers) throw tooManyLayers(mostLayers);
  const found: LayerReference[] = [];
  for (const arn of arns) {
    if (arn.split(':')[3] !== region) throw layersOfOtherRegion(region);
    const version = await findLayerVersion(context, arn);
    if (version === undefined) throw noSuchLayerVersion(arn);
    found.push(version);
  }
  const byLayer = new Map<string, string>();
  for (const arn of arns) {
    const layer = arn.slice(0, arn.lastIndexOf(':'));
    const other = byLayer.get(layer);
    if (other !== undefined) throw sameLayerTwice(other, arn);
    byLayer.set(layer, arn);
  }
  return found;
}
