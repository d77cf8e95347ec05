import { defineTexts } from '../i18n/texts.js';

export const tagTexts = defineTexts(
  {
    'tag.add': 'Add tag',
    'tag.none': 'No tags yet.',
    'tag.key': 'Key',
    'tag.value': 'Value',
    'tag.keyMissing': 'A key is required: 1 to 128 characters.',
    'tag.keyTwice': 'This key is there already.',
    'tag.valueLong': '256 characters at most.',
  } as const,
  {
    'tag.add': '태그 추가',
    'tag.none': '아직 태그가 없습니다.',
    'tag.key': '키',
    'tag.value': '값',
    'tag.keyMissing': '키는 필수이며 1~128자입니다.',
    'tag.keyTwice': '이미 있는 키입니다.',
    'tag.valueLong': '최대 256자입니다.',
  },
);
