import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { type Answer, call, fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { clearChanged, showFaults } from '#web/desk/kit/forms/form-faults.ts';
import { type Column, DataTable } from '#web/desk/kit/list/DataTable.tsx';
import { KeysetPager } from '#web/desk/kit/list/KeysetPager.tsx';
import { SearchField } from '#web/desk/kit/list/SearchField.tsx';
import { useListUrl } from '#web/desk/kit/list/use-list-url.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { TableSkeleton } from '#web/desk/kit/page/skeletons.tsx';
import { schoolsQuery } from './queries.ts';

type Schools = Answer<'GET /api/schools'>;
type Row = Schools['rows'][number];
const pathOf = ({ id }: Row) => `/schools/${id}`;

const columns: readonly Column<Row>[] = [
  {
    key: 'name',
    title: '学校',
    render: row => (
      <Link href={pathOf(row)} className="strong">
        {row.name}
      </Link>
    ),
  },
  { key: 'code', title: '院校代码', width: 120, render: ({ code }) => <span className="code">{code}</span> },
  { key: 'province', title: '省份', width: 180, render: ({ province }) => province },
  {
    key: 'admins',
    title: '可用的管理员',
    width: 140,
    render: ({ admins }) => (admins > 0 ? `${admins} 位` : <span className="fault">没有，请新建</span>),
  },
  { key: 'departments', title: '院系', width: 90, numeric: true, render: ({ departments }) => departments },
];

/** 学校管理: a school begins with its name and its first admin. */
export default function SchoolsPage() {
  const url = useListUrl();
  const { params, cursor, filter } = url;
  const q = params.get('q') ?? '';
  const schools = useQuery(schoolsQuery({ ...(q ? { q } : {}), ...(cursor ? { cursor } : {}) }));
  const [adding, setAdding] = useState(false);

  return (
    <>
      <PageHead title="学校管理" note="新增学校后，为其新建第一位学校管理员；院系、账号、名单和设置由学校自己完成。">
        <Button type="primary" onClick={() => setAdding(true)}>
          新增学校
        </Button>
      </PageHead>
      <search className="filters">
        <SearchField
          label="学校名称或院校代码"
          placeholder="学校名称或院校代码"
          value={q}
          onChange={value => filter('q', value)}
          width={260}
        />
      </search>
      <Loaded query={schools} skeleton={<TableSkeleton />}>
        {({ rows, next, provinces }) => (
          <>
            <div className="card flush">
              <DataTable
                caption="学校"
                columns={columns}
                rows={rows}
                keyOf={({ id }) => id}
                pathOf={pathOf}
                busy={schools.isPlaceholderData}
                empty={<p>{q ? '没有符合条件的学校。' : '还没有学校，请新增。'}</p>}
              />
              {rows.length > 0 ? <KeysetPager url={url} next={next} shown={rows.length} /> : null}
            </div>
            <AddSchool open={adding} provinces={provinces} onClose={() => setAdding(false)} />
          </>
        )}
      </Loaded>
    </>
  );
}

interface Props {
  readonly open: boolean;
  readonly provinces: Schools['provinces'];
  readonly onClose: () => void;
}
interface Values {
  readonly code?: string;
  readonly name?: string;
  readonly provinceCode?: string;
}

function AddSchool({ open, provinces, onClose }: Props) {
  const [form] = Form.useForm<Values>();
  const [fault, setFault] = useState<string>();
  const [sending, setSending] = useState(false);
  const [, navigate] = useLocation();
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const press = usePress();

  const send = async () => {
    const { code = '', name = '', provinceCode = '' } = form.getFieldsValue();
    const body = { code, name, provinceCode };
    setSending(true);
    setFault(undefined);
    try {
      const { id } = await press(JSON.stringify(body), key => call('POST /api/schools', { body, key }));
      message.success('学校已新增，请新建第一位管理员');
      void queryClient.invalidateQueries({ queryKey: ['schools'] });
      navigate(`/schools/${id}`);
    } catch (error) {
      const faults = fieldFaultsOf(error);
      const [unplaced] = showFaults(form, faults);
      setFault(unplaced ?? (Object.keys(faults).length === 0 ? sentenceFor(error) : undefined));
    } finally {
      setSending(false);
    }
  };
  const [only] = provinces;
  return (
    <Modal
      title="新增学校"
      open={open}
      okText="新增"
      onOk={() => void send()}
      onCancel={onClose}
      confirmLoading={sending}
      afterOpenChange={isOpen => isOpen && form.getFieldInstance('name')?.focus()}
      forceRender
    >
      <Form
        form={form}
        onValuesChange={changed => clearChanged(form, changed)}
        name="school"
        layout="vertical"
        requiredMark={false}
        initialValues={provinces.length === 1 && only ? { provinceCode: only.code } : {}}
      >
        <Form.Item name="name" label="学校名称">
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="code" label="院校代码" extra="5 位数字，与教育部公布的一致">
          <Input className="code" maxLength={5} inputMode="numeric" />
        </Form.Item>
        <Form.Item name="provinceCode" label="省份">
          <Select
            options={provinces.map(({ code, name }) => ({ value: code, label: name }))}
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="请选择"
          />
        </Form.Item>
      </Form>
      <p className="fault" role="alert">
        {fault}
      </p>
    </Modal>
  );
}
