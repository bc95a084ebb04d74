/** What the chart says at one place, a design at a time. */
import { LineSample } from "../ui/line-sample.tsx";

export interface ReadOutItem {
  readonly design: string;
  readonly order: number;
  readonly value: string;
  readonly spread: string;
}

export function ReadOut({ at, items }: { readonly at: string; readonly items: readonly ReadOutItem[] }) {
  return (
    <>
      <span className="readout-at">{at}</span>
      {items.map((item) => (
        <span key={item.design} className="readout-item">
          <LineSample order={item.order} /> {item.design} <strong>{item.value}</strong>{" "}
          <span className="readout-spread">{item.spread}</span>
        </span>
      ))}
    </>
  );
}
