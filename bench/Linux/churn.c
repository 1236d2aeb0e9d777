/* Four processes that make and end files, pipes and processes at once: what a collector of the kernel's objects has to deal with. */
#include "bench.h"

#define PROCESSES 4
static const char counters[] = "/proc/diesis/collector";

/* A counter of the kernel's by its name; 0 where the kernel has no collector. */
static unsigned long long counter(const char *name)
{
    char text[4096];
    int file = open(counters, O_RDONLY);
    if (file == -1)
        return 0;
    long size = must("read", read(file, text, sizeof text - 1));
    close(file);
    text[size] = 0;
    for (char *line = text; line != NULL; line = strchr(line, '\n'))
    {
        line += *line == '\n';
        size_t length = strlen(name);
        if (strncmp(line, name, length) == 0 && line[length] == ' ')
            return strtoull(line + length, NULL, 10);
    }
    return 0;
}

static void work(int number, long rounds)
{
    char name[64], again[64], block[8192] = {0};
    snprintf(name, sizeof name, "/tmp/churn.%d", number);
    snprintf(again, sizeof again, "/tmp/churn.%d.again", number);
    for (long round = 0; round < rounds; round++)
    {
        for (int i = 0; i < 20; i++)
        {
            int file = must("creat", creat(name, 0600));
            must("write", write(file, block, sizeof block));
            close(file);
            must("rename", rename(name, again));
            must("unlink", unlink(again));
        }
        for (int i = 0; i < 20; i++)
        {
            int ends[2];
            must("pipe", pipe(ends));
            must("write", write(ends[1], block, 512));
            must("read", read(ends[0], block, 512));
            close(ends[0]);
            close(ends[1]);
        }
        for (int i = 0; i < 4; i++)
        {
            pid_t child = must("fork", fork());
            if (child == 0)
                _exit(0);
            must_end_well(child);
        }
    }
    _exit(0);
}

static void load(long rounds)
{
    pid_t children[PROCESSES];
    for (int i = 0; i < PROCESSES; i++)
        if ((children[i] = must("fork", fork())) == 0)
            work(i, rounds);
    for (int i = 0; i < PROCESSES; i++)
        must_end_well(children[i]);
}

/* For the profiler only: Linux has no such collector. */
const struct benchmark churn_benchmark = {CHURN, load, 100, NULL, 0};

int churn(long rounds)
{
    struct rusage usage;
    unsigned long long collections = counter("collections"), stops = counter("stop.total");
    uint64_t start = instructions();
    load(rounds);
    printf("churn instructions %llu\n", (unsigned long long)(instructions() - start));
    must("getrusage", getrusage(RUSAGE_CHILDREN, &usage));
    printf("churn user %llu\n", usage.ru_utime.tv_sec * 1000000000ull + usage.ru_utime.tv_usec * 1000ull);
    printf("churn collections %llu\n", counter("collections") - collections);
    printf("churn stops %llu\n", counter("stop.total") - stops);
    printf("churn stop.longest %llu\n", counter("stop.longest"));
    printf("churn stop.999 %llu\n", counter("stop.999"));
    printf("churn stop.500 %llu\n", counter("stop.500"));
    printf("churn live %llu\n", counter("live"));
    return 0;
}
