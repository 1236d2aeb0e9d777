/* wait4(2), waitid(2): every form, and what the parent learns. */
#include "conformance.h"

static pid_t child_that_exits(int code)
{
    pid_t child = MUST(fork());
    if (child == 0)
        _exit(code);
    return child;
}

static pid_t child_that_waits(void)
{
    pid_t child = MUST(fork());
    if (child == 0)
        for (;;)
            pause();
    return child;
}

static void show_info(const char *what, const siginfo_t *info, pid_t expected)
{
    say("%s: %s %s status %d pid %s uid %d", what, signal_name(info->si_signo), code_name(info->si_signo, info->si_code), info->si_status,
        info->si_pid == expected ? "right" : info->si_pid == 0 ? "zero" : "wrong", info->si_uid);
}

CASE(no_children)
{
    SHOW(waitpid(-1, NULL, 0));
    SHOW(waitpid(-1, NULL, WNOHANG));
    SHOW(waitpid(0, NULL, 0));
    SHOW(waitpid(getpid(), NULL, 0));
    SHOW(waitpid(1, NULL, 0));
    SHOW(waitpid(-0x3fffff, NULL, 0));
    SHOW(waitpid(INT_MIN, NULL, 0));
}

CASE(bad_options)
{
    SHOW(waitpid(-1, NULL, 0x100));
    siginfo_t info;
    SHOW(waitid(P_ALL, 0, &info, 0));
    SHOW(waitid(P_ALL, 0, &info, WNOHANG));
    SHOW(waitid(P_ALL, 0, &info, WEXITED | 0x100));
    SHOW(waitid(99, 0, &info, WEXITED));
    SHOW(waitid(P_PID, 0, &info, WEXITED));
    SHOW(waitid(P_PID, -1, &info, WEXITED));
    SHOW(waitid(P_PGID, -1, &info, WEXITED));
    SHOW(waitid(P_PIDFD, -1, &info, WEXITED));
    SHOW(waitid(P_PIDFD, 0, &info, WEXITED));
}

CASE(no_hang)
{
    pid_t child = child_that_waits();
    int status = 0x5555;
    SHOW(waitpid(child, &status, WNOHANG));
    say("status %#x", status);
    kill(child, SIGTERM);
    show_status("child", wait_for(child));
}

CASE(wait_in_order_of_request)
{
    pid_t first = child_that_exits(1), second = child_that_exits(2);
    show_status("second", wait_for(second));
    show_status("first", wait_for(first));
    SHOW(waitpid(first, NULL, 0));
}

CASE(by_process_group)
{
    pid_t in_group = child_that_waits();
    pid_t own = MUST(fork());
    if (own == 0)
    {
        setpgid(0, 0);
        _exit(2);
    }
    setpgid(own, own);
    int status;
    ASK(waitpid(-own, &status, 0) == own);
    show_status("own group", status);
    SHOW(waitpid(-own, &status, 0));
    kill(in_group, SIGKILL);
    ASK(waitpid(0, &status, 0) == in_group);
    show_status("our group", status);
}

CASE(waitid_exited)
{
    pid_t child = child_that_exits(300);
    siginfo_t info = {0};
    SHOW(waitid(P_PID, child, &info, WEXITED));
    show_info("info", &info, child);
}

CASE(waitid_killed)
{
    pid_t child = child_that_waits();
    kill(child, SIGKILL);
    siginfo_t info = {0};
    SHOW(waitid(P_PID, child, &info, WEXITED));
    show_info("info", &info, child);
}

CASE(waitid_no_hang_clears_info)
{
    pid_t child = child_that_waits();
    siginfo_t info;
    memset(&info, 0x55, sizeof info);
    SHOW(waitid(P_PID, child, &info, WEXITED | WNOHANG));
    say("signo %d pid %d", info.si_signo, info.si_pid);
    kill(child, SIGKILL);
    wait_for(child);
}

CASE(waitid_leaves_a_zombie_with_wnowait)
{
    pid_t child = child_that_exits(4);
    siginfo_t info = {0};
    SHOW(waitid(P_PID, child, &info, WEXITED | WNOWAIT));
    show_info("first", &info, child);
    SHOW(waitid(P_PID, child, &info, WEXITED | WNOWAIT));
    SHOW(kill(child, 0));
    SHOW(waitid(P_PID, child, &info, WEXITED));
    SHOW(waitid(P_PID, child, &info, WEXITED));
    SHOW(kill(child, 0));
}

CASE(waitid_without_info)
{
    pid_t child = child_that_exits(0);
    SHOW(syscall(SYS_waitid, P_PID, child, NULL, WEXITED, NULL));
}

CASE(stopped_and_continued)
{
    pid_t child = child_that_waits();
    int status;
    kill(child, SIGSTOP);
    ASK(waitpid(child, &status, WUNTRACED) == child);
    show_status("child", status);
    say("raw %#x", status);
    SHOW(waitpid(child, &status, WUNTRACED | WNOHANG));
    kill(child, SIGCONT);
    ASK(waitpid(child, &status, WCONTINUED) == child);
    show_status("child", status);
    say("raw %#x", status);
    SHOW(waitpid(child, &status, WCONTINUED | WNOHANG));
    kill(child, SIGKILL);
    show_status("child", wait_for(child));
}

CASE(stopped_is_not_reported_without_wuntraced)
{
    pid_t child = child_that_waits();
    kill(child, SIGSTOP);
    siginfo_t info;
    MUST(waitid(P_PID, child, &info, WSTOPPED | WNOWAIT));
    int status;
    SHOW(waitpid(child, &status, WNOHANG));
    SHOW(waitpid(child, &status, WCONTINUED | WNOHANG));
    kill(child, SIGKILL);
    show_status("child", wait_for(child));
}

CASE(waitid_stopped_and_continued)
{
    pid_t child = child_that_waits();
    siginfo_t info = {0};
    kill(child, SIGTSTP);
    sleep_ms(20);
    kill(child, SIGSTOP);
    SHOW(waitid(P_PID, child, &info, WSTOPPED | WNOWAIT));
    say("%s pid %s", code_name(SIGCHLD, info.si_code), info.si_pid == child ? "right" : "wrong");
    SHOW(waitid(P_PID, child, &info, WSTOPPED));
    SHOW(waitid(P_PID, child, &info, WSTOPPED | WNOHANG));
    kill(child, SIGCONT);
    SHOW(waitid(P_PID, child, &info, WCONTINUED));
    show_info("continued", &info, child);
    SHOW(waitid(P_PID, child, &info, WEXITED | WNOHANG));
    kill(child, SIGKILL);
    wait_for(child);
}

CASE(kill_wakes_a_stopped_child)
{
    pid_t child = child_that_waits();
    int status;
    kill(child, SIGSTOP);
    waitpid(child, &status, WUNTRACED);
    kill(child, SIGTERM);
    SHOW(waitpid(child, &status, WNOHANG));
    kill(child, SIGCONT);
    show_status("child", wait_for(child));
}

CASE(ignored_sigchld_reaps)
{
    signal(SIGCHLD, SIG_IGN);
    pid_t child = child_that_exits(3);
    SHOW(waitpid(child, NULL, 0));
    child_that_exits(1);
    child_that_exits(2);
    SHOW(wait(NULL));
}

CASE(no_child_wait_flag_reaps)
{
    struct sigaction action = {.sa_handler = SIG_DFL, .sa_flags = SA_NOCLDWAIT};
    MUST(sigaction(SIGCHLD, &action, NULL));
    pid_t child = child_that_exits(3);
    SHOW(waitpid(child, NULL, 0));
}

static volatile int s_caught;

static void count_signal(int number)
{
    (void)number;
    s_caught++;
}

CASE(wait_is_interrupted)
{
    struct sigaction action = {.sa_handler = count_signal};
    MUST(sigaction(SIGALRM, &action, NULL));
    pid_t child = child_that_waits();
    setitimer(ITIMER_REAL, &(struct itimerval){{0, 0}, {0, 50000}}, NULL);
    SHOW(waitpid(child, NULL, 0));
    say("caught %d", s_caught);
    kill(child, SIGKILL);
    wait_for(child);
}

CASE(wait_restarts)
{
    struct sigaction action = {.sa_handler = count_signal, .sa_flags = SA_RESTART};
    MUST(sigaction(SIGALRM, &action, NULL));
    pid_t child = MUST(fork());
    if (child == 0)
    {
        sleep_ms(250);
        _exit(11);
    }
    setitimer(ITIMER_REAL, &(struct itimerval){{0, 0}, {0, 50000}}, NULL);
    int status;
    ASK(waitpid(child, &status, 0) == child);
    show_status("child", status);
    say("caught %d", s_caught);
}

CASE(hostile_pointers)
{
    child_that_exits(1);
    SHOW(waitpid(-1, LOW_ADDRESS, 0));
    SHOW(waitpid(-1, NULL, 0));
    child_that_exits(2);
    SHOW(syscall(SYS_wait4, -1, NULL, 0, KERNEL_ADDRESS));
    child_that_exits(3);
    SHOW(syscall(SYS_waitid, P_ALL, 0, LOW_ADDRESS, WEXITED, NULL));
    SHOW(waitpid(-1, NULL, 0));
}

CASE(child_of_a_thread)
{
    extern void *wait_thread(void *);
    pid_t child = child_that_exits(5);
    pthread_t thread;
    pthread_create(&thread, NULL, wait_thread, (void *)(long)child);
    void *result;
    pthread_join(thread, &result);
    say("another thread waits: exit %d", WEXITSTATUS((int)(long)result));
}

void *wait_thread(void *argument)
{
    int status = -1;
    waitpid((pid_t)(long)argument, &status, 0);
    return (void *)(long)status;
}

static void *fork_thread(void *argument)
{
    (void)argument;
    pid_t child = fork();
    if (child == 0)
        _exit(6);
    return (void *)(long)child;
}

CASE(wnothread_sees_own_children_only)
{
    pthread_t thread;
    void *child;
    pthread_create(&thread, NULL, fork_thread, NULL);
    pthread_join(thread, &child);
    int status;
    ASK(waitpid((pid_t)(long)child, &status, 0) == (pid_t)(long)child);
    show_status("child of an ended thread", status);
}

CASE(rusage_of_a_child)
{
    pid_t child = MUST(fork());
    if (child == 0)
    {
        for (long end = now_ms() + 80; now_ms() < end;)
            ;
        _exit(0);
    }
    struct rusage usage;
    int status;
    ASK(wait4(child, &status, 0, &usage) == child);
    long used = usage.ru_utime.tv_sec * 1000000 + usage.ru_utime.tv_usec + usage.ru_stime.tv_sec * 1000000 + usage.ru_stime.tv_usec;
    ASK(used > 1000);
    struct rusage children;
    getrusage(RUSAGE_CHILDREN, &children);
    ASK(children.ru_utime.tv_sec == usage.ru_utime.tv_sec && children.ru_utime.tv_usec == usage.ru_utime.tv_usec);
}

CASE(children_die_before_and_during)
{
    int sum = 0;
    for (int i = 1; i <= 20; i++)
        child_that_exits(i);
    for (int i = 0; i < 20; i++)
    {
        int status;
        MUST(wait(&status));
        sum += WEXITSTATUS(status);
    }
    say("sum of codes %d", sum);
    SHOW(wait(NULL));
}
