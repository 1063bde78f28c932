import { type TransferKind, transferDetails } from '#domain/transfers/kinds.ts';
import { exactTime } from '#web/common/format.ts';
import { ToneTag } from '#web/common/ToneTag.tsx';
import type { Transfer } from './use-transfer.ts';

interface Props {
  readonly kind: TransferKind;
  readonly record: Transfer['record'];
}

const module = '毕业去向登记与网签';

/** What to do about the state, where there is something to do or to know. */
function Words({ kind, record }: Props) {
  const { title, module: own } = transferDetails[kind];
  if (record.state === 'lapsed')
    return (
      <p className="notice notice-slim tone-refused">
        学校已将您从学生名单中删除，登记的{title}已失效，不再使用。学校重新上传基本信息后，需重新登记。
      </p>
    );
  if (record.note)
    return (
      <div className="notice notice-slim tone-waiting">
        <p className="notice-title">{record.note}</p>
        <p>这项信息随已解除的去向登记，目前仍保留。有变动的，请点「{title}修改」；无变动的，可联系学校老师核对确认。</p>
      </div>
    );
  if (record.state === 'reviewing') return <p className="soft">登记申请正在审核，通过后显示在这里。</p>;
  if (record.state === 'unregistered')
    return (
      <p className="soft">
        在「{module}」中填写的{title}，审核通过后会自动登记到这里，无需再办{own}。
      </p>
    );
  return null;
}

/** 档案信息 or 户口信息: its state, what is recorded, where it came from. */
export function RecordCard(props: Props) {
  const { record, kind } = props;
  const { label, tone, tags, section, source, updatedAt, state } = record;
  return (
    <section className="card stack" aria-labelledby="record">
      <div className="case-card-head">
        <h2 className="card-title" id="record">
          {transferDetails[kind].title}
        </h2>
        <p className="record-state">
          <ToneTag tone={tone} label={label} />
          {tags.map(tag => (
            <ToneTag key={tag} tone="review" label={tag} />
          ))}
        </p>
      </div>
      <Words {...props} />
      {section && (
        <dl className="rows">
          {section.rows.map(({ key, label: name, value }) => (
            <div className="row" key={key}>
              <dt>{name}</dt>
              <dd>{value || '--'}</dd>
            </div>
          ))}
        </dl>
      )}
      {section && source && (
        <p className="note">
          来源：{source}
          {updatedAt && (
            <>
              ，<time dateTime={updatedAt}>{exactTime(updatedAt)}</time>
            </>
          )}
        </p>
      )}
      {state === 'registered' && tags.length === 0 && !record.note && (
        <p className="note">如有变动，可点「{transferDetails[kind].title}修改」申请修改，或联系学校老师修改。</p>
      )}
    </section>
  );
}
