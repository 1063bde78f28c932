import type { FoundReceiver } from '#contract/routes/receivers.ts';
import type { OfficeSearch } from '#web/common/receivers/use-office-search.ts';

export const keyOf = ({ servedRegionCode, name }: FoundReceiver): string => `${servedRegionCode} ${name}`;

interface Props {
  readonly id: string;
  readonly label: string;
  readonly search: OfficeSearch;
  /** The one to which the keys have led; -1 for none. */
  readonly at: number;
  readonly onChoose: (office: FoundReceiver) => void;
  readonly onClose: () => void;
}

const said = ({ rows, isWaiting, isCut, isUnanswered }: OfficeSearch): string => {
  if (isUnanswered) return '暂时无法查找，可以直接填写。';
  if (isWaiting) return '正在查找…';
  if (rows.length === 0) return '目录中没有找到，可以直接填写。';
  return isCut ? `只列出前 ${rows.length} 个，请把名称写得更完整。` : `找到 ${rows.length} 个机构，选中后填入地址和联系方式。`;
};

/** What the directory has for what is typed, under the field. The field keeps the focus all the while. */
export function FoundOffices({ id, label, search, at, onChoose, onClose }: Props) {
  const { rows, isAsking } = search;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a press on it takes nothing from the field
    <div className={isAsking ? 'offices' : undefined} onMouseDown={event => event.preventDefault()}>
      <div className="offices-head">
        <p className="note" role="status">
          {isAsking && said(search)}
        </p>
        {isAsking && (
          <button type="button" className="button button-small" tabIndex={-1} onClick={onClose}>
            收起
          </button>
        )}
      </div>
      <div
        id={id}
        className="office-list"
        role="listbox"
        aria-label={`${label}：档案接收机构`}
        hidden={!isAsking || rows.length === 0}
      >
        {rows.map((office, place) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
          <div
            key={keyOf(office)}
            id={`${id}-${place}`}
            role="option"
            tabIndex={-1}
            aria-selected={place === at}
            className="office"
            onClick={() => onChoose(office)}
          >
            <span>{office.name}</span>
            <span className="note">
              {office.region}
              {office.address}
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}
