/* Memory: mappings and faults. */
#include "bench.h"

#define PAGE 4096L
#define MEGABYTE (1L << 20)

static char *map(long bytes)
{
    char *start = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (start == MAP_FAILED)
        fail("mmap");
    return start;
}

/* With the freeing of the page. Large pages would answer 512 of our questions at once. */
static void anonymous_fault(long count)
{
    char *start = map(count * PAGE);
    madvise(start, count * PAGE, MADV_NOHUGEPAGE);
    for (long i = 0; i < count; i++)
        ((volatile char *)start)[i * PAGE] = 1;
    munmap(start, count * PAGE);
}

/* Each page of a file in the cache, with the mapping shared out on its 64 pages. */
static void file_fault(long count)
{
    int file = must("open", open("/tmp/bench.map", O_RDWR | O_CREAT | O_TRUNC, 0600));
    must("ftruncate", ftruncate(file, 64 * PAGE));
    long sum = 0;
    for (; count > 0; count -= 64)
    {
        volatile char *start = mmap(NULL, 64 * PAGE, PROT_READ, MAP_SHARED, file, 0);
        if (start == MAP_FAILED)
            fail("mmap");
        for (long i = 0; i < 64; i++)
            sum += start[i * PAGE];
        munmap((void *)start, 64 * PAGE);
    }
    close(file);
    unlink("/tmp/bench.map");
    if (sum != 0)
        exit(1);
}

static void map_1m(long count)
{
    while (count-- > 0)
        must("munmap", munmap(map(MEGABYTE), MEGABYTE));
}

static void map_64m(long count)
{
    while (count-- > 0)
        must("munmap", munmap(map(64 * MEGABYTE), 64 * MEGABYTE));
}

static void touch(long bytes)
{
    char *start = map(bytes);
    madvise(start, bytes, MADV_NOHUGEPAGE);
    for (long i = 0; i < bytes; i += PAGE)
        ((volatile char *)start)[i] = 1;
    must("munmap", munmap(start, bytes));
}

static void touch_1m(long count)
{
    while (count-- > 0)
        touch(MEGABYTE);
}

static void touch_64m(long count)
{
    while (count-- > 0)
        touch(64 * MEGABYTE);
}

static void protect(long count)
{
    char *start = map(16 * PAGE);
    start[4 * PAGE] = 1;
    while (count-- > 0)
        must("mprotect", mprotect(start + 4 * PAGE, PAGE, count & 1 ? PROT_READ | PROT_WRITE : PROT_READ));
    munmap(start, 16 * PAGE);
}

static void break_moves(long count)
{
    char *end = (char *)syscall(SYS_brk, 0);
    while (count-- > 0)
        if ((char *)syscall(SYS_brk, end + (count & 1 ? PAGE : 0)) < end)
            fail("brk");
}

const struct benchmark memory_benchmarks[] = {
    {"page-fault-anonymous", anonymous_fault, 2000, NULL, 0},
    {"page-fault-file", file_fault, 2048, NULL, 0},
    {"mmap-munmap-1M", map_1m, 1000, NULL, 0},
    {"mmap-munmap-64M", map_64m, 1000, NULL, 0},
    {"mmap-touch-munmap-1M", touch_1m, 10, NULL, 0},
    {"mmap-touch-munmap-64M", touch_64m, 1, NULL, 0},
    {"mprotect", protect, 2000, NULL, 0},
    {"brk", break_moves, 2000, NULL, 0},
    {},
};
