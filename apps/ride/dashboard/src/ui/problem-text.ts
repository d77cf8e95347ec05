import type { MessageKey } from '../i18n/translate.js';
import type { DraftProblem, SourceDraft } from '../session/settings.js';

type Check = Extract<MessageKey, `check.${string}`>;

const texts: Readonly<Record<keyof SourceDraft, Readonly<Record<DraftProblem, Check>>>> = {
  pool: { missing: 'check.poolEmpty', malformed: 'check.poolShape', 'too-long': 'check.poolShape' },
  stream: { missing: 'check.streamEmpty', malformed: 'check.streamShape', 'too-long': 'check.streamLong' },
  region: { missing: 'check.regionEmpty', malformed: 'check.regionShape', 'too-long': 'check.regionShape' },
  endpoint: { missing: 'check.endpointShape', malformed: 'check.endpointShape', 'too-long': 'check.endpointShape' },
};

/** Says what is wrong with a field of the form. */
export const problemText = (field: keyof SourceDraft, problem: DraftProblem): Check => texts[field][problem];

/** Whether a text can be the URL of a map style. */
export const isStyleUrl = (text: string): boolean => /^https?:\/\/./i.test(text) && URL.canParse(text);
