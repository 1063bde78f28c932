import type { CodeTable } from '../codes/code-table.ts';

export type FieldKind = 'text' | 'textarea' | 'code' | 'region' | 'phone' | 'email' | 'date' | 'month' | 'choice';

/** What a text must look like beyond what its kind says. */
export type FieldFormat = 'uscc' | 'landline' | 'mobile' | 'postcode' | 'amount' | 'pay' | 'count' | 'web-address';

/** The parts of a graduate's reported record. */
export type PartCode = 'destination' | 'archive' | 'hukou';

export interface ReportedAs {
  readonly part: PartCode;
  /** The field's name in the reported record. Outside registries know it: it stays when a key or a label changes. */
  readonly code: string;
  /** The field's label inside its part, where the form's own label is longer. Fields with one label are read as one line. */
  readonly label?: string;
}

/** One field of a form, with all that pages, checks, sheets, documents and the reported record have to know about it. */
export interface Field {
  readonly key: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly format?: FieldFormat;
  /** What a field of kind `code` or `choice` chooses from. */
  readonly codeTable?: CodeTable;
  /** A block that a form leaves out or leaves free asks nothing; begun, it asks for its required fields. */
  readonly required: boolean;
  readonly hint: string;
  /** In characters. */
  readonly maxLength: number;
  /** The value comes from the roster; nobody types it. */
  readonly fixed?: true;
  /** A change undoes the graduate's confirmation: employer or school, place of work, job category, archive, hukou. */
  readonly important?: true;
  /** The school may correct the field of a record in force. What the parties agreed changes by termination and a new signing. */
  readonly correctable?: true;
  /** Missing where the field is not reported. */
  readonly reportedAs?: ReportedAs;
}

/** A field of a form that has several headings. */
export interface FormField extends Field {
  readonly group: string;
}
