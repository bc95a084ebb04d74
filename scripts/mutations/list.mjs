/**
 * Deliberate faults of the engine. Each is one replacement in one file, whose text must stand there exactly once, and
 * the test that notices it.
 *
 * @typedef {object} Mutation
 * @property {string} fault what is wrong with the engine then
 * @property {string} file of `shared/simulate`
 * @property {string} from
 * @property {string} to
 * @property {readonly [file: string, title: string]} test that fails; the file below `test`
 */

const BY_HAND = "shared/simulate/by-hand";

/** @type {readonly Mutation[]} */
export const MUTATIONS = [
  {
    fault: "a line is served last come, first",
    file: "line.ts",
    from: "const record = this.head;",
    to: "const record = this.last;",
    test: [`${BY_HAND}/lines.test.ts`, "at the model, when attempts may leave the line for their timeouts"],
  },
  {
    fault: "a slot of the model that comes free is not given on",
    file: "model-service.ts",
    from: "provider.busy--;\n    this.serveLine(provider);",
    to: "provider.busy--;",
    test: [
      "laws/inside.test.ts",
      "no slot, worker or quota is idle while somebody who may have it waits for it",
    ],
  },
  {
    fault: "quota that comes back at the end of an attempt is not given on",
    file: "attempt-flow.ts",
    from: "if (provider.quotaLine.length > 0) this.gate.serveLine(provider);",
    to: "",
    test: [
      "laws/inside.test.ts",
      "no slot, worker or quota is idle while somebody who may have it waits for it",
    ],
  },
  {
    fault: "an attempt in line at the model has no timeout",
    file: "model-service.ts",
    from: "if (this.timeout === Number.POSITIVE_INFINITY) records.data[record + R_STATE] = IN_MODEL_LINE;",
    to: "if (this.timeout > 0) records.data[record + R_STATE] = IN_MODEL_LINE;",
    test: ["laws/inside.test.ts", "no event comes before its cause"],
  },
  {
    fault: "who waits for quota may be overtaken",
    file: "quota-gate.ts",
    from: "if (quotaLine.length === 0 && quota.admits()) {",
    to: "if (quota.admits()) {",
    test: [
      `${BY_HAND}/lines.test.ts`,
      "for quota, though one behind could be let in at once: a large need at the head blocks the smaller ones",
    ],
  },
  {
    fault: "a refund is forgotten: what was reserved and not used does not come back",
    file: "provider.ts",
    from: "output = produced - reserve;",
    to: "output = Math.max(0, produced - reserve);",
    test: [`${BY_HAND}/quota.test.ts`, "what settles after a timeout is the reserve less what was produced"],
  },
  {
    fault: "a retry is unbilled: what a timed-out attempt had written is free",
    file: "model-service.ts",
    from: "this.wastes(record, task, provider, generated);",
    to: "",
    test: [
      `${BY_HAND}/failures.test.ts`,
      "that stops is billed for its input and the whole tokens it had generated",
    ],
  },
  {
    fault: "an attempt that runs on is billed as if it had stopped",
    file: "model-service.ts",
    from: "this.wastes(record, task, provider, data[record + A_TOKENS]!);",
    to: "this.wastes(record, task, provider, 0);",
    test: [
      `${BY_HAND}/failures.test.ts`,
      "that runs on is billed in full, and holds its slot at the model to its end",
    ],
  },
  {
    fault: "an attempt that runs on holds no slot",
    file: "model-service.ts",
    from: "data[unheard + A_TASK] = -1;",
    to: "data[unheard + A_TASK] = -1;\n    this.freeSlot(provider);\n    provider.busy++;",
    test: [
      "laws/inside.test.ts",
      "what is held is held by somebody, and every task that arrived is somewhere",
    ],
  },
  {
    fault: "a timeout counts from the slot, not from sending",
    file: "model-service.ts",
    from: "const givenUpAt = data[record + A_SENT_AT]! + this.timeout;",
    to: "const givenUpAt = now + this.timeout;",
    test: [`${BY_HAND}/failures.test.ts`, "counts from sending, the wait at the model included"],
  },
  {
    fault: "the slot of a hedge's winner goes to the loser",
    file: "model-service.ts",
    from: "if (!failed) this.giveUpOther(record, task, provider);\n    this.freeSlot(provider);",
    to: "this.freeSlot(provider);\n    if (!failed) this.giveUpOther(record, task, provider);",
    test: [
      `${BY_HAND}/hedges.test.ts`,
      "still in line at the model leaves it unbilled, before the winner's slot is free; its wait counts, but is no part of the task's time",
    ],
  },
  {
    fault: "a try has failed although its hedge is still under way",
    file: "model-service.ts",
    from: "if (alone) this.listener.failed(task);",
    to: "this.listener.failed(task);",
    test: [
      `${BY_HAND}/hedges.test.ts`,
      "fails alone: the other goes on, and the try has failed only when both have",
    ],
  },
  {
    fault: "an attempt that is given up for its hedge's answer is a failure to the breaker",
    file: "model-service.ts",
    from: "if ((data[other + A_FLAGS]! & PROBES) !== 0) provider.breaker.ends(clock[0]!, false, true);",
    to: "provider.breaker.ends(clock[0]!, true, false);",
    test: [`${BY_HAND}/hedges.test.ts`, "one that is given up for the other's answer does not"],
  },
  {
    fault: "a hedge takes nothing of the quota",
    file: "quota-gate.ts",
    from: "else if (provider.limited) provider.quota.charge();",
    to: "",
    test: [`${BY_HAND}/lines.test.ts`, "takes its request from the quota"],
  },
  {
    fault: "a hedge needs no slot of the design",
    file: "design-slots.ts",
    from: "if (this.taken) return false;\n    this.take(task);\n    return true;",
    to: "this.take(task);\n    return true;",
    test: [
      `${BY_HAND}/hedges.test.ts`,
      "takes a slot of the design of its own, and is not sent if none is free",
    ],
  },
  {
    fault: "a slot of the design is held through the backoff after a 429",
    file: "attempt-flow.ts",
    from: "this.slots.release(task);\n      this.failedTry(",
    to: "this.failedTry(",
    test: [`${BY_HAND}/lines.test.ts`, "is given back while a 429 is waited out"],
  },
  {
    fault: "a 429 is heard at once",
    file: "quota-gate.ts",
    from: "HEARS_REJECTION, this.run.clock[0]! + provider.terms.rejectSeconds",
    to: "HEARS_REJECTION, this.run.clock[0]!",
    test: [
      `${BY_HAND}/quota.test.ts`,
      "is heard after rejectSeconds; the next try waits at least until the quota could admit it",
    ],
  },
  {
    fault: "Retry-After is not honoured",
    file: "attempt-flow.ts",
    from: "retry.honoursRetryAfter && retryAfter > drawn ? retryAfter : drawn",
    to: "drawn",
    test: [
      `${BY_HAND}/quota.test.ts`,
      "is heard after rejectSeconds; the next try waits at least until the quota could admit it",
    ],
  },
  {
    fault: "the backoff does not double",
    file: "attempt-flow.ts",
    from: "retry.firstDelay * 2 ** (tries - 1)",
    to: "retry.firstDelay",
    test: [`${BY_HAND}/quota.test.ts`, "the backoff doubles up to its longest, and the tries run out"],
  },
  {
    fault: "the route's next entry has no tries of its own",
    file: "attempt-flow.ts",
    from: "data[task + T_ENTRY] = data[task + T_ENTRY]! + 1;\n    data[task + T_TRIES] = 0;",
    to: "data[task + T_ENTRY] = data[task + T_ENTRY]! + 1;",
    test: [
      `${BY_HAND}/routes.test.ts`,
      "each entry has tries of its own, and the first one at the next entry comes at once",
    ],
  },
  {
    fault: "the next call starts where the last one was answered",
    file: "attempt-flow.ts",
    from: "data[task + T_ENTRY] = 0;\n    data[task + T_TRIES] = 0;",
    to: "data[task + T_TRIES] = 0;",
    test: [`${BY_HAND}/routes.test.ts`, "the next call starts at the first entry again"],
  },
  {
    fault: "a task goes on trying after giveUpAfter",
    file: "attempt-flow.ts",
    from: "now + delay < this.givenUpAt(task)",
    to: "now + delay < Number.POSITIVE_INFINITY",
    test: [
      `${BY_HAND}/failures.test.ts`,
      "makes no new attempt that long after arrival; a last resort still takes over",
    ],
  },
  {
    fault: "a retry draws the latency of the try before it",
    file: "step-block.ts",
    from: "return (call * 8 + occurrence) * 1024 + sent;",
    to: "return (call * 8 + occurrence) * 1024 + 0 * sent;",
    test: [`${BY_HAND}/draws.test.ts`, "are new for each try, in what does not belong to the call"],
  },
  {
    fault: "a 429 counts as sent, so that what follows draws anew",
    file: "quota-gate.ts",
    from: "data[task + T_TRIES] = data[task + T_TRIES]! + 1;",
    // T_SENT stands behind T_TRIES
    to: "data[task + T_TRIES] = data[task + T_TRIES]! + 1;\n    data[task + T_TRIES + 1] = data[task + T_TRIES + 1]! + 1;",
    test: [
      `${BY_HAND}/draws.test.ts`,
      "are those of the attempts sent, so that a 429 on the way changes no latency",
    ],
  },
  {
    fault: "a breaker that opens keeps what it had counted",
    file: "breaker.ts",
    from: "this.reopensAt = now + this.cooldownSeconds;\n    this.empty();",
    to: "this.reopensAt = now + this.cooldownSeconds;",
    test: [
      "shared/simulate/breaker.test.ts",
      "has forgotten all when it closes again, however long its window is",
    ],
  },
  {
    fault: "a probe that fails closes the breaker",
    file: "breaker.ts",
    from: "if (failed) this.open(now);\n      else this.state = CLOSED;",
    to: "this.state = CLOSED;",
    test: [`${BY_HAND}/failures.test.ts`, "opens on failures and sends calls to the next entry at once"],
  },
  {
    fault: "a need beyond the bucket is never admitted",
    file: "quota/bucket.ts",
    from: "return lacking <= row[SLACK]! || (need === 0 && !refusesDebt);",
    to: "return need === 0 && !refusesDebt;",
    test: [
      "shared/simulate/quota/bucket.test.ts",
      "admits a need beyond its capacity when it is full, and is left in debt",
    ],
  },
  {
    fault: "a window takes back what comes too late",
    file: "quota/window.ts",
    from: "if (amount < 0 && !this.minute.holds(admittedAt)) return 0;",
    to: "",
    test: ["shared/simulate/quota/window.test.ts", "forgets what comes back in a later minute"],
  },
  {
    fault: "spend is not corrected to the bill",
    file: "quota/quota.ts",
    from: "if (spend !== 0 && this.spend.limited)",
    to: "if (spend > 0 && this.spend.limited)",
    test: [`${BY_HAND}/policies.test.ts`, "of an error comes back as a whole"],
  },
  {
    fault: "overlapping incidents end with the one that began last",
    file: "happenings.ts",
    from: "last.to = Math.max(last.to, span.to);",
    to: "last.to = span.to;",
    test: [`${BY_HAND}/draws.test.ts`, "are no stronger than one, and end when the last of them does"],
  },
  {
    fault: "a queue lets one more task wait than it may",
    file: "task-flow.ts",
    from: "this.workerLine.length >= queueLimit",
    to: "this.workerLine.length > queueLimit",
    test: [
      `${BY_HAND}/quota.test.ts`,
      "rejects a task that finds as many waiting as may, and is late by its deadline",
    ],
  },
  {
    fault: "an answer that was escalated is free",
    file: "task-flow.ts",
    from: "provider.bills(cost);\n    this.run.wastes(task, cost);\n    if (attempt >= 0)",
    to: "if (attempt >= 0)",
    test: [
      `${BY_HAND}/routes.test.ts`,
      "an escalated answer is wasted, and the next entry asked; with nothing left the task fails",
    ],
  },
  {
    fault: "a failed task's tokens stand where an answered one's do",
    file: "ledger.ts",
    from: "late || ending === FAILED",
    to: "late",
    test: [`${BY_HAND}/value.test.ts`, "has wasted its finished steps, and still pays its extras"],
  },
  {
    fault: "a canned answer counts as a wrong output",
    file: "ledger.ts",
    from: "else if (ending !== BY_CANNED) recorder.add(FIGURE.costWrongOutputs",
    to: "else recorder.add(FIGURE.costWrongOutputs",
    test: [`${BY_HAND}/value.test.ts`, "is no result, never right, and costs no wrong output"],
  },
  {
    fault: "review catches nothing",
    file: "ledger.ts",
    from: "right ||= draws.caught.happens(number, 0);",
    to: "",
    test: [`${BY_HAND}/latency-and-cost.test.ts`, "review costs its minutes, and puts right what it catches"],
  },
  {
    fault: "a hedge's wait in line is forgotten",
    file: "ledger.ts",
    from: " + accounts[at + HEDGE_WAIT]!",
    to: "",
    test: [
      `${BY_HAND}/hedges.test.ts`,
      "still in line at the model leaves it unbilled, before the winner's slot is free; its wait counts, but is no part of the task's time",
    ],
  },
  {
    fault: "a batch is billed at the full price",
    file: "task-flow.ts",
    from: "const share = this.priceShare;",
    to: "const share = 1;",
    test: [`${BY_HAND}/batch.test.ts`, "is billed at its share of the price"],
  },
  {
    fault: "a batch takes more than may be enqueued",
    file: "batch-flow.ts",
    from: "collection.enqueuedTokens += tokens;",
    to: "",
    test: [
      `${BY_HAND}/batch.test.ts`,
      "hold from the collection to the answers; what does not fit waits for a later batch",
    ],
  },
  {
    fault: "an expired batch brings its answers",
    file: "batch-flow.ts",
    from: "if (expired || failed) this.listener.moveOn(task);",
    to: "if (failed) this.listener.moveOn(task);",
    test: [`${BY_HAND}/batch.test.ts`, "expires: its calls go to the route's next entry, unbilled"],
  },
  {
    fault: "who comes at the moment of a collection is taken along",
    file: "batch-flow.ts",
    from: "if (records.data[task + T_NOTE]! > now) break;",
    to: "",
    test: [`${BY_HAND}/batch.test.ts`, "that comes at the moment of a collection waits for the next one"],
  },
  {
    fault: "a worker is not free again when its task was failed",
    file: "task-flow.ts",
    from: "if (ending !== CACHE_HIT) this.releaseWorker();",
    to: "if (ending !== CACHE_HIT && ending !== FAILED) this.releaseWorker();",
    test: [
      "laws/outcomes.test.ts",
      "every task ends in one outcome, is timed once, and what is counted fits together",
    ],
  },
  {
    fault: "the first gap of traffic is half as long",
    file: "arrivals.ts",
    from: "{ operational: 0, segment: 0 }",
    to: "{ operational: 0.5, segment: 0 }",
    test: [`${BY_HAND}/draws.test.ts`, "have a first gap like the others"],
  },
  {
    fault: "input and output are joined, and the output is wider for it",
    file: "step-block.ts",
    from: "const own = Math.sqrt(1 - correlation * correlation);",
    to: "const own = 1;",
    test: [`${BY_HAND}/sizes.test.ts`, "fully correlated, every output of a step goes with the one input"],
  },
  {
    fault: "in the express lane a slot is not given back",
    file: "express.ts",
    from: "provider.busy--;",
    to: "",
    test: ["shared/simulate/express.test.ts", "of one call, slots and nothing else"],
  },
  {
    fault: "in the express lane what was reserved too much is not given back",
    file: "lane-way.ts",
    from: "if (lane.gives) provider.giveBack(block.steps[position]!, callAt, records.data[task + L_SENT_AT]!);",
    to: "",
    test: ["shared/simulate/express.test.ts", "of one call whose quota gives back"],
  },
  {
    fault: "the express lane forgets the extras of tasks",
    file: "lane-ledger.ts",
    from: "add(FIGURE.costPerTask, extrasPerTask * count);",
    to: "",
    test: ["shared/simulate/express.test.ts", "of the example"],
  },
];
