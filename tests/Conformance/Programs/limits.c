/* Limits, usage, prctl(2), scheduling, identification of the system, personality. */
#include "conformance.h"
#include <sys/personality.h>
#include <sys/sysinfo.h>
#include <sys/utsname.h>

CASE(limits_read_and_set)
{
    struct rlimit limit;
    static const int kinds[] = {RLIMIT_NOFILE, RLIMIT_STACK, RLIMIT_CORE, RLIMIT_AS, RLIMIT_CPU, RLIMIT_FSIZE, RLIMIT_DATA};
    for (unsigned i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
    {
        setrlimit(kinds[i], &(struct rlimit){1ul << 40, 1ul << 41});
        MUST(getrlimit(kinds[i], &limit));
        if (kinds[i] != RLIMIT_NOFILE)
            say("%d: %lu %lu", kinds[i], (long)limit.rlim_cur, (long)limit.rlim_max);
    }
    SHOW(setrlimit(RLIMIT_CORE, &(struct rlimit){5, 4}));
    SHOW(getrlimit(99, &limit));
    SHOW(syscall(SYS_getrlimit, RLIMIT_CORE, LOW_ADDRESS));
    SHOW(syscall(SYS_setrlimit, RLIMIT_CORE, KERNEL_ADDRESS));
    SHOW(setrlimit(RLIMIT_NOFILE, &(struct rlimit){1ul << 40, 1ul << 40}));
}

CASE(lowering_cannot_be_undone)
{
    IN_CHILD(NULL)
    {
        MUST(setrlimit(RLIMIT_FSIZE, &(struct rlimit){1 << 20, 1 << 21}));
        setresuid(1000, 1000, 1000);
        SHOW(setrlimit(RLIMIT_FSIZE, &(struct rlimit){1 << 21, 1 << 21}));
        SHOW(setrlimit(RLIMIT_FSIZE, &(struct rlimit){1 << 20, 1 << 22}));
        SHOW(setrlimit(RLIMIT_FSIZE, &(struct rlimit){1 << 20, 1 << 20}));
    }
}

CASE(limits_of_others)
{
    struct gate done = make_gate();
    pid_t child = MUST(fork());
    if (child == 0)
    {
        await_gate(&done);
        struct rlimit limit;
        getrlimit(RLIMIT_CORE, &limit);
        say("child has %lu", (long)limit.rlim_cur);
        _exit(0);
    }
    struct rlimit old, new = {0, 0};
    SHOW(prlimit(child, RLIMIT_CORE, &new, &old));
    SHOW(prlimit(0x3fffff, RLIMIT_CORE, NULL, &old));
    SHOW(prlimit(0, 99, NULL, &old));
    open_gate(&done);
    wait_for(child);
}

CASE(limits_are_inherited)
{
    MUST(setrlimit(RLIMIT_MEMLOCK, &(struct rlimit){12345, 23456}));
    IN_CHILD(NULL) { struct rlimit limit; getrlimit(RLIMIT_MEMLOCK, &limit); say("%lu %lu", (long)limit.rlim_cur, (long)limit.rlim_max); }
}

CASE(process_limit)
{
    IN_CHILD(NULL)
    {
        setrlimit(RLIMIT_NPROC, &(struct rlimit){3, 3});
        setresuid(54321, 54321, 54321);
        int made = 0;
        for (int i = 0; i < 6; i++)
        {
            pid_t child = fork();
            if (child == 0)
                for (;;)
                    pause();
            if (child < 0)
            {
                say("after %d: %s", made, error_name(errno));
                break;
            }
            made++;
        }
        kill(0, SIGKILL);
    }
}

static void on_signal(int number) { say("%s", signal_name(number)); }

CASE(processor_limit)
{
    IN_CHILD("soft")
    {
        setrlimit(RLIMIT_CPU, &(struct rlimit){1, 3});
        for (;;)
            ;
    }
    IN_CHILD("hard")
    {
        signal(SIGXCPU, on_signal);
        setrlimit(RLIMIT_CPU, &(struct rlimit){1, 2});
        for (;;)
            ;
    }
}

CASE(usage)
{
    struct rusage usage;
    SHOW(getrusage(RUSAGE_SELF, &usage));
    SHOW(getrusage(RUSAGE_THREAD, &usage));
    SHOW(getrusage(RUSAGE_CHILDREN, &usage));
    SHOW(getrusage(9, &usage));
    SHOW(syscall(SYS_getrusage, RUSAGE_SELF, LOW_ADDRESS));
    getrusage(RUSAGE_SELF, &usage);
    long faults = usage.ru_minflt;
    char *pages = mmap(NULL, 50 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    madvise(pages, 50 * 4096, 15);
    for (int i = 0; i < 50; i++)
        pages[i * 4096] = 1;
    getrusage(RUSAGE_SELF, &usage);
    ASK(usage.ru_minflt > faults);
    long switches = usage.ru_nvcsw;
    sleep_ms(2);
    getrusage(RUSAGE_SELF, &usage);
    ASK(usage.ru_nvcsw > switches);
}

CASE(process_options)
{
    SHOW(prctl(PR_SET_DUMPABLE, 0)), SHOW(prctl(PR_GET_DUMPABLE)), SHOW(prctl(PR_SET_DUMPABLE, 5));
    SHOW(prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0)), SHOW(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)), SHOW(prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0)), SHOW(prctl(PR_GET_NO_NEW_PRIVS, 1, 0, 0, 0));
    SHOW(prctl(PR_SET_TIMERSLACK, 1000)), SHOW(prctl(PR_GET_TIMERSLACK)), SHOW(prctl(PR_SET_TIMERSLACK, 0)), SHOW(prctl(PR_GET_TIMERSLACK));
    SHOW(prctl(PR_SET_KEEPCAPS, 1)), SHOW(prctl(PR_GET_KEEPCAPS)), SHOW(prctl(PR_SET_KEEPCAPS, 2));
    SHOW(prctl(PR_GET_SECCOMP));
    SHOW(prctl(PR_SET_NAME, LOW_ADDRESS));
    SHOW(prctl(PR_GET_PDEATHSIG, KERNEL_ADDRESS));
    SHOW(prctl(PR_SET_CHILD_SUBREAPER, 0));
    SHOW(prctl(12345, 0, 0, 0, 0));
    SHOW(prctl(PR_GET_TSC, LOW_ADDRESS));
    SHOW(prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0)), SHOW(prctl(PR_GET_THP_DISABLE, 0, 0, 0, 0));
    SHOW(prctl(PR_MCE_KILL_GET, 0, 0, 0, 0));
}

CASE(seccomp_strict)
{
    IN_CHILD("allowed calls")
    {
        MUST(prctl(PR_SET_SECCOMP, 1));
        say("write goes");
        syscall(SYS_exit, 3);
    }
    IN_CHILD("another call")
    {
        prctl(PR_SET_SECCOMP, 1);
        getpid(), syscall(SYS_getpid);
    }
    SHOW(prctl(PR_SET_SECCOMP, 9));
}

CASE(priorities)
{
    SHOW(getpriority(PRIO_PROCESS, 0));
    SHOW(setpriority(PRIO_PROCESS, 0, 5));
    SHOW(getpriority(PRIO_PROCESS, 0));
    SHOW(syscall(SYS_getpriority, PRIO_PROCESS, 0));
    SHOW(setpriority(PRIO_PROCESS, 0, 100)), SHOW(getpriority(PRIO_PROCESS, 0));
    SHOW(setpriority(PRIO_PROCESS, 0, -100)), SHOW(getpriority(PRIO_PROCESS, 0));
    SHOW(getpriority(9, 0));
    SHOW(getpriority(PRIO_PROCESS, 0x3fffff));
    SHOW(setpriority(PRIO_PGRP, 0x3fffff, 0));
    SHOW(setpriority(PRIO_PROCESS, 0, 3));
    IN_CHILD("inherited") { SHOW(getpriority(PRIO_PROCESS, 0)); setresuid(1000, 1000, 1000); SHOW(setpriority(PRIO_PROCESS, 0, 10)); SHOW(setpriority(PRIO_PROCESS, 0, 5)); SHOW(setpriority(PRIO_PROCESS, getppid(), 5)); }
}

CASE(scheduling_policies)
{
    struct sched_param parameter = {0};
#define SCHED(...) SHOW(syscall(__VA_ARGS__))
    SCHED(SYS_sched_getscheduler, 0);
    SCHED(SYS_sched_setscheduler, 0, SCHED_BATCH, &parameter);
    SCHED(SYS_sched_getscheduler, 0);
    SCHED(SYS_sched_setscheduler, 0, SCHED_IDLE, &parameter);
    SCHED(SYS_sched_setscheduler, 0, SCHED_OTHER, &parameter);
    parameter.sched_priority = 5;
    SCHED(SYS_sched_setscheduler, 0, SCHED_OTHER, &parameter);
    SCHED(SYS_sched_setscheduler, 0, SCHED_FIFO | 0x40000000, &parameter);
    SCHED(SYS_sched_getscheduler, 0);
    IN_CHILD("child resets") { SCHED(SYS_sched_getscheduler, 0); }
    SCHED(SYS_sched_getparam, 0, &parameter);
    say("priority %d", parameter.sched_priority);
    parameter.sched_priority = 100;
    SCHED(SYS_sched_setscheduler, 0, SCHED_RR, &parameter);
    SCHED(SYS_sched_setscheduler, 0, 77, &parameter);
    SCHED(SYS_sched_setscheduler, 0x3fffff, SCHED_OTHER, &parameter);
    SCHED(SYS_sched_get_priority_max, SCHED_FIFO), SCHED(SYS_sched_get_priority_min, SCHED_FIFO), SCHED(SYS_sched_get_priority_max, SCHED_OTHER), SCHED(SYS_sched_get_priority_max, 99);
    parameter.sched_priority = 0;
    SCHED(SYS_sched_setscheduler, 0, SCHED_OTHER, &parameter);
    SCHED(SYS_sched_setparam, 0, LOW_ADDRESS);
    SCHED(SYS_sched_yield);
    IN_CHILD("without privilege") { setresuid(1000, 1000, 1000); parameter.sched_priority = 1; SCHED(SYS_sched_setscheduler, 0, SCHED_FIFO, &parameter); }
}

CASE(affinity)
{
    unsigned long mask[16] = {0};
    long size = syscall(SYS_sched_getaffinity, 0, sizeof mask, mask);
    ASK(size > 0 && size % 8 == 0);
    ASK(mask[0] & 1);
    SHOW(syscall(SYS_sched_getaffinity, 0, 1, mask));
    SHOW(syscall(SYS_sched_getaffinity, 0x3fffff, sizeof mask, mask) < 0);
    SHOW(syscall(SYS_sched_getaffinity, 0, sizeof mask, LOW_ADDRESS));
    unsigned long one = 1;
    SHOW(syscall(SYS_sched_setaffinity, 0, sizeof one, &one));
    memset(mask, 0, sizeof mask);
    syscall(SYS_sched_getaffinity, 0, sizeof mask, mask);
    say("%#lx", mask[0]);
    unsigned cpu;
    syscall(SYS_getcpu, &cpu, NULL, NULL);
    say("on %u", cpu);
    IN_CHILD("inherited") { syscall(SYS_sched_getaffinity, 0, sizeof mask, mask); say("%#lx", mask[0]); }
    one = 0;
    SHOW(syscall(SYS_sched_setaffinity, 0, sizeof one, &one));
    SHOW(syscall(SYS_sched_setaffinity, 0, sizeof one, LOW_ADDRESS));
}

CASE(system_name)
{
    struct utsname name;
    SHOW(uname(&name));
    say("%s %s", name.sysname, name.machine);
    ASK(atoi(name.release) >= 5);
    SHOW(syscall(SYS_uname, LOW_ADDRESS));
    IN_CHILD(NULL) { setresuid(1000, 1000, 1000); SHOW(sethostname("x", 1)); SHOW(syscall(SYS_setdomainname, "x", 1)); }
    SHOW(sethostname("x", 65));
    SHOW(sethostname("x", -1));
    SHOW(syscall(SYS_sethostname, LOW_ADDRESS, 5));
}

CASE(system_information)
{
    struct sysinfo info;
    SHOW(sysinfo(&info));
    ASK(info.totalram > 0 && info.freeram <= info.totalram && info.mem_unit >= 1 && info.procs >= 1);
    SHOW(syscall(SYS_sysinfo, LOW_ADDRESS));
}

CASE(personalities)
{
    SHOW(personality(0xffffffff));
    SHOW(personality(ADDR_NO_RANDOMIZE));
    SHOW(personality(0xffffffff));
    IN_CHILD("inherited") { SHOW(personality(0xffffffff)); }
}

CASE(reboot_is_guarded)
{
    SHOW(syscall(SYS_reboot, 1, 2, 3, 0));
    IN_CHILD(NULL) { setresuid(1000, 1000, 1000); SHOW(syscall(SYS_reboot, 0xfee1dead, 672274793, 0x89abcdef, 0)); }
}

CASE(identities_of_groups)
{
    gid_t list[4] = {30, 10, 20, 10}, found[8];
    SHOW(syscall(SYS_setgroups, 4, list));
    SHOW(getgroups(8, found));
    say("%d %d %d %d", found[0], found[1], found[2], found[3]);
    SHOW(syscall(SYS_setgroups, 65537, list));
    SHOW(syscall(SYS_setgroups, 2, LOW_ADDRESS));
    SHOW(syscall(SYS_getgroups, 8, LOW_ADDRESS));
    SHOW(syscall(SYS_getgroups, -1, found));
    SHOW(syscall(SYS_setgroups, 0, NULL));
    SHOW(getgroups(8, found));
    SHOW(setgid(77));
    gid_t a, b, c;
    SHOW(getresgid(&a, &b, &c));
    say("%d %d %d", a, b, c);
    SHOW(syscall(SYS_getresuid, LOW_ADDRESS, &b, &c));
}

CASE(input_output_priority)
{
    SHOW(syscall(SYS_ioprio_get, 1, 0));
    SHOW(syscall(SYS_ioprio_set, 1, 0, 2 << 13 | 4));
    SHOW(syscall(SYS_ioprio_get, 1, 0));
    SHOW(syscall(SYS_ioprio_set, 1, 0, 7 << 13));
    SHOW(syscall(SYS_ioprio_get, 9, 0));
}
