/** What becomes of the tasks: a bar of all, and the shares in words. */
import type { DesignAnswer } from "../../shared/findings/answer.ts";
import { formatShare } from "../../shared/units/format.ts";

const OUTCOMES = ["delivered", "degraded", "late", "failed", "rejected"] as const;

export function OutcomeBar({ tasks }: { readonly tasks: DesignAnswer["tasks"] }) {
  if (tasks.arrived === 0) return <span>no tasks arrived</span>;
  const shares = OUTCOMES.map((outcome) => ({ outcome, share: tasks[outcome] / tasks.arrived }));
  const words = shares
    .filter(({ share }) => share > 0)
    .map(({ outcome, share }) => `${shareWords(share)} ${outcome}`)
    .join(", ");
  return (
    <div className="outcomes">
      <svg className="outcome-bar" width="100%" height="8" aria-hidden="true">
        {shares.map(({ outcome, share }, at) => {
          const before = shares.slice(0, at).reduce((sum, other) => sum + other.share, 0);
          return (
            <rect
              key={outcome}
              data-outcome={outcome}
              x={`${before * 100}%`}
              width={`${share * 100}%`}
              height="8"
            />
          );
        })}
      </svg>
      <span className="outcome-words">{words}</span>
    </div>
  );
}

/** Two digits, and as many nines as there are. */
const shareWords = (share: number): string =>
  formatShare(share >= 0.1 ? Number(share.toFixed(3)) : Number(share.toPrecision(2)));
