/*
 * Calls every system call number with arguments chosen to hurt, from several processes of two threads each, for so many seconds:
 *
 *     syscallfuzz SECONDS [SEED] [user]
 *
 * Half of the workers are root, half are nobody (with "user" all). Each runs in a scratch directory as its root, in a session of its own, with /dev/null as its
 * streams; one that dies or hangs is replaced by one with the next seed. Left out is what ends the machine or what the shell needs by design, and signals and
 * the like go to the workers' own processes only. In the end the machine must live and have its memory back.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { Workers = 4, LastNumber = 460, Descriptors = 40, WorkerMilliseconds = 1500, PageSize = 4096, ArenaPages = 32 };

static const char s_scratch[] = "/tmp/syscallfuzz";

/* Numbers that end the machine, load code into it, hang up the terminal or turn off swapping and accounting of others. */
static const short s_left_out[] = {SYS_reboot, SYS_kexec_load, 320 /* kexec_file_load */, SYS_vhangup, SYS_init_module, SYS_delete_module, 313 /* finit_module */, SYS_exit_group, SYS_exit,
    SYS_swapon, SYS_swapoff, SYS_acct, SYS_settimeofday, SYS_clock_settime, SYS_adjtimex, SYS_clock_adjtime, SYS_iopl, SYS_ioperm, SYS_sethostname, SYS_setdomainname, SYS_pause,
    SYS_rt_sigsuspend};

/* How arguments are meant: f descriptor, p pointer, n length, s path, i process, a address in the arena, t time, v vector, o small number, g flags, anything else chance. */
static const struct { short number; const char *shape; } s_shapes[] = {
    {SYS_read, "fpn"}, {SYS_write, "fpn"}, {SYS_open, "sgo"}, {SYS_close, "f"}, {SYS_stat, "sp"}, {SYS_fstat, "fp"}, {SYS_lstat, "sp"}, {SYS_poll, "pot"}, {SYS_lseek, "fno"}, {SYS_mmap, "anogfn"},
    {SYS_mprotect, "ano"}, {SYS_munmap, "an"}, {SYS_brk, "a"}, {SYS_rt_sigaction, "oppo"}, {SYS_rt_sigprocmask, "oppo"}, {SYS_ioctl, "fgp"}, {SYS_pread64, "fpnn"}, {SYS_pwrite64, "fpnn"}, {SYS_readv, "fvo"},
    {SYS_writev, "fvo"}, {SYS_access, "so"}, {SYS_pipe, "p"}, {SYS_select, "oppptt"}, {SYS_mremap, "annga"}, {SYS_msync, "ano"}, {SYS_mincore, "anp"}, {SYS_madvise, "ano"}, {SYS_shmget, "gno"}, {SYS_shmat, "oag"},
    {SYS_dup, "f"}, {SYS_dup2, "ff"}, {SYS_nanosleep, "tp"}, {SYS_getitimer, "op"}, {SYS_setitimer, "otp"}, {SYS_sendfile, "ffpn"}, {SYS_socket, "ooo"}, {SYS_connect, "fpn"}, {SYS_accept, "fpp"},
    {SYS_sendto, "fpngpn"}, {SYS_recvfrom, "fpngpp"}, {SYS_sendmsg, "fpg"}, {SYS_recvmsg, "fpg"}, {SYS_shutdown, "fo"}, {SYS_bind, "fpn"}, {SYS_listen, "fo"}, {SYS_getsockname, "fpp"}, {SYS_socketpair, "ooop"},
    {SYS_setsockopt, "foopn"}, {SYS_getsockopt, "foopp"}, {SYS_clone, "gappa"}, {SYS_fork, ""}, {SYS_vfork, ""}, {SYS_execve, "spp"}, {SYS_wait4, "ipgp"}, {SYS_kill, "io"}, {SYS_fcntl, "fop"}, {SYS_flock, "fo"},
    {SYS_fsync, "f"}, {SYS_truncate, "sn"}, {SYS_ftruncate, "fn"}, {SYS_getdents, "fpn"}, {SYS_getcwd, "pn"}, {SYS_chdir, "s"}, {SYS_fchdir, "f"}, {SYS_rename, "ss"}, {SYS_mkdir, "so"}, {SYS_rmdir, "s"},
    {SYS_creat, "so"}, {SYS_link, "ss"}, {SYS_unlink, "s"}, {SYS_symlink, "ss"}, {SYS_readlink, "spn"}, {SYS_chmod, "so"}, {SYS_fchmod, "fo"}, {SYS_chown, "soo"}, {SYS_getrlimit, "op"}, {SYS_ptrace, "oipp"},
    {SYS_setpgid, "ii"}, {SYS_rt_sigpending, "pn"}, {SYS_rt_sigtimedwait, "ppto"}, {SYS_rt_sigqueueinfo, "iop"}, {SYS_sigaltstack, "pp"}, {SYS_mknod, "sgo"}, {SYS_statfs, "sp"}, {SYS_fstatfs, "fp"},
    {SYS_setpriority, "oio"}, {SYS_sched_setparam, "ip"}, {SYS_sched_setscheduler, "iop"}, {SYS_mlock, "an"}, {SYS_pivot_root, "ss"}, {SYS_prctl, "opooo"}, {SYS_arch_prctl, "gp"}, {SYS_chroot, "s"},
    {SYS_mount, "sssgp"}, {SYS_umount2, "so"}, {SYS_setxattr, "sspno"}, {SYS_getxattr, "sspn"}, {SYS_listxattr, "spn"}, {SYS_fsetxattr, "fspno"}, {SYS_futex, "potpao"}, {SYS_sched_setaffinity, "inp"},
    {SYS_epoll_create, "o"}, {SYS_getdents64, "fpn"}, {SYS_timer_create, "opp"}, {SYS_timer_settime, "ootp"}, {SYS_clock_gettime, "op"}, {SYS_clock_nanosleep, "ootp"}, {SYS_epoll_wait, "fpot"},
    {SYS_epoll_ctl, "fofp"}, {SYS_tgkill, "iio"}, {SYS_tkill, "io"}, {SYS_utimes, "sp"}, {SYS_waitid, "oipgp"}, {SYS_inotify_add_watch, "fsg"}, {SYS_openat, "fsgo"}, {SYS_mkdirat, "fso"}, {SYS_fchownat, "fsoog"},
    {SYS_newfstatat, "fspg"}, {SYS_unlinkat, "fsg"}, {SYS_renameat, "fsfs"}, {SYS_linkat, "fsfsg"}, {SYS_symlinkat, "sfs"}, {SYS_readlinkat, "fspn"}, {SYS_pselect6, "oppptp"}, {SYS_ppoll, "potpo"},
    {SYS_set_robust_list, "pn"}, {SYS_splice, "fpfpng"}, {SYS_tee, "ffng"}, {SYS_sync_file_range, "fnng"}, {SYS_vmsplice, "fvog"}, {SYS_utimensat, "fspg"}, {SYS_epoll_pwait, "fpotpo"}, {SYS_signalfd4, "fpog"},
    {SYS_timerfd_create, "og"}, {SYS_fallocate, "fonn"}, {SYS_timerfd_settime, "fotp"}, {SYS_accept4, "fppg"}, {SYS_eventfd2, "og"}, {SYS_epoll_create1, "g"}, {SYS_dup3, "ffg"}, {SYS_pipe2, "pg"},
    {SYS_inotify_init1, "g"}, {SYS_preadv, "fvonn"}, {SYS_pwritev, "fvonn"}, {SYS_rt_tgsigqueueinfo, "iiop"}, {SYS_recvmmsg, "fpogt"}, {SYS_prlimit64, "iopp"}, {SYS_sendmmsg, "fpog"},
    {SYS_process_vm_readv, "ivovoo"}, {SYS_process_vm_writev, "ivovoo"}, {SYS_renameat2, "fsfsg"}, {SYS_getrandom, "png"}, {SYS_memfd_create, "sg"}, {SYS_execveat, "fsppg"}, {SYS_copy_file_range, "fpfpng"},
    {SYS_statx, "fsggp"}, {434, "ig"}, {424, "fopg"}, {435, "pn"}, {436, "ffg"}, {437, "fspn"}, {438, "ffo"}, {439, "fsog"}, {441, "fpotpo"}, {449, "pogto"},
};

static struct { _Atomic unsigned long calls, successes; } *s_counts;

static char *s_arena;
static pid_t s_worker;

static uint64_t next(uint64_t *state)
{
    *state ^= *state << 13, *state ^= *state >> 7, *state ^= *state << 17;
    return *state * 0x2545f4914f6cdd1dull;
}

static const char *const s_paths[] = {"f", "d", "d/f", "d/e", "link", "loop", "fifo", "absent", ".", "..", "/", "", "d/../f", "/proc/self/status", "/proc/self/fd/5", "/dev/null", "/dev/zero", "tmpfs", "none", "mode=0700",
    "socket", "trusted.x", "user.y", "f/", "d/", "/proc", "/proc/self/mem", "/proc/self/maps", "m", "m/x", "/dev/ptmx", "/dev/full"};

static long chance(uint64_t *state)
{
    static const long edges[] = {0, 1, -1, 2, 8, 16, 255, 4095, 4096, 4097, 65536, 0x7fffffff, 0x80000000, 0xffffffff, 0x7fffffffffffffff, (long)0x8000000000000000, -4096, 0x40000000};
    uint64_t value = next(state);
    return value & 1 ? edges[value / 2 % (sizeof edges / sizeof edges[0])] : (long)(next(state) >> value % 64);
}

static long pointer(uint64_t *state)
{
    switch (next(state) % 16)
    {
        case 0: return 0;
        case 1: return 8;
        case 2: return (long)0xffff888000001000;
        case 3: return (long)0x0200000000000000;
        case 4: return (long)s_arena + ArenaPages * PageSize - (long)(next(state) % 64);
        case 5: return (long)s_arena + ArenaPages * PageSize + 5;
        case 6: return (long)s_arena + (ArenaPages + 1) * PageSize + (long)(next(state) % PageSize);
        case 7: return chance(state);
        default:
        {
            char *at = s_arena + next(state) % ((ArenaPages - 2) * PageSize);
            if (next(state) & 1)
                at = (char *)((long)at & ~15L);
            if (next(state) & 1)
                for (int i = 0; i < 16; i++)
                    ((long *)((long)at & ~7L))[i] = next(state) & 3 ? (long)(next(state) % 64) : chance(state);
            return (long)at;
        }
    }
}

static long argument(uint64_t *state, char kind)
{
    switch (kind)
    {
        case 'f': return next(state) % 16 == 0 ? chance(state) : next(state) % 12 == 0 ? AT_FDCWD : 3 + (long)(next(state) % Descriptors);
        case 'p': return pointer(state);
        case 'n': return next(state) % 4 == 0 ? chance(state) : (long)(next(state) % 20000);
        case 's': return next(state) % 8 == 0 ? pointer(state) : (long)s_paths[next(state) % (sizeof s_paths / sizeof s_paths[0])];
        case 'i': return next(state) & 1 ? 0 : getpid();
        case 'a': return next(state) % 6 == 0 ? pointer(state) : (long)s_arena + (long)(next(state) % (ArenaPages + 2)) * PageSize;
        case 'o': return next(state) % 8 == 0 ? chance(state) : (long)(next(state) % 24);
        case 'g': return next(state) % 3 == 0 ? 0 : next(state) & 1 ? 1L << next(state) % 32 : chance(state);
        case 't':
        {
            long *time = (long *)(s_arena + next(state) % (PageSize - 64) / 16 * 16);
            time[0] = 0, time[1] = (long)(next(state) % 1000000), time[2] = 0, time[3] = (long)(next(state) % 1000000);
            return next(state) % 6 == 0 ? pointer(state) : (long)time;
        }
        case 'v':
        {
            struct iovec *vector = (struct iovec *)(s_arena + PageSize + next(state) % 64 * 16);
            for (int i = 0; i < 8; i++)
                vector[i] = (struct iovec){(void *)pointer(state), next(state) % 8 == 0 ? (size_t)chance(state) : next(state) % 5000};
            return next(state) % 6 == 0 ? pointer(state) : (long)vector;
        }
        default:
        {
            static const char kinds[] = "fpnsaogx";
            char other = kinds[next(state) % 8];
            return other == 'x' ? chance(state) : argument(state, other);
        }
    }
}

/* Calls whose first or second argument chooses a process: they stay within this one. */
static int chooses_process(long number)
{
    static const short numbers[] = {SYS_kill, SYS_tkill, SYS_tgkill, SYS_rt_sigqueueinfo, SYS_rt_tgsigqueueinfo, SYS_ptrace, SYS_prlimit64, SYS_process_vm_readv, SYS_process_vm_writev, 434, SYS_setpgid,
        SYS_sched_setscheduler, SYS_sched_setparam, SYS_sched_setaffinity, 314, SYS_setpriority, SYS_migrate_pages, SYS_move_pages, SYS_ioprio_set, 440, 448, SYS_kcmp};
    for (unsigned i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        if (numbers[i] == number)
            return 1;
    return 0;
}

static void call_once(uint64_t *state)
{
    long number = (long)(next(state) % (LastNumber + 1));
    for (unsigned i = 0; i < sizeof s_left_out / sizeof s_left_out[0]; i++)
        if (s_left_out[i] == number)
            return;
    /* Processes are made seldom, or nothing else would be done. */
    if ((number == SYS_fork || number == SYS_vfork || number == SYS_clone || number == 435 || number == SYS_execve || number == SYS_execveat) && next(state) % 16 != 0)
        return;
    const char *shape = "??????";
    for (unsigned i = 0; i < sizeof s_shapes / sizeof s_shapes[0]; i++)
        if (s_shapes[i].number == number && next(state) % 10 != 0)
            shape = s_shapes[i].shape;
    long arguments[6];
    int length = strlen(shape);
    for (int i = 0; i < 6; i++)
        arguments[i] = i < length ? argument(state, shape[i]) : argument(state, '?');
    if (chooses_process(number))
    {
        if (number == SYS_setpriority || number == SYS_ptrace || number == SYS_ioprio_set)
            arguments[1] = getpid();
        else
            arguments[0] = getpid();
        if (number == SYS_setpriority || number == SYS_ioprio_set)
            arguments[0] = number == SYS_ioprio_set;
        if (number == SYS_tgkill || number == SYS_rt_tgsigqueueinfo)
            arguments[1] = syscall(SYS_gettid);
        if (number == SYS_sched_setscheduler)
            arguments[1] = 0;
    }
    if (number == SYS_vfork)
        number = SYS_fork;
    if (number == SYS_clone)
        arguments[0] &= ~(long)(0x00000100 /* CLONE_VM */), arguments[1] = 0;
    if (number == 435)
        return;
    long result = syscall(number, arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], arguments[5]);
    s_counts->calls++;
    s_counts->successes += result != -1;
    if (getpid() != s_worker)
    {
        for (int i = 0; i < 5; i++)
            syscall(SYS_getppid);
        _exit(0);
    }
}

static void *second_thread(void *argument)
{
    uint64_t state = *(uint64_t *)argument ^ 0x9e3779b97f4a7c15;
    for (;;)
        call_once(&state);
    return NULL;
}

static void prepare_descriptors(void)
{
    int ends[2];
    sigset_t set;
    sigfillset(&set);
    for (int fd = 3; fd < 100; fd++)
        close(fd);
    open("f", O_RDWR | O_CREAT, 0666), open("d", O_RDONLY | O_DIRECTORY), open("f", O_PATH), open("/dev/null", O_RDWR), open("/dev/zero", O_RDWR);
    pipe(ends), pipe2(ends, O_NONBLOCK), socketpair(AF_UNIX, SOCK_STREAM, 0, ends), socketpair(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0, ends), socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends);
    eventfd(1, EFD_NONBLOCK), epoll_create1(0), epoll_create1(0), timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK), signalfd(-1, &set, SFD_NONBLOCK), inotify_init1(IN_NONBLOCK);
    open("/dev/ptmx", O_RDWR | O_NOCTTY | O_NONBLOCK), syscall(SYS_memfd_create, "fuzz", 2), open("/proc/self/status", O_RDONLY), open("fifo", O_RDWR | O_NONBLOCK), open("d/f", O_RDWR | O_CREAT | O_APPEND, 0666);
    open(".", O_TMPFILE | O_RDWR, 0600), socket(AF_UNIX, SOCK_STREAM, 0), syscall(434, getpid(), 0);
}

static void drop(int capability)
{
    struct { uint32_t version; int pid; } header = {0x20080522, 0};
    struct { uint32_t effective, permitted, inheritable; } data[2];
    if (syscall(SYS_capget, &header, data) != 0)
        return;
    data[capability / 32].effective &= ~(1u << capability % 32);
    data[capability / 32].permitted &= ~(1u << capability % 32);
    syscall(SYS_capset, &header, data);
}

static void map_arena(void)
{
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | (s_arena != NULL ? MAP_FIXED : 0);
    s_arena = mmap(s_arena, (ArenaPages + 2) * PageSize, PROT_READ | PROT_WRITE, flags, -1, 0);
    if (s_arena == MAP_FAILED)
        _exit(1);
    mprotect(s_arena + ArenaPages * PageSize, PageSize, PROT_NONE);
    mprotect(s_arena + (ArenaPages + 1) * PageSize, PageSize, PROT_READ);
}

/* A call has unmapped or protected the arena, as it may: it is made anew, as long as that helps. */
static void on_fault(int number)
{
    static _Atomic int faults;
    (void)number;
    if (++faults > 300)
        _exit(1);
    map_arena();
}

static void run_worker(uint64_t seed, int as_root)
{
    setsid();
    int null = open("/dev/null", O_RDWR);
    dup2(null, 0), dup2(null, 1), dup2(null, 2);
    if (chroot(s_scratch) != 0 || chdir("/") != 0)
        _exit(1);
    setrlimit(RLIMIT_AS, &(struct rlimit){256ul << 20, 256ul << 20});
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){4ul << 20, 4ul << 20});
    setrlimit(RLIMIT_NPROC, &(struct rlimit){100, 100});
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    setrlimit(RLIMIT_MEMLOCK, &(struct rlimit){1ul << 20, 1ul << 20});
    drop(22), drop(25), drop(23), drop(16), drop(17); /* boot, time, nice, modules, raw input and output */
    if (!as_root)
    {
        syscall(SYS_setgroups, 0, NULL);
        syscall(SYS_setresgid, 65534, 65534, 65534);
        syscall(SYS_setresuid, 65534, 65534, 65534);
    }
    prepare_descriptors();
    map_arena();
    struct sigaction action = {.sa_handler = on_fault, .sa_flags = SA_NODEFER};
    sigaction(SIGSEGV, &action, NULL), sigaction(SIGBUS, &action, NULL);
    s_worker = getpid();
    uint64_t state = seed * 0x9e3779b97f4a7c15 + 1;
    pthread_t thread;
    pthread_create(&thread, NULL, second_thread, &state);
    for (long i = 0;; i++)
    {
        call_once(&state);
        if (i % 400 == 399)
            prepare_descriptors();
    }
}

static long now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void make_scratch(void)
{
    mkdir(s_scratch, 0777), chmod(s_scratch, 0777);
    if (chdir(s_scratch) != 0)
        exit(1);
    mkdir("d", 0777), chmod("d", 0777), mkdir("m", 0777), mkdir("dev", 0755), mkdir("proc", 0755), mkfifo("fifo", 0666);
    close(open("f", O_CREAT | O_RDWR, 0666)), close(open("d/f", O_CREAT | O_RDWR, 0666));
    symlink("f", "link"), symlink("loop", "loop");
    mknod("dev/null", S_IFCHR | 0666, 1 << 8 | 3), mknod("dev/zero", S_IFCHR | 0666, 1 << 8 | 5), mknod("dev/full", S_IFCHR | 0666, 1 << 8 | 7), mknod("dev/ptmx", S_IFCHR | 0666, 5 << 8 | 2);
    mount("proc", "proc", "proc", 0, NULL);
    chdir("/");
}

/* What the workers mounted and left running goes; their files stay for the one who wants to look. */
static void clean_up(void)
{
    char line[1024], path[512];
    for (int round = 0; round < 5; round++)
    {
        for (int pid = 2; pid < 40000; pid++)
        {
            char link[64];
            snprintf(link, sizeof link, "/proc/%d/root", pid);
            ssize_t length = readlink(link, path, sizeof path - 1);
            path[length < 0 ? 0 : length] = 0;
            if (strcmp(path, s_scratch) == 0)
                kill(pid, SIGKILL);
        }
        while (waitpid(-1, NULL, WNOHANG) > 0)
            ;
    }
    for (int round = 0; round < 20; round++)
    {
        FILE *mounts = fopen("/proc/self/mounts", "re");
        int found = 0;
        while (mounts != NULL && fgets(line, sizeof line, mounts) != NULL)
            if (sscanf(line, "%*s %511s", path) == 1 && strncmp(path, s_scratch, strlen(s_scratch)) == 0)
                found += umount2(path, MNT_DETACH) == 0;
        if (mounts != NULL)
            fclose(mounts);
        if (!found)
            break;
    }
}

int main(int count, char **arguments)
{
    long seconds = count > 1 ? atol(arguments[1]) : 60;
    uint64_t seed = count > 2 ? strtoull(arguments[2], NULL, 0) : (uint64_t)time(NULL);
    int only_user = count > 3 && strcmp(arguments[3], "user") == 0;
    printf("syscallfuzz: %ld seconds, seed %llu\n", seconds, (unsigned long long)seed);
    fflush(stdout);
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    make_scratch();
    s_counts = mmap(NULL, PageSize, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    struct { pid_t pid; long started; } workers[Workers] = {0};
    unsigned long replaced = 0, hung = 0;
    long end = now_ms() + seconds * 1000, told = now_ms();
    while (now_ms() < end)
    {
        for (int i = 0; i < Workers; i++)
        {
            if (workers[i].pid > 0 && waitpid(workers[i].pid, NULL, WNOHANG) == workers[i].pid)
                workers[i].pid = 0, replaced++;
            if (workers[i].pid > 0 && now_ms() - workers[i].started > WorkerMilliseconds)
            {
                kill(-workers[i].pid, SIGKILL), kill(workers[i].pid, SIGKILL);
                waitpid(workers[i].pid, NULL, 0);
                workers[i].pid = 0, hung++;
            }
            if (workers[i].pid <= 0)
            {
                workers[i].pid = fork();
                workers[i].started = now_ms();
                if (workers[i].pid == 0)
                    run_worker(seed + replaced + hung + (uint64_t)i * 1000003, !only_user && i % 2 == 0);
            }
        }
        while (waitpid(-1, NULL, WNOHANG) > 0)
            ;
        if (now_ms() - told > 10000)
        {
            told = now_ms();
            printf("%lu calls, %lu succeeded, %lu workers died, %lu were ended\n", s_counts->calls, s_counts->successes, replaced, hung);
            fflush(stdout);
        }
        usleep(2000);
    }
    for (int i = 0; i < Workers; i++)
        if (workers[i].pid > 0)
            kill(-workers[i].pid, SIGKILL), kill(workers[i].pid, SIGKILL);
    while (waitpid(-1, NULL, WNOHANG) > 0)
        ;
    clean_up();
    printf("syscallfuzz: done, %lu calls, %lu succeeded, %lu workers died, %lu were ended\n", s_counts->calls, s_counts->successes, replaced, hung);
    return 0;
}
