import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect } from 'react';
import type { Answer } from '#web/desk/kit/api/api.ts';
import { DataTable } from '#web/desk/kit/list/DataTable.tsx';
import { FilterSelect } from '#web/desk/kit/list/FilterSelect.tsx';
import { KeysetPager } from '#web/desk/kit/list/KeysetPager.tsx';
import { rememberList } from '#web/desk/kit/list/last-list.ts';
import { SearchField } from '#web/desk/kit/list/SearchField.tsx';
import { useListUrl } from '#web/desk/kit/list/use-list-url.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { TableSkeleton } from '#web/desk/kit/page/skeletons.tsx';
import { pathsOf, useKind, wordsOf } from './data/kind.ts';
import { lapsedQuery, optionsQuery } from './data/queries.ts';
import { graduateColumns } from './graduate-columns.tsx';
import { narrowedBy } from './list-filters.ts';

type Row = Answer<'GET /api/archives/{kind}/lapsed'>['rows'][number];

/** 失效信息管理: deleted from the roster; what was registered counts no more. */
export default function LapsedPage() {
  const kind = useKind();
  const { title } = wordsOf(kind);
  const paths = pathsOf(kind);
  const url = useListUrl();
  const { params, cursor, trail, filter, clear } = url;
  const { q, cohort, department } = narrowedBy(params);
  const isNarrowed = Boolean(q || cohort || department);
  const options = useQuery(optionsQuery(kind)).data;
  const list = useQuery(
    lapsedQuery(kind, {
      ...(q ? { q } : {}),
      ...(cohort ? { cohort: Number(cohort) } : {}),
      ...(department ? { department: Number(department) } : {}),
      ...(cursor ? { cursor } : {}),
    }),
  );
  useEffect(() => rememberList(paths.lapsed, params, trail), [paths.lapsed, params, trail]);
  const of = ({ graduateId: id }: Row) => ({ path: `${paths.records}/${id}`, id });
  return (
    <>
      <PageHead
        title="失效信息管理"
        note={`从学生名单中删除的毕业生：登记的${title}失效，待审核的申请变为审核不通过。重新上传后需重新登记，不会自动恢复。`}
      />
      <search className="filters">
        <SearchField
          label="姓名、拼音、学号或考生号"
          placeholder="姓名、拼音、学号或考生号"
          value={q ?? ''}
          onChange={value => filter('q', value)}
        />
        <FilterSelect
          label="届别"
          width={120}
          value={cohort}
          options={(options?.cohorts ?? []).map(year => ({ code: String(year), name: `${year} 届` }))}
          onChange={value => filter('cohort', value)}
        />
        <FilterSelect
          label="院系"
          width={180}
          value={department}
          options={(options && options.departments.length > 1 ? options.departments : []).map(({ id, name }) => ({
            code: String(id),
            name,
          }))}
          onChange={value => filter('department', value)}
        />
        {isNarrowed ? <Button onClick={() => clear(['q', 'cohort', 'department'])}>清除条件</Button> : null}
      </search>
      <Loaded query={list} skeleton={<TableSkeleton />}>
        {({ rows, next, total }) => (
          <div className="card flush">
            <DataTable
              caption="失效名单"
              columns={[
                ...graduateColumns<Row>(of).filter(({ isExtra }) => !isExtra),
                { key: 'had', title: `失效前的${title}`, width: 180, render: ({ had }) => had || '未登记' },
                { key: 'reason', title: '原因', width: 200, render: ({ reason }) => reason || '--' },
                { key: 'who', title: '操作人', width: 120, render: ({ who }) => who || '--' },
                { key: 'at', title: '失效时间', width: 116, render: ({ lapsedAt }) => <Moment at={lapsedAt} /> },
              ]}
              rows={rows}
              keyOf={row => row.graduateId}
              pathOf={row => of(row).path}
              busy={list.isPlaceholderData}
              empty={<p>{isNarrowed ? '没有符合条件的毕业生。' : '没有失效的毕业生。'}</p>}
            />
            {rows.length > 0 ? <KeysetPager url={url} next={next} total={total} shown={rows.length} /> : null}
          </div>
        )}
      </Loaded>
    </>
  );
}
