import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMemo, useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { serviceChoices } from '../model/services.js';
import { editorTexts } from './texts.js';

/** Finds a service; Enter takes the first. */
export function ServicePart({ onChoose }: { readonly onChoose: (prefix: string) => void }) {
  const t = useTexts(editorTexts);
  const [text, setText] = useState('');
  const all = useMemo(() => serviceChoices(), []);
  const wanted = text.trim().toLowerCase();
  const found = useMemo(
    () =>
      wanted === ''
        ? all.filter(({ full }) => full !== '')
        : all
            .filter(({ prefix, name, full }) => `${prefix} ${name} ${full}`.toLowerCase().includes(wanted))
            // What is called just so comes first.
            .toSorted((a, b) => Number(b.name.toLowerCase() === wanted) - Number(a.name.toLowerCase() === wanted)),
    [all, wanted],
  );
  return (
    <SpaceBetween size="s">
      <Input
        type="search"
        value={text}
        placeholder={t('service.find')}
        ariaLabel={t('service.find')}
        onChange={({ detail }) => setText(detail.value)}
        onKeyDown={(event) => {
          if (event.detail.key !== 'Enter') return;
          event.preventDefault();
          const [first] = found;
          if (first !== undefined && wanted !== '') onChoose(first.prefix);
        }}
      />
      <section className="iam-services" aria-label={t('service.choose')}>
        {wanted === '' && (
          <Button variant="inline-link" onClick={() => onChoose('*')}>
            {t('service.all')}
          </Button>
        )}
        {found.slice(0, 60).map(({ prefix, name, full }) => (
          <div key={prefix}>
            <Button variant="inline-link" onClick={() => onChoose(prefix)}>
              {name}
            </Button>
            {full !== '' && (
              <Box fontSize="body-s" color="text-body-secondary">
                {full}
              </Box>
            )}
          </div>
        ))}
        {found.length === 0 && <Box color="text-body-secondary">{t('service.none')}</Box>}
      </section>
      <Box fontSize="body-s" color="text-body-secondary">
        {t('service.hint')}
      </Box>
    </SpaceBetween>
  );
}
