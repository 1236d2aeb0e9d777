/*
 * A conformance program asks a kernel questions and prints the answers; the same binary is run on Linux and on Diesis, and the outputs are compared byte
 * for byte. Here is what the programs share: the list of cases, the process and the directory of each case, and the printing.
 *
 *     CASE(read_from_directory)
 *     {
 *         int fd = MUST(open(".", O_RDONLY));
 *         char byte;
 *         SHOW(read(fd, &byte, 1));           prints: read(fd, &byte, 1) = -1 EISDIR
 *     }
 *
 * A case runs in a child of its own, in a session of its own, as root, in an empty directory of its own, which is the current one and is removed
 * afterwards; only descriptors 0 to 2 are open. It prints nothing that may differ between two runs on Linux: no process numbers, addresses, inode numbers, times.
 */
#ifndef CONFORMANCE_H
#define CONFORMANCE_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "names.h"

struct conformance_case
{
    const char *name;
    void (*body)(void);
};

extern const struct conformance_case *const __start_cases[], *const __stop_cases[];

#define CASE(name)                                                                                                            \
    static void case_##name(void);                                                                                            \
    static const struct conformance_case entry_##name = {#name, case_##name};                                                 \
    static const struct conformance_case *const pointer_##name __attribute__((used, no_reorder, section("cases"))) = &entry_##name; \
    static void case_##name(void)

/* ---- printing ---- */

static inline void __attribute__((format(printf, 1, 2))) say(const char *format, ...)
{
    char line[1024];
    int saved = errno;
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(line, sizeof line - 1, format, arguments);
    va_end(arguments);
    if (length > (int)sizeof line - 2)
        length = sizeof line - 2;
    line[length++] = '\n';
    for (int done = 0; done < length;)
    {
        ssize_t count = write(1, line + done, length - done);
        if (count < 0 && errno != EINTR)
            break;
        if (count > 0)
            done += count;
    }
    errno = saved;
}

static inline long show_result(const char *what, long result)
{
    if (result == -1)
        say("%s = -1 %s", what, error_name(errno));
    else
        say("%s = %ld", what, result);
    return result;
}

static inline long show_success(const char *what, long result)
{
    if (result == -1)
        say("%s = -1 %s", what, error_name(errno));
    else
        say("%s succeeds", what);
    return result;
}

static inline long must_succeed(const char *what, long result)
{
    if (result != -1)
        return result;
    say("must succeed: %s: %s", what, error_name(errno));
    _exit(99);
}

/* Prints an expression and its value, or -1 and the name of the error. */
#define SHOW(expression) (errno = 0, show_result(#expression, (long)(expression)))
/* For a value that differs between runs, such as a process number or an address: prints only whether it succeeds. */
#define SHOW_SUCCESS(expression) (errno = 0, show_success(#expression, (long)(expression)))
/* For what is not the question: ends the case unless it succeeds. */
#define MUST(expression) must_succeed(#expression, (long)(expression))
/* Prints yes or no. */
#define ASK(condition) say("%s: %s", #condition, (condition) ? "yes" : "no")

static inline void show_status(const char *who, int status)
{
    if (WIFEXITED(status))
        say("%s: exit %d", who, WEXITSTATUS(status));
    else if (WIFSIGNALED(status))
        say("%s: killed by %s", who, signal_name(WTERMSIG(status)));
    else if (WIFSTOPPED(status))
        say("%s: stopped by %s", who, signal_name(WSTOPSIG(status)));
    else if (WIFCONTINUED(status))
        say("%s: continued", who);
    else
        say("%s: status %#x", who, status);
}

/* ---- children ---- */

static inline int wait_for(pid_t child)
{
    int status = -1;
    while (waitpid(child, &status, 0) == -1)
        if (errno != EINTR)
        {
            say("waitpid: %s", error_name(errno));
            return -1;
        }
    return status;
}

struct conformance_child
{
    pid_t pid;
    int ran;
};

static inline int child_step(struct conformance_child *child, const char *label)
{
    if (child->pid == 0)
    {
        if (child->ran++)
            _exit(0);
        return 1;
    }
    int status = wait_for(child->pid);
    if (label != NULL)
        show_status(label, status);
    return 0;
}

/* IN_CHILD("label") { ... } runs the block in a child, waits for it and prints how it ended (not with NULL). */
#define IN_CHILD(label) for (struct conformance_child child_ = {MUST(fork()), 0}; child_step(&child_, label);)

/* A pipe that one process waits at until another opens it (or ends). */
struct gate
{
    int ends[2];
};

static inline struct gate make_gate(void)
{
    struct gate gate;
    MUST(pipe2(gate.ends, O_CLOEXEC));
    return gate;
}

static inline void open_gate(struct gate *gate)
{
    while (write(gate->ends[1], "", 1) == -1 && errno == EINTR)
        ;
}

static inline void await_gate(struct gate *gate)
{
    char byte;
    while (read(gate->ends[0], &byte, 1) == -1 && errno == EINTR)
        ;
}

/* ---- time ---- */

static inline long now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static inline void sleep_ms(long milliseconds)
{
    struct timespec rest = {milliseconds / 1000, milliseconds % 1000 * 1000000};
    while (clock_nanosleep(CLOCK_MONOTONIC, 0, &rest, &rest) == EINTR)
        ;
}

/* Waits until another thread or process has got as far as it gets without us: until it sleeps in the kernel. State as in /proc/PID/stat, e.g. 'S' or 'T'. */
static inline void await_state(pid_t task, char state)
{
    char path[64], text[256];
    snprintf(path, sizeof path, "/proc/%d/stat", task);
    for (int i = 0; i < 5000; i++)
    {
        int fd = open(path, O_RDONLY | O_CLOEXEC);
        if (fd < 0)
        {
            sleep_ms(300);
            return;
        }
        ssize_t length = read(fd, text, sizeof text - 1);
        close(fd);
        text[length < 0 ? 0 : length] = 0;
        char *end = strrchr(text, ')');
        if (end != NULL && end[2] == state)
            return;
        sleep_ms(1);
    }
    say("task never got to state %c", state);
}

/* ---- files ---- */

static inline void put_file(const char *path, const char *text)
{
    int fd = MUST(open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644));
    MUST(write(fd, text, strlen(text)));
    close(fd);
}

static inline void show_file(const char *path)
{
    char text[512];
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t length = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
    if (length < 0)
        say("%s: %s", path, error_name(errno));
    else
        say("%s: \"%.*s\"", path, (int)length, text);
    if (fd >= 0)
        close(fd);
}

/* ---- hostile addresses ---- */

#define LOW_ADDRESS ((void *)8L)
#define KERNEL_ADDRESS ((void *)0xffff888000001000UL)
#define NONCANONICAL_ADDRESS ((void *)0x0200000000000000UL)

/* A page that cannot be touched, after one that can: its start minus n are n good bytes at the end of good memory. */
static inline char *forbidden_page(void)
{
    char *pages = mmap(NULL, 3 * 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    MUST(pages == MAP_FAILED ? -1 : 0);
    MUST(mprotect(pages, 4096, PROT_READ | PROT_WRITE));
    return pages + 4096;
}

/* ---- the runner ---- */

static void remove_tree(int directory, const char *name)
{
    if (unlinkat(directory, name, 0) == 0 || errno == ENOENT)
        return;
    if (unlinkat(directory, name, AT_REMOVEDIR) == 0)
        return;
    if (errno == EBUSY)
    {
        int here = open(".", O_PATH | O_CLOEXEC);
        if (directory == AT_FDCWD || fchdir(directory) == 0)
            umount2(name, MNT_DETACH);
        fchdir(here);
        close(here);
    }
    int fd = openat(directory, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd >= 0)
    {
        DIR *stream = fdopendir(fd);
        for (struct dirent *entry; stream != NULL && (entry = readdir(stream)) != NULL;)
            if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
                remove_tree(fd, entry->d_name);
        closedir(stream);
    }
    unlinkat(directory, name, AT_REMOVEDIR);
}

/* The program's own file, for cases that start it again. */
static char conformance_self[PATH_MAX];

static volatile pid_t conformance_running;
static volatile int conformance_late;

static void on_case_timeout(int number)
{
    (void)number;
    conformance_late = 1;
    kill(-conformance_running, SIGKILL);
    kill(conformance_running, SIGKILL);
}

static void prepare_case(const char *directory)
{
    setsid();
    if (chdir(directory) != 0)
    {
        say("no directory %s: %s", directory, error_name(errno));
        _exit(98);
    }
    umask(022);
    struct rlimit core;
    getrlimit(RLIMIT_CORE, &core);
    core.rlim_cur = 0;
    setrlimit(RLIMIT_CORE, &core);
    for (int number = 1; number < NSIG; number++)
        signal(number, SIG_DFL);
    sigset_t empty;
    sigemptyset(&empty);
    sigprocmask(SIG_SETMASK, &empty, NULL);
    struct itimerval off = {{0, 0}, {0, 0}};
    setitimer(ITIMER_REAL, &off, NULL);
    for (int fd = 3; fd < 64; fd++)
        close(fd);
}

static void run_case(const char *family, const struct conformance_case *one)
{
    char directory[PATH_MAX];
    const char *temporary = getenv("TMPDIR");
    const char *seconds = getenv("CASE_SECONDS");
    snprintf(directory, sizeof directory, "%s/%s.%s", temporary != NULL ? temporary : "/tmp", family, one->name);
    remove_tree(AT_FDCWD, directory);
    mkdir(directory, 0755);
    say("== %s/%s", family, one->name);

    conformance_late = 0;
    pid_t child = fork();
    if (child == 0)
    {
        prepare_case(directory);
        one->body();
        _exit(0);
    }
    conformance_running = child;
    struct itimerval limit = {{1, 0}, {seconds != NULL ? atoi(seconds) : 30, 0}};
    setitimer(ITIMER_REAL, &limit, NULL);
    int status = child < 0 ? 0 : wait_for(child);
    setitimer(ITIMER_REAL, &(struct itimerval){{0, 0}, {0, 0}}, NULL);
    if (child < 0)
        say("-- no process: %s", error_name(errno));
    else if (conformance_late)
        say("-- out of time");
    else if (status != 0)
        show_status("-- case", status);

    /* What the case has left behind is ours (subreaper): its group goes, the rest gets a second to end. */
    kill(-child, SIGKILL);
    for (int patience = 0; patience < 1000; patience++)
    {
        pid_t left = waitpid(-1, NULL, WNOHANG);
        if (left < 0)
            break;
        if (left == 0)
            sleep_ms(1);
        if (patience == 999)
            say("-- left a process behind");
    }
    remove_tree(AT_FDCWD, directory);
    rmdir(directory);
}

/*
 * A program that must be started anew for its question (execve) has its other self here: called instead of the cases when the program is started by any name
 * but its own, with no name at all, or with a first argument of "-self". Otherwise a wrong case would start all cases again, and they themselves.
 */
#ifdef CONFORMANCE_SELF
static int run_self(int count, char **arguments, char **environment);
#endif

int main(int count, char **arguments, char **environment)
{
    const char *slash = strrchr(arguments[0] != NULL ? arguments[0] : "", '/');
    const char *family = slash != NULL ? slash + 1 : arguments[0];
#ifdef CONFORMANCE_SELF
    size_t length = strlen(__BASE_FILE__) - 2;
    const char *own = strrchr(__BASE_FILE__, '/') != NULL ? strrchr(__BASE_FILE__, '/') + 1 : __BASE_FILE__;
    length -= own - __BASE_FILE__;
    if (count < 1 || strlen(family) != length || memcmp(family, own, length) != 0 || (count > 1 && strcmp(arguments[1], "-self") == 0))
        return run_self(count, arguments, environment);
#else
    (void)environment;
#endif
    if (slash == NULL || realpath(arguments[0], conformance_self) == NULL)
        strcpy(conformance_self, "/proc/self/exe");
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    struct sigaction action = {.sa_handler = on_case_timeout};
    sigaction(SIGALRM, &action, NULL);
    const char *wanted = count > 1 ? arguments[1] : NULL;
    int found = 0;
    for (const struct conformance_case *const *one = __start_cases; one < __stop_cases; one++)
        if (wanted != NULL && strcmp(wanted, "--list") == 0)
        {
            say("%s/%s", family, (*one)->name);
            found = 1;
        }
        else if (wanted == NULL || strcmp(wanted, (*one)->name) == 0)
        {
            run_case(family, *one);
            found = 1;
        }
    if (!found)
        say("no case %s", wanted);
    return found ? 0 : 2;
}

#endif
