"""Workload W (workload.json) in SimPy, as its manual would have it written: one process a task, a Resource for the slots.

    /usr/bin/python3 workload_simpy.py [tasks] [seed] [warm-up tasks]

Prints one line of JSON: seconds of processor time and of wall clock (without imports and warm-up), W's statistics.
"""

import json
import math
import random
import sys
import time
from math import exp, log

import simpy

# The workload: keep in step with workload.json.
ARRIVALS_PER_SECOND = 6.4523
SLOTS = 64
REQUESTS_PER_SECOND = 410.36628 / 60
TOKENS_PER_SECOND = 678467 / 60
REQUEST_BURST = 4
TOKEN_BURST = 5
SECONDS_PER_TOKEN = 0.02
INPUT_PRICE = 3e-6
OUTPUT_PRICE = 15e-6
TRIES = 5
FIRST_DELAY = 1
LONGEST_DELAY = 30

Z95 = 1.6448536269514722


def lognormal(median, p95):
    """The normal mean and deviation of a lognormal with this median and 95th percentile."""
    return log(median), log(p95 / median) / Z95


INPUT = lognormal(800, 4000)
OUTPUT = lognormal(250, 1200)
FIRST_TOKEN = lognormal(0.4, 1.5)


class Bucket:
    """A token bucket: starts full, refills continuously."""

    __slots__ = ("rate", "capacity", "level", "filled_at")

    def __init__(self, rate, burst_seconds):
        self.rate = rate
        self.capacity = rate * burst_seconds
        self.level = self.capacity
        self.filled_at = 0.0

    def has(self, amount, now):
        level = self.level + self.rate * (now - self.filled_at)
        self.filled_at = now
        if level > self.capacity:
            level = self.capacity
        self.level = level
        # A need that no bucket can hold is admitted when the bucket is full, and leaves it in debt.
        return amount <= level or level == self.capacity


class Workload:
    def __init__(self, tasks, seed):
        self.env = simpy.Environment()
        self.slots = simpy.Resource(self.env, capacity=SLOTS)
        self.requests = Bucket(REQUESTS_PER_SECOND, REQUEST_BURST)
        self.tokens = Bucket(TOKENS_PER_SECOND, TOKEN_BURST)
        self.random = random.Random(seed)
        self.responses = []
        self.throttled = 0
        self.rejections = 0
        self.failed = 0
        self.waited = 0
        self.cost = 0.0
        self.env.process(self.arrivals(tasks))

    def run(self):
        self.env.run()

    def arrivals(self, tasks):
        env = self.env
        gap = self.random.expovariate
        for _ in range(tasks):
            yield env.timeout(gap(ARRIVALS_PER_SECOND))
            env.process(self.task())

    def admitted(self, tokens):
        now = self.env.now
        if self.requests.has(1, now) and self.tokens.has(tokens, now):
            self.requests.level -= 1
            self.tokens.level -= tokens
            return True
        return False

    def task(self):
        env = self.env
        draw = self.random
        arrival = env.now
        input_tokens = max(1, int(exp(draw.gauss(*INPUT)) + 0.5))
        output_tokens = max(1, int(exp(draw.gauss(*OUTPUT)) + 0.5))
        for tried in range(TRIES):
            if self.admitted(input_tokens + output_tokens):
                break
            self.rejections += 1
            if tried == 0:
                self.throttled += 1
            if tried == TRIES - 1:
                self.failed += 1
                return
            yield env.timeout(draw.uniform(0, min(LONGEST_DELAY, FIRST_DELAY * 2**tried)))
        service = exp(draw.gauss(*FIRST_TOKEN)) + output_tokens * SECONDS_PER_TOKEN
        sent = env.now
        with self.slots.request() as slot:
            yield slot
            if env.now > sent:
                self.waited += 1
            yield env.timeout(service)
        self.responses.append(env.now - arrival)
        self.cost += input_tokens * INPUT_PRICE + output_tokens * OUTPUT_PRICE


def main():
    tasks, seed, warm = (int(given) for given in (sys.argv[1:] + ["40000", "1", "4000"][len(sys.argv) - 1 :]))
    Workload(warm, seed + 1_000_000).run()
    workload = Workload(tasks, seed)
    wall, cpu = time.perf_counter(), time.process_time()
    workload.run()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu

    responses = sorted(workload.responses)

    def quantile(p):
        return responses[math.ceil(p * len(responses)) - 1]

    print(
        json.dumps(
            {
                "tasks": tasks,
                "replications": 1,
                "cpuSeconds": cpu,
                "wallSeconds": wall,
                "response": {
                    "mean": sum(responses) / len(responses),
                    "p50": quantile(0.5),
                    "p95": quantile(0.95),
                    "p99": quantile(0.99),
                    "p999": quantile(0.999),
                },
                "throttledShare": workload.throttled / tasks,
                "rejectionsPerTask": workload.rejections / tasks,
                "failedShare": workload.failed / tasks,
                "waitedShare": workload.waited / tasks,
                "costPerTask": workload.cost / tasks,
                "simpy": simpy.__version__,
                "python": sys.version.split()[0],
            }
        )
    )


main()
