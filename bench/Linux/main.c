/* The harness: linux [NAME...] runs all benchmarks, or those whose names begin so; linux ticks prints the instructions since the machine's start. */
#include "bench.h"

const char *own_path;

static uint64_t now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000ull + now.tv_nsec;
}

static int is_wanted(const char *name, int count, char **wanted)
{
    for (int i = 1; i < count; i++)
        if (strncmp(name, wanted[i], strlen(wanted[i])) == 0)
            return 1;
    return count < 2;
}

static uint64_t least_time(void (*run)(long count), long count)
{
    uint64_t least = UINT64_MAX;
    run(count / 10 + 1);
    for (int turn = 0; turn < 3; turn++)
    {
        uint64_t start = now_ns();
        run(count);
        uint64_t time = now_ns() - start;
        least = time < least ? time : least;
    }
    return least;
}

static void measure(const struct benchmark *one)
{
    uint64_t time = least_time(one->run, one->count);
    if (one->baseline != NULL)
        time = (time - least_time(one->baseline, one->count)) / one->divisor;
    printf("bench %s %llu\n", one->name, (unsigned long long)(time * 100 / one->count));
    fflush(stdout);
}

static void measure_all(const struct benchmark *group, int count, char **wanted)
{
    for (; group->name != NULL; group++)
        if (is_wanted(group->name, count, wanted))
            measure(group);
}

int main(int count, char **arguments)
{
    if (count == 2 && strcmp(arguments[1], NOTHING) == 0)
        return 0;
    if (count == 2 && strcmp(arguments[1], "ticks") == 0)
    {
        /* Under -icount the time stamp counter is the number of instructions. */
        printf("ticks %llu\n", (unsigned long long)__builtin_ia32_rdtsc());
        return 0;
    }
    own_path = arguments[0];
    measure_all(file_benchmarks, count, arguments);
    measure_all(memory_benchmarks, count, arguments);
    measure_all(process_benchmarks, count, arguments);
    measure_all(message_benchmarks, count, arguments);
    return 0;
}
