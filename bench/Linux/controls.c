/* What must cost the same whatever the kernel: a difference says that the two machines were not the same, or that something else ran in between. */
#include "bench.h"

#define COPIED (256L * 1024)

static volatile uint64_t sink;

/* A thousand steps of a linear congruential generator, with a branch that depends on it. */
static void compute(long count)
{
    uint64_t state = 1, sum = 0;
    while (count-- > 0)
        for (int i = 0; i < 1000; i++)
        {
            state = state * 6364136223846793005u + 1442695040888963407u;
            if (state >> 63)
                sum += state;
        }
    sink = sum;
}

/* Both blocks are touched by the warm-up: no page is missing any more. */
static void copy(long count)
{
    static char from[COPIED], to[COPIED];
    while (count-- > 0)
    {
        memcpy(to, from, COPIED);
        asm volatile("" ::"r"(to) : "memory");
    }
}

const struct benchmark control_benchmarks[] = {
    {"control-compute", compute, 100, NULL, 0},
    {"control-memory-copy", copy, 20, NULL, 0},
    {},
};
