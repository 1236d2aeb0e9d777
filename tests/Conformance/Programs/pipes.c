/* pipe(2), FIFOs, and what their ends see of each other. */
#include "conformance.h"

static char s_big[1 << 20];
static int ends[2];
static void make(int flags) { MUST(pipe2(ends, flags)); }
static int events(int fd) { struct pollfd item = {fd, POLLIN | POLLOUT, 0}; MUST(poll(&item, 1, 0)); return item.revents; }

CASE(order_and_partial_reads)
{
    make(0);
    SHOW(write(ends[1], "hello", 5));
    SHOW(write(ends[1], " world", 6));
    char text[16] = "";
    SHOW(read(ends[0], text, 3));
    SHOW(read(ends[0], text + 3, 13));
    say("%s", text);
}

CASE(wrong_direction)
{
    make(0);
    SHOW(write(ends[0], "x", 1));
    SHOW(read(ends[1], s_big, 1));
    SHOW(read(ends[0], s_big, 0));
    SHOW(write(ends[1], "", 0));
}

CASE(end_of_file)
{
    make(0);
    write(ends[1], "last", 4);
    close(ends[1]);
    SHOW(read(ends[0], s_big, 10));
    SHOW(read(ends[0], s_big, 10));
    say("events %#x", events(ends[0]));
}

CASE(no_reader)
{
    make(0);
    close(ends[0]);
    signal(SIGPIPE, SIG_IGN);
    SHOW(write(ends[1], "x", 1));
    say("events %#x", events(ends[1]));
}

CASE(flags)
{
    make(O_NONBLOCK | O_CLOEXEC);
    say("%#o %#o %d", fcntl(ends[0], F_GETFL), fcntl(ends[1], F_GETFL), fcntl(ends[0], F_GETFD));
    SHOW(read(ends[0], s_big, 1));
    SHOW(syscall(SYS_pipe2, ends, O_APPEND));
    SHOW(syscall(SYS_pipe2, LOW_ADDRESS, 0));
    SHOW(syscall(SYS_pipe, KERNEL_ADDRESS));
    SHOW(pipe(ends));
    say("%d %d", ends[0], ends[1]);
}

CASE(capacity)
{
    make(O_NONBLOCK);
    SHOW(fcntl(ends[0], F_GETPIPE_SZ));
    SHOW(write(ends[1], s_big, sizeof s_big));
    SHOW(write(ends[1], "x", 1));
    say("events %#x %#x", events(ends[0]), events(ends[1]));
    int count;
    SHOW(ioctl(ends[0], FIONREAD, &count));
    say("%d", count);
    SHOW(read(ends[0], s_big, 4096));
    say("events %#x", events(ends[1]));
    SHOW(write(ends[1], s_big, 8192));
}

CASE(small_writes_are_whole)
{
    make(O_NONBLOCK);
    write(ends[1], s_big, 65536 - 100);
    SHOW(write(ends[1], s_big, 4096));
    read(ends[0], s_big, 4096);
    SHOW(write(ends[1], s_big, 4096));
}

CASE(resizing)
{
    make(O_NONBLOCK);
    SHOW(fcntl(ends[0], F_SETPIPE_SZ, 4096));
    SHOW(write(ends[1], s_big, 10000));
    SHOW(fcntl(ends[0], F_SETPIPE_SZ, 5000));
    SHOW(write(ends[1], s_big, 10000));
    SHOW(fcntl(ends[0], F_SETPIPE_SZ, 4096));
    SHOW(fcntl(ends[0], F_SETPIPE_SZ, 0));
    SHOW(fcntl(ends[0], F_SETPIPE_SZ, 1 << 20));
    SHOW(fcntl(open("f", O_CREAT | O_RDWR, 0600), F_SETPIPE_SZ, 4096));
    IN_CHILD(NULL) { setresuid(1000, 1000, 1000); SHOW(fcntl(ends[0], F_SETPIPE_SZ, 2 << 20)); }
}

CASE(packets)
{
    make(O_DIRECT);
    write(ends[1], "first", 5), write(ends[1], "second", 6);
    SHOW(read(ends[0], s_big, 100));
    SHOW(read(ends[0], s_big, 3));
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    SHOW(read(ends[0], s_big, 100));
}

CASE(blocking_write_continues_when_read)
{
    make(0);
    pid_t child = MUST(fork());
    if (child == 0)
    {
        close(ends[0]);
        ASK(write(ends[1], s_big, 300000) == 300000);
        _exit(0);
    }
    close(ends[1]);
    long total = 0, count;
    while ((count = read(ends[0], s_big, sizeof s_big)) > 0)
        total += count;
    show_status("child", wait_for(child));
    say("total %ld", total);
}

CASE(many_writers)
{
    make(0);
    for (int i = 0; i < 4; i++)
        if (fork() == 0)
        {
            char line[64];
            for (int j = 0; j < 200; j++)
            {
                memset(line, 'a' + i, sizeof line);
                write(ends[1], line, sizeof line);
            }
            _exit(0);
        }
    close(ends[1]);
    int counts[4] = {0}, torn = 0;
    char line[64];
    for (;;)
    {
        long have = 0, count = 1;
        while (have < 64 && (count = read(ends[0], line + have, 64 - have)) > 0)
            have += count;
        if (count <= 0)
            break;
        for (int i = 1; i < 64; i++)
            torn += line[i] != line[0];
        counts[line[0] - 'a']++;
    }
    while (wait(NULL) > 0)
        ;
    say("%d %d %d %d torn %d", counts[0], counts[1], counts[2], counts[3], torn);
}

CASE(readers_share_what_comes)
{
    make(0);
    int back[2];
    pipe(back);
    for (int i = 0; i < 3; i++)
        if (fork() == 0)
        {
            close(ends[1]);
            char byte;
            while (read(ends[0], &byte, 1) == 1)
                write(back[1], &byte, 1);
            _exit(0);
        }
    write(ends[1], s_big, 300);
    close(ends[1]);
    while (wait(NULL) > 0)
        ;
    SHOW(read(back[0], s_big, 1000));
}

CASE(fifo_open_modes)
{
    mkfifo("f", 0600);
    SHOW(open("f", O_WRONLY | O_NONBLOCK));
    SHOW(open("f", O_RDONLY | O_NONBLOCK));
    SHOW(read(3, s_big, 1));
    SHOW(open("f", O_WRONLY | O_NONBLOCK));
    SHOW(read(3, s_big, 1));
    SHOW(write(4, "abc", 3));
    SHOW(read(3, s_big, 10));
    SHOW(open("f", O_RDWR));
    close(4), close(5);
    SHOW(read(3, s_big, 1));
    say("events %#x", events(3));
}

CASE(fifo_open_waits)
{
    mkfifo("f", 0600);
    pid_t child = MUST(fork());
    if (child == 0)
    {
        int fd = open("f", O_RDONLY);
        SHOW(read(fd, s_big, 10));
        SHOW(read(fd, s_big, 10));
        _exit(0);
    }
    await_state(child, 'S');
    int fd = open("f", O_WRONLY);
    write(fd, "hello", 5);
    close(fd);
    show_status("reader", wait_for(child));
}

CASE(fifo_read_and_write)
{
    mkfifo("f", 0600);
    int fd = open("f", O_RDWR | O_NONBLOCK);
    SHOW(write(fd, "ping", 4));
    SHOW(read(fd, s_big, 10));
    SHOW(read(fd, s_big, 10));
    SHOW(lseek(fd, 0, SEEK_SET));
    SHOW(ftruncate(fd, 0));
    struct stat status;
    fstat(fd, &status);
    say("mode %o size %ld", status.st_mode, (long)status.st_size);
    unlink("f");
    SHOW(write(fd, "still", 5));
    SHOW(read(fd, s_big, 10));
}

CASE(fifo_truncate_and_append_flags)
{
    mkfifo("f", 0600);
    int fd = open("f", O_RDWR | O_TRUNC | O_APPEND | O_CREAT, 0600);
    write(fd, "kept", 4);
    int other = open("f", O_RDWR | O_TRUNC | O_NONBLOCK);
    SHOW(read(other, s_big, 10));
}

CASE(two_fifo_names_one_pipe)
{
    mkfifo("f", 0600), link("f", "g");
    int one = open("f", O_RDWR), two = open("g", O_RDONLY | O_NONBLOCK);
    write(one, "through", 7);
    SHOW(read(two, s_big, 10));
}

CASE(reopen_through_proc)
{
    make(0);
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", ends[0]);
    int writer = MUST(open(path, O_WRONLY));
    write(writer, "reopened", 8);
    SHOW(read(ends[0], s_big, 20));
    struct stat one, two;
    fstat(ends[0], &one), fstat(writer, &two);
    ASK(one.st_ino == two.st_ino);
}

CASE(reopen_after_the_other_end)
{
    make(0);
    write(ends[1], "left", 4);
    close(ends[1]);
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", ends[0]);
    int again = MUST(open(path, O_RDONLY));
    SHOW(read(again, s_big, 20));
    SHOW(read(again, s_big, 20));
}

CASE(poll_edges)
{
    make(0);
    say("empty: %#x %#x", events(ends[0]), events(ends[1]));
    write(ends[1], "x", 1);
    say("one byte: %#x %#x", events(ends[0]), events(ends[1]));
    close(ends[1]);
    say("writer gone: %#x", events(ends[0]));
    read(ends[0], s_big, 1);
    say("drained: %#x", events(ends[0]));
}

static volatile int s_signals;
static void on_signal(int number) { (void)number; s_signals++; }

CASE(asynchronous_signal)
{
    make(O_NONBLOCK);
    signal(SIGIO, on_signal), signal(SIGUSR1, on_signal);
    SHOW(fcntl(ends[0], F_SETOWN, getpid()));
    ASK(fcntl(ends[0], F_GETOWN) == getpid());
    fcntl(ends[0], F_SETFL, O_NONBLOCK | O_ASYNC);
    write(ends[1], "x", 1);
    say("signals %d", s_signals);
    SHOW(fcntl(ends[0], F_SETSIG, SIGUSR1));
    SHOW(fcntl(ends[0], F_GETSIG));
    SHOW(fcntl(ends[0], F_SETSIG, 99));
    SHOW(fcntl(ends[0], F_SETOWN, 0x3fffff));
}

CASE(interrupted_partial_write)
{
    make(0);
    signal(SIGALRM, on_signal);
    struct sigaction action = {.sa_handler = on_signal};
    sigaction(SIGALRM, &action, NULL);
    ualarm(50000, 0);
    SHOW(write(ends[1], s_big, sizeof s_big));
    say("signals %d", s_signals);
}

CASE(killed_while_writing)
{
    make(0);
    pid_t child = MUST(fork());
    if (child == 0)
    {
        write(ends[1], s_big, sizeof s_big);
        _exit(0);
    }
    await_state(child, 'S');
    kill(child, SIGKILL);
    show_status("child", wait_for(child));
    close(ends[1]);
    long total = 0, count;
    while ((count = read(ends[0], s_big, 10000)) > 0)
        total += count;
    say("left in the pipe %ld", total);
}

CASE(hostile_pointers)
{
    make(O_NONBLOCK);
    char *end = forbidden_page();
    SHOW(write(ends[1], LOW_ADDRESS, 5));
    SHOW(write(ends[1], end - 3, 5));
    SHOW(write(ends[1], "data", 4));
    SHOW(read(ends[0], LOW_ADDRESS, 2));
    SHOW(read(ends[0], s_big, 10));
}

CASE(status_of_a_pipe)
{
    make(0);
    struct stat status;
    fstat(ends[0], &status);
    say("mode %o links %d uid %d", status.st_mode, (int)status.st_nlink, status.st_uid);
    SHOW(fchmod(ends[0], 0644));
    SHOW(fcntl(ends[0], F_SETLK, &(struct flock){.l_type = F_RDLCK}) == 0);
    char path[64], target[64] = "";
    snprintf(path, sizeof path, "/proc/self/fd/%d", ends[0]);
    readlink(path, target, 63);
    say("%.6s", target);
}
