import { xlsxMediaType } from '#contract/parts/media-types.ts';

/** Kinds of files as a file field's `accept`: extensions beside types where systems know only one of them. */
export const sheetTypes = `.xlsx,${xlsxMediaType}`;
export const pictureTypes = 'image/jpeg,image/png,image/webp,image/heic,image/heif';
