import { type FlowName, placeOf } from '#domain/flows/all.ts';
import type { Answer } from '#web/desk/kit/api/api.ts';

type Line = Pick<Answer<'GET /api/graduates/{id}'>['cases'][number], 'flow' | 'flowTitle' | 'label' | 'state' | 'subject'>;
// What ends a destination is never stopped by a difference.
const ends: readonly FlowName[] = ['online-termination', 'offline-termination'];

/** What is under review and will have to be rejected once a key field of the roster is another. */
export const toBeRejected = (cases: readonly Line[]): string[] =>
  cases.flatMap(({ flow, flowTitle, label, state, subject }) => {
    if (state === null || ends.includes(flow)) return [];
    const { waitsAt, topic } = placeOf(flow, state);
    return waitsAt && topic !== 'voiding' ? [`${[subject, flowTitle].filter(Boolean).join('，')}（${label}）`] : [];
  });
