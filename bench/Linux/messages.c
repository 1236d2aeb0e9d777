/* Round trips of a byte between two processes, and throughput. */
#include "bench.h"

static void answer(int in, int out)
{
    char byte;
    while (read(in, &byte, 1) == 1)
        if (write(out, &byte, 1) != 1)
            break;
    _exit(0);
}

static void ask(int in, int out, long count)
{
    char byte = 0;
    while (count-- > 0)
    {
        must("write", write(out, &byte, 1));
        if (must("read", read(in, &byte, 1)) != 1)
            fail("read");
    }
}

static void pipe_trip(long count)
{
    int there[2], back[2];
    must("pipe", pipe(there));
    must("pipe", pipe(back));
    pid_t child = must("fork", fork());
    if (child == 0)
    {
        close(there[1]);
        close(back[0]);
        answer(there[0], back[1]);
    }
    close(there[0]);
    close(back[1]);
    ask(back[0], there[1], count);
    close(there[1]);
    close(back[0]);
    must_end_well(child);
}

/* What a round trip does, without another process. */
static void pipe_alone(long count)
{
    int ends[2];
    char byte = 0;
    must("pipe", pipe(ends));
    for (count *= 2; count > 0; count--)
    {
        must("write", write(ends[1], &byte, 1));
        must("read", read(ends[0], &byte, 1));
    }
    close(ends[0]);
    close(ends[1]);
}

static void socket_trip(long count)
{
    int ends[2];
    must("socketpair", socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
    pid_t child = must("fork", fork());
    if (child == 0)
    {
        close(ends[0]);
        answer(ends[1], ends[1]);
    }
    close(ends[1]);
    ask(ends[0], ends[0], count);
    close(ends[0]);
    must_end_well(child);
}

/* 64 KB through a pipe to a process that only reads. */
static void pipe_throughput(long count)
{
    static char block[65536];
    int ends[2];
    must("pipe", pipe(ends));
    pid_t child = must("fork", fork());
    if (child == 0)
    {
        close(ends[1]);
        while (read(ends[0], block, sizeof block) > 0)
            ;
        _exit(0);
    }
    close(ends[0]);
    for (; count > 0; count--)
        for (size_t sent = 0; sent < sizeof block;)
            sent += must("write", write(ends[1], block + sent, sizeof block - sent));
    close(ends[1]);
    must_end_well(child);
}

const struct benchmark message_benchmarks[] = {
    {"pipe-round-trip", pipe_trip, 1000, NULL, 0},
    {"context-switch", pipe_trip, 1000, pipe_alone, 2},
    {"unix-round-trip", socket_trip, 1000, NULL, 0},
    {"pipe-64K", pipe_throughput, 100, NULL, 0},
    {},
};
