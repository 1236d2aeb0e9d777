/* fork(2), vfork(2), clone(2), clone3(2), orphans, process groups and sessions. */
#define CONFORMANCE_SELF
#include "conformance.h"

static int run_self(int count, char **arguments, char **environment)
{
    (void)arguments, (void)environment;
    if (count < 2)
        return 2;
    char byte;
    return read(0, &byte, 1) < 0;
}

static char s_stack[65536] __attribute__((aligned(16)));

CASE(fork_copies_memory)
{
    static int value = 1;
    int local = 2;
    IN_CHILD("child")
    {
        value = 10;
        local = 20;
        say("child sees %d %d", value, local);
    }
    say("parent sees %d %d", value, local);
}

CASE(fork_shares_file_offset)
{
    int fd = MUST(open("f", O_RDWR | O_CREAT, 0600));
    MUST(write(fd, "abcdef", 6));
    MUST(lseek(fd, 1, SEEK_SET));
    IN_CHILD("child") { SHOW(lseek(fd, 2, SEEK_CUR)); }
    SHOW(lseek(fd, 0, SEEK_CUR));
}

CASE(fork_child_identity)
{
    pid_t parent = getpid(), group = getpgrp(), session = getsid(0);
    IN_CHILD("child")
    {
        ASK(getppid() == parent);
        ASK(getpid() != parent);
        ASK(getpgrp() == group);
        ASK(getsid(0) == session);
        ASK(syscall(SYS_gettid) == getpid());
    }
}

CASE(fork_clears_pending_signals_and_alarms)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    MUST(sigprocmask(SIG_BLOCK, &set, NULL));
    raise(SIGUSR1);
    alarm(100);
    IN_CHILD("child")
    {
        sigset_t pending, mask;
        sigpending(&pending);
        say("pending in the child: %d", sigismember(&pending, SIGUSR1));
        sigprocmask(SIG_BLOCK, NULL, &mask);
        say("blocked in the child: %d", sigismember(&mask, SIGUSR1));
        SHOW(alarm(0));
    }
    sigset_t pending;
    sigpending(&pending);
    say("pending in the parent: %d", sigismember(&pending, SIGUSR1));
    ASK(alarm(0) > 90);
}

CASE(fork_does_not_inherit_record_locks)
{
    int fd = MUST(open("f", O_RDWR | O_CREAT, 0600));
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 10};
    MUST(fcntl(fd, F_SETLK, &lock));
    IN_CHILD("child")
    {
        struct flock other = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 10};
        SHOW(fcntl(fd, F_SETLK, &other));
    }
}

CASE(fork_zeroes_child_times)
{
    struct rusage usage;
    for (long end = now_ms() + 30; now_ms() < end;)
        ;
    IN_CHILD("child")
    {
        getrusage(RUSAGE_CHILDREN, &usage);
        ASK(usage.ru_utime.tv_sec == 0 && usage.ru_utime.tv_usec == 0);
        struct timespec own;
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &own);
        ASK(own.tv_sec == 0 && own.tv_nsec < 25000000);
    }
}

CASE(vfork_parent_waits)
{
    volatile int shared = 0;
    pid_t child = vfork();
    if (child == 0)
    {
        shared = 1;
        _exit(4);
    }
    say("after vfork: %d", shared);
    show_status("child", wait_for(child));
}

CASE(vfork_released_by_exec)
{
    pid_t child = vfork();
    if (child == 0)
    {
        execl(conformance_self, "another", NULL);
        _exit(9);
    }
    show_status("child", wait_for(child));
}

static int add_one(void *argument)
{
    ++*(int *)argument;
    return 5;
}

CASE(clone_vm_shares_memory)
{
    int value = 0;
    pid_t child = MUST(clone(add_one, s_stack + sizeof s_stack, CLONE_VM | SIGCHLD, &value));
    show_status("child", wait_for(child));
    say("value %d", value);
}

CASE(clone_without_vm_copies)
{
    int value = 0;
    pid_t child = MUST(clone(add_one, s_stack + sizeof s_stack, SIGCHLD, &value));
    show_status("child", wait_for(child));
    say("value %d", value);
}

static int close_three(void *argument)
{
    (void)argument;
    return close(3);
}

CASE(clone_files_shares_descriptors)
{
    MUST(open("/dev/null", O_RDONLY) == 3 ? 0 : -1);
    pid_t child = MUST(clone(close_three, s_stack + sizeof s_stack, CLONE_FILES | SIGCHLD, NULL));
    show_status("child", wait_for(child));
    SHOW(fcntl(3, F_GETFD));
}

static int change_directory(void *argument)
{
    umask(077);
    return chdir(argument);
}

CASE(clone_fs_shares_directory_and_umask)
{
    MUST(mkdir("d", 0755));
    char *path = "d";
    pid_t child = MUST(clone(change_directory, s_stack + sizeof s_stack, CLONE_FS | SIGCHLD, path));
    show_status("child", wait_for(child));
    char where[PATH_MAX];
    say("now in %s", strrchr(getcwd(where, sizeof where), '/'));
    say("umask %o", umask(0));
}

CASE(clone_without_fs_copies_them)
{
    MUST(mkdir("d", 0755));
    pid_t child = MUST(clone(change_directory, s_stack + sizeof s_stack, SIGCHLD, "d"));
    show_status("child", wait_for(child));
    SHOW(access("d", F_OK));
    say("umask %o", umask(0));
}

CASE(clone_with_another_exit_signal)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR2);
    sigaddset(&set, SIGCHLD);
    MUST(sigprocmask(SIG_BLOCK, &set, NULL));
    int value = 0, status;
    pid_t child = MUST(clone(add_one, s_stack + sizeof s_stack, SIGUSR2, &value));
    siginfo_t info;
    int number = sigwaitinfo(&set, &info);
    say("got %s", signal_name(number));
    SHOW(waitpid(child, &status, 0));
    errno = 0;
    say("with __WCLONE: %s", waitpid(child, &status, __WCLONE) == child ? "found" : error_name(errno));
    show_status("child", status);
}

CASE(pidfd_send_signal_by_a_directory)
{
    pid_t child = MUST(fork());
    if (child == 0)
        for (;;)
            pause();
    char path[64];
    snprintf(path, sizeof path, "/proc/%d", child);
    int process = MUST(open(path, O_RDONLY | O_DIRECTORY));
    snprintf(path, sizeof path, "/proc/%d/task/%d", child, child);
    int thread = MUST(open(path, O_RDONLY | O_DIRECTORY));
    int other = MUST(open("/proc", O_RDONLY | O_DIRECTORY));
    SHOW(syscall(SYS_pidfd_send_signal, process, 0, NULL, 0));
    SHOW(syscall(SYS_pidfd_send_signal, thread, 0, NULL, 0));
    SHOW(syscall(SYS_pidfd_send_signal, other, 0, NULL, 0));
    SHOW(syscall(SYS_pidfd_send_signal, process, SIGKILL, NULL, 0));
    show_status("child", wait_for(child));
    SHOW(syscall(SYS_pidfd_send_signal, process, 0, NULL, 0));
}

CASE(clone_with_an_exit_signal_that_is_none)
{
    static const int numbers[] = {65, 128, 255};
    for (int i = 0; i < 3; i++)
    {
        pid_t child = MUST(syscall(SYS_clone, numbers[i], 0, 0, 0, 0));
        if (child == 0)
            _exit(i);
        int status = 0;
        SHOW(waitpid(child, &status, 0));
        ASK(waitpid(child, &status, __WCLONE) == child);
        SHOW(WEXITSTATUS(status));
    }
}

/* A group that goes on forking is killed all the same: no child escapes between its maker's signal and its own. */
CASE(killed_group_does_not_fork_on)
{
    struct gate ready = make_gate();
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    for (int round = 0; round < 10; round++)
    {
        pid_t first = MUST(fork());
        if (first == 0)
        {
            setpgid(0, 0);
            for (int i = 0; i < 3; i++)
                fork();
            open_gate(&ready);
            for (;;)
            {
                pid_t child = fork();
                if (child > 0)
                    waitpid(child, NULL, 0);
                else if (child == 0 && fork() != 0)
                    _exit(0);
            }
        }
        await_gate(&ready);
        setpgid(first, first);
        ASK(kill(-first, SIGKILL) == 0);
        /* The others are children of this process now. One that lives would be waited for until the case is out of time. */
        while (waitpid(-1, NULL, 0) > 0)
            ;
        SHOW_SUCCESS(kill(-first, SIGKILL));
    }
}

CASE(clone_flag_combinations_refused)
{
    static const struct { unsigned long flags; const char *name; } wrong[] = {
        {CLONE_THREAD, "THREAD alone"},
        {CLONE_SIGHAND, "SIGHAND without VM"},
        {CLONE_THREAD | CLONE_SIGHAND, "THREAD|SIGHAND without VM"},
        {CLONE_NEWNS | CLONE_FS, "NEWNS|FS"},
    };
    for (unsigned i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
    {
        long result = syscall(SYS_clone, wrong[i].flags | SIGCHLD, 0, 0, 0, 0);
        if (result == 0)
            _exit(0);
        say("%s: %s", wrong[i].name, result == -1 ? error_name(errno) : "made");
    }
}

CASE(clone_parent_and_child_settid)
{
    int parent_word = -1, child_word = -1;
    long child = syscall(SYS_clone, CLONE_PARENT_SETTID | CLONE_CHILD_SETTID | SIGCHLD, 0, &parent_word, &child_word, 0);
    if (child == 0)
    {
        ASK(child_word == getpid());
        ASK(parent_word == getpid());
        _exit(0);
    }
    wait_for(child);
    ASK(parent_word == child);
    ASK(child_word == -1);
}

CASE(clone_child_cleartid)
{
    int *word = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    *word = 77;
    long child = syscall(SYS_clone, CLONE_CHILD_CLEARTID | SIGCHLD, 0, 0, word, 0);
    if (child == 0)
        _exit(0);
    wait_for(child);
    say("word after a child alone in its memory: %d", *word);
}

CASE(clone_parent_makes_a_sibling)
{
    struct gate ended = make_gate();
    IN_CHILD("child")
    {
        pid_t grand = getppid();
        long sibling = syscall(SYS_clone, CLONE_PARENT | SIGCHLD, 0, 0, 0, 0);
        if (sibling == 0)
        {
            await_gate(&ended);
            ASK(getppid() == grand);
            _exit(6);
        }
        int status;
        SHOW(waitpid(sibling, &status, 0));
    }
    open_gate(&ended);
    int status;
    MUST(wait(&status));
    show_status("sibling", status);
}

struct clone3_arguments
{
    uint64_t flags, pidfd, child_tid, parent_tid, exit_signal, stack, stack_size, tls, set_tid, set_tid_size, cgroup;
};

CASE(clone3_like_fork)
{
    struct clone3_arguments arguments = {.exit_signal = SIGCHLD};
    long child = syscall(SYS_clone3, &arguments, sizeof arguments);
    if (child == 0)
        _exit(7);
    MUST(child);
    show_status("child", wait_for(child));
}

CASE(clone3_refusals)
{
    struct clone3_arguments arguments = {.exit_signal = SIGCHLD};
    SHOW(syscall(SYS_clone3, &arguments, 8));
    SHOW(syscall(SYS_clone3, NULL, 64));
    SHOW(syscall(SYS_clone3, &arguments, 8192));
    arguments.exit_signal = 200;
    SHOW(syscall(SYS_clone3, &arguments, sizeof arguments));
    arguments = (struct clone3_arguments){.flags = SIGCHLD};
    SHOW(syscall(SYS_clone3, &arguments, sizeof arguments));
    arguments = (struct clone3_arguments){.exit_signal = SIGCHLD, .stack_size = 4096};
    SHOW(syscall(SYS_clone3, &arguments, sizeof arguments));
    char large[128] = {0};
    ((struct clone3_arguments *)large)->exit_signal = SIGCHLD;
    large[100] = 1;
    SHOW(syscall(SYS_clone3, large, sizeof large));
}

CASE(clone_pidfd)
{
    int descriptor = -1;
    long child = syscall(SYS_clone, CLONE_PIDFD | SIGCHLD, 0, &descriptor, 0, 0);
    if (child == 0)
        _exit(8);
    MUST(child);
    SHOW(descriptor);
    say("close on exec: %d", fcntl(descriptor, F_GETFD));
    struct pollfd ready = {descriptor, POLLIN, 0};
    SHOW(poll(&ready, 1, 5000));
    say("events %#x", ready.revents);
    siginfo_t info = {0};
    SHOW(waitid(P_PIDFD, descriptor, &info, WEXITED));
    say("status %d %s", info.si_status, code_name(SIGCHLD, info.si_code));
}

CASE(pidfd_open_and_signal)
{
    struct gate gate = make_gate();
    pid_t child = MUST(fork());
    if (child == 0)
    {
        await_gate(&gate);
        _exit(0);
    }
    int descriptor = MUST(syscall(SYS_pidfd_open, child, 0));
    SHOW(syscall(SYS_pidfd_open, child, 1));
    SHOW(syscall(SYS_pidfd_open, -1, 0));
    SHOW(syscall(SYS_pidfd_open, 0x3fffff, 0));
    SHOW(syscall(SYS_pidfd_send_signal, descriptor, 0, NULL, 0));
    SHOW(syscall(SYS_pidfd_send_signal, descriptor, SIGTERM, NULL, 7 << 20));
    SHOW(syscall(SYS_pidfd_send_signal, descriptor, SIGTERM, NULL, 0));
    show_status("child", wait_for(child));
    SHOW(syscall(SYS_pidfd_send_signal, descriptor, 0, NULL, 0));
    SHOW(syscall(SYS_pidfd_send_signal, 0, 0, NULL, 0));
    char byte;
    SHOW(read(descriptor, &byte, 1));
}

CASE(pidfd_getfd_takes_a_descriptor)
{
    struct gate ready = make_gate(), done = make_gate();
    pid_t child = MUST(fork());
    if (child == 0)
    {
        int fd = open("f", O_RDWR | O_CREAT, 0600);
        write(fd, "from the child", 14);
        dup2(fd, 50);
        open_gate(&ready);
        await_gate(&done);
        _exit(0);
    }
    await_gate(&ready);
    int descriptor = MUST(syscall(SYS_pidfd_open, child, 0));
    int taken = MUST(syscall(438, descriptor, 50, 0));
    say("close on exec: %d", fcntl(taken, F_GETFD));
    SHOW(lseek(taken, 0, SEEK_CUR));
    SHOW(syscall(438, descriptor, 60, 0));
    SHOW(syscall(438, descriptor, 50, 1));
    open_gate(&done);
    wait_for(child);
}

CASE(orphan_goes_to_the_subreaper)
{
    MUST(prctl(PR_SET_CHILD_SUBREAPER, 1));
    pid_t reaper = getpid();
    struct gate orphaned = make_gate();
    pid_t child = MUST(fork());
    if (child == 0)
    {
        pid_t parent = getpid();
        if (fork() == 0)
        {
            await_gate(&orphaned);
            ASK(getppid() == reaper);
            ASK(getppid() != parent);
            _exit(12);
        }
        _exit(0);
    }
    show_status("middle", wait_for(child));
    open_gate(&orphaned);
    int status;
    MUST(wait(&status));
    show_status("orphan", status);
    SHOW(wait(&status));
}

CASE(subreaper_is_not_inherited)
{
    int value = -1;
    MUST(prctl(PR_SET_CHILD_SUBREAPER, 1));
    MUST(prctl(PR_GET_CHILD_SUBREAPER, &value));
    say("own %d", value);
    IN_CHILD("child")
    {
        prctl(PR_GET_CHILD_SUBREAPER, &value);
        say("child's %d", value);
    }
}

CASE(parent_death_signal)
{
    MUST(prctl(PR_SET_CHILD_SUBREAPER, 1));
    struct gate ready = make_gate();
    pid_t child = MUST(fork());
    if (child == 0)
    {
        if (fork() == 0)
        {
            prctl(PR_SET_PDEATHSIG, SIGUSR1);
            open_gate(&ready);
            for (;;)
                pause();
        }
        await_gate(&ready);
        _exit(0);
    }
    wait_for(child);
    int status;
    MUST(wait(&status));
    show_status("grandchild", status);
}

CASE(parent_death_signal_is_cleared_by_fork)
{
    int value;
    MUST(prctl(PR_SET_PDEATHSIG, SIGUSR1));
    MUST(prctl(PR_GET_PDEATHSIG, &value));
    say("own: %s", signal_name(value));
    IN_CHILD("child")
    {
        MUST(prctl(PR_GET_PDEATHSIG, &value));
        say("child's: %s", signal_name(value));
    }
    SHOW(prctl(PR_SET_PDEATHSIG, 200));
}

CASE(setpgid_rules)
{
    SHOW(setpgid(0, -1));
    SHOW(setpgid(-1, 0));
    SHOW(setpgid(0x3fffff, 0));
    SHOW(setpgid(0, 0));
    struct gate ready = make_gate(), done = make_gate();
    pid_t child = MUST(fork());
    if (child == 0)
    {
        SHOW(setpgid(0, 0));
        ASK(getpgrp() == getpid());
        SHOW(setpgid(getppid(), 0));
        open_gate(&ready);
        await_gate(&done);
        _exit(0);
    }
    await_gate(&ready);
    SHOW(setpgid(child, getpgrp()));
    ASK(getpgid(child) == getpgrp());
    SHOW(setpgid(child, 0x3fffff));
    open_gate(&done);
    wait_for(child);
}

CASE(setpgid_of_a_child_that_has_executed)
{
    struct gate ready = make_gate();
    int executed[2];
    MUST(pipe2(executed, O_CLOEXEC));
    pid_t child = MUST(fork());
    if (child == 0)
    {
        close(executed[0]);
        close(0);
        dup2(ready.ends[0], 0);
        execl(conformance_self, "-self", "read", NULL);
        _exit(9);
    }
    close(executed[1]);
    char byte;
    SHOW(read(executed[0], &byte, 1));
    SHOW(setpgid(child, child));
    kill(child, SIGKILL);
    wait_for(child);
}

CASE(setsid_rules)
{
    SHOW(setsid());
    IN_CHILD("child")
    {
        ASK(setsid() == getpid());
        ASK(getsid(0) == getpid() && getpgrp() == getpid());
        SHOW(setpgid(0, 0));
        SHOW(setsid());
    }
    SHOW(getsid(0x3fffff));
    SHOW(getpgid(0x3fffff));
    SHOW(getsid(-5));
}

CASE(setpgid_across_sessions)
{
    struct gate ready = make_gate(), done = make_gate();
    pid_t child = MUST(fork());
    if (child == 0)
    {
        setsid();
        open_gate(&ready);
        await_gate(&done);
        _exit(0);
    }
    await_gate(&ready);
    SHOW(setpgid(child, getpgrp()));
    SHOW(setpgid(0, child));
    open_gate(&done);
    wait_for(child);
}

/* How different objects are ordered is the kernel's secret. */
static const char *compared(pid_t one, pid_t other, int what, unsigned long first, unsigned long second)
{
    long answer = syscall(SYS_kcmp, one, other, what, first, second);
    return answer == 0 ? "same" : answer > 0 ? "different" : error_name(errno);
}

CASE(kcmp_tells_what_is_shared)
{
    enum { FILE_, VM, FILES, FS, SIGHAND, IO, SYSVSEM };
    struct gate done = make_gate();
    int twice = MUST(dup(1));
    int other = MUST(open("f", O_CREAT | O_RDWR, 0600));
    pid_t child = MUST(fork());
    if (child == 0)
    {
        await_gate(&done);
        _exit(0);
    }
    pid_t self = getpid();
    for (int what = VM; what <= SYSVSEM; what++)
        say("%d: with itself %s, with a child %s", what, compared(self, self, what, 0, 0), compared(self, child, what, 0, 0));
    say("descriptors of a dup: %s", compared(self, self, FILE_, 1, twice));
    say("two files: %s", compared(self, self, FILE_, 1, other));
    say("a child's: %s", compared(self, child, FILE_, other, other));
    say("closed: %s", compared(self, self, FILE_, 1, 99));
    say("nobody: %s", compared(self, 0x3fffff, VM, 0, 0));
    say("unknown: %s", compared(self, self, 99, 0, 0));
    open_gate(&done);
    wait_for(child);
}
