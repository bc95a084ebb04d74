/** A short way through the window: a frame around what is spoken of, and a card that never stands in the way. */
import { type CSSProperties, useEffect, useLayoutEffect, useState } from "react";
import { Button } from "react-aria-components";
import { onMac } from "../on-mac.ts";
import { commandNamed, keysText } from "../store/commands.ts";
import { Icon } from "../ui/icons.tsx";
import { useOverlay, useView } from "../use-session.ts";
import { type TourStep, tourSteps } from "./tour-steps.ts";

export function Tour() {
  const at = useOverlay((overlay) => overlay.tourStep);
  const steps = tourSteps(keysText(commandNamed("palette")?.keys ?? "", onMac()));
  const step = at === undefined ? undefined : steps[at];
  if (at === undefined || step === undefined) return null;
  return <TourCard step={step} at={at} count={steps.length} />;
}

interface TourCardProps {
  readonly step: TourStep;
  readonly at: number;
  readonly count: number;
}

function TourCard({ step, at, count }: TourCardProps) {
  const go = useOverlay((overlay) => overlay.tour);
  const setView = useView((view) => view.set);
  const place = usePlace(step);
  useEffect(() => {
    if (step.room !== undefined) setView({ room: step.room });
  }, [step, setView]);
  const last = at === count - 1;
  return (
    <>
      {place !== undefined && <div className="tour-frame" style={place} aria-hidden="true" />}
      <section
        className="tour"
        aria-label="Tour"
        data-side={step.about.includes(".assumptions") ? "right" : "left"}
      >
        <div role="status">
          <h2 className="dialog-title">{step.title}</h2>
          <p>{step.text}</p>
        </div>
        <div className="tour-foot">
          <span className="tour-count">
            {at + 1} of {count}
          </span>
          {at > 0 && (
            <Button className="quiet-button" onPress={() => go(at - 1)}>
              Back
            </Button>
          )}
          <Button className="button" data-strong="true" onPress={() => go(last ? undefined : at + 1)}>
            {last ? "Done" : "Next"}
          </Button>
        </div>
        <Button className="icon-button tour-close" aria-label="Skip the tour" onPress={() => go(undefined)}>
          <Icon name="close" />
        </Button>
      </section>
    </>
  );
}

/** Air between what is spoken of and its frame. */
const AIR = 4;

/** Where the thing is, followed while the window changes. */
function usePlace({ about }: TourStep): CSSProperties | undefined {
  const [place, setPlace] = useState<CSSProperties>();
  useLayoutEffect(() => {
    let seen = "";
    const measure = (): void => {
      const found = about.map((each) => document.querySelector(each)).find((each) => each !== null);
      const box = found?.getBoundingClientRect();
      const text = box === undefined ? "" : `${box.x} ${box.y} ${box.width} ${box.height}`;
      if (text === seen) return;
      seen = text;
      setPlace(box === undefined ? undefined : framed(box));
    };
    measure();
    const timer = setInterval(measure, 200);
    return () => clearInterval(timer);
  }, [about]);
  return place;
}

/** The frame of a box, cut where the window ends. */
function framed(box: DOMRect): CSSProperties {
  const left = Math.max(2, box.left - AIR);
  const top = Math.max(2, box.top - AIR);
  const right = Math.min(window.innerWidth - 2, box.right + AIR);
  const bottom = Math.min(window.innerHeight - 2, box.bottom + AIR);
  return { left, top, width: right - left, height: bottom - top };
}
