/*
 * The harness: linux [NAME...] runs all benchmarks, or those whose names begin so (=NAME: the one of that name); linux ticks prints the instructions since the machine's start;
 * linux churn ROUNDS is the load under which the collector is looked at.
 */
#include "bench.h"

const char *own_path;

/*
 * The profiler's plugin (tools/Profiler) looks for these two instructions, which do nothing: between them it counts. A no-operation's operand is never used, so
 * its displacement can carry a mark.
 */
static inline void begin_profile(void)
{
    asm volatile(".byte 0x0f, 0x1f, 0x80; .ascii \"DSb+\"" ::: "memory");
}

static inline void end_profile(void)
{
    asm volatile(".byte 0x0f, 0x1f, 0x80; .ascii \"DSe-\"" ::: "memory");
}

static int is_wanted(const char *name, int count, char **wanted)
{
    for (int i = 1; i < count; i++)
        if (wanted[i][0] == '=' ? strcmp(name, wanted[i] + 1) == 0 : strncmp(name, wanted[i], strlen(wanted[i])) == 0)
            return 1;
    return count < 2;
}

#define TURNS 3

static uint64_t least_time(void (*run)(long count), long count)
{
    uint64_t least = UINT64_MAX;
    run(count / 10 + 1);
    for (int turn = 0; turn < TURNS; turn++)
    {
        begin_profile();
        uint64_t start = instructions();
        run(count);
        uint64_t time = instructions() - start;
        end_profile();
        least = time < least ? time : least;
    }
    return least;
}

static void measure(const struct benchmark *one)
{
    uint64_t time = least_time(one->run, one->count);
    if (one->baseline != NULL)
    {
        uint64_t off = least_time(one->baseline, one->count);
        time = time > off ? (time - off) / one->divisor : 0;
    }
    printf("bench %s %llu %ld\n", one->name, (unsigned long long)(time * 100 / one->count), TURNS * one->count);
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
        printf("ticks %llu\n", (unsigned long long)instructions());
        return 0;
    }
    if (count == 3 && strcmp(arguments[1], CHURN) == 0)
        return churn(atol(arguments[2]));
    own_path = arguments[0];
    if (count == 2 && strcmp(arguments[1], "=" CHURN) == 0)
        measure(&churn_benchmark);
    const struct benchmark *groups[] = {control_benchmarks, call_benchmarks, file_benchmarks, wait_benchmarks, signal_benchmarks, memory_benchmarks,
        process_benchmarks, message_benchmarks, switch_benchmarks};
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        measure_all(groups[i], count, arguments);
    return 0;
}
