import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import { call, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { countWords } from '#web/desk/kit/page/count-words.ts';

/** 恢复, and 恢复网签数据: each says what came of it, and every page that shows the graduate looks again. */
export function useRestore() {
  const [busy, setBusy] = useState(false);
  const queryClient = useQueryClient();
  const { message, notification } = App.useApp();
  const press = usePress();

  async function run(name: string, work: () => Promise<string>): Promise<boolean> {
    setBusy(true);
    try {
      message.success(await work());
      return true;
    } catch (error) {
      notification.warning({ title: `${name}：没有办理成功`, description: sentenceFor(error), duration: 12 });
      return false;
    } finally {
      setBusy(false);
      for (const key of ['graduates', 'graduate', 'imports', 'desk-home', 'desk-cases', 'case'])
        void queryClient.invalidateQueries({ queryKey: [key] });
    }
  }
  return {
    busy,
    restore: (ids: readonly number[], name: string) =>
      run(name, async () => {
        const body = { ids: [...ids] };
        const { restored } = await press(JSON.stringify(body), key => call('POST /api/graduates/restorations', { body, key }));
        return `已恢复 ${countWords(restored)} 人，签约和去向登记恢复原来的状态`;
      }),
    report: (id: number, name: string) =>
      run(name, async () => {
        const { reported } = await press(`report ${id}`, key => call('POST /api/graduates/{id}/report', { params: { id }, key }));
        return reported ? `${name}：毕业去向已重新报送` : `${name}：没有需要报送的毕业去向`;
      }),
  };
}
