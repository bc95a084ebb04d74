/** Line icons on a 16-pixel grid, drawn in the colour of their text. */
const PATHS = {
  undo: "M6.5 3.5L3 7l3.5 3.5M3.5 7H9a3.5 3.5 0 0 1 0 7H7",
  redo: "M9.5 3.5L13 7l-3.5 3.5M12.5 7H7a3.5 3.5 0 0 0 0 7h2",
  system: "M2.5 3h11v8h-11zM6 13.5h4M8 11v2.5",
  light:
    "M8 5.2a2.8 2.8 0 1 1 0 5.6a2.8 2.8 0 0 1 0-5.6M8 1.2v1.6M8 13.2v1.6M1.2 8h1.6M13.2 8h1.6M3.2 3.2l1.1 1.1M11.7 11.7l1.1 1.1M12.8 3.2l-1.1 1.1M4.3 11.7l-1.1 1.1",
  dark: "M13.2 9.6A5.8 5.8 0 0 1 6.4 2.8a5.8 5.8 0 1 0 6.8 6.8z",
  stop: "M4.5 4.5h7v7h-7z",
  again: "M12.8 8a4.8 4.8 0 1 1-1.5-3.5M12.8 2v3h-3",
  close: "M4 4l8 8M12 4l-8 8",
  chevron: "M6 4l4 4-4 4",
  search: "M7 2.8a4.2 4.2 0 1 1 0 8.4a4.2 4.2 0 0 1 0-8.4M10.2 10.2L13.5 13.5",
  table: "M2.5 3.5h11v9h-11zM2.5 6.5h11M2.5 9.5h11M6.5 3.5v9",
  share: "M8 2.2v7.6M5 6.9L8 9.9l3-3M3 10.8v2.7h10v-2.7",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
