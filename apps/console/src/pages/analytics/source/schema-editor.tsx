import Autosuggest from '@cloudscape-design/components/autosuggest';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import Pagination from '@cloudscape-design/components/pagination';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { columnTypes, newColumn, schemaProblems, type DraftColumn, type SchemaDraft } from '../schema.js';
import { sourceTexts } from './texts.js';

interface SchemaEditorProps {
  readonly schema: SchemaDraft;
  readonly onChange: (schema: SchemaDraft) => void;
  readonly isChecked: boolean;
}

const pageSize = 25;

/** Names, types and paths of a schema's columns, and how records are taken apart. */
export function SchemaEditor({ schema, onChange, isChecked }: SchemaEditorProps) {
  const t = useTexts(sourceTexts);
  const [page, setPage] = useState(1);
  const problems = schemaProblems(schema);
  const set = (change: Partial<SchemaDraft>): void => onChange({ ...schema, ...change });
  const setColumn = (id: number, change: Partial<DraftColumn>): void =>
    set({ columns: schema.columns.map((column) => (column.id === id ? { ...column, ...change } : column)) });
  const problem = (key: 'rowPath' | 'rowDelimiter' | 'columnDelimiter' | 'columns') => {
    const found = problems[key];
    return isChecked && found !== undefined ? { errorText: t(found) } : {};
  };
  const cellProblem = (id: number, key: 'name' | 'type' | 'mapping') => {
    const found = problems.byColumn.get(id)?.[key];
    return isChecked && found !== undefined ? { errorText: t(found) } : {};
  };
  const pages = Math.max(1, Math.ceil(schema.columns.length / pageSize));
  const at = Math.min(page, pages);
  const shown = schema.columns.slice((at - 1) * pageSize, at * pageSize);
  const isJson = schema.format === 'JSON';
  const encodings = [
    { value: 'UTF-8', label: 'UTF-8' },
    { value: '', label: t('encoding.none') },
  ];
  return (
    <SpaceBetween size="m">
      <ColumnLayout columns={3}>
        <FormField label={t('format')}>
          <Select
            selectedOption={{ value: schema.format, label: schema.format }}
            options={[
              { value: 'JSON', label: 'JSON' },
              { value: 'CSV', label: 'CSV' },
            ]}
            onChange={({ detail }) => set({ format: detail.selectedOption.value === 'CSV' ? 'CSV' : 'JSON' })}
          />
        </FormField>
        {isJson ? (
          <FormField label={t('rowPath')} constraintText={t('rowPath.hint')} {...problem('rowPath')}>
            <Input
              value={schema.rowPath}
              spellcheck={false}
              ariaLabel={t('rowPath')}
              onChange={({ detail }) => set({ rowPath: detail.value })}
            />
          </FormField>
        ) : (
          <>
            <FormField label={t('rowDelimiter')} constraintText={t('delimiter.hint')} {...problem('rowDelimiter')}>
              <Input value={schema.rowDelimiter} onChange={({ detail }) => set({ rowDelimiter: detail.value })} />
            </FormField>
            <FormField
              label={t('columnDelimiter')}
              constraintText={t('delimiter.hint')}
              {...problem('columnDelimiter')}
            >
              <Input value={schema.columnDelimiter} onChange={({ detail }) => set({ columnDelimiter: detail.value })} />
            </FormField>
          </>
        )}
        <FormField label={t('encoding')}>
          <Select
            selectedOption={encodings.find(({ value }) => value === schema.encoding) ?? null}
            options={encodings}
            onChange={({ detail }) => set({ encoding: detail.selectedOption.value ?? '' })}
          />
        </FormField>
      </ColumnLayout>
      <Table
        variant="embedded"
        items={shown}
        trackBy={({ id }) => String(id)}
        wrapLines
        header={
          <Header
            variant="h3"
            counter={`(${schema.columns.length})`}
            actions={
              <Button
                formAction="none"
                iconName="add-plus"
                onClick={() => {
                  set({ columns: [...schema.columns, newColumn()] });
                  setPage(Math.ceil((schema.columns.length + 1) / pageSize));
                }}
              >
                {t('column.add')}
              </Button>
            }
          >
            {t('columns')}
          </Header>
        }
        empty={<Box color={isChecked ? 'text-status-error' : 'text-body-secondary'}>{t('schema.noColumns')}</Box>}
        pagination={
          pages > 1 ? (
            <Pagination
              currentPageIndex={at}
              pagesCount={pages}
              onChange={({ detail }) => setPage(detail.currentPageIndex)}
            />
          ) : undefined
        }
        columnDefinitions={[
          {
            id: 'order',
            header: t('column.order'),
            width: 90,
            cell: ({ id }) => schema.columns.findIndex((column) => column.id === id) + 1,
          },
          {
            id: 'name',
            header: t('column'),
            minWidth: 180,
            cell: ({ id, name }) => (
              <FormField stretch {...cellProblem(id, 'name')}>
                <Input
                  value={name}
                  spellcheck={false}
                  ariaLabel={`${t('column')} ${name}`}
                  onChange={({ detail }) => setColumn(id, { name: detail.value })}
                />
              </FormField>
            ),
          },
          {
            id: 'type',
            header: t('type'),
            minWidth: 190,
            cell: ({ id, name, type }) => (
              <FormField stretch {...cellProblem(id, 'type')}>
                <Autosuggest
                  value={type}
                  options={columnTypes.map((value) => ({ value }))}
                  filteringType="none"
                  enteredTextLabel={(text) => text}
                  ariaLabel={`${t('type')} ${name}`}
                  onChange={({ detail }) => setColumn(id, { type: detail.value.toUpperCase() })}
                />
              </FormField>
            ),
          },
          ...(isJson
            ? [
                {
                  id: 'path',
                  header: t('path'),
                  minWidth: 180,
                  cell: ({ id, name, mapping }: DraftColumn) => (
                    <FormField stretch {...cellProblem(id, 'mapping')}>
                      <Input
                        value={mapping}
                        spellcheck={false}
                        placeholder={t('column.path.hint')}
                        ariaLabel={`${t('path')} ${name}`}
                        onChange={({ detail }) => setColumn(id, { mapping: detail.value })}
                      />
                    </FormField>
                  ),
                },
              ]
            : []),
          {
            id: 'remove',
            header: '',
            width: 70,
            cell: ({ id, name }) => (
              <Button
                variant="icon"
                iconName="remove"
                formAction="none"
                ariaLabel={t('column.remove', { name })}
                onClick={() => set({ columns: schema.columns.filter((column) => column.id !== id) })}
              />
            ),
          },
        ]}
      />
    </SpaceBetween>
  );
}
