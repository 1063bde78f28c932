import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { RegionField } from '#web/desk/kit/forms/RegionField.tsx';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { originQuery } from './queries.ts';

/** What holds for an origin today, by region: asked before one arranges something else. */
export function OfficeOfOrigin() {
  const [region, setRegion] = useState('');
  const id = useId();
  const found = useQuery(originQuery(region));
  return (
    <section className="card">
      <h2>查询适用机构</h2>
      <div className="filters origin">
        <label htmlFor={id}>生源地</label>
        <div className="region-filter">
          <RegionField id={id} placeholder="请选择生源地" anyLevel value={region} onChange={code => setRegion(code ?? '')} />
        </div>
      </div>
      {region === '' ? (
        <p className="quiet">选择生源地，查看今天填入的是哪一家机构。</p>
      ) : (
        <Loaded query={found}>{({ office }) => (office ? <Office office={office} /> : <Nothing />)}</Loaded>
      )}
    </section>
  );
}

const Nothing = () => <p role="status">全国目录和本校都没有适用的机构，由毕业生自行填写。</p>;

interface Found {
  readonly served: string;
  readonly name: string;
  readonly region: string;
  readonly address: string;
  readonly postcode: string | null;
  readonly contact: string | null;
  readonly phone: string | null;
  readonly own: boolean;
}

function Office({ office: { served, name, region, address, own, ...more } }: { readonly office: Found }) {
  const rows = [
    ['来源', own ? `本校对${served}的指定` : `全国目录（负责${served}）`],
    ['机构名称', name],
    ['地址', `${region}${address}`],
    ['邮编', more.postcode],
    ['联系人', more.contact],
    ['联系电话', more.phone],
  ] as const;
  return (
    <dl className="rows">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value ?? '--'}</dd>
        </div>
      ))}
    </dl>
  );
}
