import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import { sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';

interface Named {
  readonly ref: string;
  readonly graduateName: string;
}
const namesShown = 8;

/** The same act for several rows, one request after the other, each with an outcome of its own; what fails is named with its reason. */
export function useMany<Row extends Named>() {
  const [progress, setProgress] = useState<{ readonly done: number; readonly of: number }>();
  const { notification } = App.useApp();
  const queryClient = useQueryClient();
  const press = usePress();

  const run = async (title: string, rows: readonly Row[], send: (row: Row, key: string) => Promise<unknown>) => {
    const failed: string[] = [];
    for (const [done, row] of rows.entries()) {
      setProgress({ done, of: rows.length });
      try {
        await press([title, row.ref], key => send(row, key));
      } catch (error) {
        failed.push(`${row.graduateName}：${sentenceFor(error)}`);
      }
    }
    setProgress(undefined);
    for (const key of ['employer-cases', 'employer-home']) void queryClient.invalidateQueries({ queryKey: [key] });
    const success = rows.length - failed.length;
    if (failed.length === 0) return notification.success({ title: `${title}：${success} 份已办理` });
    notification.warning({
      title: `${title}：成功 ${success} 份，未成功 ${failed.length} 份`,
      duration: 0,
      description: (
        <>
          {failed.slice(0, namesShown).map(line => (
            <p key={line}>{line}</p>
          ))}
          {failed.length > namesShown ? <p>另有 {failed.length - namesShown} 份，请刷新列表后逐份查看。</p> : null}
        </>
      ),
    });
  };
  return { progress, run };
}
