import Autosuggest from '@cloudscape-design/components/autosuggest';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useState, type ReactNode } from 'react';
import { createAlarmHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { freeId, withReferences, writeSource, type GraphLine } from '../../../shared/metrics/graph-source.js';
import { colorAt } from '../../../shared/metrics/palette.js';
import { AddMath } from './add-math.js';
import { isStatistic, statistics } from './catalog.js';
import { PeriodSelect } from './period-select.js';
import { explorerTexts } from './texts.js';

interface LinesTableProps {
  readonly lines: readonly GraphLine[];
  readonly onChange: (lines: readonly GraphLine[]) => void;
  /** What GetMetricData said of an expression. */
  readonly failed?: { readonly id: string | undefined; readonly message: string } | undefined;
  /** A first column, in place of the one that shows and hides lines. */
  readonly first?: { readonly header: string; readonly cell: (line: GraphLine) => ReactNode };
  /** In an alarm's form there are no axes and no alarms. */
  readonly isOfAlarm?: boolean;
}

/** The lines of a graph, each of which can be changed in its place. */
export function LinesTable({ lines, onChange, failed, first, isOfAlarm = false }: LinesTableProps) {
  const t = useTexts(explorerTexts);
  const change = (id: string, next: Partial<GraphLine>): void =>
    onChange(lines.map((line) => (line.id === id ? { ...line, ...next } : line)));
  return (
    <Table<GraphLine>
      variant="embedded"
      items={[...lines]}
      trackBy="id"
      ariaLabels={{ tableLabel: t('browse.metrics') }}
      empty={<Box color="text-status-inactive">{t('none')}</Box>}
      header={
        <SpaceBetween direction="horizontal" size="xs" alignItems="center">
          <AddMath lines={lines} onAdd={(line) => onChange([...lines, line])} />
          <Box color="text-body-secondary" fontSize="body-s">
            {t('math.help')}
          </Box>
        </SpaceBetween>
      }
      columnDefinitions={[
        {
          id: 'visible',
          header: first?.header ?? t('column.visible'),
          width: 90,
          cell: (line) => {
            if (first) return first.cell(line);
            return (
              <Checkbox
                checked={line.isHidden !== true}
                onChange={({ detail }) => change(line.id, { isHidden: !detail.checked })}
                ariaLabel={t('line.visible', { id: line.id })}
              >
                <span className="metric-mark cw-swatch" style={{ background: colorOf(line, lines) }} />
              </Checkbox>
            );
          },
        },
        { id: 'id', header: t('column.id'), width: 60, cell: ({ id }) => <code>{id}</code> },
        {
          id: 'label',
          header: t('column.label'),
          minWidth: 160,
          cell: ({ id, label }) => (
            <Committed
              label={`${t('column.label')} ${id}`}
              value={label}
              onCommit={(value) => change(id, { label: value })}
            />
          ),
        },
        {
          id: 'details',
          header: t('column.details'),
          minWidth: 280,
          cell: ({ id, expression, namespace, metric, dimensions }) =>
            expression === undefined ? (
              <span>
                {namespace} · <strong>{metric}</strong>
                {Object.entries(dimensions ?? {}).map(([name, value]) => ` · ${name}: ${value}`)}
              </span>
            ) : (
              <FormField {...(failed?.id === id ? { errorText: failed.message } : {})}>
                <Committed
                  label={t('line.expression', { id })}
                  value={expression}
                  onCommit={(value) => change(id, { expression: value })}
                />
              </FormField>
            ),
        },
        {
          id: 'statistic',
          header: t('column.statistic'),
          minWidth: 150,
          cell: (line) =>
            line.expression === undefined ? (
              <Statistic line={line} onChange={(statistic) => change(line.id, { statistic })} />
            ) : (
              t('noValue')
            ),
        },
        {
          id: 'period',
          header: t('column.period'),
          minWidth: 110,
          cell: ({ id, period }) => (
            <PeriodSelect
              label={`${t('column.period')} ${id}`}
              value={period}
              isFixed={isOfAlarm}
              onChange={(next) =>
                onChange(
                  lines.map((line) => {
                    // An alarm's metrics have all the same period.
                    if (line.id !== id && !isOfAlarm) return line;
                    const { period: _, ...rest } = line;
                    return next === undefined ? rest : { ...rest, period: next };
                  }),
                )
              }
            />
          ),
        },
        ...(isOfAlarm
          ? []
          : [
              {
                id: 'axis',
                header: t('column.axis'),
                minWidth: 90,
                cell: ({ id, isRight = false }: GraphLine) => (
                  <Button
                    variant="inline-link"
                    ariaLabel={`${t('column.axis')} ${id}: ${t(isRight ? 'line.right' : 'line.left')}`}
                    onClick={() => change(id, { isRight: !isRight })}
                  >
                    {t(isRight ? 'line.right' : 'line.left')}
                  </Button>
                ),
              },
            ]),
        {
          id: 'actions',
          header: t('column.actions'),
          minWidth: 120,
          cell: (line) => (
            <SpaceBetween direction="horizontal" size="xxs">
              {!isOfAlarm && (
                <Button
                  variant="icon"
                  iconName="notification"
                  ariaLabel={t('line.alarm', { id: line.id })}
                  href={createAlarmHref({ graph: alarmSource(lines, line.id) })}
                />
              )}
              <Button
                variant="icon"
                iconName="copy"
                ariaLabel={t('line.duplicate', { id: line.id })}
                onClick={() =>
                  onChange([...lines, { ...line, id: freeId(lines, line.expression === undefined ? 'm' : 'e') }])
                }
              />
              <Button
                variant="icon"
                iconName="close"
                ariaLabel={t('line.remove', { id: line.id })}
                onClick={() => onChange(lines.filter(({ id }) => id !== line.id))}
              />
            </SpaceBetween>
          ),
        },
      ]}
    />
  );
}

export const colorOf = (line: GraphLine, lines: readonly GraphLine[]): string =>
  line.color ?? colorAt(lines.findIndex(({ id }) => id === line.id));

const alarmSource = (lines: readonly GraphLine[], id: string): string =>
  JSON.stringify(writeSource({ view: 'line', lines: withReferences(lines, [id]), thresholds: [] }));

interface CommittedProps {
  readonly label: string;
  readonly value: string;
  readonly onCommit: (value: string) => void;
}

/** A field that counts when it is left, or by Enter: what is half typed is not asked for. */
function Committed({ label, value, onCommit }: CommittedProps) {
  const [draft, setDraft] = useState<string>();
  const commit = (): void => {
    if (draft !== undefined && draft !== value) onCommit(draft);
    setDraft(undefined);
  };
  return (
    <Input
      value={draft ?? value}
      ariaLabel={label}
      onChange={({ detail }) => setDraft(detail.value)}
      onBlur={commit}
      onKeyDown={({ detail }) => {
        if (detail.key === 'Enter') commit();
      }}
    />
  );
}

function Statistic({ line, onChange }: { readonly line: GraphLine; readonly onChange: (statistic: string) => void }) {
  const t = useTexts(explorerTexts);
  const [draft, setDraft] = useState<string>();
  const value = draft ?? line.statistic ?? 'Sum';
  return (
    <FormField {...(draft !== undefined && !isStatistic(draft) ? { errorText: t('line.badStatistic') } : {})}>
      <Autosuggest
        ariaLabel={`${t('column.statistic')} ${line.id}`}
        value={value}
        filteringType="none"
        expandToViewport
        options={statistics.map((statistic) => ({ value: statistic }))}
        enteredTextLabel={(text) => text}
        onChange={({ detail }) => {
          const known = isStatistic(detail.value);
          setDraft(known ? undefined : detail.value);
          if (known) onChange(detail.value);
        }}
      />
    </FormField>
  );
}
