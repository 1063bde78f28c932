import type { UseQueryResult } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { sentenceFor } from '../api/api.ts';
import { Failure } from './Failure.tsx';
import { PageSkeleton } from './skeletons.tsx';

interface Props<Data> {
  readonly query: UseQueryResult<Data>;
  readonly children: (data: Data) => ReactNode;
  readonly skeleton?: ReactNode;
  readonly back?: ReactNode;
}

/** A query's states on the page: skeleton, failure, data; and data that could not be refreshed, which says so. */
export function Loaded<Data>({ query, children, skeleton, back }: Props<Data>) {
  const retry = () => void query.refetch();
  if (query.data !== undefined)
    return (
      <>
        {query.isError ? (
          <Alert
            type="warning"
            showIcon
            className="stale"
            title={`以下内容可能不是最新：${sentenceFor(query.error)}`}
            action={
              <Button size="small" onClick={retry}>
                重试
              </Button>
            }
          />
        ) : null}
        {children(query.data)}
      </>
    );
  if (query.isError) return <Failure error={query.error} retry={retry} {...(back ? { back } : {})} />;
  return skeleton ?? <PageSkeleton />;
}
