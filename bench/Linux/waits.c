/* Waiting for many descriptors: pipes, of which the last one has something to read. */
#include "bench.h"
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/select.h>

#define MOST 100
static int ends[2 * MOST];

static void open_pipes(int number)
{
    for (int i = 0; i < number; i++)
        must("pipe", pipe(ends + 2 * i));
    must("write", write(ends[2 * number - 1], "", 1));
}

static void close_pipes(int number)
{
    for (int i = 0; i < 2 * number; i++)
        close(ends[i]);
}

static void must_be_one(const char *what, int ready)
{
    if (ready != 1)
        fail(what);
}

static void select_pipes(long count, int number)
{
    open_pipes(number);
    while (count-- > 0)
    {
        fd_set set;
        FD_ZERO(&set);
        for (int i = 0; i < number; i++)
            FD_SET(ends[2 * i], &set);
        struct timeval none = {0, 0};
        must_be_one("select", select(ends[2 * number - 1] + 1, &set, NULL, NULL, &none));
    }
    close_pipes(number);
}

static void poll_pipes(long count, int number)
{
    struct pollfd files[MOST];
    open_pipes(number);
    for (int i = 0; i < number; i++)
        files[i] = (struct pollfd){ends[2 * i], POLLIN, 0};
    while (count-- > 0)
        must_be_one("poll", poll(files, number, 0));
    close_pipes(number);
}

static void epoll_pipes(long count, int number)
{
    struct epoll_event event = {.events = EPOLLIN}, found[MOST];
    int set = must("epoll_create1", epoll_create1(0));
    open_pipes(number);
    for (int i = 0; i < number; i++)
        must("epoll_ctl", epoll_ctl(set, EPOLL_CTL_ADD, ends[2 * i], &event));
    while (count-- > 0)
        must_be_one("epoll_wait", epoll_wait(set, found, MOST, 0));
    close_pipes(number);
    close(set);
}

static void select_10(long count)
{
    select_pipes(count, 10);
}

static void select_100(long count)
{
    select_pipes(count, 100);
}

static void poll_10(long count)
{
    poll_pipes(count, 10);
}

static void poll_100(long count)
{
    poll_pipes(count, 100);
}

static void epoll_10(long count)
{
    epoll_pipes(count, 10);
}

static void epoll_100(long count)
{
    epoll_pipes(count, 100);
}

/* Adding to a set and taking out of it. */
static void epoll_change(long count)
{
    struct epoll_event event = {.events = EPOLLIN};
    int set = must("epoll_create1", epoll_create1(0));
    open_pipes(1);
    while (count-- > 0)
    {
        must("epoll_ctl", epoll_ctl(set, EPOLL_CTL_ADD, ends[0], &event));
        must("epoll_ctl", epoll_ctl(set, EPOLL_CTL_DEL, ends[0], &event));
    }
    close_pipes(1);
    close(set);
}

static void event_counter(long count)
{
    uint64_t value = 1;
    int file = must("eventfd", eventfd(0, 0));
    while (count-- > 0)
    {
        must("write", write(file, &value, sizeof value));
        must("read", read(file, &value, sizeof value));
    }
    close(file);
}

const struct benchmark wait_benchmarks[] = {
    {"select-10", select_10, 1000, NULL, 0},
    {"select-100", select_100, 300, NULL, 0},
    {"poll-10", poll_10, 1000, NULL, 0},
    {"poll-100", poll_100, 300, NULL, 0},
    {"epoll-10", epoll_10, 1000, NULL, 0},
    {"epoll-100", epoll_100, 1000, NULL, 0},
    {"epoll-add-remove", epoll_change, 1000, NULL, 0},
    {"eventfd-write-read", event_counter, 2000, NULL, 0},
    {},
};
