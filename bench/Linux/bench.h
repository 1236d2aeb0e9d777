/*
 * Measures what the kernel's operations cost a program, on Linux and on Diesis alike: the machine counts instructions (QEMU's -icount shift=0), and its
 * clock shows them as nanoseconds. A benchmark runs its operation so often as it is told; the harness runs it three times and prints the least of them:
 *     bench NAME HUNDREDTHS         hundredths of an instruction for one operation
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

extern const struct benchmark file_benchmarks[], process_benchmarks[], memory_benchmarks[], message_benchmarks[];

/* The name under which this program starts itself anew, for what a new program costs. */
#define NOTHING "nothing"
extern const char *own_path;

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

#endif
