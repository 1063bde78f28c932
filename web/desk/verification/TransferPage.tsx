import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link, useParams } from 'wouter';
import { Code } from '#web/common/SectionRows.tsx';
import { addressOf } from '#web/desk/kit/api/api.ts';
import { backToList, rememberOpened } from '#web/desk/kit/list/last-list.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { Sections } from '#web/desk/kit/page/Sections.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { lastDay } from './columns.tsx';
import { pathsOf, useKind } from './data/kind.ts';
import { transferQuery } from './data/queries.ts';

/** 查询 of 转递列表: the form with its code, on screen and as a signed PDF. */
export default function TransferPage() {
  const kind = useKind();
  const id = Number(useParams<{ graduate: string }>().graduate);
  const found = useQuery(transferQuery(kind, id));
  useEffect(() => {
    rememberOpened(String(id));
  }, [id]);
  const back = <Link {...backToList(pathsOf(kind).transfers)}>返回列表</Link>;
  return (
    <Loaded query={found} back={back}>
      {({ graduate, title, sections, label, tone, code, formNumber, issuedAt, validUntil }) => (
        <>
          <PageHead
            title={`${graduate.name} – ${title}`}
            note={`${graduate.departmentName} · ${graduate.major} · ${graduate.cohort} 届`}
          >
            {code ? (
              <a
                href={addressOf('GET /api/verification/{kind}/transfer-codes/{graduate}/form', { kind, graduate: id })}
                download
                className="button-link main"
              >
                <DownloadOutlined aria-hidden /> 下载 PDF
              </a>
            ) : null}
            {back}
          </PageHead>
          <div className="card case-state">
            <StateTag tone={tone} label={label} />
            {code ? (
              <>
                <span>
                  转递编号 <Code text={code} />
                </span>
                <span className="quiet">
                  表号 <span className="code">{formNumber}</span>
                </span>
                {issuedAt ? (
                  <span className="quiet">
                    生成于 <Moment at={issuedAt} exact />
                  </span>
                ) : null}
                {validUntil ? <span className="quiet">有效期至 {lastDay(validUntil)}</span> : null}
              </>
            ) : (
              <span>没有有效的转递编号，以下为预览。请返回列表生成转递编号后下载。</span>
            )}
          </div>
          <Sections sections={sections} />
        </>
      )}
    </Loaded>
  );
}
