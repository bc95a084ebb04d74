import type { StartRun } from "../store/run-store.ts";
export const startLiveRun: StartRun = () => ({ cancel: () => {} });
