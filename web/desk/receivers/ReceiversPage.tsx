import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Drawer, Form, Select } from 'antd';
import { useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { ReceiverEntry } from '#contract/routes/receivers.ts';
import { dayInWords } from '#domain/dates.ts';
import { receiverFields, receiverForm } from '#domain/forms/receiver.ts';
import { call } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { RegionField } from '#web/desk/kit/forms/RegionField.tsx';
import type { Column } from '#web/desk/kit/list/DataTable.tsx';
import { rememberList } from '#web/desk/kit/list/last-list.ts';
import { PagedTable } from '#web/desk/kit/list/PagedTable.tsx';
import { SearchField } from '#web/desk/kit/list/SearchField.tsx';
import { useListUrl } from '#web/desk/kit/list/use-list-url.ts';
import { FootFault } from '#web/desk/kit/page/FootFault.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { OfficeFields } from './OfficeFields.tsx';
import { receiversQuery } from './queries.ts';
import { times } from './time-words.ts';
import { useOfficeForm } from './use-office-form.ts';

const path = '/receivers';
const pathOf = ({ id }: ReceiverEntry) => `${path}/${id}`;

const columns: readonly Column<ReceiverEntry>[] = [
  { key: 'served', title: '负责地区', width: 190, render: ({ served }) => served },
  {
    key: 'name',
    title: '机构名称',
    width: '26%',
    render: row => (
      <Link href={pathOf(row)} className="strong">
        {row.name}
      </Link>
    ),
  },
  { key: 'address', title: '地址', render: ({ region, address }) => `${region}${address}` },
  { key: 'phone', title: '联系电话', width: 140, render: ({ phone }) => phone ?? '--' },
  {
    key: 'valid',
    title: '有效期',
    width: 200,
    render: ({ validFrom, validUntil }) => (
      <>
        {dayInWords(validFrom)}
        {validUntil ? `至 ${dayInWords(validUntil)}` : '起'}
      </>
    ),
  },
  { key: 'time', title: '状态', width: 110, render: ({ time }) => <StateTag {...times[time]} /> },
];

/** 档案接收机构: the directory, as province and operator keep it. */
export default function ReceiversPage() {
  const url = useListUrl();
  const { params, cursor, filter } = url;
  const [q, region, time] = [params.get('q') ?? '', params.get('region') ?? '', params.get('time') ?? ''];
  const [adding, setAdding] = useState(false);
  const chosen = { ...(q ? { q } : {}), ...(region ? { region } : {}), ...(time ? { time } : {}), ...(cursor ? { cursor } : {}) };
  const list = useQuery(receiversQuery(chosen));
  useEffect(() => {
    rememberList(path, params);
  }, [params]);
  const province = list.data?.provinceCode ?? undefined;
  const narrowed = q !== '' || region !== '' || time !== '';

  return (
    <>
      <PageHead
        title="档案接收机构"
        note="毕业生选择「转回生源地」时，按生源地由县到省查找，填入最近一级有效的机构；学校另有指定的，以学校为准。"
      >
        <Link href={`${path}/import`} className="button-link">
          批量导入
        </Link>
        <Button type="primary" onClick={() => setAdding(true)}>
          新增机构
        </Button>
      </PageHead>
      <search className="filters">
        <SearchField
          label="机构名称或拼音"
          placeholder="机构名称、拼音或首字母"
          value={q}
          onChange={value => filter('q', value)}
          width={260}
        />
        <div className="region-filter">
          <RegionField
            label="负责地区"
            placeholder="全部地区"
            anyLevel
            province={province}
            value={region}
            onChange={value => filter('region', value)}
          />
        </div>
        <Select
          aria-label="状态"
          placeholder="全部状态"
          allowClear
          value={time || undefined}
          options={Object.entries(times).map(([value, { label }]) => ({ value, label }))}
          style={{ width: 140 }}
          onChange={(value: string | undefined) => filter('time', value)}
        />
      </search>
      <PagedTable
        {...{ list, url, columns, pathOf }}
        caption="档案接收机构"
        keyOf={({ id }) => id}
        minWidth={1000}
        empty={<p>{narrowed ? '没有符合条件的机构，请检查名称、地区或状态。' : '目录中还没有机构，请新增或批量导入。'}</p>}
      />
      <AddReceiver open={adding} province={province} onClose={() => setAdding(false)} />
    </>
  );
}

interface Props {
  readonly open: boolean;
  readonly province: string | undefined;
  readonly onClose: () => void;
}

function AddReceiver({ open, province, onClose }: Props) {
  const [, navigate] = useLocation();
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const press = usePress();
  const { form, fault, sending, save } = useOfficeForm(receiverForm, async body => {
    const { id } = await press(JSON.stringify(body), key => call('POST /api/receiving-offices', { body, key }));
    message.success('机构已新增');
    void queryClient.invalidateQueries({ queryKey: ['receiving-offices'] });
    navigate(`${path}/${id}`);
  });
  return (
    <Drawer
      title="新增档案接收机构"
      open={open}
      onClose={onClose}
      size={760}
      footer={
        <div className="buttons">
          <FootFault sentence={fault} />
          <Button type="primary" loading={sending} onClick={() => void save()}>
            新增
          </Button>
          <Button onClick={onClose}>取消</Button>
        </div>
      }
    >
      <Form form={form} name="receiver" layout="vertical" requiredMark>
        <OfficeFields fields={receiverFields} province={province} note="它以下没有机构的地区也适用。" />
      </Form>
    </Drawer>
  );
}
