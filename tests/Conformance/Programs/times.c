/* Clocks, sleeping, interval timers, POSIX timers. */
#include "conformance.h"
#include <sys/times.h>
#include <sys/timex.h>

static volatile int s_signals;
static siginfo_t s_info;
static void on_signal(int number) { (void)number; s_signals++; }
static void take_info(int number, siginfo_t *info, void *context) { (void)number, (void)context; s_info = *info; s_signals++; }
static long between(const struct timespec *from, const struct timespec *to) { return (to->tv_sec - from->tv_sec) * 1000 + (to->tv_nsec - from->tv_nsec) / 1000000; }
static void spin(long milliseconds) { for (long end = now_ms() + milliseconds; now_ms() < end;) ; }

CASE(clocks_answer)
{
    struct timespec now;
    for (int clock = 0; clock < 14; clock++)
    {
        if (clock == 8 || clock == 9) /* alarm clocks: only where the machine has such a device */
            continue;
        errno = 0;
        long result = syscall(SYS_clock_gettime, clock, &now);
        say("clock %d: %s", clock, result == 0 ? "answers" : error_name(errno));
    }
    SHOW(syscall(SYS_clock_gettime, 99, &now));
    SHOW(syscall(SYS_clock_gettime, -1, &now));
    SHOW(syscall(SYS_clock_gettime, CLOCK_MONOTONIC, LOW_ADDRESS));
    SHOW(syscall(SYS_clock_getres, CLOCK_MONOTONIC, &now));
    say("%ld %ld", (long)now.tv_sec, now.tv_nsec);
    SHOW(syscall(SYS_clock_getres, CLOCK_MONOTONIC, NULL));
    SHOW(syscall(SYS_clock_getres, 99, &now));
}

CASE(clocks_go_forward)
{
    struct timespec last, now;
    clock_gettime(CLOCK_MONOTONIC, &last);
    int backwards = 0;
    for (int i = 0; i < 20000; i++)
    {
        if (i & 1)
            clock_gettime(CLOCK_MONOTONIC, &now);
        else
            syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &now);
        backwards += now.tv_sec < last.tv_sec || (now.tv_sec == last.tv_sec && now.tv_nsec < last.tv_nsec);
        last = now;
    }
    say("backwards %d", backwards);
}

CASE(clocks_agree)
{
    struct timespec fine, coarse;
    struct timeval day;
    clock_gettime(CLOCK_REALTIME_COARSE, &coarse);
    clock_gettime(CLOCK_REALTIME, &fine);
    gettimeofday(&day, NULL);
    ASK(between(&coarse, &fine) >= 0 && between(&coarse, &fine) < 3000);
    ASK(day.tv_sec - fine.tv_sec <= 2);
    ASK(labs((long)time(NULL) - (long)fine.tv_sec) <= 2);
    struct timespec boot, monotonic;
    clock_gettime(CLOCK_MONOTONIC, &monotonic);
    clock_gettime(CLOCK_BOOTTIME, &boot);
    ASK(between(&monotonic, &boot) >= 0);
    ASK(fine.tv_sec > 1500000000);
}

CASE(processor_time)
{
    struct timespec before, after, sleep = {0, 60000000};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
    nanosleep(&sleep, NULL);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
    ASK(between(&before, &after) < 40);
    spin(60);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
    ASK(between(&after, &before) >= 2);
    clockid_t clock;
    SHOW(clock_getcpuclockid(getpid(), &clock));
    SHOW(clock_gettime(clock, &after));
    SHOW(clock_getcpuclockid(0x3fffff, &clock));
    SHOW(clock_nanosleep(CLOCK_THREAD_CPUTIME_ID, 0, &sleep, NULL));
}

CASE(sleeping)
{
    struct timespec brief = {0, 20000000}, negative = {-1, 0}, large = {0, 1000000000}, zero = {0, 0};
    long start = now_ms();
    SHOW(syscall(SYS_nanosleep, &brief, NULL));
    ASK(now_ms() - start >= 20);
    SHOW(syscall(SYS_nanosleep, &negative, NULL));
    SHOW(syscall(SYS_nanosleep, &large, NULL));
    SHOW(syscall(SYS_nanosleep, &zero, NULL));
    SHOW(syscall(SYS_nanosleep, LOW_ADDRESS, NULL));
    SHOW(syscall(SYS_clock_nanosleep, CLOCK_MONOTONIC, 0, &brief, NULL));
    SHOW(syscall(SYS_clock_nanosleep, 99, 0, &brief, NULL));
    struct timespec past = {1, 0};
    SHOW(syscall(SYS_clock_nanosleep, CLOCK_MONOTONIC, TIMER_ABSTIME, &past, NULL));
    SHOW(syscall(SYS_clock_nanosleep, CLOCK_REALTIME, TIMER_ABSTIME, &past, NULL));
}

CASE(interrupted_sleep_tells_the_rest)
{
    signal(SIGALRM, on_signal);
    struct timespec time = {10, 0}, rest = {0, 0}, until;
    ualarm(20000, 0);
    SHOW(syscall(SYS_nanosleep, &time, &rest));
    ASK(rest.tv_sec == 9 || (rest.tv_sec == 8));
    ualarm(20000, 0);
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += 10;
    rest.tv_sec = 77;
    SHOW(syscall(SYS_clock_nanosleep, CLOCK_MONOTONIC, TIMER_ABSTIME, &until, &rest));
    say("untouched %ld", (long)rest.tv_sec);
    ualarm(20000, 0);
    SHOW(syscall(SYS_nanosleep, &time, LOW_ADDRESS));
}

CASE(interval_timers)
{
    signal(SIGALRM, on_signal), signal(SIGVTALRM, on_signal), signal(SIGPROF, on_signal);
    struct itimerval timer = {{0, 0}, {100, 0}}, old, bad = {{0, 0}, {0, 1000000}};
    SHOW(setitimer(ITIMER_REAL, &timer, NULL));
    SHOW(getitimer(ITIMER_REAL, &old));
    ASK(old.it_value.tv_sec >= 98 && old.it_value.tv_sec <= 100);
    SHOW(setitimer(ITIMER_REAL, &(struct itimerval){0}, &old));
    ASK(old.it_value.tv_sec >= 98);
    SHOW(setitimer(9, &timer, NULL));
    SHOW(setitimer(ITIMER_REAL, &bad, NULL));
    SHOW(syscall(SYS_setitimer, ITIMER_REAL, LOW_ADDRESS, NULL));
    SHOW(syscall(SYS_getitimer, ITIMER_REAL, LOW_ADDRESS));
    timer = (struct itimerval){{0, 0}, {0, 10000}};
    setitimer(ITIMER_VIRTUAL, &timer, NULL);
    while (s_signals == 0)
        ;
    say("virtual");
    setitimer(ITIMER_PROF, &timer, NULL);
    while (s_signals == 1)
        ;
    say("profile");
}

static void show_overrun(timer_t timer) { say("overrun %s", timer_getoverrun(timer) >= 0 ? "counted" : error_name(errno)); }

CASE(timers)
{
    struct sigaction action = {.sa_sigaction = take_info, .sa_flags = SA_SIGINFO};
    sigaction(SIGUSR1, &action, NULL);
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1, .sigev_value.sival_int = 42};
    timer_t timer;
    struct itimerspec once = {{0, 0}, {0, 10000000}}, found;
    SHOW(timer_create(CLOCK_MONOTONIC, &event, &timer));
    SHOW(timer_gettime(timer, &found));
    say("disarmed %ld", found.it_value.tv_nsec);
    SHOW(timer_settime(timer, 0, &once, NULL));
    while (s_signals == 0)
        sleep_ms(1);
    say("%s value %d", code_name(SIGUSR1, s_info.si_code), s_info.si_value.sival_int);
    show_overrun(timer);
    once.it_interval.tv_nsec = 2000000;
    SHOW(timer_settime(timer, 0, &once, NULL));
    while (s_signals < 4)
        sleep_ms(1);
    SHOW(timer_settime(timer, 0, &(struct itimerspec){0}, &found));
    say("interval %ld", found.it_interval.tv_nsec);
    SHOW(timer_delete(timer));
    SHOW(syscall(SYS_timer_delete, 12345));
    SHOW(syscall(SYS_timer_settime, 12345, 0, &once, NULL));
}

CASE(timer_refusals)
{
    int timer;
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = 99};
    SHOW(syscall(SYS_timer_create, CLOCK_MONOTONIC, &event, &timer));
    event.sigev_signo = SIGUSR1, event.sigev_notify = 77;
    SHOW(syscall(SYS_timer_create, CLOCK_MONOTONIC, &event, &timer));
    SHOW(syscall(SYS_timer_create, 99, NULL, &timer));
    SHOW(syscall(SYS_timer_create, CLOCK_MONOTONIC, LOW_ADDRESS, &timer));
    SHOW(syscall(SYS_timer_create, CLOCK_MONOTONIC, NULL, LOW_ADDRESS));
    SHOW(syscall(SYS_timer_create, CLOCK_MONOTONIC, NULL, &timer));
    struct itimerspec bad = {{0, 0}, {0, -1}};
    SHOW(syscall(SYS_timer_settime, timer, 0, &bad, NULL));
    SHOW(syscall(SYS_timer_settime, timer, 0, NULL, NULL));
    SHOW(syscall(SYS_timer_gettime, timer, LOW_ADDRESS));
}

CASE(timers_are_not_inherited)
{
    int timer;
    MUST(syscall(SYS_timer_create, CLOCK_MONOTONIC, NULL, &timer));
    struct itimerspec found;
    IN_CHILD("child") { SHOW(syscall(SYS_timer_gettime, timer, &found)); }
    SHOW(syscall(SYS_timer_gettime, timer, &found));
}

CASE(timer_without_signal)
{
    struct sigevent event = {.sigev_notify = SIGEV_NONE};
    int timer;
    struct itimerspec once = {{0, 0}, {50, 0}}, found;
    MUST(syscall(SYS_timer_create, CLOCK_MONOTONIC, &event, &timer));
    MUST(syscall(SYS_timer_settime, timer, 0, &once, NULL));
    MUST(syscall(SYS_timer_gettime, timer, &found));
    ASK(found.it_value.tv_sec >= 48);
}

CASE(timer_overruns_while_blocked)
{
    sigset_t set;
    sigemptyset(&set), sigaddset(&set, SIGALRM);
    sigprocmask(SIG_BLOCK, &set, NULL);
    int timer;
    MUST(syscall(SYS_timer_create, CLOCK_MONOTONIC, NULL, &timer));
    struct itimerspec often = {{0, 1000000}, {0, 1000000}};
    MUST(syscall(SYS_timer_settime, timer, 0, &often, NULL));
    sleep_ms(30);
    siginfo_t info;
    SHOW(sigwaitinfo(&set, &info));
    ASK(info.si_overrun >= 10);
    say("%s", code_name(SIGALRM, info.si_code));
}

CASE(setting_clocks_needs_privilege)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    IN_CHILD(NULL)
    {
        setresuid(1000, 1000, 1000);
        SHOW(clock_settime(CLOCK_REALTIME, &now));
        SHOW(syscall(SYS_settimeofday, &(struct timeval){now.tv_sec, 0}, NULL));
    }
    SHOW(clock_settime(CLOCK_MONOTONIC, &now));
    SHOW(clock_settime(CLOCK_REALTIME, &(struct timespec){0, 1000000000}));
    SHOW(syscall(SYS_clock_settime, 99, &now));
}

CASE(setting_the_date_ends_sleeps)
{
    struct timespec before, until, now, started, ended;
    clock_gettime(CLOCK_MONOTONIC, &started);
    clock_gettime(CLOCK_REALTIME, &before);
    until = before;
    until.tv_sec += 1000;
    pid_t child = fork();
    if (child == 0)
    {
        int error = clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &until, NULL);
        clock_gettime(CLOCK_REALTIME, &now);
        _exit(error == 0 && now.tv_sec >= until.tv_sec ? 5 : 6);
    }
    usleep(20000);
    now = before;
    now.tv_sec += 2000;
    SHOW(clock_settime(CLOCK_REALTIME, &now));
    int status;
    waitpid(child, &status, 0);
    say("%d", WEXITSTATUS(status));
    clock_gettime(CLOCK_MONOTONIC, &ended);
    before.tv_sec += ended.tv_sec - started.tv_sec;
    clock_settime(CLOCK_REALTIME, &before);
}

CASE(adjusting_is_readable)
{
    struct timex state = {0};
    ASK(adjtimex(&state) >= 0);
    ASK(state.tick >= 9000 && state.tick <= 11000);
    IN_CHILD(NULL) { setresuid(1000, 1000, 1000); state.modes = ADJ_TICK; SHOW(adjtimex(&state)); }
}

CASE(times_of_processes)
{
    struct tms before, after;
    clock_t start = times(&before);
    IN_CHILD(NULL) { spin(50); }
    clock_t end = times(&after);
    ASK(end - start >= 4);
    ASK(after.tms_cutime + after.tms_cstime >= before.tms_cutime + before.tms_cstime);
    SHOW(syscall(SYS_times, LOW_ADDRESS));
    SHOW_SUCCESS(syscall(SYS_times, NULL));
}
