/** Reads for the screens of this matter. */
import { statement } from '#server/platform/postgres/postgres.ts';

export interface MeOfAccount {
  readonly login: string | null;
  readonly schoolId: number | null;
  readonly schoolName: string | null;
  readonly departments: readonly { readonly id: number; readonly name: string }[];
  readonly employerId: number | null;
  readonly employerName: string | null;
  readonly employerState: string | null;
  readonly employerQualified: boolean;
  readonly unread: number;
}
export const meOfAccount = statement<MeOfAccount>(
  'sign-in.me_of_account',
  `select a.login, a.school_id, s.name as school_name, a.employer_id, e.name as employer_name, e.state as employer_state,
     e.certified_sealed is not null as employer_qualified,
     coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name) order by d.id)
       from account_department l join department d on d.school_id = l.school_id and d.id = l.department_id
       where l.school_id = a.school_id and l.account_id = a.id), '[]') as departments,
     (select count(*)::int from message m where m.account_id = a.id and m.read_at is null) as unread
   from account a
   left join school s on s.id = a.school_id
   left join employer e on e.id = a.employer_id
   where a.id = $1`,
);

export interface MeOfGraduate {
  readonly schoolName: string;
  readonly lapsed: boolean;
  readonly cohorts: readonly number[];
  readonly wechatBound: boolean;
  readonly unread: number;
}
export const meOfGraduate = statement<MeOfGraduate>(
  'sign-in.me_of_graduate',
  `select s.name as school_name, g.lapsed_at is not null as lapsed,
     array(select p.cohort::int from person_cohort p where p.person_id = g.person_id order by p.cohort desc) as cohorts,
     exists (select from person_wechat w where w.person_id = g.person_id) as wechat_bound,
     (select count(*)::int from message m where m.person_id = g.person_id and m.read_at is null) as unread
   from graduate g
   join school s on s.id = g.school_id
   where g.school_id = $1 and g.id = $2`,
);
