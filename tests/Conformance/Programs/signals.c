/* Signals: actions, masks, queues, who may send, what a blocking call does about them. */
#include "conformance.h"

static volatile sig_atomic_t s_count, s_last, s_order[64];

static void on_signal(int number)
{
    s_order[s_count++ & 63] = number;
    s_last = number;
}

static void catch(int number, int flags)
{
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = flags};
    MUST(sigaction(number, &action, NULL));
}

static sigset_t block(int number)
{
    sigset_t set, old;
    sigemptyset(&set);
    sigaddset(&set, number);
    MUST(sigprocmask(SIG_BLOCK, &set, &old));
    return old;
}

static int is_pending(int number)
{
    sigset_t set;
    sigpending(&set);
    return sigismember(&set, number);
}

static int is_blocked(int number)
{
    sigset_t set;
    sigprocmask(SIG_BLOCK, NULL, &set);
    return sigismember(&set, number);
}

static void unblock_all(void)
{
    sigset_t set;
    sigemptyset(&set);
    MUST(sigprocmask(SIG_SETMASK, &set, NULL));
}

CASE(handler_runs)
{
    catch(SIGUSR1, 0);
    SHOW(raise(SIGUSR1));
    say("count %d last %s", s_count, signal_name(s_last));
}

CASE(action_is_remembered)
{
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART | SA_NODEFER}, found;
    sigaddset(&action.sa_mask, SIGHUP);
    sigaddset(&action.sa_mask, SIGKILL);
    MUST(sigaction(SIGUSR1, &action, NULL));
    MUST(sigaction(SIGUSR1, NULL, &found));
    ASK(found.sa_handler == on_signal);
    say("flags %#x", found.sa_flags & ~0x04000000);
    say("SIGHUP %d SIGKILL %d SIGINT %d", sigismember(&found.sa_mask, SIGHUP), sigismember(&found.sa_mask, SIGKILL), sigismember(&found.sa_mask, SIGINT));
}

struct kernel_action
{
    void *handler;
    unsigned long flags;
    void *restorer;
    unsigned long mask;
};

CASE(action_refusals)
{
    struct kernel_action action = {SIG_DFL, 0, NULL, 0};
    SHOW(syscall(SYS_rt_sigaction, SIGKILL, &action, NULL, 8));
    SHOW(syscall(SYS_rt_sigaction, SIGSTOP, &action, NULL, 8));
    SHOW(syscall(SYS_rt_sigaction, SIGKILL, NULL, &action, 8));
    SHOW(syscall(SYS_rt_sigaction, 0, &action, NULL, 8));
    SHOW(syscall(SYS_rt_sigaction, 65, &action, NULL, 8));
    SHOW(syscall(SYS_rt_sigaction, -1, &action, NULL, 8));
    SHOW(syscall(SYS_rt_sigaction, SIGUSR1, &action, NULL, 4));
    SHOW(syscall(SYS_rt_sigaction, SIGUSR1, LOW_ADDRESS, NULL, 8));
    SHOW(syscall(SYS_rt_sigaction, SIGUSR1, NULL, KERNEL_ADDRESS, 8));
}

CASE(unknown_action_flags_are_cleared)
{
    struct kernel_action action = {SIG_IGN, 0x00000400 | SA_RESTART | 0x00002000, NULL, 0}, found;
    MUST(syscall(SYS_rt_sigaction, SIGUSR1, &action, NULL, 8));
    MUST(syscall(SYS_rt_sigaction, SIGUSR1, NULL, &found, 8));
    say("flags %#lx", found.flags);
}

CASE(mask_refusals)
{
    unsigned long set = 0;
    SHOW(syscall(SYS_rt_sigprocmask, 7, &set, NULL, 8));
    SHOW(syscall(SYS_rt_sigprocmask, 7, NULL, &set, 8));
    SHOW(syscall(SYS_rt_sigprocmask, SIG_BLOCK, &set, NULL, 16));
    SHOW(syscall(SYS_rt_sigprocmask, SIG_BLOCK, LOW_ADDRESS, NULL, 8));
    SHOW(syscall(SYS_rt_sigprocmask, SIG_BLOCK, NULL, LOW_ADDRESS, 8));
    SHOW(syscall(SYS_rt_sigpending, &set, 16));
    SHOW(syscall(SYS_rt_sigpending, LOW_ADDRESS, 8));
}

CASE(kill_and_stop_cannot_be_blocked)
{
    unsigned long all = ~0ul, found = 0;
    MUST(syscall(SYS_rt_sigprocmask, SIG_SETMASK, &all, NULL, 8));
    MUST(syscall(SYS_rt_sigprocmask, SIG_SETMASK, NULL, &found, 8));
    say("mask %#lx", found);
    IN_CHILD("child") { raise(SIGKILL); }
}

CASE(blocked_signals_wait)
{
    catch(SIGUSR1, 0);
    block(SIGUSR1);
    raise(SIGUSR1);
    say("count %d pending %d", s_count, is_pending(SIGUSR1));
    unblock_all();
    say("count %d pending %d", s_count, is_pending(SIGUSR1));
}

CASE(standard_signals_merge)
{
    catch(SIGUSR1, 0);
    block(SIGUSR1);
    for (int i = 0; i < 5; i++)
        kill(getpid(), SIGUSR1);
    unblock_all();
    say("count %d", s_count);
}

CASE(thread_and_process_queues_are_two)
{
    catch(SIGUSR1, 0);
    block(SIGUSR1);
    kill(getpid(), SIGUSR1);
    syscall(SYS_tgkill, getpid(), getpid(), SIGUSR1);
    unblock_all();
    say("count %d", s_count);
}

CASE(realtime_signals_queue_in_order)
{
    for (int number = 44; number < 50; number++)
        catch(number, 0);
    unsigned long all = ~0ul;
    MUST(syscall(SYS_rt_sigprocmask, SIG_SETMASK, &all, NULL, 8));
    static const int sent[] = {47, 45, 47, 46, 45};
    for (int i = 0; i < 5; i++)
        MUST(sigqueue(getpid(), sent[i], (union sigval){.sival_int = i}));
    siginfo_t info;
    sigset_t wait;
    sigfillset(&wait);
    struct timespec zero = {0, 0};
    int number;
    while ((number = sigtimedwait(&wait, &info, &zero)) > 0)
        say("%d value %d %s", number, info.si_value.sival_int, code_name(number, info.si_code));
    say("then %s", error_name(errno));
}

CASE(synchronous_and_low_numbers_first)
{
    unsigned long all = ~0ul;
    MUST(syscall(SYS_rt_sigprocmask, SIG_SETMASK, &all, NULL, 8));
    raise(SIGTERM), raise(SIGUSR1), raise(SIGSEGV), raise(SIGHUP), raise(SIGBUS);
    sigset_t wait;
    sigfillset(&wait);
    struct timespec zero = {0, 0};
    int number;
    while ((number = sigtimedwait(&wait, NULL, &zero)) > 0)
        say("%s", signal_name(number));
}

CASE(handlers_stack_up_when_unblocked_together)
{
    catch(SIGUSR1, 0), catch(SIGUSR2, 0), catch(SIGHUP, 0);
    block(SIGUSR1), block(SIGUSR2), block(SIGHUP);
    raise(SIGUSR2), raise(SIGUSR1), raise(SIGHUP);
    unblock_all();
    for (int i = 0; i < s_count; i++)
        say("%s", signal_name(s_order[i]));
}

static void check_mask(int number)
{
    say("in the handler of %s: itself %d SIGUSR2 %d SIGHUP %d", signal_name(number), is_blocked(number), is_blocked(SIGUSR2), is_blocked(SIGHUP));
}

CASE(mask_in_the_handler)
{
    struct sigaction action = {.sa_handler = check_mask};
    sigaddset(&action.sa_mask, SIGUSR2);
    MUST(sigaction(SIGUSR1, &action, NULL));
    raise(SIGUSR1);
    say("afterwards %d %d", is_blocked(SIGUSR1), is_blocked(SIGUSR2));
    action.sa_flags = SA_NODEFER;
    MUST(sigaction(SIGUSR1, &action, NULL));
    raise(SIGUSR1);
}

CASE(one_shot_handlers)
{
    catch(SIGURG, SA_RESETHAND);
    raise(SIGURG), raise(SIGURG);
    say("count %d", s_count);
    struct sigaction found;
    sigaction(SIGURG, NULL, &found);
    ASK(found.sa_handler == SIG_DFL);
    catch(SIGUSR1, SA_RESETHAND);
    IN_CHILD("twice") { raise(SIGUSR1), raise(SIGUSR1); }
}

static void nested(int number)
{
    say("enter %s", signal_name(number));
    if (number == SIGUSR1)
        raise(SIGUSR2);
    say("leave %s", signal_name(number));
}

CASE(nested_handlers)
{
    signal(SIGUSR1, nested), signal(SIGUSR2, nested);
    raise(SIGUSR1);
}

static void recurse(int number)
{
    if (++s_count < 5)
        raise(number);
}

CASE(recursive_handler)
{
    struct sigaction action = {.sa_handler = recurse, .sa_flags = SA_NODEFER};
    sigaction(SIGUSR1, &action, NULL);
    raise(SIGUSR1);
    say("depth %d", s_count);
}

CASE(ignored_signals_do_not_become_pending)
{
    signal(SIGUSR1, SIG_IGN);
    raise(SIGUSR1);
    block(SIGUSR1);
    raise(SIGUSR1);
    say("pending %d", is_pending(SIGUSR1));
    signal(SIGUSR2, SIG_DFL);
    block(SIGCHLD);
    raise(SIGCHLD);
    say("blocked and ignored by default: pending %d", is_pending(SIGCHLD));
}

CASE(ignoring_discards_what_is_pending)
{
    block(SIGUSR1);
    raise(SIGUSR1);
    say("pending %d", is_pending(SIGUSR1));
    signal(SIGUSR1, SIG_IGN);
    say("pending %d", is_pending(SIGUSR1));
}

CASE(ignored_fault_kills)
{
    IN_CHILD("ignored") { signal(SIGSEGV, SIG_IGN); *(volatile int *)8 = 1; }
    IN_CHILD("blocked") { block(SIGSEGV); *(volatile int *)8 = 1; }
    IN_CHILD("sent while ignored") { signal(SIGSEGV, SIG_IGN); raise(SIGSEGV); }
}

CASE(kill_targets)
{
    SHOW(kill(getpid(), 0));
    SHOW(kill(0x3fffff, 0));
    SHOW(kill(-0x3fffff, 0));
    SHOW(kill(getpid(), 65));
    SHOW(kill(getpid(), -1));
    SHOW(kill(INT_MIN, 0));
    SHOW(kill(0, 0));
    SHOW(kill(-getpgrp(), 0));
}

CASE(kill_a_group)
{
    struct gate ready = make_gate();
    pid_t children[3];
    for (int i = 0; i < 3; i++)
        if ((children[i] = MUST(fork())) == 0)
        {
            setpgid(0, i == 0 ? 0 : children[0]);
            open_gate(&ready);
            for (;;)
                pause();
        }
        else
            setpgid(children[i], children[0]), await_gate(&ready);
    SHOW(kill(-children[0], SIGTERM));
    for (int i = 0; i < 3; i++)
        show_status("child", wait_for(children[i]));
    SHOW(kill(-children[0], SIGTERM));
}

CASE(kill_permissions)
{
    struct gate ready = make_gate();
    pid_t other = MUST(fork());
    if (other == 0)
    {
        setresuid(1000, 2000, 3000);
        open_gate(&ready);
        for (;;)
            pause();
    }
    await_gate(&ready);
    static const int ids[][2] = {{1000, 1000}, {3000, 3000}, {2000, 2000}, {5000, 3000}, {4000, 4000}};
    for (unsigned i = 0; i < 5; i++)
        IN_CHILD(NULL)
        {
            MUST(setresuid(ids[i][0], ids[i][1], ids[i][1]));
            say("real %d effective %d: %s", ids[i][0], ids[i][1], kill(other, 0) == 0 ? "may" : error_name(errno));
        }
    IN_CHILD("SIGCONT within the session")
    {
        MUST(setresuid(4000, 4000, 4000));
        SHOW(kill(other, SIGCONT));
        SHOW(kill(other, SIGTERM));
    }
    kill(other, SIGKILL);
    wait_for(other);
}

CASE(zombies_take_signals)
{
    pid_t child = MUST(fork());
    if (child == 0)
        _exit(0);
    siginfo_t info;
    waitid(P_PID, child, &info, WEXITED | WNOWAIT);
    SHOW(kill(child, SIGKILL));
    show_status("child", wait_for(child));
}

CASE(sigqueue_rules)
{
    siginfo_t info = {0};
    info.si_code = SI_QUEUE;
    SHOW(syscall(SYS_rt_sigqueueinfo, getpid(), 0, &info));
    info.si_code = SI_USER;
    IN_CHILD("code of kill, to another")
    {
        SHOW(syscall(SYS_rt_sigqueueinfo, getppid(), 0, &info));
        info.si_code = SI_TKILL;
        SHOW(syscall(SYS_rt_sigqueueinfo, getppid(), 0, &info));
        info.si_code = 5;
        SHOW(syscall(SYS_rt_sigqueueinfo, getppid(), 0, &info));
        info.si_code = -60;
        SHOW(syscall(SYS_rt_sigqueueinfo, getppid(), 0, &info));
    }
    SHOW(syscall(SYS_rt_sigqueueinfo, getpid(), 0, LOW_ADDRESS));
    SHOW(syscall(SYS_rt_tgsigqueueinfo, getpid(), getpid(), 0, &info));
}

CASE(pause_and_sigsuspend)
{
    catch(SIGALRM, 0);
    ualarm(20000, 0);
    SHOW(pause());
    block(SIGALRM);
    ualarm(20000, 0);
    sigset_t none;
    sigemptyset(&none);
    SHOW(sigsuspend(&none));
    say("count %d blocked again %d", s_count, is_blocked(SIGALRM));
    SHOW(syscall(SYS_rt_sigsuspend, &none, 4));
    SHOW(syscall(SYS_rt_sigsuspend, LOW_ADDRESS, 8));
}

CASE(sigsuspend_takes_what_is_pending)
{
    catch(SIGUSR1, 0);
    block(SIGUSR1);
    raise(SIGUSR1);
    sigset_t none;
    sigemptyset(&none);
    SHOW(sigsuspend(&none));
    say("count %d", s_count);
}

CASE(sigwait_forms)
{
    block(SIGUSR1);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    siginfo_t info;
    struct timespec brief = {0, 20000000}, negative = {-1, 0}, large = {0, 1000000000};
    SHOW(sigtimedwait(&set, &info, &brief));
    SHOW(sigtimedwait(&set, &info, &negative));
    SHOW(sigtimedwait(&set, &info, &large));
    raise(SIGUSR1);
    SHOW(sigtimedwait(&set, &info, &brief));
    say("pending %d", is_pending(SIGUSR1));
    SHOW(syscall(SYS_rt_sigtimedwait, &set, NULL, &brief, 4));
    SHOW(syscall(SYS_rt_sigtimedwait, LOW_ADDRESS, NULL, &brief, 8));
    SHOW(syscall(SYS_rt_sigtimedwait, &set, NULL, LOW_ADDRESS, 8));
    raise(SIGUSR1);
    SHOW(syscall(SYS_rt_sigtimedwait, &set, LOW_ADDRESS, &brief, 8));
    say("pending %d", is_pending(SIGUSR1));
}

CASE(sigwait_is_interrupted_by_another)
{
    catch(SIGALRM, SA_RESTART);
    block(SIGUSR1);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    ualarm(20000, 0);
    SHOW(syscall(SYS_rt_sigtimedwait, &set, NULL, NULL, 8));
}

/* What each blocking call does when a handler ran: with and without SA_RESTART. */
static void blocking_read(int *ends) { char byte; SHOW(read(ends[0], &byte, 1)); }
static void blocking_write(int *ends) { static char many[1 << 20]; SHOW(write(ends[1], many, sizeof many) != sizeof many); }
static void blocking_poll(int *ends) { struct pollfd item = {ends[0], POLLIN, 0}; SHOW(poll(&item, 1, 100)); }
static void blocking_sleep(int *ends) { (void)ends; struct timespec time = {0, 80000000}, rest = {0, 0}; SHOW(syscall(SYS_nanosleep, &time, &rest)); ASK(rest.tv_nsec > 0); }
static void blocking_select(int *ends) { fd_set set; FD_ZERO(&set); FD_SET(ends[0], &set); struct timeval limit = {0, 100000}; SHOW(select(ends[0] + 1, &set, NULL, NULL, &limit)); }
static void blocking_lock(int *ends)
{
    (void)ends;
    int fd = open("locked", O_RDWR | O_CREAT, 0600);
    struct gate ready = make_gate(), done = make_gate();
    pid_t child = fork();
    if (child == 0)
    {
        struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
        fcntl(fd, F_SETLK, &lock);
        signal(SIGALRM, SIG_IGN);
        open_gate(&ready);
        struct pollfd item = {done.ends[0], POLLIN, 0};
        poll(&item, 1, 120);
        _exit(0);
    }
    await_gate(&ready);
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    SHOW(fcntl(fd, F_SETLKW, &lock));
    wait_for(child);
}
static void blocking_open(int *ends) { (void)ends; mkfifo("fifo", 0600); SHOW(open("fifo", O_RDONLY)); }

static void interrupt_each(int flags)
{
    static void (*const calls[])(int *) = {blocking_read, blocking_write, blocking_poll, blocking_sleep, blocking_select, blocking_lock, blocking_open};
    static const char *const names[] = {"read", "write", "poll", "nanosleep", "select", "fcntl", "open"};
    for (unsigned i = 0; i < sizeof calls / sizeof calls[0]; i++)
    {
        say("%s", names[i]);
        IN_CHILD(NULL)
        {
            int ends[2];
            MUST(pipe(ends));
            catch(SIGALRM, flags);
            if (flags & SA_RESTART)
            {
                /* A call that is restarted must end some time: a helper takes or gives data. */
                pid_t helper = fork();
                if (helper == 0)
                {
                    sleep_ms(90);
                    static char buffer[1 << 20];
                    if (i == 0)
                        write(ends[1], "x", 1);
                    else if (i == 1)
                        for (size_t left = sizeof buffer; left > 0;)
                            left -= read(ends[0], buffer, left);
                    else if (i == 6)
                        close(open("fifo", O_WRONLY));
                    _exit(0);
                }
            }
            ualarm(30000, 0);
            calls[i](ends);
            say("caught %d", s_count);
        }
    }
}

CASE(interrupted_calls) { interrupt_each(0); }

CASE(restarted_calls) { interrupt_each(SA_RESTART); }

CASE(sigpipe_and_its_absence)
{
    int ends[2];
    MUST(pipe(ends));
    close(ends[0]);
    IN_CHILD("default") { write(ends[1], "x", 1); }
    signal(SIGPIPE, SIG_IGN);
    SHOW(write(ends[1], "x", 1));
    SHOW(write(ends[1], "x", 0));
}

static atomic_int s_handled_by;

static void note_thread(int number)
{
    (void)number;
    s_handled_by = syscall(SYS_gettid);
}

static void *open_thread(void *argument)
{
    atomic_int *task = argument;
    *task = syscall(SYS_gettid);
    while (s_handled_by == 0)
        sched_yield();
    return NULL;
}

CASE(process_signal_finds_a_thread_that_does_not_block_it)
{
    signal(SIGUSR1, note_thread);
    pthread_t thread;
    atomic_int task = 0;
    pthread_create(&thread, NULL, open_thread, &task);
    block(SIGUSR1);
    while (task == 0)
        sched_yield();
    kill(getpid(), SIGUSR1);
    pthread_join(thread, NULL);
    ASK(s_handled_by == task);
}

CASE(thread_signal_stays_with_its_thread)
{
    signal(SIGUSR1, note_thread);
    pthread_t thread;
    atomic_int task = 0;
    pthread_create(&thread, NULL, open_thread, &task);
    while (task == 0)
        sched_yield();
    syscall(SYS_tgkill, getpid(), task, SIGUSR1);
    pthread_join(thread, NULL);
    ASK(s_handled_by == task);
}

CASE(alarm_forms)
{
    catch(SIGALRM, 0);
    SHOW(alarm(0));
    SHOW(alarm(100));
    ASK(alarm(200) >= 99);
    ASK(alarm(0) >= 199);
    struct itimerval timer = {{0, 5000}, {0, 5000}};
    MUST(setitimer(ITIMER_REAL, &timer, NULL));
    while (s_count < 3)
        pause();
    say("interval timer came again");
}
