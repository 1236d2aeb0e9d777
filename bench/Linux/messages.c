/* Round trips of a byte between two processes or threads, and throughput. */
#include "bench.h"
#include <sys/eventfd.h>

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

static void event_trip(long count)
{
    uint64_t value = 1;
    int there = must("eventfd", eventfd(0, 0)), back = must("eventfd", eventfd(0, 0));
    pid_t child = must("fork", fork());
    if (child == 0)
    {
        while (count-- > 0)
        {
            must("read", read(there, &value, sizeof value));
            must("write", write(back, &value, sizeof value));
        }
        _exit(0);
    }
    for (long i = 0; i < count; i++)
    {
        must("write", write(there, &value, sizeof value));
        must("read", read(back, &value, sizeof value));
    }
    must_end_well(child);
    close(there);
    close(back);
}

/* Blocks of 64 KB to a process that only reads. */
static void throughput(int in, int out, long count)
{
    static char block[65536];
    pid_t child = must("fork", fork());
    if (child == 0)
    {
        close(out);
        while (read(in, block, sizeof block) > 0)
            ;
        _exit(0);
    }
    close(in);
    for (; count > 0; count--)
        for (size_t sent = 0; sent < sizeof block;)
            sent += must("write", write(out, block + sent, sizeof block - sent));
    close(out);
    must_end_well(child);
}

static void pipe_throughput(long count)
{
    int ends[2];
    must("pipe", pipe(ends));
    throughput(ends[0], ends[1], count);
}

static void socket_throughput(long count)
{
    int ends[2];
    must("socketpair", socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
    throughput(ends[0], ends[1], count);
}

/* futex(2): musl has no header for it. */
#define FUTEX_WAIT_PRIVATE 128
#define FUTEX_WAKE_PRIVATE 129

static _Atomic int turn;
static long turns;

static void await(int value)
{
    for (int seen; (seen = turn) != value;)
        syscall(SYS_futex, &turn, FUTEX_WAIT_PRIVATE, seen, NULL, NULL, 0);
}

static void hand_over(int value)
{
    turn = value;
    syscall(SYS_futex, &turn, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
}

static void *other_thread(void *argument)
{
    for (long i = 0; i < turns; i++)
    {
        await(1);
        hand_over(0);
    }
    return argument;
}

/* Two threads that wake each other in turn. */
static void futex_trip(long count)
{
    pthread_t other;
    turn = 0;
    turns = count;
    if ((errno = pthread_create(&other, NULL, other_thread, NULL)) != 0)
        fail("pthread_create");
    while (count-- > 0)
    {
        hand_over(1);
        await(0);
    }
    pthread_join(other, NULL);
}

/* Nobody waits. */
static void futex_wake(long count)
{
    while (count-- > 0)
        syscall(SYS_futex, &turn, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
}

const struct benchmark message_benchmarks[] = {
    {"pipe-round-trip", pipe_trip, 1000, NULL, 0},
    {"socketpair-round-trip", socket_trip, 1000, NULL, 0},
    {"eventfd-round-trip", event_trip, 1000, NULL, 0},
    {"futex-wake", futex_wake, 5000, NULL, 0},
    {"futex-round-trip", futex_trip, 1000, NULL, 0},
    {"pipe-throughput-64K", pipe_throughput, 100, NULL, 0},
    {"socketpair-throughput-64K", socket_throughput, 100, NULL, 0},
    {},
};
