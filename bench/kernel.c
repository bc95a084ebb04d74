/*
 * Workload W (workload.json) and nothing else, as fast as one core can do it event by event: the mark that the general
 * engine is measured against. Every arrival, completion and retry is an event, taken in the order of time.
 *
 *   cc -O2 -o kernel kernel.c -lm
 *   kernel [replications] [seed] [warm-up replications]
 *
 * Prints one line of JSON: nanoseconds a task (processor time and wall clock, without the warm-up and the making of
 * tables) and W's statistics, pooled over the replications.
 *
 * Draws: xoshiro128** (Blackman and Vigna 2018), four lanes side by side, in blocks; a quantile table gives every
 * distribution in one 32-bit draw. Completions: a timing wheel of 4,096 slots under a bitmap of two levels, exact order
 * inside a slot, a heap for what is beyond its reach. Retries: a heap.
 */
#define _POSIX_C_SOURCE 199309L
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ---- the workload: keep in step with workload.json ---- */
#define ARRIVALS_PER_SECOND 6.4523
#define HORIZON (0.35876 * 86400)
#define SLOTS 64
#define REQUESTS_PER_SECOND (410.36628 / 60)
#define TOKENS_PER_SECOND (678467.0 / 60)
#define REQUEST_BURST 4.0 /* seconds of refill that a full bucket holds */
#define TOKEN_BURST 5.0
#define SECONDS_PER_TOKEN 0.02
#define INPUT_PRICE 3e-6
#define OUTPUT_PRICE 15e-6
#define TRIES 5
#define FIRST_DELAY 1.0
#define LONGEST_DELAY 30.0

/* ---- random bits ---- */
typedef uint32_t lanes __attribute__((vector_size(16)));
#define BLOCK 1024

static lanes s0, s1, s2, s3;

static uint64_t splitmix(uint64_t *state) {
  uint64_t z = *state += 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

static void seed_lanes(uint64_t seed) {
  for (int lane = 0; lane < 4; lane++) {
    uint64_t a = splitmix(&seed), b = splitmix(&seed);
    s0[lane] = (uint32_t)a, s1[lane] = (uint32_t)(a >> 32);
    s2[lane] = (uint32_t)b, s3[lane] = (uint32_t)(b >> 32);
  }
}

static void fill(uint32_t *out) {
  lanes a = s0, b = s1, c = s2, d = s3;
  for (int i = 0; i < BLOCK; i += 4) {
    lanes x = (b << 2) + b; /* × 5 */
    x = (x << 7) | (x >> 25);
    x = (x << 3) + x; /* × 9 */
    memcpy(out + i, &x, sizeof x);
    lanes t = b << 9;
    c ^= a, d ^= b, b ^= c, a ^= d, c ^= t;
    d = (d << 11) | (d >> 21);
  }
  s0 = a, s1 = b, s2 = c, s3 = d;
}

/* ---- quantile tables ----
 * A draw's sign bit chooses the tail, the leading zeros of the rest the octave of the tail's probability, six bits one
 * of the octave's 64 segments, and what remains runs straight along the segment. */
#define SEGMENTS 64
#define ROWS (2 * 32 * SEGMENTS)
typedef struct {
  float start, slope;
} segment;
typedef segment table[ROWS];

static table gap_table, input_table, output_table, first_table;

/* The z that a standard normal exceeds with the chance p, p ≤ 1/2: Hastings' start (Abramowitz and Stegun 26.2.22),
 * then Newton on the complementary error function. */
static double normal_above(double p) {
  double t = sqrt(-2 * log(p));
  double z = t - (2.30753 + 0.27061 * t) / (1 + t * (0.99229 + 0.04481 * t));
  for (int i = 0; i < 4; i++) {
    double excess = erfc(z / sqrt(2)) / 2 - p;
    z += excess * sqrt(2 * 3.14159265358979323846) * exp(z * z / 2);
  }
  return z;
}

static double gap_quantile(double p, int upper, double rate, double unused) {
  (void)unused;
  return (upper ? -log(p) : -log1p(-p)) / rate;
}

static double lognormal_quantile(double p, int upper, double median, double p95) {
  double z = normal_above(p), sigma = log(p95 / median) / 1.6448536269514722;
  return median * exp(upper ? sigma * z : -sigma * z);
}

static void make_table(table rows, double (*quantile)(double, int, double, double), double a, double b) {
  for (int upper = 0; upper < 2; upper++)
    for (int zeros = 1; zeros < 32; zeros++)
      for (int at = 0; at < SEGMENTS; at++) {
        double octave = ldexp(1, -zeros - 1); /* the octave runs from here to twice this */
        double from = quantile(octave * (1 + at / (double)SEGMENTS), upper, a, b);
        double to = quantile(octave * (1 + (at + 1) / (double)SEGMENTS), upper, a, b);
        segment *row = &rows[(upper * 32 + zeros) * SEGMENTS + at];
        row->start = (float)from;
        row->slope = (float)((to - from) / (1 << 25));
      }
}

static void draw(const uint32_t *bits, const segment *rows, float *out) {
  for (int i = 0; i < BLOCK; i++) {
    uint32_t tail = (bits[i] & 0x7fffffff) | 1;
    int zeros = __builtin_clz(tail);
    uint32_t scaled = tail << zeros;
    uint32_t row = ((bits[i] >> 31) * 32 + zeros) * SEGMENTS + ((scaled >> 25) & (SEGMENTS - 1));
    out[i] = rows[row].start + rows[row].slope * (float)(int32_t)(scaled & 0x1ffffff);
  }
}

/* ---- what changes with every event: kept in registers, as far as they go ---- */
typedef struct {
  double next_finish;   /* the earliest completion; INFINITY = none */
  double next_retry;
  double requests_empty, tokens_empty;
  double response_sum, cost_sum;
  uint64_t summary;     /* of the wheel: which words of its bitmap hold a bit */
  int next_slot;        /* of the wheel: where the earliest completion is; −1 = in `far`, or nowhere */
  int busy;
  uint64_t waited;
} state;
#define INLINE static inline __attribute__((always_inline))

/* ---- completions: a timing wheel ---- */
#define WHEEL 4096
#define SLOTS_PER_SECOND 64.0 /* so the wheel reaches 64 s ahead */
#define NONE 255

static uint64_t words[64];
static uint8_t heads[WHEEL];    /* the earliest completion of a slot, NONE = empty (where its bit is clear) */
static uint8_t nexts[SLOTS];    /* the one after it in the same slot; or the next unused */
static double finishes[SLOTS];
static uint8_t unused;
static double far[SLOTS];       /* beyond the wheel: a heap of finishes */
static int far_count;

static void far_push(double time) {
  int at = far_count++;
  for (; at > 0 && far[(at - 1) / 2] > time; at = (at - 1) / 2) far[at] = far[(at - 1) / 2];
  far[at] = time;
}

static void far_pop(void) {
  double last = far[--far_count];
  int at = 0;
  for (int child; (child = 2 * at + 1) < far_count; at = child) {
    if (child + 1 < far_count && far[child + 1] < far[child]) child++;
    if (far[child] >= last) break;
    far[at] = far[child];
  }
  far[at] = last;
}

INLINE void schedule(state *s, double now, double finish) {
  int64_t place = (int64_t)(finish * SLOTS_PER_SECOND);
  if (__builtin_expect(place - (int64_t)(now * SLOTS_PER_SECOND) >= WHEEL, 0)) {
    far_push(finish);
    if (finish < s->next_finish) s->next_finish = finish, s->next_slot = -1;
    return;
  }
  int slot = (int)(place & (WHEEL - 1));
  uint8_t node = unused;
  unused = nexts[node];
  finishes[node] = finish;
  uint64_t bit = 1ull << (slot & 63);
  uint64_t word = words[slot >> 6];
  if (!(word & bit)) {
    words[slot >> 6] = word | bit;
    s->summary |= 1ull << (slot >> 6);
    heads[slot] = node;
    nexts[node] = NONE;
  } else {
    uint8_t *link = &heads[slot];
    while (*link != NONE && finishes[*link] <= finish) link = &nexts[*link];
    nexts[node] = *link;
    *link = node;
  }
  if (finish < s->next_finish) s->next_finish = finish, s->next_slot = slot;
}

INLINE int first_slot(uint64_t summary, int from) {
  uint64_t rest = words[from >> 6] >> (from & 63);
  if (rest) return from + __builtin_ctzll(rest);
  int after = ((from >> 6) + 1) & 63;
  uint64_t turned = (summary >> after) | (summary << (-after & 63));
  int word = (after + __builtin_ctzll(turned)) & 63;
  return word * 64 + __builtin_ctzll(words[word]);
}

/* Takes the earliest completion out and finds the one after it. */
INLINE void complete(state *s) {
  int from = s->next_slot;
  if (__builtin_expect(from < 0, 0)) {
    from = (int)((int64_t)(s->next_finish * SLOTS_PER_SECOND) & (WHEEL - 1));
    far_pop();
  } else {
    uint8_t node = heads[from];
    uint8_t after = nexts[node];
    nexts[node] = unused;
    unused = node;
    heads[from] = after;
    if (after == NONE && !(words[from >> 6] &= ~(1ull << (from & 63)))) s->summary &= ~(1ull << (from >> 6));
  }
  s->next_finish = INFINITY;
  s->next_slot = -1;
  if (s->summary) {
    s->next_slot = first_slot(s->summary, from);
    s->next_finish = finishes[heads[s->next_slot]];
  }
  if (__builtin_expect(far_count > 0, 0) && far[0] < s->next_finish) s->next_finish = far[0], s->next_slot = -1;
}

/* ---- retries and the line: both grow as they must ---- */
typedef struct {
  double arrival, tokens, service, cost;
  int tries;
} task;
typedef struct {
  double time;
  task work;
} retry;
typedef struct {
  double arrival, service;
} waiting;

static retry *retries;
static int retry_count, retry_room;
static waiting *line;
static uint32_t line_head, line_tail, line_room;

static void *grown(void *memory, size_t bytes) {
  void *larger = realloc(memory, bytes);
  if (larger == NULL) fputs("out of memory\n", stderr), exit(4);
  return larger;
}

static void retry_push(double time, task work) {
  if (retry_count == retry_room) {
    retry_room = retry_room ? 2 * retry_room : 64;
    retries = grown(retries, (size_t)retry_room * sizeof *retries);
  }
  int at = retry_count++;
  for (; at > 0 && retries[(at - 1) / 2].time > time; at = (at - 1) / 2) retries[at] = retries[(at - 1) / 2];
  retries[at] = (retry){time, work};
}

static task retry_pop(void) {
  task first = retries[0].work;
  retry last = retries[--retry_count];
  int at = 0;
  for (int child; (child = 2 * at + 1) < retry_count; at = child) {
    if (child + 1 < retry_count && retries[child + 1].time < retries[child].time) child++;
    if (retries[child].time >= last.time) break;
    retries[at] = retries[child];
  }
  retries[at] = last;
  return first;
}

static void line_up(double arrival, double service) {
  if (line_tail - line_head == line_room) {
    uint32_t room = line_room ? 2 * line_room : 1024;
    waiting *longer = grown(NULL, room * sizeof *longer);
    for (uint32_t at = line_head; at != line_tail; at++)
      longer[at & (room - 1)] = line[at & (line_room - 1)];
    free(line);
    line = longer, line_room = room;
  }
  line[line_tail++ & (line_room - 1)] = (waiting){arrival, service};
}

/* ---- what is recorded: 512 bins an octave, from 2^-14 s to 2^24 s ---- */
#define BINS (38 * 512)
static uint64_t counts[BINS];
static uint64_t arrived, throttled, rejections, failed, served, waited;
static double response_sum, cost_sum;

INLINE void record(state *s, double response) {
  uint64_t bits;
  memcpy(&bits, &response, 8);
  counts[(bits >> 43) - (1023 - 14) * 512]++;
  s->response_sum += response;
}

static double quantile(double p) {
  uint64_t rank = (uint64_t)ceil(p * (double)served), seen = 0;
  for (int bin = 0; bin < BINS; bin++)
    if ((seen += counts[bin]) >= rank) return ldexp(1 + (bin % 512 + 0.5) / 512, bin / 512 - 14);
  return 0;
}

/* ---- one replication: two quota buckets, the slots, retries ---- */
INLINE double larger(double a, double b) { return a > b ? a : b; }

INLINE float whole(float tokens) {
  float nearest = (float)(int)(tokens + 0.5f);
  return nearest > 1 ? nearest : 1;
}

/* A bucket is the moment at which it was, or would have been, empty: it holds (now − that) × its rate. */
INLINE int admitted(state *s, double now, double tokens) {
  double requests = larger(s->requests_empty, now - REQUEST_BURST) + 1 / REQUESTS_PER_SECOND;
  double full = now - TOKEN_BURST;
  double level = larger(s->tokens_empty, full);
  double drained = level + tokens * (1 / TOKENS_PER_SECOND);
  /* what no bucket can hold goes when the bucket is full, and leaves it in debt */
  if (requests > now || (drained > now && !(level == full && tokens > TOKEN_BURST * TOKENS_PER_SECOND))) return 0;
  s->requests_empty = requests;
  s->tokens_empty = drained;
  return 1;
}

INLINE void start(state *s, double now, double arrival, double service) {
  schedule(s, now, now + service);
  record(s, now + service - arrival);
}

INLINE void send(state *s, double now, double arrival, double service, double cost) {
  s->cost_sum += cost;
  if (s->busy < SLOTS) {
    s->busy++;
    start(s, now, arrival, service);
  } else {
    s->waited++;
    line_up(arrival, service);
  }
}

static uint32_t spare[BLOCK];
static int spare_at;

static void try_later(double now, task work) {
  rejections++;
  if (work.tries == TRIES) {
    failed++;
    return;
  }
  if (spare_at == BLOCK) fill(spare), spare_at = 0;
  double longest = FIRST_DELAY * (1 << (work.tries - 1));
  if (longest > LONGEST_DELAY) longest = LONGEST_DELAY;
  retry_push(now + longest * (spare[spare_at++] + 0.5) * 0x1p-32, work);
}

/* Everything that happens before `until`. */
INLINE void advance(state *s, double until) {
  for (;;) {
    if (s->next_finish < until && s->next_finish <= s->next_retry) {
      double now = s->next_finish;
      complete(s);
      if (line_head == line_tail) {
        s->busy--;
      } else {
        waiting first = line[line_head++ & (line_room - 1)];
        start(s, now, first.arrival, first.service);
      }
    } else if (s->next_retry < until) {
      double now = s->next_retry;
      task work = retry_pop();
      if (admitted(s, now, work.tokens)) {
        send(s, now, work.arrival, work.service, work.cost);
      } else {
        work.tries++;
        try_later(now, work);
      }
      s->next_retry = retry_count > 0 ? retries[0].time : INFINITY;
    } else {
      return;
    }
  }
}

static state begin(uint64_t seed) {
  seed_lanes(seed);
  memset(words, 0, sizeof words);
  for (int node = 0; node < SLOTS; node++) nexts[node] = (uint8_t)(node + 1);
  unused = 0;
  far_count = retry_count = 0;
  line_head = line_tail = 0;
  spare_at = BLOCK;
  return (state){.next_finish = INFINITY, .next_retry = INFINITY, .next_slot = -1,
                 .requests_empty = -REQUEST_BURST, .tokens_empty = -TOKEN_BURST};
}

/* A block of tasks to come. */
static float gaps[BLOCK], tokens[BLOCK], services[BLOCK], costs[BLOCK];

static __attribute__((noinline)) void make_tasks(void) {
  static uint32_t bits[BLOCK];
  static float inputs[BLOCK], outputs[BLOCK];
  fill(bits), draw(bits, gap_table, gaps);
  fill(bits), draw(bits, input_table, inputs);
  fill(bits), draw(bits, output_table, outputs);
  fill(bits), draw(bits, first_table, services);
  for (int i = 0; i < BLOCK; i++) {
    float input = whole(inputs[i]), output = whole(outputs[i]);
    tokens[i] = input + output;
    services[i] += output * (float)SECONDS_PER_TOKEN;
    costs[i] = input * (float)INPUT_PRICE + output * (float)OUTPUT_PRICE;
  }
}

static void replicate(uint64_t seed) {
  state s = begin(seed);
  double now = 0;
  for (;;) {
    make_tasks();
    for (int i = 0; i < BLOCK; i++) {
      now += gaps[i];
      if (now >= HORIZON) {
        advance(&s, INFINITY);
        arrived += i;
        response_sum += s.response_sum, cost_sum += s.cost_sum, waited += s.waited;
        return;
      }
      advance(&s, now);
      if (admitted(&s, now, tokens[i])) {
        send(&s, now, now, services[i], costs[i]);
      } else {
        throttled++;
        try_later(now, (task){now, tokens[i], services[i], costs[i], 1});
        s.next_retry = retry_count > 0 ? retries[0].time : INFINITY;
      }
    }
    arrived += BLOCK;
  }
}

static double seconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void forget(void) {
  memset(counts, 0, sizeof counts);
  arrived = throttled = rejections = failed = waited = 0;
  response_sum = cost_sum = 0;
}

int main(int argc, char **argv) {
  int replications = argc > 1 ? atoi(argv[1]) : 16;
  uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
  int warm = argc > 3 ? atoi(argv[3]) : 2;
  double setup = seconds(CLOCK_MONOTONIC);
  make_table(gap_table, gap_quantile, ARRIVALS_PER_SECOND, 0);
  make_table(input_table, lognormal_quantile, 800, 4000);
  make_table(output_table, lognormal_quantile, 250, 1200);
  make_table(first_table, lognormal_quantile, 0.4, 1.5);
  setup = seconds(CLOCK_MONOTONIC) - setup;

  uint64_t state = seed * 0x9e3779b97f4a7c15u + 1;
  for (int i = 0; i < warm; i++) replicate(splitmix(&state));
  forget();
  double wall = seconds(CLOCK_MONOTONIC), cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
  for (int i = 0; i < replications; i++) replicate(splitmix(&state));
  wall = seconds(CLOCK_MONOTONIC) - wall, cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;

  served = arrived - failed;
  double tasks = (double)arrived, answered = (double)served;
  printf("{\"tasks\":%llu,\"replications\":%d,\"cpuSeconds\":%.6f,\"wallSeconds\":%.6f,\"setupSeconds\":%.6f,"
         "\"response\":{\"mean\":%.6f,\"p50\":%.6f,\"p95\":%.6f,\"p99\":%.6f,\"p999\":%.6f},"
         "\"throttledShare\":%.8f,\"rejectionsPerTask\":%.8f,\"failedShare\":%.8f,\"waitedShare\":%.8f,\"costPerTask\":%.10f}\n",
         (unsigned long long)arrived, replications, cpu, wall, setup, response_sum / answered, quantile(0.5),
         quantile(0.95), quantile(0.99), quantile(0.999), (double)throttled / tasks, (double)rejections / tasks,
         (double)failed / tasks, (double)waited / tasks, cost_sum / tasks);
  return 0;
}
