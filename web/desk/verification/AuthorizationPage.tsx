import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link, useParams } from 'wouter';
import { backToList, rememberOpened } from '#web/desk/kit/list/last-list.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { Sections } from '#web/desk/kit/page/Sections.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { lastDay } from './columns.tsx';
import { pathsOf, useKind } from './data/kind.ts';
import { authorizationQuery } from './data/queries.ts';

/** 查询 of 核验列表: what the form says, without the code and the QR. */
export default function AuthorizationPage() {
  const kind = useKind();
  const id = Number(useParams<{ graduate: string }>().graduate);
  const found = useQuery(authorizationQuery(kind, id));
  useEffect(() => {
    rememberOpened(String(id));
  }, [id]);
  const back = <Link {...backToList(pathsOf(kind).authorizations)}>返回列表</Link>;
  return (
    <Loaded query={found} back={back}>
      {({ graduate, title, sections, label, tone, validUntil }) => (
        <>
          <PageHead
            title={`${graduate.name} – ${title}`}
            note={`${graduate.departmentName} · ${graduate.major} · ${graduate.cohort} 届`}
          >
            {back}
          </PageHead>
          <div className="card case-state">
            <StateTag tone={tone} label={label} />
            {validUntil ? <span>有效期至 {lastDay(validUntil)}</span> : null}
            <span className="quiet">核验编号和二维码由毕业生本人持有，不向学校、院系展示。</span>
          </div>
          <Sections sections={sections} />
        </>
      )}
    </Loaded>
  );
}
