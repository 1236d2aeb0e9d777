/* poll(2), select(2), epoll(7), eventfd(2), timerfd_create(2), signalfd(2). */
#include "conformance.h"
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>

static int ends[2];
static void on_signal(int number) { (void)number; }
static int epoll(void) { return MUST(epoll_create1(EPOLL_CLOEXEC)); }
static long control(int epoll, int operation, int fd, uint32_t events, int data)
{
    struct epoll_event event = {.events = events, .data.u32 = data};
    return epoll_ctl(epoll, operation, fd, &event);
}
static void show_ready(int fd, int timeout)
{
    struct epoll_event events[8];
    int count = epoll_wait(fd, events, 8, timeout);
    char text[256] = "";
    for (int i = 0; i < count; i++)
        for (int j = i + 1; j < count; j++)
            if (events[j].data.u32 < events[i].data.u32)
            {
                struct epoll_event other = events[i];
                events[i] = events[j], events[j] = other;
            }
    for (int i = 0; i < count; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), " %u:%#x", events[i].data.u32, events[i].events);

    say("%d ready%s%s", count, text, count < 0 ? error_name(errno) : "");
}

CASE(poll_basics)
{
    pipe(ends);
    struct pollfd items[4] = {{ends[0], POLLIN, 0}, {ends[1], POLLOUT, 0}, {-1, POLLIN, 0x55}, {77, POLLIN, 0}};
    SHOW(poll(items, 4, 0));
    say("%#x %#x %#x %#x", items[0].revents, items[1].revents, items[2].revents, items[3].revents);
    SHOW(poll(items, 1, 10));
    SHOW(poll(NULL, 0, 5));
    SHOW(syscall(SYS_poll, LOW_ADDRESS, 1, 0));
    SHOW(syscall(SYS_poll, items, 1 << 30, 0));
    int file = open("f", O_RDWR | O_CREAT, 0600), directory = open(".", O_RDONLY);
    struct pollfd kinds[2] = {{file, POLLIN | POLLOUT | POLLPRI, 0}, {directory, POLLIN, 0}};
    SHOW(poll(kinds, 2, 0));
    say("%#x %#x", kinds[0].revents, kinds[1].revents);
}

CASE(poll_wakes)
{
    pipe(ends);
    if (fork() == 0)
    {
        sleep_ms(30);
        write(ends[1], "x", 1);
        _exit(0);
    }
    struct pollfd item = {ends[0], POLLIN, 0};
    SHOW(poll(&item, 1, 10000));
    wait(NULL);
}

CASE(poll_is_told_of_hang_up_unasked)
{
    pipe(ends);
    close(ends[1]);
    struct pollfd item = {ends[0], 0, 0};
    SHOW(poll(&item, 1, -1));
    say("%#x", item.revents);
}

CASE(ppoll_masks)
{
    signal(SIGALRM, on_signal);
    sigset_t blocked, none;
    sigemptyset(&none), sigemptyset(&blocked), sigaddset(&blocked, SIGALRM);
    sigprocmask(SIG_BLOCK, &blocked, NULL);
    raise(SIGALRM);
    struct timespec limit = {5, 0}, brief = {0, 10000000}, bad = {0, -1};
    SHOW(ppoll(NULL, 0, &limit, &none));
    SHOW(ppoll(NULL, 0, &brief, &blocked));
    SHOW(syscall(SYS_ppoll, NULL, 0, &bad, NULL, 8));
    SHOW(syscall(SYS_ppoll, NULL, 0, &brief, &none, 4));
    SHOW(syscall(SYS_ppoll, NULL, 0, LOW_ADDRESS, NULL, 8));
    sigset_t now;
    sigprocmask(SIG_BLOCK, NULL, &now);
    say("mask restored %d", sigismember(&now, SIGALRM));
}

CASE(select_basics)
{
    pipe(ends);
    fd_set in, out;
    FD_ZERO(&in); FD_ZERO(&out); FD_SET(ends[0], &in); FD_SET(ends[1], &out);
    struct timeval zero = {0, 0}, bad = {-1, 0};
    SHOW(select(8, &in, &out, NULL, &zero));
    say("%d %d", FD_ISSET(ends[0], &in) != 0, FD_ISSET(ends[1], &out) != 0);
    FD_SET(20, &in);
    SHOW(select(21, &in, NULL, NULL, &zero));
    SHOW(select(-1, NULL, NULL, NULL, &zero));
    SHOW(syscall(SYS_select, 0, NULL, NULL, NULL, &bad));
    SHOW(syscall(SYS_select, 8, LOW_ADDRESS, NULL, NULL, &zero));
    struct timeval limit = {0, 20000};
    FD_ZERO(&in); FD_SET(ends[0], &in);
    SHOW(syscall(SYS_select, 8, &in, NULL, NULL, &limit));
    say("time left %ld", (long)limit.tv_usec);
    limit.tv_sec = 100;
    write(ends[1], "x", 1);
    FD_SET(ends[0], &in);
    SHOW(syscall(SYS_select, 8, &in, NULL, NULL, &limit));
    ASK(limit.tv_sec >= 98);
}

CASE(pselect_masks)
{
    signal(SIGALRM, on_signal);
    sigset_t blocked, none;
    sigemptyset(&none), sigemptyset(&blocked), sigaddset(&blocked, SIGALRM);
    sigprocmask(SIG_BLOCK, &blocked, NULL);
    raise(SIGALRM);
    struct timespec limit = {5, 0};
    SHOW(pselect(0, NULL, NULL, NULL, &limit, &none));
    struct { void *set; size_t length; } argument = {&none, 4};
    SHOW(syscall(SYS_pselect6, 0, NULL, NULL, NULL, &limit, &argument));
    SHOW(syscall(SYS_pselect6, 0, NULL, NULL, NULL, &limit, LOW_ADDRESS));
}

CASE(epoll_control)
{
    int fd = epoll();
    pipe(ends);
    SHOW(control(fd, EPOLL_CTL_MOD, ends[0], EPOLLIN, 1));
    SHOW(control(fd, EPOLL_CTL_ADD, ends[0], EPOLLIN, 1));
    SHOW(control(fd, EPOLL_CTL_ADD, ends[0], EPOLLIN, 1));
    SHOW(control(fd, EPOLL_CTL_MOD, ends[0], EPOLLIN | EPOLLET, 2));
    SHOW(control(fd, EPOLL_CTL_DEL, ends[0], 0, 0));
    SHOW(control(fd, EPOLL_CTL_DEL, ends[0], 0, 0));
    SHOW(control(fd, 9, ends[0], 0, 0));
    SHOW(control(fd, EPOLL_CTL_ADD, 77, EPOLLIN, 1));
    SHOW(control(77, EPOLL_CTL_ADD, ends[0], EPOLLIN, 1));
    SHOW(control(fd, EPOLL_CTL_ADD, fd, EPOLLIN, 1));
    SHOW(control(ends[0], EPOLL_CTL_ADD, ends[1], EPOLLIN, 1));
    SHOW(control(fd, EPOLL_CTL_ADD, open("f", O_CREAT | O_RDWR, 0600), EPOLLIN, 1));
    SHOW(control(fd, EPOLL_CTL_ADD, open(".", O_RDONLY), EPOLLIN, 1));
    SHOW(control(fd, EPOLL_CTL_ADD, open("/dev/null", O_RDONLY), EPOLLIN, 1));
    SHOW(epoll_ctl(fd, EPOLL_CTL_ADD, ends[0], LOW_ADDRESS));
    SHOW(epoll_create(0));
    SHOW(epoll_create1(1));
    SHOW_SUCCESS(epoll_create(1));
}

CASE(epoll_waits)
{
    int fd = epoll();
    struct epoll_event event;
    SHOW(epoll_wait(fd, &event, 1, 0));
    SHOW(epoll_wait(fd, &event, 1, 10));
    SHOW(epoll_wait(fd, &event, 0, 0));
    SHOW(epoll_wait(fd, &event, -1, 0));
    SHOW(epoll_wait(fd, &event, INT_MAX, 0));
    SHOW(epoll_wait(0, &event, 1, 0));
    SHOW(epoll_wait(77, &event, 1, 0));
    SHOW(syscall(SYS_epoll_wait, fd, KERNEL_ADDRESS, 1, 0));
    pipe(ends);
    write(ends[1], "x", 1);
    control(fd, EPOLL_CTL_ADD, ends[0], EPOLLIN, 1);
    SHOW(syscall(SYS_epoll_wait, fd, LOW_ADDRESS, 1, 0));
    SHOW(epoll_wait(fd, &event, 1, 0));
}

CASE(epoll_level)
{
    int fd = epoll();
    pipe(ends);
    control(fd, EPOLL_CTL_ADD, ends[0], EPOLLIN, 1);
    control(fd, EPOLL_CTL_ADD, ends[1], EPOLLOUT, 2);
    show_ready(fd, 0);
    write(ends[1], "ab", 2);
    char byte;
    control(fd, EPOLL_CTL_DEL, ends[1], 0, 0);
    show_ready(fd, 0), show_ready(fd, 0);
    read(ends[0], &byte, 1);
    show_ready(fd, 0);
    read(ends[0], &byte, 1);
    show_ready(fd, 0);
    close(ends[1]);
    show_ready(fd, 0);
}

CASE(epoll_edge)
{
    int fd = epoll();
    pipe(ends);
    control(fd, EPOLL_CTL_ADD, ends[0], EPOLLIN | EPOLLET, 1);
    write(ends[1], "ab", 2);
    show_ready(fd, 0), show_ready(fd, 0);
    char byte;
    read(ends[0], &byte, 1);
    show_ready(fd, 0);
    write(ends[1], "c", 1);
    show_ready(fd, 0), show_ready(fd, 0);
    control(fd, EPOLL_CTL_MOD, ends[0], EPOLLIN | EPOLLET, 1);
    show_ready(fd, 0);
}

CASE(epoll_one_shot)
{
    int fd = epoll();
    pipe(ends);
    control(fd, EPOLL_CTL_ADD, ends[0], EPOLLIN | EPOLLONESHOT, 1);
    write(ends[1], "a", 1);
    show_ready(fd, 0), show_ready(fd, 0);
    control(fd, EPOLL_CTL_MOD, ends[0], EPOLLIN | EPOLLONESHOT, 1);
    show_ready(fd, 0), show_ready(fd, 0);
    close(ends[1]);
    show_ready(fd, 0);
}

CASE(epoll_closed_files_leave)
{
    int fd = epoll();
    pipe(ends);
    int copy = dup(ends[0]);
    control(fd, EPOLL_CTL_ADD, ends[0], EPOLLIN, 1);
    write(ends[1], "a", 1);
    close(ends[0]);
    show_ready(fd, 0);
    SHOW(control(fd, EPOLL_CTL_DEL, ends[0], 0, 0));
    close(copy);
    show_ready(fd, 0);
}

CASE(epoll_same_file_twice)
{
    int fd = epoll();
    pipe(ends);
    int copy = dup(ends[0]);
    control(fd, EPOLL_CTL_ADD, ends[0], EPOLLIN, 1);
    SHOW(control(fd, EPOLL_CTL_ADD, copy, EPOLLIN, 2));
    write(ends[1], "a", 1);
    show_ready(fd, 0);
}

CASE(epoll_nested)
{
    int outer = epoll(), inner = epoll();
    pipe(ends);
    control(inner, EPOLL_CTL_ADD, ends[0], EPOLLIN, 1);
    SHOW(control(outer, EPOLL_CTL_ADD, inner, EPOLLIN, 2));
    SHOW(control(inner, EPOLL_CTL_ADD, outer, EPOLLIN, 3));
    show_ready(outer, 0);
    write(ends[1], "a", 1);
    show_ready(outer, 0), show_ready(inner, 0);
    struct pollfd item = {outer, POLLIN, 0};
    SHOW(poll(&item, 1, 0));
    int chain[8];
    chain[0] = outer;
    for (int i = 1; i < 5; i++)
    {
        chain[i] = epoll();
        say("depth %d: %s", i + 2, control(chain[i], EPOLL_CTL_ADD, chain[i - 1], EPOLLIN, 1) == 0 ? "taken" : error_name(errno));
    }
}

CASE(epoll_exclusive)
{
    int fd = epoll();
    pipe(ends);
    SHOW(control(fd, EPOLL_CTL_ADD, ends[0], EPOLLIN | EPOLLEXCLUSIVE, 1));
    SHOW(control(fd, EPOLL_CTL_MOD, ends[0], EPOLLIN | EPOLLEXCLUSIVE, 1));
    SHOW(control(fd, EPOLL_CTL_MOD, ends[0], EPOLLIN, 1));
    SHOW(control(fd, EPOLL_CTL_ADD, ends[1], EPOLLOUT | EPOLLEXCLUSIVE | EPOLLONESHOT, 1));
    SHOW(control(fd, EPOLL_CTL_ADD, epoll(), EPOLLIN | EPOLLEXCLUSIVE, 1));
}

CASE(epoll_fairness)
{
    int fd = epoll(), pairs[4][2];
    for (int i = 0; i < 4; i++)
    {
        pipe(pairs[i]);
        control(fd, EPOLL_CTL_ADD, pairs[i][0], EPOLLIN, i + 1);
        write(pairs[i][1], "x", 1);
    }
    struct epoll_event event;
    int seen = 0;
    for (int i = 0; i < 4; i++)
        if (epoll_wait(fd, &event, 1, 0) == 1)
            seen |= 1 << event.data.u32;
    say("all four come in turn: %d", seen == 0x1e);
}

CASE(epoll_wakes_a_thread)
{
    int fd = epoll();
    pipe(ends);
    control(fd, EPOLL_CTL_ADD, ends[0], EPOLLIN, 5);
    pid_t child = fork();
    if (child == 0)
    {
        show_ready(fd, 10000);
        _exit(0);
    }
    await_state(child, 'S');
    write(ends[1], "x", 1);
    wait_for(child);
    control(fd, EPOLL_CTL_DEL, ends[0], 0, 0);
    child = fork();
    if (child == 0)
    {
        show_ready(fd, 10000);
        _exit(0);
    }
    await_state(child, 'S');
    control(fd, EPOLL_CTL_ADD, ends[0], EPOLLIN, 6);
    wait_for(child);
}

CASE(epoll_pwait_masks)
{
    signal(SIGALRM, on_signal);
    sigset_t blocked, none;
    sigemptyset(&none), sigemptyset(&blocked), sigaddset(&blocked, SIGALRM);
    sigprocmask(SIG_BLOCK, &blocked, NULL);
    raise(SIGALRM);
    struct epoll_event event;
    int fd = epoll();
    SHOW(epoll_pwait(fd, &event, 1, 5000, &none));
    SHOW(epoll_pwait(fd, &event, 1, 10, &blocked));
    SHOW(syscall(SYS_epoll_pwait, fd, &event, 1, 0, &none, 4));
    struct timespec brief = {0, 5000000}, bad = {0, -1};
    SHOW(syscall(441, fd, &event, 1, &brief, NULL, 8));
    SHOW(syscall(441, fd, &event, 1, &bad, NULL, 8));
}

CASE(epoll_hang_up_flags)
{
    int fd = epoll(), pair[2];
    socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
    control(fd, EPOLL_CTL_ADD, pair[0], EPOLLIN | EPOLLRDHUP, 1);
    shutdown(pair[1], SHUT_WR);
    show_ready(fd, 0);
    close(pair[1]);
    show_ready(fd, 0);
    control(fd, EPOLL_CTL_MOD, pair[0], 0, 1);
    show_ready(fd, 0);
}

CASE(event_counter)
{
    int fd = MUST(eventfd(3, EFD_NONBLOCK | EFD_CLOEXEC));
    uint64_t value = 0;
    SHOW(read(fd, &value, 8));
    say("%lu", (long)value);
    SHOW(read(fd, &value, 8));
    value = 5;
    SHOW(write(fd, &value, 8)), SHOW(write(fd, &value, 8));
    SHOW(read(fd, &value, 16));
    say("%lu", (long)value);
    SHOW(read(fd, &value, 4));
    SHOW(write(fd, &value, 4));
    value = ~0ull;
    SHOW(write(fd, &value, 8));
    value = ~0ull - 1;
    SHOW(write(fd, &value, 8));
    struct pollfd item = {fd, POLLIN | POLLOUT, 0};
    poll(&item, 1, 0);
    say("full: %#x", item.revents);
    value = 1;
    SHOW(write(fd, &value, 8));
    SHOW(eventfd(0, 0x100));
    SHOW(lseek(fd, 0, SEEK_SET));
    SHOW(write(fd, LOW_ADDRESS, 8));
    SHOW(read(fd, KERNEL_ADDRESS, 8));
}

CASE(event_semaphore)
{
    int fd = MUST(eventfd(2, EFD_NONBLOCK | EFD_SEMAPHORE));
    uint64_t value;
    for (int i = 0; i < 3; i++)
        SHOW(read(fd, &value, 8));
    say("%lu", (long)value);
}

CASE(event_blocks_and_wakes)
{
    int fd = MUST(eventfd(0, 0));
    pid_t child = fork();
    uint64_t value = 9;
    if (child == 0)
    {
        read(fd, &value, 8);
        say("woken with %lu", (long)value);
        _exit(0);
    }
    await_state(child, 'S');
    write(fd, &value, 8);
    wait_for(child);
}

CASE(timer_file)
{
    int fd = MUST(timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC));
    struct itimerspec timer = {{0, 0}, {0, 20000000}}, found;
    uint64_t count = 0;
    SHOW(read(fd, &count, 8));
    SHOW(timerfd_settime(fd, 0, &timer, NULL));
    SHOW(read(fd, &count, 8));
    SHOW(timerfd_gettime(fd, &found));
    ASK(found.it_value.tv_nsec > 0 && found.it_value.tv_nsec <= 20000000);
    struct pollfd item = {fd, POLLIN, 0};
    SHOW(poll(&item, 1, 10000));
    SHOW(read(fd, &count, 8));
    say("count %lu", (long)count);
    SHOW(timerfd_gettime(fd, &found));
    say("%ld", found.it_value.tv_nsec);
    timer = (struct itimerspec){{0, 5000000}, {0, 1}};
    timerfd_settime(fd, 0, &timer, NULL);
    sleep_ms(40);
    SHOW(read(fd, &count, 8));
    ASK(count >= 4);
    timer.it_value.tv_nsec = 0;
    SHOW(timerfd_settime(fd, 0, &timer, &found));
    ASK(found.it_interval.tv_nsec == 5000000);
    SHOW(poll(&item, 1, 10));
}

CASE(timer_file_absolute)
{
    int fd = MUST(timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK));
    struct itimerspec timer = {{0, 0}, {1, 0}};
    uint64_t count;
    SHOW(timerfd_settime(fd, TFD_TIMER_ABSTIME, &timer, NULL));
    struct pollfd item = {fd, POLLIN, 0};
    SHOW(poll(&item, 1, 10000));
    SHOW(read(fd, &count, 8));
    say("%lu", (long)count);
}

CASE(timer_file_refusals)
{
    int fd = MUST(timerfd_create(CLOCK_MONOTONIC, 0));
    struct itimerspec bad = {{0, 0}, {0, 1000000000}}, negative = {{0, 0}, {-1, 0}}, good = {{0, 0}, {1, 0}};
    uint64_t count;
    SHOW(timerfd_create(99, 0));
    SHOW(timerfd_create(CLOCK_MONOTONIC, 1));
    SHOW(timerfd_create(CLOCK_PROCESS_CPUTIME_ID, 0));
    SHOW(timerfd_settime(fd, 0, &bad, NULL));
    SHOW(timerfd_settime(fd, 0, &negative, NULL));
    SHOW(timerfd_settime(fd, 8, &good, NULL));
    SHOW(timerfd_settime(0, 0, &good, NULL));
    SHOW(timerfd_settime(77, 0, &good, NULL));
    SHOW(syscall(SYS_timerfd_settime, fd, 0, LOW_ADDRESS, NULL));
    SHOW(syscall(SYS_timerfd_gettime, fd, LOW_ADDRESS));
    SHOW(read(fd, &count, 4));
    SHOW(write(fd, &count, 8));
}

CASE(signal_file)
{
    sigset_t set;
    sigemptyset(&set), sigaddset(&set, SIGUSR1), sigaddset(&set, SIGCHLD), sigaddset(&set, SIGKILL);
    sigprocmask(SIG_BLOCK, &set, NULL);
    int fd = MUST(signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC));
    struct signalfd_siginfo info[4];
    SHOW(sizeof info[0]);
    SHOW(read(fd, info, sizeof info));
    raise(SIGUSR1);
    struct pollfd item = {fd, POLLIN, 0};
    SHOW(poll(&item, 1, 0));
    SHOW(read(fd, info, sizeof info));
    say("%s %s pid %d", signal_name(info[0].ssi_signo), code_name(info[0].ssi_signo, info[0].ssi_code), info[0].ssi_pid == (unsigned)getpid());
    pid_t child = fork();
    if (child == 0)
        _exit(5);
    SHOW(poll(&item, 1, 10000));
    SHOW(read(fd, info, sizeof info[0]));
    say("%s status %d pid %d", code_name(SIGCHLD, info[0].ssi_code), info[0].ssi_status, info[0].ssi_pid == (unsigned)child);
    sigqueue(getpid(), SIGUSR1, (union sigval){.sival_int = 77});
    read(fd, info, sizeof info);
    say("value %d", info[0].ssi_int);
    SHOW(read(fd, info, 10));
    sigemptyset(&set), sigaddset(&set, SIGUSR2);
    ASK(signalfd(fd, &set, 0) == fd);
    raise(SIGUSR1);
    SHOW(read(fd, info, sizeof info));
    SHOW(signalfd(0, &set, 0));
    SHOW(signalfd(77, &set, 0));
    SHOW(signalfd(-1, &set, 0x100));
    SHOW(syscall(SYS_signalfd4, -1, &set, 4, 0));
    SHOW(syscall(SYS_signalfd4, -1, LOW_ADDRESS, 8, 0));
}

CASE(signal_file_blocks)
{
    sigset_t set;
    sigemptyset(&set), sigaddset(&set, SIGUSR1);
    sigprocmask(SIG_BLOCK, &set, NULL);
    int fd = MUST(signalfd(-1, &set, 0));
    pid_t child = fork();
    if (child == 0)
    {
        struct signalfd_siginfo info;
        SHOW(read(fd, &info, sizeof info));
        say("%s", signal_name(info.ssi_signo));
        _exit(0);
    }
    await_state(child, 'S');
    kill(child, SIGUSR1);
    wait_for(child);
}
