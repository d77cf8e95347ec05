import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TokenGroup from '@cloudscape-design/components/token-group';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { isKnownAction, isPattern, typedActionFault } from '../model/actions.js';
import { editorTexts } from './texts.js';

interface ManualActionsProps {
  readonly service: string;
  readonly actions: readonly string[];
  readonly onChange: (actions: readonly string[]) => void;
}

/** Actions by their name or a pattern: `Get*`. */
export function ManualActions({ service, actions, onChange }: ManualActionsProps) {
  const t = useTexts(editorTexts);
  const [text, setText] = useState('');
  const [isTried, setIsTried] = useState(false);
  const typed = text.trim().replace(new RegExp(`^${service.replaceAll('.', '\\.')}:`, 'i'), '');
  const fault = typedActionFault(service, typed);
  const others = actions.filter((action) => action !== `${service}:*` && (isPattern(action) || !isKnownAction(action)));
  const add = (): void => {
    setIsTried(true);
    if (fault !== undefined) return;
    const action = `${service}:${typed}`;
    if (!actions.includes(action)) onChange([...actions, action]);
    setText('');
    setIsTried(false);
  };
  return (
    <SpaceBetween size="xs">
      <FormField
        label={t('actions.manual')}
        description={t('actions.manual.hint')}
        errorText={isTried && fault !== undefined ? t(`actions.manual.${fault}`) : undefined}
        secondaryControl={<Button onClick={add}>{t('actions.manual.add')}</Button>}
      >
        <Input
          value={text}
          placeholder="Get*"
          onChange={({ detail }) => {
            setText(detail.value);
            setIsTried(false);
          }}
          onKeyDown={(event) => {
            if (event.detail.key !== 'Enter') return;
            event.preventDefault();
            add();
          }}
        />
      </FormField>
      {others.length > 0 && (
        <TokenGroup
          items={others.map((label) => ({ label, dismissLabel: t('actions.removePattern', { pattern: label }) }))}
          onDismiss={({ detail }) => onChange(actions.filter((action) => action !== others[detail.itemIndex]))}
        />
      )}
    </SpaceBetween>
  );
}
