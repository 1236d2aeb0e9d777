/* Processes and threads. */
#include "bench.h"

extern char **environ;

static void fork_exit(long count)
{
    while (count-- > 0)
    {
        pid_t child = must("fork", fork());
        if (child == 0)
            _exit(0);
        must_end_well(child);
    }
}

static void run(const char *path, char *const arguments[])
{
    pid_t child = must("fork", fork());
    if (child == 0)
    {
        execv(path, arguments);
        _exit(127);
    }
    must_end_well(child);
}

static void fork_exec(long count)
{
    char *const arguments[] = {(char *)own_path, NOTHING, NULL};
    while (count-- > 0)
        run(own_path, arguments);
}

static void vfork_exec(long count)
{
    char *const arguments[] = {(char *)own_path, NOTHING, NULL};
    while (count-- > 0)
    {
        pid_t child = must("vfork", vfork());
        if (child == 0)
        {
            execv(own_path, arguments);
            _exit(127);
        }
        must_end_well(child);
    }
}

static void spawn(long count)
{
    char *const arguments[] = {(char *)own_path, NOTHING, NULL};
    while (count-- > 0)
    {
        pid_t child;
        if ((errno = posix_spawn(&child, own_path, NULL, NULL, arguments, environ)) != 0)
            fail("posix_spawn");
        must_end_well(child);
    }
}

/* /bin/sh is dash, dynamically linked with glibc. */
static void shell(long count)
{
    char *const arguments[] = {"sh", "-c", ":", NULL};
    while (count-- > 0)
        run("/bin/sh", arguments);
}

static void busybox_shell(long count)
{
    char *const arguments[] = {"ash", "-c", ":", NULL};
    while (count-- > 0)
        run("/bin/busybox", arguments);
}

static void *thread_body(void *argument)
{
    return argument;
}

static void thread_create(long count)
{
    while (count-- > 0)
    {
        pthread_t thread;
        if ((errno = pthread_create(&thread, NULL, thread_body, NULL)) != 0)
            fail("pthread_create");
        pthread_join(thread, NULL);
    }
}

const struct benchmark process_benchmarks[] = {
    {"thread-create", thread_create, 200, NULL, 0},
    {"fork-exit", fork_exit, 40, NULL, 0},
    {"fork-exec", fork_exec, 30, NULL, 0},
    {"vfork-exec", vfork_exec, 30, NULL, 0},
    {"posix-spawn", spawn, 30, NULL, 0},
    {"sh-c", shell, 10, NULL, 0},
    {"busybox-sh-c", busybox_shell, 10, NULL, 0},
    {},
};
