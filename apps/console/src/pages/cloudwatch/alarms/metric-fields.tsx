import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMemo, useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useSession } from '../../../session/use-session.js';
import { problemOf } from '../../../shared/aws-problem.js';
import { withReferences, type GraphLine } from '../../../shared/metrics/graph-source.js';
import { MetricPlot } from '../../../shared/metrics/metric-plot.js';
import { unitOf } from '../../../shared/metrics/units.js';
import { useMetrics } from '../../../shared/metrics/use-metrics.js';
import { sharedTexts } from '../../../shared/texts.js';
import { Browse } from '../explorer/browse.js';
import { idInError, type CatalogPlace } from '../explorer/catalog.js';
import { chosenIn, withMetrics } from '../explorer/chosen.js';
import { LinesTable } from '../explorer/lines-table.js';
import type { FieldsProps } from './alarm-form.js';
import { comparisons, missingTreatments, rangeFor, signs } from './model.js';
import { alarmTexts } from './texts.js';

/** What is watched, and when the alarm goes off. */
export function MetricFields({ draft, onChange, errorOf }: FieldsProps) {
  const t = useTexts(alarmTexts);
  const { clock } = useSession();
  const [selects, setSelects] = useState(false);
  const { lines, watched } = draft;
  const [opened] = useState(() => clock.now());
  const period = lines.find(({ id }) => id === watched)?.period ?? 60;
  const shown = useMemo(() => withReferences(lines, [watched]), [lines, watched]);
  const { data, error } = useMetrics(shown, {
    range: rangeFor(period, Number(draft.periods) || 1, opened),
    period,
    enabled: lines.some(({ id }) => id === watched),
  });
  const failed = error === null ? undefined : problemOf(error).message;
  const threshold = draft.threshold.trim() === '' ? Number.NaN : Number(draft.threshold);
  const metric = lines.find(({ id }) => id === watched)?.metric;
  const setLines = (next: readonly GraphLine[]): void => {
    const all = next.map((line) => ({ period, ...line }));
    onChange({ lines: all, watched: all.some(({ id }) => id === watched) ? watched : (all[0]?.id ?? '') });
  };
  return (
    <SpaceBetween size="l">
      <Container
        header={
          <Header
            variant="h2"
            description={t('form.metric.hint')}
            actions={
              <Button formAction="none" onClick={() => setSelects(true)}>
                {t('form.select')}
              </Button>
            }
          >
            {t('form.metric')}
          </Header>
        }
      >
        <SpaceBetween size="m">
          <FormField stretch {...errorOf('lines')}>
            <LinesTable
              isOfAlarm
              lines={lines}
              onChange={setLines}
              failed={failed === undefined ? undefined : { id: idInError(failed), message: failed }}
              first={{
                header: t('form.watched'),
                cell: ({ id }) => (
                  <RadioGroup
                    ariaLabel={t('form.watch', { id })}
                    value={watched}
                    items={[
                      { value: id, label: <span className="metric-hidden-label">{t('form.watch', { id })}</span> },
                    ]}
                    onChange={() => onChange({ watched: id })}
                  />
                ),
              }}
            />
          </FormField>
          {lines.length > 0 && (
            <MetricPlot
              title={t('form.preview')}
              data={data}
              error={error}
              height={200}
              unit={metric === undefined ? 'none' : unitOf(metric)}
              thresholds={Number.isFinite(threshold) ? [{ value: threshold, label: t('page.threshold') }] : []}
            />
          )}
        </SpaceBetween>
      </Container>
      <Container header={<Header variant="h2">{t('form.conditions')}</Header>}>
        <SpaceBetween size="m">
          <ColumnLayout columns={2}>
            <FormField label={t('form.comparison')}>
              <RadioGroup
                value={draft.comparison}
                items={comparisons.map((value) => ({ value, label: `${t(`comparison.${value}`)} (${signs[value]})` }))}
                onChange={({ detail }) =>
                  onChange({ comparison: comparisons.find((one) => one === detail.value) ?? 'GreaterThanThreshold' })
                }
              />
            </FormField>
            <FormField label={t('form.than')} description={t('form.than.hint')} {...errorOf('threshold')}>
              <Input
                value={draft.threshold}
                inputMode="decimal"
                onChange={({ detail }) => onChange({ threshold: detail.value })}
              />
            </FormField>
          </ColumnLayout>
          <ColumnLayout columns={2}>
            <FormField
              label={t('form.datapoints')}
              description={t('form.datapoints.hint')}
              errorText={errorOf('datapoints').errorText ?? errorOf('periods').errorText}
            >
              <SpaceBetween direction="horizontal" size="xs" alignItems="center">
                <div className="cw-short">
                  <Input
                    value={draft.datapoints}
                    inputMode="numeric"
                    ariaLabel={t('form.datapoints')}
                    onChange={({ detail }) => onChange({ datapoints: detail.value })}
                  />
                </div>
                <Box>{t('form.outOf')}</Box>
                <div className="cw-short">
                  <Input
                    value={draft.periods}
                    inputMode="numeric"
                    ariaLabel={t('form.outOf')}
                    onChange={({ detail }) => onChange({ periods: detail.value })}
                  />
                </div>
              </SpaceBetween>
            </FormField>
            <FormField label={t('form.missing')}>
              <Select
                selectedOption={{ value: draft.missing, label: t(`missing.${draft.missing}`) }}
                options={missingTreatments.map((value) => ({ value, label: t(`missing.${value}`) }))}
                onChange={({ detail }) =>
                  onChange({
                    missing: missingTreatments.find((one) => one === detail.selectedOption.value) ?? 'missing',
                  })
                }
              />
            </FormField>
          </ColumnLayout>
        </SpaceBetween>
      </Container>
      {selects && (
        <SelectMetric
          lines={lines}
          onDismiss={() => setSelects(false)}
          onSelect={(next) => {
            setLines(next);
            setSelects(false);
          }}
        />
      )}
    </SpaceBetween>
  );
}

interface SelectMetricProps {
  readonly lines: readonly GraphLine[];
  readonly onSelect: (lines: readonly GraphLine[]) => void;
  readonly onDismiss: () => void;
}

function SelectMetric({ lines, onSelect, onDismiss }: SelectMetricProps) {
  const t = useTexts(alarmTexts);
  const s = useTexts(sharedTexts);
  const [next, setNext] = useState(lines);
  const [place, setPlace] = useState<CatalogPlace>({});
  return (
    <Modal
      visible
      size="large"
      header={t('form.select')}
      closeAriaLabel={s('action.close')}
      onDismiss={onDismiss}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" formAction="none" onClick={onDismiss}>
              {s('action.cancel')}
            </Button>
            <Button variant="primary" formAction="none" disabled={next.length === 0} onClick={() => onSelect(next)}>
              {t('select.done')}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <Browse
        place={place}
        onPlace={setPlace}
        chosen={chosenIn(next)}
        onChoose={(added, removed) => setNext(withMetrics(next, added, removed))}
      />
    </Modal>
  );
}
