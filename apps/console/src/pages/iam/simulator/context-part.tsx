import Box from '@cloudscape-design/components/box';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Textarea from '@cloudscape-design/components/textarea';
import { useTexts } from '../../../i18n/language.js';
import { Problem } from '../../../shared/problem.js';
import { contextType, linesOf } from '../model/simulation.js';
import { simulatorTexts } from './texts.js';

interface ContextPartProps {
  readonly keys: readonly string[];
  readonly error: unknown;
  readonly values: Readonly<Record<string, string>>;
  readonly onChange: (values: Readonly<Record<string, string>>) => void;
}

/** What the request would bring along: the keys that the policies ask for. */
export function ContextPart({ keys, error, values, onChange }: ContextPartProps) {
  const t = useTexts(simulatorTexts);
  return (
    <Container
      header={
        <Header variant="h2" description={t('context.hint')}>
          {t('context')}
        </Header>
      }
    >
      <Problem error={error} />
      {keys.length === 0 && <Box color="text-body-secondary">{t('context.none')}</Box>}
      <ColumnLayout columns={2}>
        {keys.map((key) => (
          <FormField key={key} label={key} constraintText={contextType(key, linesOf(values[key] ?? ''))}>
            <Textarea
              value={values[key] ?? ''}
              rows={1}
              onChange={({ detail }) => onChange({ ...values, [key]: detail.value })}
            />
          </FormField>
        ))}
      </ColumnLayout>
    </Container>
  );
}
