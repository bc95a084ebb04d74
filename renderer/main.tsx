/** Starts the app on the example scenario. */
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/frame.css";
import "./styles/controls.css";
import "./styles/assumptions.css";
import "./styles/assumption-dialogs.css";
import "./styles/rooms.css";
import "./styles/load-line.css";
import "./styles/compare.css";
import "./styles/overlays.css";
import "./styles/overview.css";
import "./styles/readiness.css";
import "./styles/print.css";
import "./styles/matters.css";
import "./styles/latency.css";
import "./styles/day.css";
import { createRoot } from "react-dom/client";
import example from "../scenarios/support-assistant.json?raw";
import { parseScenario } from "../shared/scenario/parse.ts";
import { App } from "./app.tsx";
import { createBrowserHost } from "./host/browser-host.ts";
import { createBrowserShelf } from "./host/browser-shelf.ts";
import { createDesktopHost } from "./host/desktop-host.ts";
import { showAroundOnce } from "./start/first-start.ts";
import { createSession } from "./store/session.ts";
import { startLiveRun } from "./workers/live-run.ts";

const root = document.getElementById("app");
if (root === null) throw new Error("The page has no place for the app.");

/** Settings may be forbidden here (a private window); the app works without them. */
function keptSettings(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}

const session = createSession({
  host:
    window.plimsoll === undefined
      ? createBrowserHost()
      : createDesktopHost(window.plimsoll, createBrowserShelf()),
  read: parseScenario,
  startRun: startLiveRun,
  keep: keptSettings(),
});
session.document.getState().load(example, undefined, undefined);
showAroundOnce(session.overlay, keptSettings());
createRoot(root).render(<App session={session} />);
