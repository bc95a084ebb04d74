/** The ranking that the first view shows: kept while somebody is at it, renewed when they say so. */
import { useRef, useState } from "react";
import { useDocument } from "../use-session.ts";
import { useStudy } from "../use-study.ts";
import { type Ranking, rankingOf } from "./deciding.ts";
import { chosenDesign } from "./essentials.ts";

export interface ShownRanking {
  readonly ranking: Ranking | undefined;
  /** There is a newer one with another order, which waits to be asked for. */
  readonly newer: boolean;
  readonly renew: () => void;
  /** Somebody is at the panel: from now on nothing moves by itself. */
  readonly touch: () => void;
}

export function useDeciding(): ShownRanking {
  const opening = useDocument((state) => state.opening);
  const design = useDocument((state) => chosenDesign(state.scenario === undefined ? {} : state.value));
  const study = useStudy(design === undefined ? undefined : { name: "sensitivity", design });
  const found = study?.status === "done" && study.answer !== undefined ? rankingOf(study.answer) : undefined;
  const [shown, setShown] = useState<{ readonly opening: number; readonly ranking: Ranking }>();
  const touched = useRef<number>(undefined);
  const current = shown?.opening === opening ? shown.ranking : undefined;
  const differs = found !== undefined && found.deciding.length > 0 && orderOf(found) !== orderOf(current);
  if (differs && touched.current !== opening && current === undefined) setShown({ opening, ranking: found });
  return {
    ranking: current,
    newer: differs && (current !== undefined || touched.current === opening),
    renew: () => (found === undefined ? undefined : setShown({ opening, ranking: found })),
    touch: () => {
      touched.current = opening;
    },
  };
}

const orderOf = (ranking: Ranking | undefined): string =>
  (ranking?.deciding ?? [])
    .slice(0, 6)
    .map(({ path }) => path)
    .join("\n");
