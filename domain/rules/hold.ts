import { actions } from '../actions/all.ts';
import type { Flow } from '../flow/flow.ts';
import type { Place } from '../flow/table.ts';

const free = '可另行签约或登记，仍在有效期内的邀请可继续应约。';

/** How the hold would end, in a sentence for the graduate whose other case holds: by what the table lets them do there. */
export function freedBy(flow: Flow, place: Place): string {
  const own = flow.moves.filter(
    ({ from, by, action }) => from.id === place.id && by === 'graduate' && !actions[action].hasNoButton,
  );
  const ending = own.find(({ landings }) => landings.some(({ holds }) => !holds));
  if (ending) return `您可以先办理「${ending.word}」，完成后${free}`;
  if (place.topic === 'voiding') return `作废审核通过后，${free}`;
  if (place.kind === 'inForce') return `您可以先申请解约，解约完成后${free}`;
  const back = own.find(({ landings }) =>
    landings.some(to =>
      flow.moves.some(({ from, by, landings }) => from.id === to.id && by === 'graduate' && landings.some(({ holds }) => !holds)),
    ),
  );
  return back
    ? `您可以先「${back.word}」（须在审核之前）再撤销，或等审核不通过，之后${free}`
    : `该事项结束（如审核不通过）后，${free}`;
}
