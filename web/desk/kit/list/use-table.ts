import { type OptionalColumn, shownOf, widthOf } from './optional-columns.tsx';
import type { ListUrl } from './use-list-url.ts';
import { useTableChoice } from './use-table-choice.ts';

/** The columns of a list that this person has chosen, and the rows per page. `name` is what they are kept under. */
export function useTable<Row>(name: string, columns: readonly OptionalColumn<Row>[], url: ListUrl) {
  const { columns: chosen, size, choose } = useTableChoice(name);
  const shown = shownOf(columns, chosen);
  return {
    shown,
    minWidth: widthOf(shown),
    size,
    onSize: (size: number) => {
      url.filter('cursor', undefined);
      choose({ size });
    },
    /** For `ColumnChoice`. */
    choice: {
      columns: columns.filter(({ isFixed }) => !isFixed),
      chosen: shown.map(({ key }) => key),
      onChoose: (columns: readonly string[] | undefined) => choose({ columns }),
    },
  };
}
export type Table<Row> = ReturnType<typeof useTable<Row>>;
