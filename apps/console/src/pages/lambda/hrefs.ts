import { functionHref, withQuery } from '../../hrefs.js';

/** Pages of functions that only functions' pages link to. */
export type ConfigurationPart =
  | 'general'
  | 'environment'
  | 'triggers'
  | 'permissions'
  | 'concurrency'
  | 'async'
  | 'url'
  | 'monitoring'
  | 'tags';

export const configurationParts: readonly ConfigurationPart[] = [
  'general',
  'environment',
  'triggers',
  'permissions',
  'concurrency',
  'async',
  'url',
  'monitoring',
  'tags',
];

export const configurationHref = (name: string, part: ConfigurationPart): string =>
  withQuery(functionHref(name, 'configuration'), { section: part });
export const addTriggerHref = (name: string): string => `${functionHref(name)}/add-trigger`;
export const editTriggerHref = (name: string, uuid: string): string => `${functionHref(name)}/triggers/${uuid}`;
export const layersHref = '#/lambda/layers';

/** What `useNavigate` takes of an address in the page. */
export const pathOf = (href: string): string => href.replace(/^#/, '');
