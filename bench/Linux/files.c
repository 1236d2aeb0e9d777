/* System calls on files. */
#include "bench.h"

static const char present[] = "/etc/passwd";
static const char temporary[] = "/tmp/bench.file";
static char page[65536];

static void null_call(long count)
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

static void create_unlink(long count)
{
    while (count-- > 0)
    {
        close(must("creat", creat(temporary, 0600)));
        must("unlink", unlink(temporary));
    }
}

static void read_file(long count)
{
    int file = must("open", open(temporary, O_RDWR | O_CREAT | O_TRUNC, 0600));
    must("write", write(file, page, sizeof page));
    while (count-- > 0)
        must("pread", pread(file, page, sizeof page, 0));
    close(file);
    unlink(temporary);
}

static void write_file(long count)
{
    int file = must("open", open(temporary, O_RDWR | O_CREAT | O_TRUNC, 0600));
    while (count-- > 0)
        must("pwrite", pwrite(file, page, sizeof page, 0));
    close(file);
    unlink(temporary);
}

static void poll_pipes(long count)
{
    struct pollfd files[10];
    int ends[20];
    for (int i = 0; i < 10; i++)
    {
        must("pipe", pipe(ends + 2 * i));
        files[i] = (struct pollfd){ends[2 * i], POLLIN, 0};
    }
    while (count-- > 0)
        must("poll", poll(files, 10, 0));
    for (int i = 0; i < 20; i++)
        close(ends[i]);
}

const struct benchmark file_benchmarks[] = {
    {"null-call", null_call, 20000, NULL, 0},
    {"clock-gettime", clock_call, 20000, NULL, 0},
    {"read-byte", read_byte, 10000, NULL, 0},
    {"write-byte", write_byte, 10000, NULL, 0},
    {"stat", stat_file, 5000, NULL, 0},
    {"fstat", fstat_file, 5000, NULL, 0},
    {"open-close", open_close, 3000, NULL, 0},
    {"create-unlink", create_unlink, 1000, NULL, 0},
    {"read-64K", read_file, 300, NULL, 0},
    {"write-64K", write_file, 300, NULL, 0},
    {"poll-10-pipes", poll_pipes, 2000, NULL, 0},
    {},
};
