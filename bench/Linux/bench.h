/*
 * Measures what the kernel's operations cost a program, on Linux and on Diesis alike. The machine counts instructions (QEMU's -icount shift=0,sleep=off), and its
 * time stamp counter shows that count, one for each virtual nanosecond. A benchmark runs its operation so often as it is told; the harness runs it
 * three times after a warm-up and prints the least of them:
 *     bench NAME HUNDREDTHS OPERATIONS      hundredths of an instruction for one operation; how many operations the three turns together were
 */
#ifndef BENCH_H
#define BENCH_H

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct benchmark
{
    const char *name;
    void (*run)(long count);
    long count;
    /* Where it is not 0: what is taken off, and by what the rest is divided. */
    void (*baseline)(long count);
    long divisor;
};

extern const struct benchmark control_benchmarks[], call_benchmarks[], file_benchmarks[], wait_benchmarks[], signal_benchmarks[], memory_benchmarks[],
    process_benchmarks[], message_benchmarks[], switch_benchmarks[];

/* What the collector costs while processes churn: prints lines "churn NAME NUMBER". */
#define CHURN "churn"
int churn(long rounds);
extern const struct benchmark churn_benchmark;

/* The name under which this program starts itself anew, for what a new program costs. */
#define NOTHING "nothing"
extern const char *own_path;

/* Under -icount the time stamp counter is the number of instructions that the machine has executed, whatever the kernel believes about time. */
static inline uint64_t instructions(void)
{
    return __builtin_ia32_rdtsc();
}

static inline void fail(const char *what)
{
    fprintf(stderr, "%s: %s\n", what, strerror(errno));
    exit(1);
}

static inline long must(const char *what, long result)
{
    if (result == -1)
        fail(what);
    return result;
}

static inline void must_end_well(pid_t child)
{
    int status;
    while (waitpid(child, &status, 0) == -1)
        if (errno != EINTR)
            fail("waitpid");
    if (status != 0)
    {
        fprintf(stderr, "a child ended with status %#x\n", status);
        exit(1);
    }
}

/* Sends the byte back that it is sent, until the other side closes. */
static inline void answer(int in, int out)
{
    char byte;
    while (read(in, &byte, 1) == 1)
        if (write(out, &byte, 1) != 1)
            break;
    _exit(0);
}

#endif
