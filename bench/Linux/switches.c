/* Switching between processes: a byte goes round a ring of pipes, and what the pipes cost alone is taken off. */
#include "bench.h"

#define MOST 16

static void ring(long hops, int number)
{
    int ends[2 * MOST];
    pid_t children[MOST];
    char byte = 0;
    for (int i = 0; i < number; i++)
        must("pipe", pipe(ends + 2 * i));
    /* Process i reads from pipe i and writes to the next; process 0 is this one. */
    for (int i = 1; i < number; i++)
        if ((children[i] = must("fork", fork())) == 0)
        {
            int in = ends[2 * i], out = ends[2 * ((i + 1) % number) + 1];
            for (int j = 0; j < 2 * number; j++)
                if (ends[j] != in && ends[j] != out)
                    close(ends[j]);
            answer(in, out);
        }
    for (long round = 0; round < hops / number; round++)
    {
        must("write", write(ends[3], &byte, 1));
        must("read", read(ends[0], &byte, 1));
    }
    for (int i = 0; i < 2 * number; i++)
        close(ends[i]);
    for (int i = 1; i < number; i++)
        must_end_well(children[i]);
}

/* The same without another process. */
static void alone(long hops)
{
    int ends[2];
    char byte = 0;
    must("pipe", pipe(ends));
    while (hops-- > 0)
    {
        must("write", write(ends[1], &byte, 1));
        must("read", read(ends[0], &byte, 1));
    }
    close(ends[0]);
    close(ends[1]);
}

/* Making and ending the processes is no switching. */
static void alone_2(long hops)
{
    ring(2, 2);
    alone(hops);
}

static void alone_8(long hops)
{
    ring(8, 8);
    alone(hops);
}

static void alone_16(long hops)
{
    ring(16, 16);
    alone(hops);
}

static void ring_2(long hops)
{
    ring(hops, 2);
}

static void ring_8(long hops)
{
    ring(hops, 8);
}

static void ring_16(long hops)
{
    ring(hops, 16);
}

const struct benchmark switch_benchmarks[] = {
    {"context-switch-2", ring_2, 2000, alone_2, 1},
    {"context-switch-8", ring_8, 2000, alone_8, 1},
    {"context-switch-16", ring_16, 2000, alone_16, 1},
    {},
};
