import { addressOf, placeOf } from '#web/desk/kit/api/api.ts';

/** A licence as a picture; of a PDF its pages, one below the other. */
export const licencePages = (id: string): string => placeOf('GET /api/files/{id}', { id }, { as: 'pages' }).address;

/** A licence as it was kept: the picture, or the PDF for saving. */
export const licenceAddress = (id: string): string => addressOf('GET /api/files/{id}', { id });
