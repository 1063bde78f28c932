import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
import { useEffect } from 'react';
import { Link, useLocation } from 'wouter';
import { flagKindName, flagKinds } from '#domain/codes/flag-kinds.ts';
import { checkUscc, normalizeUscc, usccFaults } from '#domain/identifiers/uscc.ts';
import type { Answer } from '#web/desk/kit/api/api.ts';
import type { Column } from '#web/desk/kit/list/DataTable.tsx';
import { rememberList } from '#web/desk/kit/list/last-list.ts';
import { PagedTable } from '#web/desk/kit/list/PagedTable.tsx';
import { SearchField } from '#web/desk/kit/list/SearchField.tsx';
import { useListUrl } from '#web/desk/kit/list/use-list-url.ts';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { flagsQuery } from './queries.ts';

type Row = Answer<'GET /api/flagged-employers'>['rows'][number];
const path = '/flagged-employers';
const pathOf = ({ uscc }: Row) => `${path}/${uscc}`;

const columns: readonly Column<Row>[] = [
  {
    key: 'name',
    title: '单位名称',
    render: row => (
      <Link href={pathOf(row)} className="strong">
        {row.name}
      </Link>
    ),
  },
  { key: 'uscc', title: '统一社会信用代码', width: 200, render: row => <span className="code">{row.uscc}</span> },
  { key: 'kind', title: '类别', width: 100, render: row => flagKindName(row.kind) },
  { key: 'text', title: '说明', width: '30%', render: row => <span className="two-lines">{row.text}</span> },
  { key: 'schools', title: '标记学校', width: 120, render: row => (row.schools > 0 ? `${row.schools} 所` : '少于 5 所') },
  { key: 'at', title: '更新时间', width: 130, render: row => <Moment at={row.updatedAt} /> },
];

/** 预警单位管理 (department guide §3.7). */
export default function FlaggedEmployersPage() {
  const url = useListUrl();
  const { params, cursor, filter } = url;
  const [q, kind] = [params.get('q') ?? '', params.get('kind') ?? ''];
  const list = useQuery(flagsQuery({ ...(q ? { q } : {}), ...(kind ? { kind } : {}), ...(cursor ? { cursor } : {}) }));
  useEffect(() => {
    rememberList(path, params);
  }, [params]);
  const narrowed = q !== '' || kind !== '';

  return (
    <>
      <PageHead
        title="预警单位管理"
        note="本校毕业生填写或查看单位信息、院系和学校审核时，会看到提醒。同一单位被 5 所及以上学校标记后，全平台提醒；不会显示是哪些学校。"
      />
      <section className="card">
        <h2>标记或查找单位</h2>
        <FindEmployer />
      </section>
      <search className="filters">
        <SearchField
          label="单位名称或统一社会信用代码"
          placeholder="单位名称或统一社会信用代码"
          value={q}
          onChange={value => filter('q', value)}
          width={300}
        />
        <Select
          aria-label="类别"
          placeholder="全部类别"
          allowClear
          value={kind || undefined}
          options={flagKinds.map(({ code, name }) => ({ value: code, label: name }))}
          style={{ width: 140 }}
          onChange={(value: string | undefined) => filter('kind', value)}
        />
      </search>
      <PagedTable
        {...{ list, url, columns, pathOf }}
        caption="本校标记的预警单位"
        keyOf={row => row.uscc}
        empty={<p>{narrowed ? '没有符合条件的单位，请检查名称或代码。' : '本校没有标记预警单位。'}</p>}
      />
    </>
  );
}

/** Asks for the code alone: several employers may have one name. */
function FindEmployer() {
  const [form] = Form.useForm<{ readonly uscc: string }>();
  const [, navigate] = useLocation();
  const open = ({ uscc }: { readonly uscc?: string }) => {
    const code = normalizeUscc(uscc ?? '');
    const fault = code === '' ? 'length' : checkUscc(code);
    // A false employer may show a false code: a wrong check character is no reason not to warn of it.
    if (fault && fault !== 'check-character')
      form.setFields([{ name: 'uscc', errors: [code === '' ? '请输入统一社会信用代码' : usccFaults[fault]] }]);
    else navigate(`${path}/${code}`);
  };
  return (
    <Form form={form} layout="inline" onFinish={open}>
      <Form.Item name="uscc" label="统一社会信用代码">
        <Input className="code" maxLength={40} autoComplete="off" spellCheck={false} style={{ width: 260 }} />
      </Form.Item>
      <Button type="primary" htmlType="submit">
        下一步
      </Button>
    </Form>
  );
}
