import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { colorBorderDividerDefault } from '@cloudscape-design/design-tokens';
import { useTexts } from '../../../i18n/language.js';
import { attributeTypes, isAttributeType } from '../values/attribute.js';
import { dynamoTexts } from '../texts.js';
import { emptyField, field, isSet, memberType, type Faults, type Field } from './form-model.js';
import { saysFault } from './says-fault.js';
import { itemTexts } from './texts.js';

interface FormFieldsProps {
  readonly fields: readonly Field[];
  readonly faults: Faults;
  /** Names of key attributes, which have their names and types for good. */
  readonly keys: ReadonlySet<string>;
  /** Whether keys have their values for good, too. */
  readonly isKeyFixed: boolean;
  /** @param change gives undefined to remove the field */
  readonly onChange: (id: number, change: (one: Field) => Field | undefined) => void;
}

/** An item's attributes, a row each; what a map, a list or a set holds stands below it. */
export const FormFields = ({ fields, ...rest }: FormFieldsProps) => (
  <SpaceBetween size="m">
    {fields.map((one) => (
      <Row key={one.id} one={one} kind="attribute" position={0} {...rest} />
    ))}
  </SpaceBetween>
);

interface RowProps extends Omit<FormFieldsProps, 'fields'> {
  readonly one: Field;
  readonly kind: 'attribute' | 'member' | 'element';
  readonly position: number;
}

function Row({ one, kind, position, faults, keys, isKeyFixed, onChange }: RowProps) {
  const t = useTexts(itemTexts);
  const words = useTexts(dynamoTexts);
  const { id, name, type, children } = one;
  const isKey = kind === 'attribute' && keys.has(name) && faults.get(id)?.name !== 'twice';
  const fault = faults.get(id);
  const label = kind === 'attribute' ? name || t('form.unnamed') : t('form.member', { number: position + 1 });
  const add = (chosen: string): void => {
    const next = isSet(type)
      ? field('', memberType(type))
      : isAttributeType(chosen)
        ? emptyField('', chosen)
        : undefined;
    if (next) onChange(id, (now) => ({ ...now, children: [...now.children, next] }));
  };
  const childKind = type === 'M' ? 'attribute' : isSet(type) ? 'member' : 'element';
  return (
    <fieldset className="item-field">
      <legend className="item-legend">{`${label}: ${words(`type.${type}`)}`}</legend>
      <div className={kind === 'attribute' ? 'item-row' : 'item-row item-row-nameless'}>
        {kind === 'attribute' && (
          <FormField label={t('form.name')} errorText={fault?.name && saysFault(t, `name.${fault.name}`)} stretch>
            <Input
              value={name}
              disabled={isKey}
              ariaLabel={t('form.nameOf', { name: label })}
              autoComplete={false}
              spellcheck={false}
              onChange={({ detail }) => onChange(id, (now) => ({ ...now, name: detail.value }))}
            />
          </FormField>
        )}
        <FormField
          label={kind === 'attribute' ? t('form.value') : label}
          errorText={fault?.value && saysFault(t, fault.value)}
          stretch
        >
          <Value
            one={one}
            label={kind === 'attribute' ? t('form.valueOf', { name: label }) : label}
            disabled={isKey && isKeyFixed}
            onText={(text) => onChange(id, (now) => ({ ...now, text }))}
          />
        </FormField>
        <Box padding={{ top: 'xl' }} color="text-body-secondary">
          {words(`type.${type}`)}
          {isKey ? ` · ${t('form.key')}` : ''}
        </Box>
        <Box padding={{ top: 'xl' }}>
          {!isKey && (
            <Button
              formAction="none"
              ariaLabel={t('form.removeOf', { name: label })}
              onClick={() => onChange(id, () => undefined)}
            >
              {t('form.remove')}
            </Button>
          )}
        </Box>
      </div>
      {(type === 'M' || type === 'L' || isSet(type)) && (
        <div className="item-children" style={{ borderColor: colorBorderDividerDefault }}>
          <SpaceBetween size="s">
            {children.map((child, index) => (
              <Row
                key={child.id}
                one={child}
                kind={childKind}
                position={index}
                faults={faults}
                keys={noKeys}
                isKeyFixed={false}
                onChange={onChange}
              />
            ))}
            {isSet(type) ? (
              <Button formAction="none" onClick={() => add('')}>
                {t('form.addMember', { name: label })}
              </Button>
            ) : (
              <AddAttribute label={t('form.insert', { name: label })} onAdd={add} />
            )}
          </SpaceBetween>
        </div>
      )}
    </fieldset>
  );
}

const noKeys: ReadonlySet<string> = new Set();

interface ValueProps {
  readonly one: Field;
  readonly label: string;
  readonly disabled: boolean;
  readonly onText: (text: string) => void;
}

function Value({ one: { type, text, children }, label, disabled, onText }: ValueProps) {
  const t = useTexts(itemTexts);
  switch (type) {
    case 'BOOL': {
      const options = ['true', 'false'].map((value) => ({ value, label: value }));
      return (
        <Select
          ariaLabel={label}
          options={options}
          selectedOption={options.find(({ value }) => value === text) ?? null}
          onChange={({ detail }) => onText(detail.selectedOption.value ?? 'true')}
        />
      );
    }
    case 'NULL':
      return <Box padding={{ top: 'xxs' }}>null</Box>;
    case 'M':
    case 'L':
    case 'SS':
    case 'NS':
    case 'BS':
      return <Box padding={{ top: 'xxs' }}>{t('form.count', { count: children.length })}</Box>;
    default:
      // A line's input would lose the ends of lines.
      return type === 'S' && /[\r\n]/.test(text) ? (
        <Textarea
          value={text}
          rows={Math.min(text.split('\n').length, 10)}
          ariaLabel={label}
          disabled={disabled}
          onChange={({ detail }) => onText(detail.value)}
        />
      ) : (
        <Input
          value={text}
          ariaLabel={label}
          disabled={disabled}
          autoComplete={false}
          spellcheck={false}
          placeholder={type === 'S' ? t('form.empty') : type === 'B' ? t('form.base64') : ''}
          onChange={({ detail }) => onText(detail.value)}
        />
      );
  }
}

interface AddAttributeProps {
  readonly label: string;
  readonly onAdd: (type: string) => void;
}

/** A new attribute of one of the ten types. */
export function AddAttribute({ label, onAdd }: AddAttributeProps) {
  const words = useTexts(dynamoTexts);
  return (
    <ButtonDropdown
      items={attributeTypes.map((id) => ({ id, text: words(`type.${id}`) }))}
      onItemClick={({ detail }) => onAdd(detail.id)}
      expandToViewport
    >
      {label}
    </ButtonDropdown>
  );
}
