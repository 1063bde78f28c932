import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { type Answer, call, fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { clearChanged, showFaults } from '#web/desk/kit/forms/form-faults.ts';
import { type Column, DataTable } from '#web/desk/kit/list/DataTable.tsx';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { linesOfMajors, majorsIn, majorsInWords } from './majors.ts';
import { departmentsQuery } from './queries.ts';

type Department = Answer<'GET /api/departments'>[number];

/** 院系和专业: what the roster's rows are read against. */
export default function DepartmentsPage() {
  const departments = useQuery(departmentsQuery);
  const [editing, setEditing] = useState<Department | 'new'>();
  const columns: readonly Column<Department>[] = [
    { key: 'name', title: '院系', width: 280, render: ({ name }) => <span className="strong">{name}</span> },
    { key: 'count', title: '专业数', width: 90, numeric: true, render: ({ majors }) => majors.length },
    {
      key: 'majors',
      title: '专业',
      render: ({ majors }) => <span className="two-lines">{majorsInWords(majors)}</span>,
    },
    {
      key: 'act',
      title: '操作',
      width: 90,
      render: department => (
        <Button size="small" onClick={() => setEditing(department)} aria-label={`修改：${department.name}`}>
          修改
        </Button>
      ),
    },
  ];
  return (
    <>
      <PageHead title="院系和专业" note="上传学生名单时，院系须与此处一致；填写了专业的，专业也须一致。">
        <Button type="primary" onClick={() => setEditing('new')}>
          新增院系
        </Button>
      </PageHead>
      <Loaded query={departments}>
        {rows => (
          <div className="card flush">
            <DataTable
              caption="本校院系"
              columns={columns}
              rows={rows}
              keyOf={department => department.id}
              empty={<p>还没有院系。请先新增院系，再上传学生名单。</p>}
            />
          </div>
        )}
      </Loaded>
      <DepartmentModal department={editing} onClose={() => setEditing(undefined)} />
    </>
  );
}

interface Values {
  readonly name?: string;
  readonly majors?: string;
}

function DepartmentModal({
  department,
  onClose,
}: {
  readonly department: Department | 'new' | undefined;
  readonly onClose: () => void;
}) {
  const [form] = Form.useForm<Values>();
  const [fault, setFault] = useState<string>();
  const [sending, setSending] = useState(false);
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const press = usePress();
  useEffect(() => {
    if (department === undefined) return;
    setFault(undefined);
    form.resetFields();
    if (department !== 'new') form.setFieldsValue({ name: department.name, majors: linesOfMajors(department.majors) });
  }, [department, form]);

  const send = async () => {
    const { name = '', majors: typed = '' } = form.getFieldsValue();
    const majors = majorsIn(typed);
    if ('fault' in majors) {
      showFaults(form, { majors: majors.fault });
      return;
    }
    const body = { name, majors: majors.majors };
    setSending(true);
    setFault(undefined);
    try {
      await press(JSON.stringify(body), key =>
        department === 'new' || department === undefined
          ? call('POST /api/departments', { body, key })
          : call('PUT /api/departments/{id}', { params: { id: department.id }, body, key }),
      );
      message.success('已保存');
      void queryClient.invalidateQueries({ queryKey: departmentsQuery.queryKey });
      onClose();
    } catch (error) {
      const faults = fieldFaultsOf(error);
      const [unplaced] = showFaults(form, faults);
      setFault(unplaced ?? (Object.keys(faults).length === 0 ? sentenceFor(error) : undefined));
    } finally {
      setSending(false);
    }
  };
  return (
    <Modal
      title={department === 'new' ? '新增院系' : '修改院系'}
      open={department !== undefined}
      okText="保存"
      onOk={() => void send()}
      onCancel={onClose}
      confirmLoading={sending}
      afterOpenChange={open => open && form.getFieldInstance('name')?.focus()}
      forceRender
    >
      <Form
        form={form}
        onValuesChange={changed => clearChanged(form, changed)}
        name="department"
        layout="vertical"
        requiredMark={false}
      >
        <Form.Item name="name" label="院系名称">
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="majors" label="专业（选填）" extra="每行一个：专业代码、空格、专业名称，例如 080901 计算机科学与技术">
          <Input.TextArea rows={8} spellCheck={false} />
        </Form.Item>
      </Form>
      <p className="fault" role="alert">
        {fault}
      </p>
    </Modal>
  );
}
