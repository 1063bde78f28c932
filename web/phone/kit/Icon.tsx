/** Line icons of one weight; always beside a word or with a label of the control that holds them. */
const shapes = {
  signpost: 'M12 3v18M12 5h6l2.500 2.500L18 10h-6M12 12H6l-2.500 2.500L6 17h6',
  back: 'M15 5l-7 7 7 7',
  onward: 'M9 5l7 7-7 7',
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6L6 18',
  envelope: 'M4 6h16v12H4zM4 7l8 6 8-6',
  clock: 'M12 3a9 9 0 100 18 9 9 0 000-18zM12 7v5l3 2',
  lock: 'M6 11h12v9H6zM9 11V8a3 3 0 016 0v3',
  paper: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
  download: 'M12 4v11m-4.500-4.500L12 15l4.500-4.500M5 20h14',
  flag: 'M6 21V4h11l-2 4 2 4H6',
  person: 'M12 4a4 4 0 100 8 4 4 0 000-8zM5 20c1-4 4-5.500 7-5.500s6 1.500 7 5.500',
  leave: 'M14 4H6v16h8M11 12h9m-3.500-3.500L20 12l-3.500 3.500',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
} as const;
export type IconName = keyof typeof shapes;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={shapes[name]} />
    </svg>
  );
}
