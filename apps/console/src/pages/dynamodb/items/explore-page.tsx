import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { tableHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { Page } from '../../../shared/page.js';
import { Problem } from '../../../shared/problem.js';
import { useTableNames } from '../tables/load.js';
import { itemTexts } from './texts.js';

/** Chooses a table; an address that names one leads to its items. */
export function ExplorePage() {
  const t = useTexts(itemTexts);
  const navigate = useNavigate();
  const [parameters] = useSearchParams();
  const { data, error, isLoading, refetch } = useTableNames();
  const asked = parameters.get('table');
  if (asked !== null && asked !== '') return <Navigate replace to={tableHref(asked, 'items').slice(1)} />;
  const options = (data ?? []).map((value) => ({ value, label: value }));
  return (
    <Page title={t('explore')}>
      <Problem error={data === undefined ? error : undefined} onRetry={() => void refetch()} />
      <Container>
        <FormField label={t('explore.table')} description={t('explore.hint')}>
          <Select
            ariaLabel={t('explore.table')}
            placeholder={t('explore.choose')}
            options={options}
            filteringType={options.length > 10 ? 'auto' : 'none'}
            statusType={isLoading ? 'loading' : 'finished'}
            empty={t('explore.none')}
            selectedOption={null}
            onChange={({ detail }) => void navigate(tableHref(detail.selectedOption.value ?? '', 'items').slice(1))}
          />
        </FormField>
      </Container>
    </Page>
  );
}
