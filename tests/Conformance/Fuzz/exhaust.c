/*
 * Takes what there is of one thing until it is refused, then gives it back; the machine must live and have everything back.
 *
 *     exhaust            all but the two at the end
 *     exhaust NAME...    processes descriptors files pipes sockets threads mappings directories mounts arguments signals locks watches ptys epolls timers
 *                        and, which no limit holds: bomb (processes without a limit), hog (memory)
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char s_block[1 << 16];

static void told(const char *what, long count) { printf("%s: %ld, then %s\n", what, count, strerror(errno)); }

static void processes(void)
{
    setrlimit(RLIMIT_NPROC, &(struct rlimit){200, 200});
    syscall(SYS_setresuid, 60000, 60000, 60000);
    long count = 0;
    pid_t child;
    while ((child = fork()) > 0)
        count++;
    if (child == 0)
        for (;;)
            pause();
    told("processes", count);
    signal(SIGTERM, SIG_IGN);
    kill(0, SIGKILL);
}

static void bomb(void)
{
    /* Each child goes on; a second later the first of them ends them all. */
    alarm(3);
    for (;;)
        if (fork() < 0)
            usleep(1000);
}

static void descriptors(void)
{
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    long count = 0;
    while (count < 2000000 && dup(0) >= 0)
        count++;
    told("descriptors", count);
}

static void files(void)
{
    setrlimit(RLIMIT_NOFILE, &(struct rlimit){100000, 100000});
    long count = 0;
    while (count < 90000 && open("/dev/null", O_RDONLY) >= 0)
        count++;
    told("open files", count);
}

static void pipes(void)
{
    setrlimit(RLIMIT_NOFILE, &(struct rlimit){4000, 4000});
    long count = 0, bytes = 0;
    int ends[2];
    while (pipe2(ends, O_NONBLOCK) == 0)
    {
        ssize_t written = write(ends[1], s_block, sizeof s_block);
        bytes += written > 0 ? written : 0;
        count++;
    }
    told("full pipes", count);
    printf("with %ld KiB\n", bytes / 1024);
}

static void sockets(void)
{
    setrlimit(RLIMIT_NOFILE, &(struct rlimit){2000, 2000});
    long count = 0;
    int ends[2];
    while (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends) == 0)
    {
        while (write(ends[0], s_block, 16384) > 0)
            ;
        count++;
    }
    told("full sockets", count);
}

static void *wait_forever(void *argument)
{
    for (;;)
        pause();
    return argument;
}

static void threads(void)
{
    pthread_attr_t small;
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, 16384);
    long count = 0;
    pthread_t thread;
    while (count < 2000 && (errno = pthread_create(&thread, &small, wait_forever, NULL)) == 0)
        count++;
    told("threads", count);
}

static void mappings(void)
{
    long count = 0;
    while (count < 100000 && mmap(NULL, 4096, count & 1 ? PROT_READ : PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED)
        count++;
    told("mappings", count);
}

static void directories(void)
{
    long count = 0;
    mkdir("deep", 0755);
    if (chdir("deep") != 0)
        return;
    while (count < 3000 && mkdir("d", 0755) == 0 && chdir("d") == 0)
        count++;
    told("nested directories", count);
    char path[8192];
    printf("its path: %s\n", getcwd(path, sizeof path) != NULL ? "answered" : strerror(errno));
    while (count-- > 0 && chdir("..") == 0)
        rmdir("d");
    chdir(".."), rmdir("deep");
    char name[32];
    mkdir("wide", 0755), chdir("wide");
    for (count = 0; count < 20000; count++)
    {
        snprintf(name, sizeof name, "%ld", count);
        int fd = open(name, O_CREAT | O_WRONLY, 0600);
        if (fd < 0)
            break;
        close(fd);
    }
    told("files in one directory", count);
    while (count-- > 0)
    {
        snprintf(name, sizeof name, "%ld", count);
        unlink(name);
    }
    chdir(".."), rmdir("wide");
}

static void mounts(void)
{
    long count = 0;
    mkdir("m", 0755);
    while (count < 1000 && mount("none", "m", "tmpfs", 0, NULL) == 0)
        count++;
    told("mounts", count);
    while (umount2("m", MNT_DETACH) == 0)
        ;
    rmdir("m");
}

static void arguments(void)
{
    static char *list[200002];
    for (int i = 0; i < 200000; i++)
        list[i] = "0123456789012345678901234567890";
    char *none[] = {NULL};
    execve("/proc/self/exe", list, none);
    told("arguments of 32 bytes", 200000);
}

static void signals(void)
{
    sigset_t set;
    sigfillset(&set);
    sigprocmask(SIG_BLOCK, &set, NULL);
    long count = 0;
    while (count < 1000000 && sigqueue(getpid(), SIGRTMIN + 5, (union sigval){0}) == 0)
        count++;
    told("queued signals", count);
}

static void locks(void)
{
    int fd = open("locked", O_RDWR | O_CREAT, 0600);
    long count = 0;
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 1};
    while (count < 5000 && fcntl(fd, F_SETLK, &lock) == 0)
        lock.l_start += 2, count++;
    told("locks", count);
    unlink("locked");
}

static void watches(void)
{
    int fd = inotify_init1(IN_NONBLOCK);
    char name[32];
    long count = 0;
    mkdir("watched", 0755), chdir("watched");
    for (; count < 5000; count++)
    {
        snprintf(name, sizeof name, "%ld", count);
        mkdir(name, 0755);
        if (inotify_add_watch(fd, name, IN_ALL_EVENTS) < 0)
            break;
    }
    told("watches", count);
    long events = 0;
    for (long i = 0; i < 40000; i++)
        chmod("0", i & 1 ? 0700 : 0755), events++;
    printf("events %ld\n", events);
    while (count >= 0)
    {
        snprintf(name, sizeof name, "%ld", count--);
        rmdir(name);
    }
    chdir(".."), rmdir("watched");
}

static void ptys(void)
{
    setrlimit(RLIMIT_NOFILE, &(struct rlimit){10000, 10000});
    long count = 0;
    while (count < 5000 && open("/dev/ptmx", O_RDWR | O_NOCTTY) >= 0)
        count++;
    told("pseudo-terminals", count);
}

static void epolls(void)
{
    setrlimit(RLIMIT_NOFILE, &(struct rlimit){3000, 3000});
    int ends[2];
    long count = 0;
    if (pipe(ends) != 0)
        return;
    for (int fd; (fd = epoll_create1(0)) >= 0; count++)
        epoll_ctl(fd, EPOLL_CTL_ADD, ends[0], &(struct epoll_event){.events = EPOLLIN | EPOLLET});
    told("epolls on one pipe", count);
    write(ends[1], "x", 1);
}

static void timers(void)
{
    long count = 0;
    int timer;
    struct sigevent event = {.sigev_notify = SIGEV_NONE};
    while (count < 20000 && syscall(SYS_timer_create, CLOCK_MONOTONIC, &event, &timer) == 0)
    {
        syscall(SYS_timer_settime, timer, 0, &(struct itimerspec){{1, 0}, {1000, 0}}, NULL);
        count++;
    }
    told("timers", count);
}

static void hog(void)
{
    long megabytes = 0;
    for (;;)
    {
        char *more = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (more == MAP_FAILED)
            break;
        memset(more, 1, 1 << 20);
        megabytes++;
    }
    told("megabytes", megabytes);
}

static const struct { const char *name; void (*body)(void); } s_all[] = {{"processes", processes}, {"descriptors", descriptors}, {"files", files}, {"pipes", pipes}, {"sockets", sockets}, {"threads", threads},
    {"mappings", mappings}, {"directories", directories}, {"mounts", mounts}, {"arguments", arguments}, {"signals", signals}, {"locks", locks}, {"watches", watches}, {"ptys", ptys}, {"epolls", epolls},
    {"timers", timers}, {"bomb", bomb}, {"hog", hog}};
enum { All = sizeof s_all / sizeof s_all[0] };

static void run(int index)
{
    fflush(stdout);
    pid_t child = fork();
    if (child == 0)
    {
        setsid();
        errno = 0;
        s_all[index].body();
        fflush(stdout);
        _exit(0);
    }
    int status = 0;
    while (waitpid(child, &status, 0) == -1 && errno == EINTR)
        ;
    kill(-child, SIGKILL);
    usleep(100000);
    while (waitpid(-1, NULL, WNOHANG) > 0)
        ;
    printf("%s: %s %d\n", s_all[index].name, WIFSIGNALED(status) ? "killed by signal" : "exit", WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
    fflush(stdout);
}

int main(int count, char **names)
{
    if (count > 100)
        return 0;
    if (chdir(getenv("TMPDIR") != NULL ? getenv("TMPDIR") : "/tmp") != 0)
        return 1;
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    for (int i = 0; i < All; i++)
    {
        int wanted = count == 1 && i < All - 2;
        for (int j = 1; j < count; j++)
            wanted |= strcmp(names[j], s_all[i].name) == 0;
        if (wanted)
            run(i);
    }
    printf("exhaust: lives\n");
    return 0;
}
