import { SafetyCertificateOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Modal, Select } from 'antd';
import { useState } from 'react';
import { type Answer, addressOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { type Column, DataTable } from '#web/desk/kit/list/DataTable.tsx';
import { KeysetPager } from '#web/desk/kit/list/KeysetPager.tsx';
import { SearchField } from '#web/desk/kit/list/SearchField.tsx';
import { useListUrl } from '#web/desk/kit/list/use-list-url.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { TableSkeleton } from '#web/desk/kit/page/skeletons.tsx';
import { useMe } from '#web/desk/kit/session/session.ts';
import { LogDownload } from './LogDownload.tsx';
import { type LogFilters, logDetailQuery, logQuery } from './queries.ts';

type Row = Answer<'GET /api/audit-events'>['rows'][number];
const names = ['school', 'actor', 'action', 'object', 'q', 'employer', 'from', 'to'] as const;

/** 操作日志 of the own school; an auditor's of all. */
export default function LogPage() {
  const url = useListUrl();
  const { params, cursor, filter } = url;
  const filters: LogFilters = {
    ...Object.fromEntries(names.flatMap(name => (params.get(name) ? [[name, params.get(name) ?? '']] : []))),
    ...(cursor ? { cursor } : {}),
  };
  const log = useQuery(logQuery(filters));
  const [opened, setOpened] = useState<Row>();
  const narrowed = names.some(name => params.get(name));

  const seesAll = useMe().kind === 'auditor';

  const columns: readonly Column<Row>[] = [
    { key: 'at', title: '时间', width: 160, render: ({ at }) => <Moment at={at} exact /> },
    ...(seesAll ? [schoolColumn] : []),
    {
      key: 'who',
      title: '操作人',
      width: 200,
      render: ({ who, kindName }) => (
        <>
          {who}
          {kindName ? <span className="quiet">（{kindName}）</span> : null}
        </>
      ),
    },
    { key: 'word', title: '操作', width: 190, render: ({ word }) => word },
    {
      key: 'object',
      title: '对象',
      render: ({ object, objectWords, change }) => (
        <>
          <Button
            type="link"
            size="small"
            className="cell-link"
            onClick={() => filter('object', object)}
            title="只看该对象的操作"
          >
            {objectWords || object}
          </Button>
          {change ? <div className="quiet wrap">{change}</div> : null}
        </>
      ),
    },
    { key: 'from', title: '来自（网段）', width: 116, render: ({ from }) => <span className="code">{from || '--'}</span> },
    {
      key: 'detail',
      title: '详情',
      width: 90,
      render: row =>
        row.hasDetail ? (
          <Button size="small" onClick={() => setOpened(row)} aria-label={`详情：${row.word}，${row.who}`}>
            查看
          </Button>
        ) : null,
    },
    {
      key: 'proof',
      title: '存在证明',
      width: 110,
      render: row => (
        <Button
          size="small"
          icon={<SafetyCertificateOutlined aria-hidden />}
          href={addressOf('GET /api/audit-events/{id}/proof', { id: row.id })}
          download
          title="这条记录已被封存、未被改动的证明，可用独立程序核对"
          aria-label={`下载存在证明：${row.word}，${row.who}`}
        >
          下载
        </Button>
      ),
    },
  ];
  return (
    <>
      <PageHead title="操作日志" note={noteOf(seesAll)} />
      <Loaded query={log} skeleton={<TableSkeleton />}>
        {({ rows, next, actions, actors, schools }) => (
          <>
            <search className="filters">
              {seesAll ? (
                <Select
                  aria-label="学校"
                  placeholder="全部学校和平台"
                  allowClear
                  showSearch={{ optionFilterProp: 'label' }}
                  value={params.get('school') ?? undefined}
                  options={[
                    { value: '0', label: '平台' },
                    ...schools.map(({ id, name }) => ({ value: String(id), label: name })),
                  ]}
                  popupMatchSelectWidth={false}
                  style={{ width: 220 }}
                  onChange={(value: string | undefined) => filter('school', value)}
                />
              ) : null}
              {seesAll ? null : (
                <Select
                  aria-label="操作人"
                  placeholder="全部操作人"
                  allowClear
                  showSearch={{ optionFilterProp: 'label' }}
                  value={params.get('actor') ?? undefined}
                  options={actors.map(({ actor, who }) => ({ value: actor, label: who }))}
                  popupMatchSelectWidth={false}
                  style={{ width: 220 }}
                  onChange={(value: string | undefined) => filter('actor', value)}
                />
              )}
              <Select
                aria-label="操作"
                placeholder="全部操作"
                allowClear
                showSearch={{ optionFilterProp: 'label' }}
                value={params.get('action') ?? undefined}
                options={actions.map(({ action, word }) => ({ value: action, label: word }))}
                popupMatchSelectWidth={false}
                style={{ width: 270 }}
                onChange={(value: string | undefined) => filter('action', value)}
              />
              {seesAll ? null : (
                <>
                  <SearchField
                    label="毕业生"
                    placeholder="毕业生姓名、学号、考生号"
                    value={params.get('q') ?? ''}
                    onChange={value => filter('q', value)}
                    width={220}
                  />
                  <SearchField
                    label="单位"
                    placeholder="单位名称或代码"
                    value={params.get('employer') ?? ''}
                    onChange={value => filter('employer', value)}
                    width={180}
                  />
                </>
              )}
              <span className="range">
                <Day label="开始日期" value={params.get('from') ?? ''} onChange={value => filter('from', value)} />至
                <Day label="结束日期" value={params.get('to') ?? ''} onChange={value => filter('to', value)} />
              </span>
              {narrowed ? <Button onClick={() => url.clear(names)}>清除条件</Button> : null}
              <LogDownload filters={filters} />
            </search>
            {params.get('object') ? (
              <p className="below">
                只看对象：{rows.find(({ object }) => object === params.get('object'))?.objectWords ?? params.get('object')}
              </p>
            ) : null}
            <div className="card flush">
              <DataTable
                caption="操作日志"
                columns={columns}
                rows={rows}
                keyOf={({ id }) => id}
                busy={log.isPlaceholderData}
                empty={<p>{narrowed ? '没有符合条件的记录。' : '还没有记录。'}</p>}
              />
              {rows.length > 0 ? <KeysetPager url={url} next={next} shown={rows.length} /> : null}
            </div>
          </>
        )}
      </Loaded>
      <Modal
        title={opened ? `${opened.word}：${opened.who}` : ''}
        open={opened !== undefined}
        onCancel={() => setOpened(undefined)}
        footer={<Button onClick={() => setOpened(undefined)}>关闭</Button>}
        width={640}
        destroyOnHidden
      >
        {opened ? <Detail row={opened} /> : null}
      </Modal>
    </>
  );
}

const schoolColumn: Column<Row> = { key: 'school', title: '学校', width: 150, render: ({ schoolName }) => schoolName };
const noteOf = (seesAll: boolean): string =>
  seesAll
    ? '全部学校和平台的操作，毕业生以编号表示。只能查看；查看详情会记入该校的日志。每条记录约一分钟后封存，可下载存在证明。'
    : '本校工作人员和毕业生的操作，只能查看，不能修改或删除。查看详情也会记入日志。每条记录约一分钟后封存，可下载存在证明。';

interface DayProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string | undefined) => void;
}
const Day = ({ label, value, onChange }: DayProps) => (
  <input
    type="date"
    className="day"
    aria-label={label}
    value={value}
    max="2099-12-31"
    onChange={event => onChange(event.target.value || undefined)}
  />
);

function Detail({ row }: { readonly row: Row }) {
  const detail = useQuery(logDetailQuery(row.id));
  return (
    <>
      <p className="quiet">
        <Moment at={row.at} exact />，{row.objectWords || row.object}
      </p>
      {detail.isError ? <Alert type="error" showIcon role="alert" title={sentenceFor(detail.error)} /> : null}
      {detail.isPending ? <p role="status">正在读取…</p> : null}
      <dl className="log-detail">
        {detail.data?.rows.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="wrap">{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
