import { useQuery } from '@tanstack/react-query';
import type { CasePage } from '#contract/routes/cases.ts';
import { call } from '#web/common/client.ts';
import { exactTime } from '#web/common/format.ts';
import { casesKey } from '#web/phone/kit/use-case.ts';
import { acceptSummary } from './accept-summary.ts';

/** What the invitation comes down to, and what else is open. */
export function AcceptSummary({ page }: { readonly page: CasePage }) {
  return (
    <>
      <dl className="rows">
        {acceptSummary(page.sections).map(({ label, value }) => (
          <div className="row" key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Others page={page} />
    </>
  );
}

/** The invitations that can be answered no more once this one is accepted. */
function Others({ page }: { readonly page: CasePage }) {
  const { data } = useQuery({
    queryKey: [...casesKey, 'beside'],
    queryFn: ({ signal }) => call('GET /api/graduate/cases', { signal }),
  });
  const others = data?.cards.filter(card => card.mine && card.respondBy && card.ref !== page.ref) ?? [];
  if (others.length === 0) return null;
  return (
    <div className="notice tone-waiting">
      <p className="notice-title">您还有 {others.length} 份邀请，接受后都不能再回应：</p>
      {others.map(({ ref, employerName, jobTitle, respondBy }) => (
        <p key={ref}>
          {employerName}，{jobTitle}
          {respondBy && `，截止 ${exactTime(respondBy)}`}
        </p>
      ))}
    </div>
  );
}
