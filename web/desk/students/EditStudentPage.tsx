import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { type CodeTable, offeredEntries } from '#domain/codes/code-table.ts';
import { type CodeTableName, codeTables } from '#domain/codes/code-tables.ts';
import { keyColumns } from '#domain/forms/roster-edit.ts';
import { type RosterColumn, rosterColumns } from '#domain/forms/roster-row.ts';
import { type Answer, call, codeOf, fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { RegionField } from '#web/desk/kit/forms/RegionField.tsx';
import { useUnsaved } from '#web/desk/kit/leave/use-unsaved.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { changedFields } from './changed-fields.ts';
import { rosterChoicesQuery, studentFormQuery, studentQuery } from './queries.ts';
import { toBeRejected } from './to-be-rejected.ts';

type FormData = Answer<'GET /api/graduates/{id}/form'>;
type Typed = Readonly<Record<string, string>>;

/** 修改信息: one graduate's row, field by field. */
export default function EditStudentPage() {
  const id = Number(useParams<{ id: string }>().id);
  const found = useQuery({ ...studentFormQuery(id), refetchOnWindowFocus: false });
  const choices = useQuery(rosterChoicesQuery);
  return (
    <Loaded query={found} back={<Link href={`/students/${id}`}>返回毕业生信息</Link>}>
      {data => (
        <EditForm key={data.version} id={id} data={data} departments={choices.data?.departments.map(({ name }) => name) ?? []} />
      )}
    </Loaded>
  );
}

const blocks: readonly { readonly title: string; readonly keys: readonly RosterColumn['key'][] }[] = [
  { title: '身份信息', keys: ['name', 'documentType', 'idNumber', 'gender', 'ethnicGroup', 'politicalStatus', 'originRegion'] },
  {
    title: '学籍信息',
    keys: [
      ...(['examNumber', 'studentNumber', 'educationLevel', 'department', 'majorCode', 'majorName', 'majorDirection'] as const),
      ...(['className', 'schoolingYears', 'admittedIn', 'graduatesIn', 'normalStudentCategory', 'difficultyCategory'] as const),
    ],
  },
  { title: '培养方式', keys: ['trainingMode', 'directedUnit', 'directedRegion'] },
  { title: '档案、户口与联系方式', keys: ['archiveAtSchool', 'hukouAtSchool', 'phone', 'email'] },
];
const columns: readonly RosterColumn[] = rosterColumns;
const columnOf = (key: string): RosterColumn | undefined => columns.find(column => column.key === key);

const tableOf = (name: CodeTableName | undefined): CodeTable | undefined => (name ? codeTables[name] : undefined);

interface Props {
  readonly id: number;
  readonly data: FormData;
  readonly departments: readonly string[];
}

function EditForm({ id, data, departments }: Props) {
  const { version, cohort, values, masked, locked } = data;
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const [typed, setTyped] = useState<Typed>(values);
  const [fault, setFault] = useState<string>();
  const [outdated, setOutdated] = useState(false);
  const [saving, setSaving] = useState(false);
  const [, navigate] = useLocation();
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const press = usePress();
  const settled = useUnsaved(() => typed);
  const changed = changedFields(values, typed);
  const waiting = toBeRejected(useQuery(studentQuery(id)).data?.cases ?? []);
  const keys = keyColumns.flatMap(key => (Object.hasOwn(changed, key) ? [columnOf(key)?.header ?? key] : []));

  const save = async () => {
    setFault(undefined);
    if (Object.keys(changed).length === 0) {
      setFault('没有修改任何内容。');
      return;
    }
    setSaving(true);
    try {
      const body = { version, fields: changed };
      const after = await press(JSON.stringify(body), key => call('PUT /api/graduates/{id}', { params: { id }, body, key }));
      message.success(`已修改 ${after.changed} 项`);
      for (const warning of after.warnings) message.warning(`已保存。${warning}`, 10);
      for (const key of ['graduates', 'graduate', 'case', 'desk-cases', 'desk-home'])
        void queryClient.invalidateQueries({ queryKey: [key] });
      settled();
      navigate(`/students/${id}`);
    } catch (error) {
      setOutdated(codeOf(error) === 'changed-meanwhile');
      const atFields = fieldFaultsOf(error);
      const isAtFields = Object.keys(atFields).length > 0;
      setFaults(atFields);
      setFault(isAtFields ? '有内容填写不正确，请按提示修改。' : sentenceFor(error));
      const first = blocks.flatMap(({ keys }) => keys).find(key => atFields[`fields.${key}`]);
      if (first) document.getElementById(fieldId(first))?.focus();
    } finally {
      setSaving(false);
    }
  };

  return (
    <Form layout="vertical" onFinish={() => void save()} requiredMark={false}>
      <PageHead title={`修改信息：${values.name ?? ''}`} note={`${cohort} 届`}>
        <Link href={`/students/${id}`}>返回毕业生信息</Link>
      </PageHead>
      {blocks.map(({ title, keys: inBlock }) => (
        <section className="card" key={title}>
          <h2>{title}</h2>
          <div className="form-grid">
            {inBlock.map(key => {
              const column = columnOf(key);
              return column ? (
                <Field
                  key={key}
                  column={column}
                  value={typed[key] ?? ''}
                  fault={faults[`fields.${key}`]}
                  masked={masked[key]}
                  locked={locked[key]}
                  departments={departments}
                  onChange={text => {
                    setTyped(before => ({ ...before, [key]: text }));
                    setFaults(({ [`fields.${key}`]: _mended, ...others }) => others);
                  }}
                />
              ) : null;
            })}
          </div>
        </section>
      ))}
      <div className="form-foot">
        {keys.length > 0 ? (
          <Alert
            type="warning"
            showIcon
            className="foot-alert"
            title={`${keys.join('、')}是关键信息：修改后，审核中的签约和登记与名单不一致，只能审核不通过，由毕业生重新办理。已生效的不受影响。`}
            description={waiting.length > 0 ? `将因此不能通过：${waiting.join('；')}` : '该毕业生现在没有审核中的签约或登记。'}
          />
        ) : null}
        {fault ? (
          <Alert
            type="error"
            showIcon
            role="alert"
            className="foot-alert"
            title={fault}
            description={outdated ? '您填写的内容还在页面上。可先记下，再载入最新信息后修改。' : undefined}
            action={
              outdated ? (
                <Button onClick={() => void queryClient.invalidateQueries({ queryKey: ['graduate', id] })}>载入最新信息</Button>
              ) : null
            }
          />
        ) : null}
        <Button type="primary" htmlType="submit" loading={saving}>
          保存{Object.keys(changed).length > 0 ? `（${Object.keys(changed).length} 项）` : ''}
        </Button>
      </div>
    </Form>
  );
}

const fieldId = (key: string): string => `student-${key}`;
/** Beside what the kind of a field says of itself. */
const hints: Readonly<Record<string, string>> = {
  directedUnit: '定向、委培毕业生填写',
  directedRegion: '定向、委培毕业生填写',
};

interface FieldProps {
  readonly column: RosterColumn;
  readonly value: string;
  readonly fault: string | undefined;
  readonly masked: string | undefined;
  readonly locked: string | undefined;
  readonly departments: readonly string[];
  readonly onChange: (text: string) => void;
}

function Field({ column, value, fault, masked, locked, departments, onChange }: FieldProps) {
  const { key, header, kind, required } = column;
  const id = fieldId(key);
  const disabled = locked !== undefined;
  const set = (typed: unknown) => onChange(typeof typed === 'string' ? typed : '');
  const masking = masked === undefined ? undefined : `现为 ${masked || '空'}，不修改请留空`;
  const extra = locked ?? masking ?? hints[key] ?? (kind === 'month' ? '六位数字，例如 202706' : undefined);
  const plain = (
    <Input
      id={id}
      value={value}
      disabled={disabled}
      maxLength={120}
      autoComplete="off"
      onChange={({ target }) => set(target.value)}
    />
  );
  const table = tableOf(column.codeTable);
  return (
    <Form.Item
      label={required ? header : `${header}（选填）`}
      htmlFor={id}
      extra={fault ? undefined : extra}
      help={fault}
      {...(fault ? { validateStatus: 'error' as const } : {})}
    >
      {kind === 'department' ? (
        <Select id={id} value={value} options={departments.map(name => ({ value: name, label: name }))} onChange={set} />
      ) : table ? (
        <Select
          id={id}
          {...(value === '' ? {} : { value })}
          options={offeredEntries(table).map(({ code, name }) => ({ value: code, label: name }))}
          showSearch={{ optionFilterProp: 'label' }}
          allowClear={!required}
          disabled={disabled}
          onChange={set}
        />
      ) : kind === 'region' ? (
        <RegionField id={id} value={value} disabled={disabled} placeholder="请选择" onChange={set} />
      ) : (
        plain
      )}
    </Form.Item>
  );
}
