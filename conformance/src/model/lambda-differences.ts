import type { Amendments, ModelShape } from './botocore.js';

/** What AWS's own messages show of shapes, and the model does not, or not yet. */
export const lambdaAmendments: Amendments = {
  // Regions of the European Sovereign Cloud stand in the patterns that the service prints, and a lower bound than the model's.
  NamespacedFunctionName: (there) => ({ max: 170, pattern: withSovereignRegions(there) }),
  FunctionName: (there) => ({ pattern: withSovereignRegions(there) }),
  UnqualifiedFunctionName: (there) => ({ pattern: withSovereignRegions(there) }),
  TaggableResource: (there) => ({
    pattern: withSovereignRegions(there).replace('|code-signing', '|layer:([a-zA-Z0-9-_]+)|code-signing'),
  }),
  LayerVersionArn: () => ({
    max: 2048,
    pattern:
      '(arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+)|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+)',
  }),
  // "Value '1000' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to 900"
  Timeout: () => ({ max: 900 }),
  // As an older version of the model had them.
  SubnetId: () => ({ min: 0, max: 1024, pattern: 'subnet-[0-9a-z]*' }),
  SecurityGroupId: () => ({ min: 0, max: 1024, pattern: 'sg-[0-9a-zA-Z]*' }),
};

const withSovereignRegions = ({ pattern = '' }: ModelShape): string => pattern.replace('[a-z]{2}', '(eusc-)?[a-z]{2}');

/** What the service lists as what functions can be made for. */
const offered =
  'dotnet10 dotnet6 dotnet8 java11 java17 java21 java25 java8.al2 nodejs16.x nodejs18.x nodejs20.x nodejs22.x nodejs24.x provided.al2 provided.al2023 python3.10 python3.11 python3.12 python3.13 python3.14 python3.8 python3.9 ruby3.2 ruby3.3 ruby3.4'.split(
    ' ',
  );
/** What the model lists besides: the retired, and the newest. */
const others =
  'dotnetcore1.0 dotnetcore2.0 dotnetcore2.1 dotnetcore3.1 go1.x java8 nodejs nodejs10.x nodejs12.x nodejs14.x nodejs4.3 nodejs4.3-edge nodejs6.10 nodejs8.10 provided python2.7 python3.6 python3.7 ruby2.5 ruby2.7 ruby4.0'.split(
    ' ',
  );
const runtimes = JSON.stringify([...offered, ...others].toSorted());

/** Where our shapes of Lambda differ from the amended model on purpose. */
export const lambdaDifferences: readonly string[] = [
  // An unknown runtime is told in words of the service's own, not as other values of an enum are.
  ...['CreateFunction', 'UpdateFunctionConfiguration'].map(
    (operation) => `${operation}.input.Runtime.enum: undefined here, ${runtimes} there`,
  ),
  `PublishLayerVersion.input.CompatibleRuntimes.[].enum: ${JSON.stringify(offered)} here, ${runtimes} there`,
  // Its bound differs from that of other operations which take the same names.
  'DeleteFunction.input.FunctionName.max: 140 here, 170 there',
  // AWS answers the header all the same.
  'Invoke.output.TraceId: only here',
  // A function without one is answered with neither.
  'GetFunctionCodeSigningConfig.output.CodeSigningConfigArn: required there, not here',
  'GetFunctionCodeSigningConfig.output.FunctionName: required there, not here',
];
