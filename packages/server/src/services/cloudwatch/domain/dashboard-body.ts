/** What is wrong with a dashboard's body, where. */
export interface BodyFault {
  /** `/widgets/0/properties` */
  readonly dataPath: string;
  readonly message: string;
}

/**
 * Checks a body's structure, as the documentation describes it: what is wrong, nothing for a body that can be shown.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 * @param body JSON, an object
 */
export function bodyFaults(body: Readonly<Record<string, unknown>>): BodyFault[] {
  const faults: BodyFault[] = [];
  const say: Say = (dataPath, message) => void faults.push({ dataPath, message });
  if (!Object.hasOwn(body, 'widgets')) {
    say('', missing('widgets'));
    return faults;
  }
  const { widgets } = body;
  if (!Array.isArray(widgets)) say('/widgets', 'Should be array');
  else if (widgets.length > MOST_WIDGETS) say('/widgets', `Should NOT have more than ${MOST_WIDGETS} items`);
  else for (const [index, widget] of widgets.entries()) checkWidget(widget, `/widgets/${index}`, say);
  return faults;
}

const MOST_WIDGETS = 500;

type Say = (dataPath: string, message: string) => void;
type Properties = Readonly<Record<string, unknown>>;

const missing = (name: string): string => `Should have required property '${name}'`;

function checkWidget(widget: unknown, path: string, say: Say): void {
  if (!isObject(widget)) {
    say(path, 'Should be object');
    return;
  }
  for (const [name, least, most] of PLACES) checkWhole(widget, name, least, most, path, say);
  const { type, properties } = widget;
  if (type === undefined) say(path, missing('type'));
  const check = typeof type === 'string' ? WIDGETS.get(type) : undefined;
  if (type !== undefined && check === undefined) say(`${path}/type`, 'Should be equal to one of the allowed values');
  if (properties === undefined) say(path, missing('properties'));
  else if (!isObject(properties)) say(`${path}/properties`, 'Should be object');
  else check?.(properties, `${path}/properties`, say);
}

const PLACES = [
  ['x', 0, 23],
  ['y', 0, Infinity],
  ['width', 1, 24],
  ['height', 1, 1_000],
] as const;

function checkWhole(of: Properties, name: string, least: number, most: number, path: string, say: Say): void {
  const value = of[name];
  if (value === undefined) return;
  if (!Number.isInteger(value)) say(`${path}/${name}`, 'Should be integer');
  else if (Number(value) < least) say(`${path}/${name}`, `Should be >= ${least}`);
  else if (Number(value) > most) say(`${path}/${name}`, `Should be <= ${most}`);
}

const WIDGETS: ReadonlyMap<string, (properties: Properties, path: string, say: Say) => void> = new Map([
  ['metric', checkMetrics],
  ['text', (properties, path, say) => needsText(properties, 'markdown', path, say)],
  [
    'log',
    (properties, path, say) => {
      needsText(properties, 'query', path, say);
      needsText(properties, 'region', path, say);
    },
  ],
  ['alarm', (properties, path, say) => needsList(properties, 'alarms', path, say)],
  ['custom', (properties, path, say) => needsText(properties, 'endpoint', path, say)],
  ['explorer', (properties, path, say) => needsList(properties, 'metrics', path, say)],
]);

function checkMetrics(properties: Properties, path: string, say: Say): void {
  const { metrics, annotations } = properties;
  needsText(properties, 'region', path, say);
  if (metrics === undefined && annotations === undefined) say(path, missing('metrics'));
  if (annotations !== undefined && !isObject(annotations)) say(`${path}/annotations`, 'Should be object');
  if (metrics === undefined) return;
  if (!Array.isArray(metrics)) say(`${path}/metrics`, 'Should be array');
  else if (metrics.length === 0) say(`${path}/metrics`, 'Should NOT have less than 1 items');
  else if (!metrics.every(isMetric)) {
    const message = 'has to be an array of array of strings, with an optional metricRenderer object as last element';
    say(`${path}/metrics`, `Field "metrics" ${message}`);
  }
}

/** Names and values, at the end what it looks like; an expression is what it looks like alone. */
const isMetric = (metric: unknown): boolean =>
  Array.isArray(metric) &&
  metric.length > 0 &&
  metric.every((part, index) => typeof part === 'string' || (index === metric.length - 1 && isObject(part)));

function needsText(properties: Properties, name: string, path: string, say: Say): void {
  const value = properties[name];
  if (value === undefined) say(path, missing(name));
  else if (typeof value !== 'string') say(`${path}/${name}`, 'Should be string');
}

function needsList(properties: Properties, name: string, path: string, say: Say): void {
  const value = properties[name];
  if (value === undefined) say(path, missing(name));
  else if (!Array.isArray(value)) say(`${path}/${name}`, 'Should be array');
}

const isObject = (value: unknown): value is Properties =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
