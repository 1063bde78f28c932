import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { call, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { caseQuery } from '#web/desk/kit/case/case-query.ts';

interface Props {
  readonly caseRef: string;
  readonly version: number;
  readonly graduateName: string;
  readonly small?: boolean;
}

/** 撤回邀请, asked once more: it ends the invitation. */
export function RecallButton({ caseRef, version, graduateName, small = false }: Props) {
  const { modal, message } = App.useApp();
  const queryClient = useQueryClient();
  const press = usePress();

  const recall = async () => {
    try {
      const after = await press(`${caseRef} ${version}`, key =>
        call('POST /api/cases/{ref}/actions/{action}', {
          params: { ref: caseRef, action: 'recall' },
          body: { version, input: {} },
          key,
        }),
      );
      queryClient.setQueryData(caseQuery(caseRef).queryKey, after);
      message.success(`已撤回对${graduateName}的邀请`);
    } catch (error) {
      message.warning(sentenceFor(error), 8);
      void queryClient.invalidateQueries({ queryKey: caseQuery(caseRef).queryKey });
    }
    void queryClient.invalidateQueries({ queryKey: ['employer-cases'] });
  };
  return (
    <Button
      danger
      size={small ? 'small' : 'medium'}
      onClick={() =>
        void modal.confirm({
          title: `撤回对${graduateName}的签约邀请？`,
          content: '撤回后毕业生不能再应约；可以重新发起邀请。',
          okText: '撤回邀请',
          onOk: recall,
        })
      }
    >
      {small ? '撤回' : '撤回邀请'}
    </Button>
  );
}
