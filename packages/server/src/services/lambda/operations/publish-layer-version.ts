import { enumeration, label, list, required, structure, validationError, type Infer } from '@paddock/wire';
import { givenPackage } from '../code-source.js';
import { beginUse, releasePackages } from '../code-use.js';
import { operation } from '../context.js';
import type { LayerVersion } from '../domain/layer.js';
import { creatableRuntimes } from '../domain/runtime-names.js';
import { arnOfLayer, layersIn, layerVersionView, namedLayer, onLayer } from '../layers.js';
import { Description, LayerName, LicenseInfo } from '../shapes.js';
import { CompatibleArchitectures, GetLayerVersionResponse, LayerVersionContentInput } from '../structures-layer.js';
import { detected, violationTexts } from '../validation.js';

const input = structure('PublishLayerVersionRequest', {
  LayerName: required(label(LayerName)),
  Description,
  Content: required(LayerVersionContentInput),
  // Runtimes that AWS has ended are none any more.
  CompatibleRuntimes: list(enumeration(...creatableRuntimes), { min: 0, max: 15 }),
  LicenseInfo,
  CompatibleArchitectures,
});

/** https://docs.aws.amazon.com/lambda/latest/api/API_PublishLayerVersion.html */
export const publishLayerVersion = operation({
  name: 'PublishLayerVersion',
  http: { method: 'POST', path: '/2018-10-31/layers/{LayerName}/versions', status: 201 },
  bodyLimit: 70_167_211,
  input,
  output: GetLayerVersionResponse,
  errors: [
    'InvalidParameterValueException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
    'CodeStorageExceededException',
  ],
  validate(value) {
    const texts = violationTexts(input, value).map(inAwsWords);
    if (texts.length > 0) throw validationError(detected(texts));
  },
  needs: onLayer('PublishLayerVersion'),
  async run(context, value, request) {
    const named = namedLayer(value, request);
    const { zip, facts } = await givenPackage(context, value.Content, request.region, request);
    const layers = layersIn(context);
    try {
      const made = await context.store.change(async () => {
        const layer = await layers.layer(named);
        const { sha256, size, unzippedSize: unzipped, use } = await context.code.put(zip, facts);
        const number = (layer?.value.lastVersion ?? 0) + 1;
        const version: LayerVersion = {
          ...named,
          version: number,
          code: { sha256, size, unzipped },
          created: context.clock.now(),
          ...given(value),
        };
        const changes = [
          use,
          layers.putLayer({ ...named, lastVersion: number }, layer?.version ?? 0),
          layers.putVersion(version),
          beginUse(sha256, layerUser(version)),
        ];
        return { changes, result: version };
      });
      return layerVersionView(context, made);
    } catch (error) {
      await releasePackages(context, [facts.codeSha256]);
      throw error;
    }
  },
});

/** As what a package is used by a layer version. */
export const layerUser = (version: LayerVersion): string => `${arnOfLayer(version)}:${version.version}`;

const given = (value: Infer<typeof input>) => ({
  description: value.Description ?? '',
  ...(value.CompatibleRuntimes === undefined ? {} : { runtimes: value.CompatibleRuntimes }),
  ...(value.CompatibleArchitectures === undefined ? {} : { architectures: value.CompatibleArchitectures }),
  ...(value.LicenseInfo === undefined ? {} : { licenseInfo: value.LicenseInfo }),
});

/** Of runtimes AWS says the set without saying that it is of members. */
const inAwsWords = (text: string): string =>
  text.replace(
    /( at 'compatibleRuntimes' failed to satisfy constraint: )Member must satisfy constraint: \[(Member must satisfy enum value set: \[[^\]]*\])[^\]]*\]/,
    '$1$2',
  );
