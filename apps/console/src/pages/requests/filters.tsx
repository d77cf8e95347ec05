import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useTexts } from '../../i18n/language.js';
import { choices, shortPrincipal, type Filter, type RequestEntry } from './model.js';
import { requestsTexts } from './texts.js';

interface FiltersProps {
  readonly entries: readonly RequestEntry[];
  readonly parameters: URLSearchParams;
  readonly filter: Filter;
  readonly change: (make: (parameters: URLSearchParams) => void) => void;
}

/** Which calls are shown. All of it is in the address. */
export function Filters({ entries, parameters, filter, change }: FiltersProps) {
  const t = useTexts(requestsTexts);
  const set = (name: string, value: string): void =>
    change((address) => {
      if (value === '') address.delete(name);
      else address.set(name, value);
    });
  const ofService = filter.service === '' ? entries : entries.filter(({ service }) => service === filter.service);
  return (
    <SpaceBetween size="s">
      <div className="rq-filters">
        <div className="rq-filters-wide">
          <FormField label={t('search')} stretch>
            <Input
              type="search"
              value={filter.text}
              placeholder={t('search.hint')}
              onChange={({ detail }) => set('q', detail.value)}
            />
          </FormField>
        </div>
        <Choice
          label={t('service')}
          value={filter.service}
          values={choices(entries, 'service')}
          onChange={(value) =>
            change((address) => {
              address.delete('operation');
              if (value === '') address.delete('service');
              else address.set('service', value);
            })
          }
        />
        <Choice
          label={t('operation')}
          value={filter.operation}
          values={choices(ofService, 'operation')}
          onChange={(value) => set('operation', value)}
        />
        <Choice
          label={t('principal')}
          value={filter.principal}
          values={choices(entries, 'principal')}
          shown={shortPrincipal}
          onChange={(value) => set('principal', value)}
        />
        <Choice
          label={t('region')}
          value={filter.region}
          values={choices(entries, 'region')}
          onChange={(value) => set('region', value)}
        />
        <FormField label={t('order')} stretch>
          <Select
            selectedOption={
              parameters.get('order') === 'oldest'
                ? { value: 'oldest', label: t('order.oldest') }
                : { value: '', label: t('order.newest') }
            }
            options={[
              { value: '', label: t('order.newest') },
              { value: 'oldest', label: t('order.oldest') },
            ]}
            onChange={({ detail }) => set('order', detail.selectedOption.value ?? '')}
          />
        </FormField>
      </div>
      <SpaceBetween direction="horizontal" size="l">
        <Checkbox checked={filter.errorsOnly} onChange={({ detail }) => set('errors', detail.checked ? '1' : '')}>
          {t('errors')}
        </Checkbox>
        <Checkbox checked={filter.deniedOnly} onChange={({ detail }) => set('denied', detail.checked ? '1' : '')}>
          {t('denied')}
        </Checkbox>
        <Checkbox checked={!filter.showsOwn} onChange={({ detail }) => set('own', detail.checked ? '' : '1')}>
          {t('hideOwn')}
        </Checkbox>
      </SpaceBetween>
    </SpaceBetween>
  );
}

interface ChoiceProps {
  readonly label: string;
  /** Empty for any. */
  readonly value: string;
  readonly values: readonly string[];
  readonly shown?: (value: string) => string;
  readonly onChange: (value: string) => void;
}

function Choice({ label, value, values, shown = (one) => one, onChange }: ChoiceProps) {
  const t = useTexts(requestsTexts);
  // What an address says may not have been called yet.
  const all = value === '' || values.includes(value) ? values : [value, ...values];
  const option = (one: string) =>
    one === ''
      ? { value: '', label: t('any') }
      : { value: one, label: shown(one), ...(shown(one) === one ? {} : { description: one }) };
  return (
    <FormField label={label} stretch>
      <Select
        selectedOption={option(value)}
        options={['', ...all].map(option)}
        filteringType={all.length > 8 ? 'auto' : 'none'}
        onChange={({ detail }) => onChange(detail.selectedOption.value ?? '')}
      />
    </FormField>
  );
}
