/** The rooms, in the order of their tabs. */
import type { ReactNode } from "react";
import type { Answered } from "./answered.ts";
import { CompareRoom } from "./compare.tsx";
import { CostRoom } from "./cost.tsx";
import { DayRoom } from "./day.tsx";
import { LatencyRoom } from "./latency.tsx";
import { LoadLineRoom } from "./load-line.tsx";
import { OverviewRoom } from "./overview.tsx";
import { ReadinessRoom } from "./readiness.tsx";
import { AssumptionsRoom } from "./sensitivity.tsx";

export interface Room {
  readonly id: string;
  readonly label: string;
  /** What it answers. */
  readonly question: string;
  readonly Content: (props: { readonly answered: Answered }) => ReactNode;
}

export const ROOMS: readonly Room[] = [
  { id: "overview", label: "Overview", question: "Do we ship?", Content: OverviewRoom },
  { id: "latency", label: "Latency", question: "How slow is the tail, and why?", Content: LatencyRoom },
  { id: "cost", label: "Cost", question: "What does a unit cost, and why?", Content: CostRoom },
  { id: "day", label: "Day", question: "What happens at the peak?", Content: DayRoom },
  { id: "compare", label: "Compare", question: "Which design?", Content: CompareRoom },
  { id: "load", label: "Load line", question: "How much more can it carry?", Content: LoadLineRoom },
  { id: "assumptions", label: "What matters", question: "Which one matters?", Content: AssumptionsRoom },
  { id: "readiness", label: "Readiness", question: "Go or no-go?", Content: ReadinessRoom },
];
