/* Threads as the kernel knows them: clone(2) with CLONE_THREAD, TLS, set_tid_address(2), arch_prctl(2), tgkill(2), exits. */
#include "conformance.h"

#define ARCH_SET_GS 0x1001
#define ARCH_SET_FS 0x1002
#define ARCH_GET_FS 0x1003
#define ARCH_GET_GS 0x1004

static __thread int t_value = 5;

static void *change_local(void *argument)
{
    t_value += (int)(long)argument;
    return (void *)(long)t_value;
}

CASE(thread_local_storage)
{
    pthread_t threads[4];
    void *results[4];
    for (long i = 0; i < 4; i++)
        MUST(-pthread_create(&threads[i], NULL, change_local, (void *)(i * 10)));
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], &results[i]);
    say("threads %ld %ld %ld %ld, own %d", (long)results[0], (long)results[1], (long)results[2], (long)results[3], t_value);
}

static void *identity(void *argument)
{
    (void)argument;
    ASK(syscall(SYS_getpid) != syscall(SYS_gettid));
    char path[64];
    snprintf(path, sizeof path, "/proc/self/task/%ld", syscall(SYS_gettid));
    SHOW(access(path, F_OK));
    return (void *)(long)getpid();
}

CASE(threads_share_the_process_number)
{
    pthread_t thread;
    void *result;
    MUST(-pthread_create(&thread, NULL, identity, NULL));
    pthread_join(thread, &result);
    ASK((long)result == getpid());
}

CASE(arch_prctl_bases)
{
    unsigned long value = 0;
    SHOW(syscall(SYS_arch_prctl, ARCH_GET_FS, &value));
    ASK(value != 0);
    SHOW(syscall(SYS_arch_prctl, ARCH_SET_GS, 0x123456789000UL));
    SHOW(syscall(SYS_arch_prctl, ARCH_GET_GS, &value));
    say("gs %#lx", value);
    SHOW(syscall(SYS_arch_prctl, ARCH_SET_GS, 0x8000000000000000UL));
    SHOW(syscall(SYS_arch_prctl, ARCH_SET_FS, 0xffff800000000000UL));
    SHOW(syscall(SYS_arch_prctl, ARCH_GET_FS, LOW_ADDRESS));
    SHOW(syscall(SYS_arch_prctl, 0x9999, &value));
}

CASE(gs_survives_switches_and_fork)
{
    static unsigned long area[2] = {0xabcdef, 0};
    MUST(syscall(SYS_arch_prctl, ARCH_SET_GS, area));
    sleep_ms(5);
    unsigned long value;
    __asm__ volatile("movq %%gs:0, %0" : "=r"(value));
    say("%#lx", value);
    IN_CHILD("child")
    {
        sleep_ms(5);
        __asm__ volatile("movq %%gs:0, %0" : "=r"(value));
        say("%#lx", value);
    }
}

static char s_stack[4][32768] __attribute__((aligned(16)));
static atomic_int s_word;

static int raw_thread(void *argument)
{
    (void)argument;
    syscall(SYS_exit, 0);
    return 0;
}

CASE(clear_child_tid_wakes)
{
    int flags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM | CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID;
    static int parent_word;
    s_word = 12345;
    int made = MUST(clone(raw_thread, s_stack[0] + sizeof s_stack[0], flags, NULL, &parent_word, NULL, &s_word));
    ASK(parent_word == made);
    while (s_word != 0)
        syscall(SYS_futex, &s_word, 0, 12345, NULL, NULL, 0);
    say("word %d", s_word);
}

CASE(set_tid_address_answers_the_task)
{
    static int word;
    ASK(syscall(SYS_set_tid_address, &word) == syscall(SYS_gettid));
}

CASE(thread_is_not_a_child)
{
    int flags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM;
    MUST(clone(raw_thread, s_stack[1] + sizeof s_stack[1], flags, NULL));
    SHOW(wait(NULL));
}

static void *exit_group_thread(void *argument)
{
    (void)argument;
    _exit(17);
}

static void *pausing_thread(void *argument)
{
    for (;;)
        pause();
    return argument;
}

CASE(exit_group_from_a_thread)
{
    IN_CHILD("child")
    {
        pthread_t threads[3];
        pthread_create(&threads[0], NULL, pausing_thread, NULL);
        pthread_create(&threads[1], NULL, pausing_thread, NULL);
        pthread_create(&threads[2], NULL, exit_group_thread, NULL);
        for (;;)
            pause();
    }
}

static void *last_thread(void *argument)
{
    await_state(getpid(), 'Z');
    say("the leader is a zombie, we run on");
    syscall(SYS_exit_group, 23);
    return argument;
}

CASE(leader_ends_first)
{
    IN_CHILD("child")
    {
        pthread_t thread;
        pthread_create(&thread, NULL, last_thread, NULL);
        syscall(SYS_exit, 4);
    }
}

static void *ending_thread(void *argument)
{
    await_state(getpid(), 'Z');
    syscall(SYS_exit, 9);
    return argument;
}

CASE(status_is_the_leaders_when_all_end_alone)
{
    IN_CHILD("child")
    {
        pthread_t thread;
        pthread_create(&thread, NULL, ending_thread, NULL);
        syscall(SYS_exit, 4);
    }
}

CASE(no_zombie_is_reported_while_threads_live)
{
    pid_t child = MUST(fork());
    if (child == 0)
    {
        pthread_t thread;
        pthread_create(&thread, NULL, pausing_thread, NULL);
        syscall(SYS_exit, 3);
    }
    await_state(child, 'Z');
    SHOW(waitpid(child, NULL, WNOHANG));
    SHOW(kill(child, 0));
    kill(child, SIGTERM);
    show_status("child", wait_for(child));
}

static void *crashing_thread(void *argument)
{
    *(volatile int *)8 = 1;
    return argument;
}

CASE(crash_of_a_thread_ends_all)
{
    IN_CHILD("child")
    {
        pthread_t threads[2];
        pthread_create(&threads[0], NULL, pausing_thread, NULL);
        pthread_create(&threads[1], NULL, crashing_thread, NULL);
        for (;;)
            pause();
    }
}

static void *forking_thread(void *argument)
{
    (void)argument;
    IN_CHILD("child of a thread")
    {
        ASK(syscall(SYS_gettid) == getpid());
        DIR *tasks = opendir("/proc/self/task");
        int number = 0;
        for (struct dirent *entry; tasks != NULL && (entry = readdir(tasks)) != NULL;)
            number += entry->d_name[0] != '.';
        say("tasks %d", number);
    }
    return NULL;
}

CASE(fork_copies_only_the_caller)
{
    pthread_t threads[2];
    pthread_create(&threads[0], NULL, pausing_thread, NULL);
    pthread_create(&threads[1], NULL, forking_thread, NULL);
    pthread_join(threads[1], NULL);
}

CASE(tgkill_rules)
{
    SHOW(syscall(SYS_tgkill, getpid(), getpid(), 0));
    SHOW(syscall(SYS_tgkill, getppid(), getpid(), 0));
    SHOW(syscall(SYS_tgkill, 0, getpid(), 0));
    SHOW(syscall(SYS_tgkill, getpid(), -1, 0));
    SHOW(syscall(SYS_tgkill, getpid(), getpid(), 65));
    SHOW(syscall(SYS_tkill, 0x3fffff, 0));
    SHOW(syscall(SYS_tkill, 0, 0));
    SHOW(syscall(SYS_tkill, getpid(), 0));
}

static void *name_thread(void *argument)
{
    char name[17] = "";
    prctl(PR_SET_NAME, "a-name-that-is-too-long");
    prctl(PR_GET_NAME, name);
    say("thread %s", name);
    return argument;
}

CASE(names_are_per_thread)
{
    prctl(PR_SET_NAME, "leader");
    pthread_t thread;
    pthread_create(&thread, NULL, name_thread, NULL);
    pthread_join(thread, NULL);
    char name[17] = "";
    prctl(PR_GET_NAME, name);
    say("leader %s", name);
    SHOW(prctl(PR_SET_NAME, KERNEL_ADDRESS));
}

static void *credential_thread(void *argument)
{
    say("raw setuid in a thread: %ld", syscall(SYS_setuid, 1000));
    say("thread %ld", syscall(SYS_getuid));
    return argument;
}

CASE(credentials_are_per_thread)
{
    pthread_t thread;
    pthread_create(&thread, NULL, credential_thread, NULL);
    pthread_join(thread, NULL);
    say("leader %ld", syscall(SYS_getuid));
}

static void *unshare_thread(void *argument)
{
    SHOW(unshare(CLONE_FS));
    SHOW(unshare(CLONE_FILES));
    MUST(chdir("d"));
    close(0);
    return argument;
}

CASE(unshare_in_a_thread)
{
    MUST(mkdir("d", 0755));
    pthread_t thread;
    pthread_create(&thread, NULL, unshare_thread, NULL);
    pthread_join(thread, NULL);
    SHOW(access("d", F_OK));
    SHOW_SUCCESS(fcntl(0, F_GETFD));
}

static void *count_up(void *argument)
{
    for (int i = 0; i < 10000; i++)
        atomic_fetch_add((atomic_int *)argument, 1);
    return NULL;
}

CASE(many_threads)
{
    atomic_int sum = 0;
    pthread_t threads[50];
    for (int i = 0; i < 50; i++)
        MUST(-pthread_create(&threads[i], NULL, count_up, &sum));
    for (int i = 0; i < 50; i++)
        pthread_join(threads[i], NULL);
    say("sum %d", sum);
}

static pthread_mutex_t s_mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t s_condition = PTHREAD_COND_INITIALIZER;
static int s_turn;

static void *take_turns(void *argument)
{
    int me = (int)(long)argument;
    for (int i = 0; i < 200; i++)
    {
        pthread_mutex_lock(&s_mutex);
        while (s_turn % 3 != me)
            pthread_cond_wait(&s_condition, &s_mutex);
        s_turn++;
        pthread_cond_broadcast(&s_condition);
        pthread_mutex_unlock(&s_mutex);
    }
    return NULL;
}

CASE(condition_variables)
{
    pthread_t threads[3];
    for (long i = 0; i < 3; i++)
        pthread_create(&threads[i], NULL, take_turns, (void *)i);
    for (int i = 0; i < 3; i++)
        pthread_join(threads[i], NULL);
    say("turns %d", s_turn);
}

CASE(membarrier_commands)
{
    ASK((syscall(SYS_membarrier, 0, 0, 0) & 0x18) == 0x18);
    SHOW(syscall(SYS_membarrier, 8, 0, 0));
    SHOW(syscall(SYS_membarrier, 16, 0, 0));
    SHOW(syscall(SYS_membarrier, 8, 0, 0));
    SHOW(syscall(SYS_membarrier, 1, 0, 0));
    SHOW(syscall(SYS_membarrier, 0x40000000, 0, 0));
    SHOW(syscall(SYS_membarrier, 0, 0x100, 0));
}

CASE(getcpu_answers)
{
    unsigned processor = ~0u, node = ~0u;
    SHOW(syscall(SYS_getcpu, &processor, &node, NULL));
    ASK(processor < 4096);
    say("node %u", node);
    SHOW(syscall(SYS_getcpu, NULL, NULL, NULL));
    SHOW(syscall(SYS_getcpu, LOW_ADDRESS, NULL, NULL));
}
