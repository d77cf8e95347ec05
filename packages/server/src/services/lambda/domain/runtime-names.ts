/** AWS's identifiers of runtimes that run here, and what is said of the others: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html */
export type RuntimeStanding =
  | 'here'
  /** AWS knows it; it has no counterpart here. */
  | 'elsewhere'
  /** AWS has ended it, and so have we. */
  | 'ended'
  | 'unknown';

const available = /^(?:nodejs|python3\.|provided)/;

const known: ReadonlySet<string> = new Set([
  ...'nodejs nodejs4.3 nodejs4.3-edge nodejs6.10 nodejs8.10 nodejs10.x nodejs12.x nodejs14.x'.split(' '),
  ...'nodejs16.x nodejs18.x nodejs20.x nodejs22.x nodejs24.x'.split(' '),
  ...'python2.7 python3.6 python3.7 python3.8 python3.9 python3.10 python3.11 python3.12'.split(' '),
  ...'python3.13 python3.14 provided provided.al2 provided.al2023'.split(' '),
  ...'java8 java8.al2 java11 java17 java21 java25'.split(' '),
  ...'dotnetcore1.0 dotnetcore2.0 dotnetcore2.1 dotnetcore3.1 dotnet6 dotnet8 dotnet10'.split(' '),
  ...'ruby2.5 ruby2.7 ruby3.2 ruby3.3 ruby3.4 ruby4.0 go1.x'.split(' '),
]);

export function runtimeStanding(runtime: string): RuntimeStanding {
  if (!known.has(runtime)) return 'unknown';
  if (available.test(runtime)) return 'here';
  return runtime === 'python2.7' ? 'ended' : 'elsewhere';
}

/** In the order in which AWS lists those that can be created. */
export const creatableRuntimes: readonly string[] = [
  ...'nodejs20.x python3.14 provided.al2023 python3.12 python3.13 nodejs24.x nodejs22.x java25'.split(' '),
  ...'python3.10 python3.11 java21 ruby3.3 ruby3.4 ruby3.2 python3.8 python3.9 java17'.split(' '),
  ...'nodejs16.x dotnet10 dotnet8 java11 dotnet6 nodejs18.x provided.al2 java8.al2'.split(' '),
];

const snapStart = /^python3\.(?:1[2-9])$/;
/** Whether functions of the runtime may have SnapStart. */
export const supportsSnapStart = (runtime: string): boolean => snapStart.test(runtime);
