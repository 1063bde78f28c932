import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { requestCountsQuery } from '../app/queries.ts';
import { may, useMe } from '../app/session.ts';
import { countWords } from '../app/words.ts';

const kinds = [
  { key: 'changes', path: '/changes', title: '变更申请' },
  { key: 'objections', path: '/objections', title: '异议' },
] as const;

/** On the home page of whoever decides them: what waits beside the cases. */
export function WaitingRequests() {
  const me = useMe();
  const decides = may(me, 'changes.decide');
  const counts = useQuery({ ...requestCountsQuery, enabled: decides });
  if (!decides || !counts.data) return null;
  const { data } = counts;
  return kinds.map(({ key, path, title }) => (
    <li key={key}>
      <Link href={path} className={data[key] > 0 ? 'home-number waits' : 'home-number'}>
        <span>{title}</span>
        <strong>{countWords(data[key])}</strong>
        <span className="quiet">件待我处理</span>
      </Link>
    </li>
  ));
}
