import type { CasePage } from '#contract/routes/cases.ts';
import { findEntry } from '#domain/codes/code-table.ts';
import { destinationTypes } from '#domain/codes/destination-types.ts';
import { correctionItem, itemsCarriedOver } from '#domain/rules/case-files.ts';
import { CaseFilesField } from '#web/desk/kit/case/CaseFilesField.tsx';

interface Props {
  readonly page: CasePage;
  readonly type: string;
  readonly fault: string | undefined;
  readonly onBusy: (busy: boolean) => void;
}

/** What the corrected type has to be proved with. What the graduate gave under the same name counts already. */
export function ProofOfType({ page, type, fault, onBusy }: Props) {
  const evidence = findEntry(destinationTypes, type)?.evidence;
  if (!evidence || evidence.mode === 'none') return null;
  const carried = itemsCarriedOver(page.destinationType, type);
  const isThere = (item: number): boolean =>
    carried.some(({ from, to }) => to === item && page.files.some(file => file.purpose === 'evidence' && file.item === from));
  return (
    <section aria-label="更正后类型的证明材料">
      <p className="note">
        更正后类型的证明材料{evidence.mode === 'anyOf' && evidence.items.length > 1 ? '，以下任选其一' : ''}
        ，会注明由学校补充；原有材料保留。
      </p>
      {fault ? (
        <p className="fault" role="alert">
          {fault}
        </p>
      ) : null}
      {evidence.items.map(({ name, required }, item) => (
        <div key={name} className="above">
          <h3>
            {name}
            {required ? '' : '（选传）'}
          </h3>
          {isThere(item) ? (
            <p className="quiet">登记时已提交，继续有效。</p>
          ) : (
            <CaseFilesField
              page={page}
              purpose="correction"
              item={correctionItem(type, item)}
              label={`选择${name}，或拖到此处`}
              hint="图片或 PDF，最大 20 MB"
              onBusy={onBusy}
            />
          )}
        </div>
      ))}
    </section>
  );
}
