import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useTexts } from '../../i18n/language.js';
import { sharedTexts } from '../../shared/texts.js';
import { emptyRule, isMappingRight, matchTypes, type DraftMapping, type DraftRule } from './role-mappings.js';
import { texts } from './texts.js';

interface MappingFieldsProps {
  readonly mappings: readonly DraftMapping[];
  readonly onChange: (mappings: readonly DraftMapping[]) => void;
  readonly isChecked: boolean;
}

const types = ['Default', 'Token', 'Rules'] as const;
const resolutions = ['AuthenticatedRole', 'Deny'] as const;

/** For each provider: the default role, the token's, or one by rules over the token's claims. */
export function MappingFields({ mappings, onChange, isChecked }: MappingFieldsProps) {
  const t = useTexts(texts);
  const change = (index: number, part: Partial<DraftMapping>): void => {
    const mapping = mappings[index];
    if (mapping !== undefined) onChange(mappings.with(index, { ...mapping, ...part }));
  };
  return (
    <Container
      header={
        <Header variant="h2" description={t('mapping.hint')}>
          {t('mapping.section')}
        </Header>
      }
    >
      <SpaceBetween size="l">
        {mappings.length === 0 && <Box color="text-body-secondary">{t('mapping.none')}</Box>}
        {mappings.map((mapping, index) => (
          <SpaceBetween key={mapping.provider} size="s">
            <FormField label={t('mapping.type', { provider: mapping.provider })}>
              <Select
                selectedOption={{ value: mapping.type, label: t(`mapping.${mapping.type}`) }}
                options={types.map((value) => ({ value, label: t(`mapping.${value}`) }))}
                onChange={({ detail }) =>
                  change(index, { type: types.find((one) => one === detail.selectedOption.value) ?? 'Default' })
                }
              />
            </FormField>
            {mapping.type === 'Rules' && (
              <FormField stretch {...(isChecked && !isMappingRight(mapping) ? { errorText: t('mapping.wrong') } : {})}>
                <Rules rules={mapping.rules} onChange={(rules) => change(index, { rules })} />
              </FormField>
            )}
            {mapping.type !== 'Default' && (
              <FormField label={t('mapping.ambiguous')}>
                <Select
                  selectedOption={{ value: mapping.ambiguous, label: t(`mapping.${mapping.ambiguous}`) }}
                  options={resolutions.map((value) => ({ value, label: t(`mapping.${value}`) }))}
                  onChange={({ detail }) =>
                    change(index, {
                      ambiguous: resolutions.find((one) => one === detail.selectedOption.value) ?? 'Deny',
                    })
                  }
                />
              </FormField>
            )}
          </SpaceBetween>
        ))}
      </SpaceBetween>
    </Container>
  );
}

interface RulesProps {
  readonly rules: readonly DraftRule[];
  readonly onChange: (rules: readonly DraftRule[]) => void;
}

function Rules({ rules, onChange }: RulesProps) {
  const t = useTexts(texts);
  const shared = useTexts(sharedTexts);
  const text = (key: 'claim' | 'value' | 'role') => ({
    label: t(`mapping.${key}`),
    control: (rule: DraftRule, index: number) => (
      <Input
        value={rule[key]}
        spellcheck={false}
        ariaLabel={`${t(`mapping.${key}`)} ${index + 1}`}
        onChange={({ detail }) => onChange(rules.with(index, { ...rule, [key]: detail.value }))}
      />
    ),
  });
  return (
    <AttributeEditor
      items={[...rules]}
      addButtonText={t('mapping.add')}
      removeButtonText={shared('action.remove')}
      empty={t('mapping.noRules')}
      onAddButtonClick={() => onChange([...rules, emptyRule])}
      onRemoveButtonClick={({ detail }) => onChange(rules.toSpliced(detail.itemIndex, 1))}
      definition={[
        text('claim'),
        {
          label: t('mapping.match'),
          control: (rule, index) => (
            <Select
              selectedOption={{ value: rule.match, label: rule.match }}
              options={matchTypes.map((value) => ({ value, label: value }))}
              ariaLabel={`${t('mapping.match')} ${index + 1}`}
              onChange={({ detail }) =>
                onChange(
                  rules.with(index, {
                    ...rule,
                    match: matchTypes.find((one) => one === detail.selectedOption.value) ?? 'Equals',
                  }),
                )
              }
            />
          ),
        },
        text('value'),
        text('role'),
      ]}
    />
  );
}
