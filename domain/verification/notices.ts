/** What form and public check say beside the content. */
import type { TransferKind } from '../transfers/kinds.ts';

/** Where archives go: 国办发〔2022〕13号. Hukou has no such rule of the whole country. */
export const goesTo: Readonly<Record<TransferKind, string | null>> = {
  archive:
    '《国务院办公厅关于进一步做好高校毕业生等青年就业创业工作的通知》（国办发〔2022〕13号）要求：到机关、国有企事业单位就业或定向招生就业的，档案转递至就业单位或定向单位；到非公单位就业的，转递至就业地或户籍地公共就业人才服务机构；暂未就业的，转递至户籍地公共就业人才服务机构。',
  hukou: null,
};
export const asReported = '以上为毕业生离校时登记的信息；如有疑问，请向毕业生本人核实。';
