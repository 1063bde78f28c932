import { useQuery } from '@tanstack/react-query';
import type { CasePage } from '#contract/routes/cases.ts';
import { call } from '#web/common/client.ts';
import { exactTime } from '#web/common/format.ts';
import { casesKey } from '#web/phone/kit/use-case.ts';

/** What most depends on, in the order in which people ask: what, for how much, where, and where archive and hukou go. */
const asked = [
  ['岗位', ['jobTitle']],
  ['试用期与薪酬', ['probation', 'probationSalary', 'regularSalary']],
  ['违约金', ['penalty']],
  ['报到', ['reportPlace', 'reportDeadline']],
  ['档案去向', ['archiveType', 'archiveReceiverName']],
  ['户口去向', ['hukouType', 'hukouAddress']],
] as const;

export function AcceptSummary({ page }: { readonly page: CasePage }) {
  const values = new Map(page.sections.flatMap(({ rows }) => rows.map(({ key, value }) => [key, value] as const)));
  const lines = asked.map(([label, keys]) => ({
    label,
    value: keys
      .flatMap(key => values.get(key) ?? [])
      .filter(value => value !== '' && value !== '--')
      .join('，'),
  }));
  return (
    <>
      <dl className="rows">
        {lines.map(({ label, value }) => (
          <div className="row" key={label}>
            <dt>{label}</dt>
            <dd>{value || '未写明'}</dd>
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
