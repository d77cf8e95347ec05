import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useTexts } from '../../../i18n/language.js';
import { cloned, emptyBlock, splitByService, type Block, type JsonBlock, type PolicyModel } from '../model/blocks.js';
import { BlockEditor } from './block-editor.js';
import { editorTexts } from './texts.js';
import '../iam.css';

interface VisualEditorProps {
  readonly model: PolicyModel;
  readonly onChange: (model: PolicyModel) => void;
  readonly onJson: () => void;
}

/** A policy's statements as blocks. */
export function VisualEditor({ model, onChange, onJson }: VisualEditorProps) {
  const t = useTexts(editorTexts);
  const replace = (id: number, blocks: readonly Block[]): void =>
    onChange({ ...model, blocks: model.blocks.flatMap((block) => (block.id === id ? blocks : [block])) });
  const allowed = model.blocks.flatMap((block) =>
    block.kind === 'visual' && block.effect === 'Allow' ? block.actions : [],
  );
  return (
    <SpaceBetween size="m">
      {model.blocks.map((block, index) => {
        const buttons = (
          <SpaceBetween direction="horizontal" size="xs">
            <Button onClick={() => replace(block.id, [block, cloned(block)])}>{t('block.clone')}</Button>
            <Button disabled={model.blocks.length === 1} onClick={() => replace(block.id, [])}>
              {t('block.remove')}
            </Button>
          </SpaceBetween>
        );
        return block.kind === 'json' ? (
          <JsonOnly
            key={block.id}
            block={block}
            buttons={buttons}
            onJson={onJson}
            onSplit={(all) => replace(block.id, all)}
          />
        ) : (
          <BlockEditor
            key={block.id}
            block={block}
            number={index + 1}
            allowed={allowed}
            buttons={buttons}
            onChange={(next) => replace(block.id, [next])}
          />
        );
      })}
      <Button iconName="add-plus" onClick={() => onChange({ ...model, blocks: [...model.blocks, emptyBlock()] })}>
        {t('block.add')}
      </Button>
    </SpaceBetween>
  );
}

interface JsonOnlyProps {
  readonly block: JsonBlock;
  readonly buttons: React.ReactNode;
  readonly onJson: () => void;
  readonly onSplit: (blocks: readonly Block[]) => void;
}

function JsonOnly({ block, buttons, onJson, onSplit }: JsonOnlyProps) {
  const t = useTexts(editorTexts);
  return (
    <Container
      header={
        <Header variant="h3" actions={buttons}>
          {t('json.title')}
        </Header>
      }
    >
      <SpaceBetween size="s">
        <Alert
          type="info"
          action={
            block.why === 'services' ? (
              <Button onClick={() => onSplit(splitByService(block))}>{t('json.split')}</Button>
            ) : (
              <Button onClick={onJson}>{t('json.open')}</Button>
            )
          }
        >
          {t(`json.${block.why}`)}
        </Alert>
        <Box>
          <pre className="mono iam-json">{JSON.stringify(block.raw, null, 2)}</pre>
        </Box>
      </SpaceBetween>
    </Container>
  );
}
