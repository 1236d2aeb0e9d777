/* Contents of files: reading, writing, positions, holes, truncation, append, vectors, copying between files, descriptors, directories. */
#include "conformance.h"
#include <sys/sendfile.h>

static char s_big[1 << 20];
static int make(const char *path, const char *text) { put_file(path, text); return MUST(open(path, O_RDWR)); }
static long size_of(int fd) { struct stat status; MUST(fstat(fd, &status)); return status.st_size; }

CASE(read_and_write_rules)
{
    int fd = make("f", "0123456789"), reading = open("f", O_RDONLY), writing = open("f", O_WRONLY), directory = open(".", O_RDONLY);
    char text[16];
    SHOW(read(fd, text, 4));
    SHOW(read(fd, text, 16));
    SHOW(read(fd, text, 16));
    SHOW(write(reading, "x", 1));
    SHOW(read(writing, text, 1));
    SHOW(read(directory, text, 1));
    SHOW(write(directory, "x", 1));
    SHOW(read(77, text, 1));
    SHOW(read(77, text, 0));
    SHOW(read(writing, text, 0));
    SHOW(read(-1, text, 1));
    SHOW(read(fd, LOW_ADDRESS, 0));
    SHOW(write(fd, KERNEL_ADDRESS, 0));
    SHOW(syscall(SYS_read, reading, text, -1L));
    SHOW(syscall(SYS_write, fd, text, 1ul << 63));
}

CASE(hostile_buffers)
{
    int fd = make("f", "0123456789");
    char *end = forbidden_page();
    SHOW(read(fd, LOW_ADDRESS, 4));
    SHOW(read(fd, KERNEL_ADDRESS, 4));
    SHOW(read(fd, end - 4, 8));
    say("position %ld", lseek(fd, 0, SEEK_CUR));
    SHOW(write(fd, end - 4, 8));
    say("position %ld", lseek(fd, 0, SEEK_CUR));
    SHOW(write(fd, NONCANONICAL_ADDRESS, 8));
    SHOW(pread(fd, end, 1, 0));
    char *readonly = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    SHOW(pread(fd, readonly, 1, 0));
    struct iovec vector[2] = {{end - 2, 2}, {LOW_ADDRESS, 2}};
    SHOW(preadv(fd, vector, 2, 0));
    SHOW(syscall(SYS_readv, fd, LOW_ADDRESS, 1));
}

CASE(positions)
{
    int fd = make("f", "0123456789"), ends[2];
    pipe(ends);
    SHOW(lseek(fd, -3, SEEK_END));
    SHOW(lseek(fd, -3, SEEK_CUR));
    SHOW(lseek(fd, -5, SEEK_CUR));
    SHOW(lseek(fd, 100, SEEK_SET));
    SHOW(lseek(fd, 0, SEEK_CUR));
    SHOW(read(fd, s_big, 5));
    SHOW(lseek(fd, -1, SEEK_SET));
    SHOW(lseek(fd, LLONG_MAX, SEEK_SET));
    SHOW(lseek(fd, 0, 9));
    SHOW(lseek(ends[0], 0, SEEK_SET));
    SHOW(lseek(77, 0, SEEK_SET));
    SHOW(pread(fd, s_big, 5, -1));
    SHOW(pread(ends[0], s_big, 5, 0));
    SHOW(pwrite(ends[1], s_big, 5, 0));
}

CASE(write_past_the_end)
{
    int fd = make("f", "abc");
    MUST(pwrite(fd, "z", 1, 10000));
    SHOW(size_of(fd));
    char text[8] = "xxxxxxx";
    MUST(pread(fd, text, 8, 1));
    say("%c%c then %d", text[0], text[1], text[2]);
    struct stat status;
    fstat(fd, &status);
    say("blocks %ld", (long)status.st_blocks);
}

CASE(append_mode)
{
    put_file("f", "start");
    int fd = open("f", O_RDWR | O_APPEND), other = open("f", O_RDWR | O_APPEND);
    write(fd, "1", 1), write(other, "2", 1), write(fd, "3", 1);
    show_file("f");
    SHOW(lseek(fd, 0, SEEK_CUR));
    lseek(fd, 0, SEEK_SET);
    write(fd, "4", 1);
    SHOW(pwrite(fd, "5", 1, 0));
    show_file("f");
    fcntl(fd, F_SETFL, 0);
    SHOW(pwrite(fd, "S", 1, 0));
    show_file("f");
}

CASE(append_by_several)
{
    close(open("f", O_CREAT, 0600));
    pid_t children[4];
    for (int i = 0; i < 4; i++)
        if ((children[i] = MUST(fork())) == 0)
        {
            int fd = open("f", O_WRONLY | O_APPEND);
            for (int j = 0; j < 100; j++)
                write(fd, "0123456789", 10);
            _exit(0);
        }
    for (int i = 0; i < 4; i++)
        wait_for(children[i]);
    SHOW(size_of(open("f", O_RDONLY)));
}

CASE(truncation)
{
    int fd = make("f", "0123456789"), reading = open("f", O_RDONLY);
    SHOW(ftruncate(fd, 4));
    show_file("f");
    SHOW(ftruncate(fd, 8));
    char text[8];
    pread(fd, text, 8, 0);
    say("%.4s %d %d", text, text[4], text[7]);
    SHOW(ftruncate(reading, 1));
    SHOW(ftruncate(fd, -1));
    SHOW(ftruncate(77, 0));
    SHOW(truncate("f", 2));
    SHOW(truncate(".", 2));
    SHOW(truncate("absent", 2));
    SHOW(truncate("", 2));
    int ends[2];
    pipe(ends);
    SHOW(ftruncate(ends[1], 0));
    chmod("f", 0444);
    IN_CHILD(NULL) { setresuid(1000, 1000, 1000); SHOW(truncate("f", 0)); }
    pwrite(fd, "xxxxxxxx", 8, 0), ftruncate(fd, 3), ftruncate(fd, 8);
    pread(fd, text, 8, 0);
    say("old bytes do not come back: %d", text[5]);
}

/* The output is perhaps a file too, so the limit is lifted for each line. */
static void limit_size(long size) { setrlimit(RLIMIT_FSIZE, &(struct rlimit){size, RLIM_INFINITY}); }
#define LIMITED(call) do { limit_size(1000); errno = 0; long result_ = (call); limit_size(RLIM_INFINITY); show_result(#call, result_); } while (0)

CASE(file_size_limit)
{
    int fd = make("f", "");
    signal(SIGXFSZ, SIG_IGN);
    LIMITED(write(fd, s_big, 1500));
    LIMITED(write(fd, s_big, 1));
    LIMITED(ftruncate(fd, 2000));
    LIMITED(pwrite(fd, "x", 1, 5000));
    LIMITED(fallocate(fd, 0, 0, 4096));
    LIMITED(ftruncate(fd, 10));
    IN_CHILD("with the signal's default") { signal(SIGXFSZ, SIG_DFL); limit_size(5); write(fd, "x", 1); }
}

CASE(holes)
{
    int fd = make("f", "");
    ftruncate(fd, 64 * 4096);
    pwrite(fd, "a", 1, 4 * 4096), pwrite(fd, "b", 1, 20 * 4096 + 5);
    SHOW(lseek(fd, 0, SEEK_DATA));
    SHOW(lseek(fd, 4 * 4096, SEEK_HOLE));
    SHOW(lseek(fd, 5 * 4096, SEEK_DATA));
    SHOW(lseek(fd, 21 * 4096, SEEK_DATA));
    SHOW(lseek(fd, 21 * 4096, SEEK_HOLE));
    SHOW(lseek(fd, 64 * 4096, SEEK_HOLE));
    SHOW(lseek(fd, -1, SEEK_DATA));
    struct stat status;
    fstat(fd, &status);
    say("blocks %ld", (long)status.st_blocks);
    SHOW(lseek(make("full", "abc"), 0, SEEK_HOLE));
}

CASE(preallocation)
{
    int fd = make("f", "0123456789");
    struct stat status;
    SHOW(fallocate(fd, 0, 0, 10000));
    SHOW(size_of(fd));
    SHOW(fallocate(fd, 1, 0, 50000));
    SHOW(size_of(fd));
    SHOW(fallocate(fd, 3, 2, 5));
    char text[11] = "";
    pread(fd, text, 10, 0);
    say("%c%c %d %c", text[0], text[1], text[3], text[7]);
    SHOW(fallocate(fd, 3, 0, 8192));
    fstat(fd, &status);
    say("size %ld", (long)status.st_size);
    SHOW(fallocate(fd, 2, 0, 10));
    SHOW(fallocate(fd, 0, -1, 10));
    SHOW(fallocate(fd, 0, 0, 0));
    SHOW(fallocate(fd, 8, 0, 4096));
    SHOW(fallocate(fd, 0x10, 0, 4096));
    SHOW(fallocate(open("f", O_RDONLY), 0, 0, 10));
    SHOW(fallocate(open(".", O_RDONLY), 0, 0, 10));
    int ends[2];
    pipe(ends);
    SHOW(fallocate(ends[1], 0, 0, 10));
}

CASE(vectors)
{
    int fd = make("f", "");
    struct iovec vector[4] = {{"one ", 4}, {"", 0}, {"two ", 4}, {"three", 5}};
    SHOW(writev(fd, vector, 4));
    show_file("f");
    char first[5] = "", second[20] = "";
    struct iovec in[2] = {{first, 4}, {second, 19}};
    SHOW(preadv(fd, in, 2, 0));
    say("%s|%s", first, second);
    SHOW(writev(fd, vector, 0));
    SHOW(writev(fd, vector, -1));
    SHOW(writev(fd, vector, 1025));
    in[0].iov_len = -1;
    SHOW(readv(fd, in, 1));
    SHOW(pwritev(fd, vector, 1, -1));
    SHOW(syscall(SYS_preadv2, fd, (in[0].iov_len = 2, in), 1, -1, 0, 0));
    lseek(fd, 4, SEEK_SET);
    SHOW(syscall(SYS_preadv2, fd, in, 1, -1, -1, 0));
    say("%.2s", first);
    SHOW(syscall(SYS_pwritev2, fd, vector, 1, 0, 0, 0x10));
    SHOW(syscall(SYS_pwritev2, fd, vector, 1, 0, 0, 0x40000000));
    show_file("f");
}

CASE(send_file)
{
    int from = make("from", "0123456789"), to = make("to", ""), append = open("to", O_WRONLY | O_APPEND), ends[2];
    off_t offset = 3;
    pipe(ends);
    SHOW(sendfile(to, from, &offset, 4));
    say("offset %ld position %ld", (long)offset, lseek(from, 0, SEEK_CUR));
    SHOW(sendfile(to, from, NULL, 100));
    show_file("to");
    SHOW(sendfile(to, from, NULL, 100));
    offset = 0;
    SHOW(sendfile(ends[1], from, &offset, 5));
    SHOW(sendfile(to, ends[0], NULL, 5));
    SHOW(sendfile(append, from, &offset, 5));
    SHOW(sendfile(from, 77, NULL, 5));
    SHOW(sendfile(open("to", O_RDONLY), from, &offset, 5));
    offset = -1;
    SHOW(sendfile(to, from, &offset, 5));
    SHOW(syscall(SYS_sendfile, to, from, LOW_ADDRESS, 5));
    int pair[2];
    socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
    offset = 0;
    SHOW(sendfile(pair[0], from, &offset, 10));
    SHOW(read(pair[1], s_big, 100));
}

CASE(splice_and_tee)
{
    int from = make("from", "0123456789"), to = make("to", ""), one[2], two[2];
    pipe(one), pipe(two);
    off_t offset = 2;
    SHOW(splice(from, &offset, one[1], NULL, 5, 0));
    say("offset %ld", (long)offset);
    SHOW(tee(one[0], two[1], 3, 0));
    SHOW(splice(one[0], NULL, to, NULL, 100, 0));
    show_file("to");
    SHOW(read(two[0], s_big, 10));
    say("%.3s", s_big);
    SHOW(splice(one[0], NULL, two[1], NULL, 5, SPLICE_F_NONBLOCK));
    SHOW(splice(from, NULL, to, NULL, 5, 0));
    SHOW(splice(one[0], &offset, to, NULL, 5, 0));
    SHOW(splice(from, NULL, one[1], NULL, 5, 0x100));
    SHOW(tee(from, one[1], 5, 0));
    SHOW(tee(one[0], one[1], 5, 0));
    struct iovec vector = {"gathered", 8};
    SHOW(vmsplice(one[1], &vector, 1, 0));
    SHOW(read(one[0], s_big, 10));
    SHOW(splice(one[0], NULL, two[1], NULL, 5, SPLICE_F_NONBLOCK));
    close(one[1]);
    SHOW(splice(one[0], NULL, two[1], NULL, 5, 0));
}

CASE(copy_range)
{
    int from = make("from", "0123456789"), to = make("to", "abcdefghij");
    off_t in = 2, out = 1;
    SHOW(copy_file_range(from, &in, to, &out, 4, 0));
    say("%ld %ld", (long)in, (long)out);
    show_file("to");
    SHOW(copy_file_range(from, NULL, to, NULL, 100, 0));
    show_file("to");
    SHOW(copy_file_range(from, NULL, to, NULL, 100, 0));
    in = 0, out = 5;
    SHOW(copy_file_range(from, &in, from, &out, 5, 0));
    show_file("from");
    out = 2;
    SHOW(copy_file_range(from, &in, from, &out, 5, 0));
    SHOW(copy_file_range(from, NULL, to, NULL, 1, 1));
    SHOW(copy_file_range(open(".", O_RDONLY), NULL, to, NULL, 1, 0));
    SHOW(copy_file_range(from, NULL, open("to", O_WRONLY | O_APPEND), NULL, 1, 0));
    SHOW(copy_file_range(open("from", O_WRONLY), NULL, to, NULL, 1, 0));
}

CASE(sync_calls)
{
    int fd = make("f", "x"), ends[2];
    pipe(ends);
    SHOW(fsync(fd));
    SHOW(fdatasync(fd));
    SHOW(fsync(open(".", O_RDONLY)));
    SHOW(fsync(ends[0]));
    SHOW(fsync(77));
    SHOW(syncfs(fd));
    SHOW(sync_file_range(fd, 0, 0, 7));
    SHOW(sync_file_range(fd, 0, 0, 8));
    SHOW(sync_file_range(fd, -1, 0, 0));
    SHOW(sync_file_range(ends[0], 0, 0, 0));
    SHOW(posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED));
    SHOW(posix_fadvise(fd, 0, 0, 77));
    SHOW(posix_fadvise(ends[0], 0, 0, 0));
    SHOW(readahead(fd, 0, 10));
    SHOW(readahead(ends[0], 0, 10));
}

CASE(duplication)
{
    int fd = make("f", "0123456789");
    SHOW(dup(fd));
    SHOW(dup2(fd, 20));
    SHOW(dup2(fd, fd));
    SHOW(dup2(77, 77));
    SHOW(dup2(77, 5));
    SHOW(dup2(fd, -1));
    SHOW(dup2(fd, 1 << 30));
    SHOW(dup3(fd, fd, 0));
    SHOW(dup3(fd, 21, O_CLOEXEC));
    SHOW(fcntl(21, F_GETFD));
    SHOW(dup3(fd, 22, O_APPEND));
    SHOW(fcntl(fd, F_DUPFD, 20));
    SHOW(fcntl(fd, F_DUPFD_CLOEXEC, 20));
    SHOW(fcntl(fd, F_DUPFD, -1));
    SHOW(fcntl(fd, F_DUPFD, 1 << 30));
    SHOW(fcntl(20, F_GETFD));
    lseek(fd, 5, SEEK_SET);
    SHOW(lseek(20, 0, SEEK_CUR));
    fcntl(20, F_SETFL, O_APPEND);
    say("flags shared %#o", fcntl(fd, F_GETFL));
    SHOW(close(fd));
    SHOW(close(fd));
    SHOW(close(-1));
    SHOW(write(20, "x", 1));
}

CASE(close_range_forms)
{
    for (int fd = 3; fd < 20; fd++)
        dup2(0, fd);
    SHOW(syscall(436, 10, 12, 0));
    SHOW(syscall(436, 12, 10, 0));
    SHOW(syscall(436, 15, ~0u, 4));
    say("10 %d 13 %d 15 %d 19 %d", fcntl(10, F_GETFD), fcntl(13, F_GETFD), fcntl(15, F_GETFD), fcntl(19, F_GETFD));
    SHOW(syscall(436, 3, ~0u, 0));
    SHOW(fcntl(9, F_GETFD));
    SHOW(syscall(436, 3, 5, 0x100));
    SHOW(syscall(436, 3, 5, 2));
}

CASE(descriptor_limit)
{
    setrlimit(RLIMIT_NOFILE, &(struct rlimit){10, 20});
    int count = 0;
    while (dup(0) >= 0)
        count++;
    say("%d more, then %s", count, error_name(errno));
    SHOW(dup2(0, 10));
    SHOW(open("/dev/null", O_RDONLY));
    SHOW(pipe((int[2]){0}));
    SHOW(fcntl(0, F_DUPFD, 5));
    SHOW(fcntl(0, F_DUPFD, 15));
    close(7);
    SHOW(pipe((int[2]){0}));
    SHOW(dup(0));
    setrlimit(RLIMIT_NOFILE, &(struct rlimit){20, 20});
    SHOW(dup(0));
}

CASE(lowest_descriptor_first)
{
    for (int i = 0; i < 6; i++)
        dup(0);
    close(4), close(6);
    SHOW(open("/dev/null", O_RDONLY));
    SHOW(dup(0));
    SHOW(dup(0));
}

struct entry { uint64_t inode; int64_t offset; uint16_t length; uint8_t type; char name[]; };

CASE(directory_entries)
{
    mkdir("d", 0755);
    chdir("d");
    close(open("file", O_CREAT, 0600)), mkdir("sub", 0755), symlink("x", "link"), mkfifo("fifo", 0600);
    int fd = open(".", O_RDONLY);
    char buffer[1024], names[16][32];
    int count = 0;
    long length = syscall(SYS_getdents64, fd, buffer, sizeof buffer);
    for (long at = 0; at < length;)
    {
        struct entry *entry = (void *)(buffer + at);
        snprintf(names[count++], 32, "%s type %d aligned %d", entry->name, entry->type, entry->length % 8 == 0);
        at += entry->length;
    }
    qsort(names, count, 32, (int (*)(const void *, const void *))strcmp);
    for (int i = 0; i < count; i++)
        say("%s", names[i]);
    SHOW(syscall(SYS_getdents64, fd, buffer, sizeof buffer));
    SHOW(syscall(SYS_getdents64, fd, buffer, 10));
    lseek(fd, 0, SEEK_SET);
    SHOW(syscall(SYS_getdents64, fd, buffer, 10));
    SHOW(syscall(SYS_getdents64, fd, LOW_ADDRESS, 100));
    SHOW(syscall(SYS_getdents64, open("file", O_RDONLY), buffer, 100));
    SHOW(syscall(SYS_getdents64, 77, buffer, 100));
}

CASE(directory_reading_in_pieces)
{
    mkdir("d", 0755);
    char name[32], buffer[64];
    for (int i = 0; i < 100; i++)
    {
        snprintf(name, sizeof name, "d/file%d", i);
        close(open(name, O_CREAT, 0600));
    }
    int fd = open("d", O_RDONLY), count = 0;
    long sum = 0, length;
    while ((length = syscall(SYS_getdents64, fd, buffer, sizeof buffer)) > 0)
        for (long at = 0; at < length; at += ((struct entry *)(buffer + at))->length)
        {
            struct entry *entry = (void *)(buffer + at);
            count++;
            if (entry->name[0] == 'f')
                sum += atoi(entry->name + 4);
        }
    say("%d entries, sum %ld", count, sum);
}

CASE(directory_changes_while_reading)
{
    mkdir("d", 0755);
    char name[32];
    for (int i = 0; i < 50; i++)
    {
        snprintf(name, sizeof name, "d/file%d", i);
        close(open(name, O_CREAT, 0600));
    }
    DIR *stream = opendir("d");
    int seen = 0;
    for (struct dirent *entry; (entry = readdir(stream)) != NULL;)
        if (entry->d_name[0] != '.')
        {
            seen++;
            unlinkat(dirfd(stream), entry->d_name, 0);
        }
    say("seen and removed %d", seen);
    SHOW(rmdir("d"));
}

CASE(memory_files)
{
    int fd = syscall(SYS_memfd_create, "name", 1 | 2);
    say("%d close on exec %d", fd >= 0, fcntl(fd, F_GETFD));
    MUST(write(fd, "contents", 8));
    SHOW(size_of(fd));
    SHOW(fcntl(fd, 1034));
    SHOW(fcntl(fd, 1033, 4 | 2));
    SHOW(fcntl(fd, 1034));
    SHOW(ftruncate(fd, 100));
    SHOW(ftruncate(fd, 4));
    SHOW(pwrite(fd, "x", 1, 0));
    SHOW(pwrite(fd, "x", 1, 50));
    char *map = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    SHOW(fcntl(fd, 1033, 8));
    munmap(map, 4096);
    SHOW(fcntl(fd, 1033, 8));
    SHOW(pwrite(fd, "x", 1, 0));
    SHOW_SUCCESS(mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0));
    SHOW_SUCCESS(mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0));
    SHOW(fcntl(fd, 1033, 1));
    SHOW(fcntl(fd, 1033, 4));
    SHOW(fcntl(open("f", O_CREAT | O_RDWR, 0600), 1034));
    int plain = syscall(SYS_memfd_create, "plain", 0);
    SHOW(fcntl(plain, 1034));
    SHOW(fcntl(plain, 1033, 2));
    SHOW(syscall(SYS_memfd_create, "x", 0x100));
    SHOW(syscall(SYS_memfd_create, LOW_ADDRESS, 0));
    char link[64], path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", plain);
    long length = readlink(path, link, sizeof link);
    say("%.*s", (int)length, link);
}

CASE(devices)
{
    char text[64];
    memset(text, 1, sizeof text);
    int null = open("/dev/null", O_RDWR), zero = open("/dev/zero", O_RDWR), full = open("/dev/full", O_RDWR), random = open("/dev/urandom", O_RDONLY);
    SHOW(read(null, text, 10));
    SHOW(write(null, text, 10));
    SHOW(read(zero, text, 10));
    say("%d %d", text[0], text[10]);
    SHOW(write(zero, text, 10));
    SHOW(write(full, text, 10));
    SHOW(read(full, text, 20));
    SHOW(read(random, text, 64));
    SHOW(lseek(null, 5, SEEK_SET));
    SHOW(lseek(zero, 5, SEEK_SET));
    SHOW(ioctl(null, TIOCGWINSZ, text));
    SHOW(poll((struct pollfd[]){{null, POLLIN | POLLOUT, 0}}, 1, 0));
    SHOW(syscall(SYS_getrandom, text, 64, 0));
    SHOW(syscall(SYS_getrandom, text, 64, 3));
    SHOW(syscall(SYS_getrandom, text, 64, 7));
    SHOW(syscall(SYS_getrandom, text, 64, 0x10));
    SHOW(syscall(SYS_getrandom, LOW_ADDRESS, 64, 0));
}

CASE(ioctl_of_files)
{
    int fd = make("f", "0123456789"), value = -1;
    lseek(fd, 3, SEEK_SET);
    SHOW(ioctl(fd, FIONREAD, &value));
    say("%d", value);
    SHOW(ioctl(fd, 0x5451));
    SHOW(fcntl(fd, F_GETFD));
    SHOW(ioctl(fd, 0x5450));
    SHOW(fcntl(fd, F_GETFD));
    value = 1;
    SHOW(ioctl(fd, FIONBIO, &value));
    say("%#o", fcntl(fd, F_GETFL));
    SHOW(ioctl(fd, TCGETS, s_big));
    SHOW(ioctl(fd, 0x12345678, s_big));
    SHOW(ioctl(77, FIONREAD, &value));
    SHOW(ioctl(fd, FIONBIO, LOW_ADDRESS));
    SHOW(fcntl(fd, 9999));
}
