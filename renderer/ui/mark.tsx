/** The Plimsoll mark: a circle with the load line through it. */
export function Mark({ size }: { readonly size: number }) {
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <circle cx="16" cy="16" r="9.5" fill="none" stroke="currentColor" strokeWidth="2.6" />
      <path d="M1 16H31" stroke="currentColor" strokeWidth="2.6" />
    </svg>
  );
}
