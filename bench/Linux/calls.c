/* System calls that do next to nothing: the way into the kernel and back. */
#include "bench.h"

static void null_call(long count)
{
    while (count-- > 0)
        syscall(SYS_getpid);
}

static void parent_call(long count)
{
    while (count-- > 0)
        syscall(SYS_getppid);
}

static void clock_call(long count)
{
    struct timespec now;
    while (count-- > 0)
        clock_gettime(CLOCK_MONOTONIC, &now);
}

/* There is nobody to yield to. */
static void yield_call(long count)
{
    while (count-- > 0)
        sched_yield();
}

static void read_byte(long count)
{
    char byte;
    int file = must("/dev/zero", open("/dev/zero", O_RDONLY));
    while (count-- > 0)
        must("read", read(file, &byte, 1));
    close(file);
}

static void write_byte(long count)
{
    int file = must("/dev/null", open("/dev/null", O_WRONLY));
    while (count-- > 0)
        must("write", write(file, "", 1));
    close(file);
}

const struct benchmark call_benchmarks[] = {
    {"null-call", null_call, 10000, NULL, 0},
    {"getppid", parent_call, 10000, NULL, 0},
    {"clock-gettime", clock_call, 10000, NULL, 0},
    {"sched-yield", yield_call, 5000, NULL, 0},
    {"read-byte", read_byte, 5000, NULL, 0},
    {"write-byte", write_byte, 5000, NULL, 0},
    {},
};
