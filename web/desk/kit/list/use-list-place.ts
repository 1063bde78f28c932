import { useEffect } from 'react';
import { lastOpened, rememberList } from './last-list.ts';
import type { ListUrl } from './use-list-url.ts';
import { useReturn } from './use-return.ts';
import { useRowKeys } from './use-row-keys.ts';

/** 返回列表 leads back to this list and to the row that was opened; J and K walk through the rows. */
export function useListPlace(path: string, { params, trail }: ListUrl, isThere: boolean): void {
  useEffect(() => {
    rememberList(path, params, trail);
  }, [path, params, trail]);
  useRowKeys(lastOpened());
  useReturn(isThere);
}
