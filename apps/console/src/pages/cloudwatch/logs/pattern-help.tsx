import ExpandableSection from '@cloudscape-design/components/expandable-section';
import { useTexts } from '../../../i18n/language.js';
import { logsTexts } from './texts.js';

export const patternExample = 'ERROR -debug, "two words", { $.level = "error" }';

const examples = {
  terms: 'ERROR Exception',
  any: '?ERROR ?WARN',
  not: 'ERROR -debug',
  quoted: '"GET /index"',
  json: '{ $.status >= 500 && $.path = "/api*" }',
  columns: '[ip, user, status = 5*]',
  regex: String.raw`%4\d\d%`,
} as const;

/** What filter patterns can say. */
export function PatternHelp() {
  const t = useTexts(logsTexts);
  return (
    <ExpandableSection headerText={t('help.title')}>
      <ul>
        {(Object.keys(examples) as (keyof typeof examples)[]).map((part) => (
          <li key={part}>
            <code>{examples[part]}</code>: {t(`help.${part}`)}
          </li>
        ))}
      </ul>
    </ExpandableSection>
  );
}
