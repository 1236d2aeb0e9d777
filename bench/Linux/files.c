/* Files on tmpfs: names, and content in the page cache. */
#include "bench.h"
#include <dirent.h>

#define CACHED (4L << 20)

static const char present[] = "/etc/passwd";
static const char temporary[] = "/tmp/bench.file";
static const char renamed[] = "/tmp/bench.renamed";
static char block[65536];

static void stat_file(long count)
{
    struct stat status;
    while (count-- > 0)
        must("stat", stat(present, &status));
}

static void fstat_file(long count)
{
    struct stat status;
    int file = must(present, open(present, O_RDONLY));
    while (count-- > 0)
        must("fstat", fstat(file, &status));
    close(file);
}

static void open_close(long count)
{
    while (count-- > 0)
        close(must("open", open(present, O_RDONLY)));
}

static void create_delete(long count, long size)
{
    while (count-- > 0)
    {
        int file = must("creat", creat(temporary, 0600));
        if (size != 0)
            must("write", write(file, block, size));
        close(file);
        must("unlink", unlink(temporary));
    }
}

static void create_empty(long count)
{
    create_delete(count, 0);
}

static void create_1k(long count)
{
    create_delete(count, 1024);
}

static void create_10k(long count)
{
    create_delete(count, 10240);
}

/* There and back again: two calls. */
static void rename_file(long count)
{
    close(must("creat", creat(temporary, 0600)));
    while (count-- > 0)
    {
        must("rename", rename(temporary, renamed));
        must("rename", rename(renamed, temporary));
    }
    unlink(temporary);
}

static void read_64k(long count)
{
    int file = must("open", open(temporary, O_RDWR | O_CREAT | O_TRUNC, 0600));
    must("write", write(file, block, sizeof block));
    while (count-- > 0)
        must("pread", pread(file, block, sizeof block, 0));
    close(file);
    unlink(temporary);
}

static void write_64k(long count)
{
    int file = must("open", open(temporary, O_RDWR | O_CREAT | O_TRUNC, 0600));
    while (count-- > 0)
        must("pwrite", pwrite(file, block, sizeof block, 0));
    close(file);
    unlink(temporary);
}

/* The file stays for the turns to come, as the cache's content would. */
static int cached_file(void)
{
    int file = must("open", open("/tmp/bench.cached", O_RDWR | O_CREAT, 0600));
    if (must("lseek", lseek(file, 0, SEEK_END)) != CACHED)
        for (long done = 0; done < CACHED; done += sizeof block)
            must("pwrite", pwrite(file, block, sizeof block, done));
    return file;
}

static void read_cached(long count)
{
    int file = cached_file();
    while (count-- > 0)
        for (long done = 0; done < CACHED; done += sizeof block)
            must("pread", pread(file, block, sizeof block, done));
    close(file);
}

/* Maps the file, takes a word of each page, and lets go of it. */
static void map_cached(long count)
{
    int file = cached_file();
    long sum = 0;
    while (count-- > 0)
    {
        volatile char *start = mmap(NULL, CACHED, PROT_READ, MAP_SHARED, file, 0);
        if (start == MAP_FAILED)
            fail("mmap");
        for (long i = 0; i < CACHED; i += 4096)
            sum += start[i];
        must("munmap", munmap((void *)start, CACHED));
    }
    close(file);
    if (sum != 0)
        exit(1);
}

#define ENTRIES 1000
static const char folder[] = "/tmp/bench.folder";

static void list_folder(long count)
{
    char name[64];
    if (mkdir(folder, 0700) == 0)
        for (int i = 0; i < ENTRIES; i++)
        {
            snprintf(name, sizeof name, "%s/entry-%04d", folder, i);
            close(must("creat", creat(name, 0600)));
        }
    int directory = must("open", open(folder, O_RDONLY | O_DIRECTORY));
    while (count-- > 0)
    {
        long found = 0, bytes;
        must("lseek", lseek(directory, 0, SEEK_SET));
        while ((bytes = must("getdents64", syscall(SYS_getdents64, directory, block, 32768))) > 0)
            for (long at = 0; at < bytes; at += *(unsigned short *)(block + at + 16))
                found++;
        if (found != ENTRIES + 2)
            fail("entries");
    }
    close(directory);
    memset(block, 0, sizeof block);
}

const struct benchmark file_benchmarks[] = {
    {"stat", stat_file, 3000, NULL, 0},
    {"fstat", fstat_file, 5000, NULL, 0},
    {"open-close", open_close, 3000, NULL, 0},
    {"create-delete-0K", create_empty, 1000, NULL, 0},
    {"create-delete-1K", create_1k, 1000, NULL, 0},
    {"create-delete-10K", create_10k, 1000, NULL, 0},
    {"rename", rename_file, 500, NULL, 0},
    {"getdents-1000", list_folder, 20, NULL, 0},
    {"read-64K", read_64k, 200, NULL, 0},
    {"write-64K", write_64k, 200, NULL, 0},
    {"read-cached-4M", read_cached, 5, NULL, 0},
    {"mmap-read-4M", map_cached, 5, NULL, 0},
    {},
};
