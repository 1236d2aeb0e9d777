/* futex(2): waiting, waking, requeueing, bit sets, wake-op, priority inheritance, robust lists. */
#include "conformance.h"

enum { WAIT = 0, WAKE = 1, REQUEUE = 3, CMP_REQUEUE = 4, WAKE_OP = 5, LOCK_PI = 6, UNLOCK_PI = 7, TRYLOCK_PI = 8, WAIT_BITSET = 9, WAKE_BITSET = 10, PRIVATE = 128, REALTIME = 256 };
#define WAITERS 0x80000000u
#define OWNER_DIED 0x40000000u

static unsigned s_words[4];

static long futex(unsigned *word, int operation, unsigned value, const void *timeout, unsigned *second, unsigned third)
{
    return syscall(SYS_futex, word, operation, value, timeout, second, third);
}

CASE(value_differs)
{
    s_words[0] = 1;
    SHOW(futex(s_words, WAIT, 2, NULL, NULL, 0));
    SHOW(futex(s_words, WAIT | PRIVATE, 2, NULL, NULL, 0));
    SHOW(futex(s_words, WAIT_BITSET, 2, NULL, NULL, ~0u));
}

CASE(wake_without_waiters)
{
    SHOW(futex(s_words, WAKE, 1, NULL, NULL, 0));
    SHOW(futex(s_words, WAKE_BITSET, 1, NULL, NULL, 1));
    SHOW(futex(s_words, REQUEUE, 1, (void *)1, s_words + 1, 0));
}

CASE(refusals)
{
    SHOW(futex((unsigned *)((char *)s_words + 1), WAIT, 0, NULL, NULL, 0));
    SHOW(futex((unsigned *)((char *)s_words + 2), WAKE, 1, NULL, NULL, 0));
    SHOW(futex(s_words, 99, 0, NULL, NULL, 0));
    SHOW(futex(s_words, WAIT_BITSET, 0, NULL, NULL, 0));
    SHOW(futex(s_words, WAKE_BITSET, 1, NULL, NULL, 0));
    struct timespec negative = {-1, 0}, large = {0, 1000000000};
    SHOW(futex(s_words, WAIT, 0, &negative, NULL, 0));
    SHOW(futex(s_words, WAIT, 0, &large, NULL, 0));
    SHOW(futex(s_words, WAKE | REALTIME, 1, NULL, NULL, 0));
}

CASE(hostile_pointers)
{
    SHOW(futex(NULL, WAIT, 0, NULL, NULL, 0));
    SHOW(futex(LOW_ADDRESS, WAIT, 0, NULL, NULL, 0));
    SHOW(futex(KERNEL_ADDRESS, WAIT, 0, NULL, NULL, 0));
    SHOW(futex(KERNEL_ADDRESS, WAKE, 1, NULL, NULL, 0));
    SHOW(futex((unsigned *)forbidden_page(), WAIT, 0, NULL, NULL, 0));
    SHOW(futex((unsigned *)forbidden_page(), WAKE | PRIVATE, 1, NULL, NULL, 0));
    SHOW(futex(s_words, WAIT, 0, LOW_ADDRESS, NULL, 0));
    SHOW(futex(s_words, CMP_REQUEUE, 1, (void *)1, KERNEL_ADDRESS, 0));
}

CASE(timeout_relative)
{
    struct timespec limit = {0, 30000000};
    long start = now_ms();
    SHOW(futex(s_words, WAIT, 0, &limit, NULL, 0));
    ASK(now_ms() - start >= 29);
}

CASE(timeout_absolute)
{
    struct timespec limit;
    clock_gettime(CLOCK_MONOTONIC, &limit);
    SHOW(futex(s_words, WAIT_BITSET, 0, &limit, NULL, ~0u));
    limit.tv_sec -= 1;
    SHOW(futex(s_words, WAIT_BITSET, 0, &limit, NULL, ~0u));
    clock_gettime(CLOCK_REALTIME, &limit);
    SHOW(futex(s_words, WAIT_BITSET | REALTIME, 0, &limit, NULL, ~0u));
    struct timespec zero = {0, 0};
    SHOW(futex(s_words, WAIT, 0, &zero, NULL, 0));
}

struct waiter
{
    pthread_t thread;
    unsigned *word;
    unsigned bits;
    atomic_int task;
    atomic_int result;
    int flags;
};

static void *wait_once(void *argument)
{
    struct waiter *self = argument;
    self->task = syscall(SYS_gettid);
    long result = futex(self->word, (self->bits ? WAIT_BITSET : WAIT) | self->flags, 0, NULL, NULL, self->bits);
    self->result = result == 0 ? 1 : -errno;
    return NULL;
}

static void start(struct waiter *waiter, unsigned *word, unsigned bits)
{
    memset(waiter, 0, sizeof *waiter);
    waiter->word = word;
    waiter->bits = bits;
    MUST(-pthread_create(&waiter->thread, NULL, wait_once, waiter));
    while (waiter->task == 0)
        sched_yield();
    await_state(waiter->task, 'S');
}

CASE(wake_counts)
{
    struct waiter waiters[5];
    for (int i = 0; i < 5; i++)
        start(&waiters[i], s_words, 0);
    SHOW(futex(s_words, WAKE, 2, NULL, NULL, 0));
    SHOW(futex(s_words, WAKE, INT_MAX, NULL, NULL, 0));
    SHOW(futex(s_words, WAKE, 1, NULL, NULL, 0));
    for (int i = 0; i < 5; i++)
        pthread_join(waiters[i].thread, NULL);
}

CASE(first_in_first_out)
{
    struct waiter waiters[3];
    for (int i = 0; i < 3; i++)
        start(&waiters[i], s_words, 0);
    for (int i = 0; i < 3; i++)
    {
        SHOW(futex(s_words, WAKE, 1, NULL, NULL, 0));
        pthread_join(waiters[i].thread, NULL);
        say("waiter %d: %d", i, waiters[i].result);
    }
}

CASE(bit_sets_choose)
{
    struct waiter waiters[3];
    start(&waiters[0], s_words, 1);
    start(&waiters[1], s_words, 2);
    start(&waiters[2], s_words, 3);
    SHOW(futex(s_words, WAKE_BITSET, 10, NULL, NULL, 4));
    SHOW(futex(s_words, WAKE_BITSET, 10, NULL, NULL, 2));
    SHOW(futex(s_words, WAKE, 10, NULL, NULL, 0));
    for (int i = 0; i < 3; i++)
        pthread_join(waiters[i].thread, NULL);
}

CASE(requeue_moves)
{
    struct waiter waiters[4];
    for (int i = 0; i < 4; i++)
        start(&waiters[i], s_words, 0);
    SHOW(futex(s_words, CMP_REQUEUE, 1, (void *)2, s_words + 1, 5));
    SHOW(futex(s_words, CMP_REQUEUE, 1, (void *)2, s_words + 1, 0));
    SHOW(futex(s_words, WAKE, 10, NULL, NULL, 0));
    SHOW(futex(s_words + 1, WAKE, 10, NULL, NULL, 0));
    for (int i = 0; i < 4; i++)
        pthread_join(waiters[i].thread, NULL);
    SHOW(futex(s_words, REQUEUE, -1, (void *)1, s_words + 1, 0));
}

CASE(wake_op)
{
    struct waiter waiters[2];
    start(&waiters[0], s_words, 0);
    start(&waiters[1], s_words + 1, 0);
    s_words[2] = 0;
    /* second word += 3, wake its waiters if it was equal to 0 */
    unsigned operation = 1u << 28 | 0u << 24 | 3u << 12 | 0;
    SHOW(futex(s_words, WAKE_OP, 10, (void *)10, s_words + 1, operation));
    say("second word %u", s_words[1]);
    pthread_join(waiters[0].thread, NULL);
    pthread_join(waiters[1].thread, NULL);
    operation = 0u << 28 | 1u << 24 | 7u << 12 | 3;
    SHOW(futex(s_words, WAKE_OP, 1, (void *)1, s_words + 1, operation));
    say("set to %u", s_words[1]);
    SHOW(futex(s_words, WAKE_OP, 1, (void *)1, KERNEL_ADDRESS, operation));
    operation = 7u << 28;
    SHOW(futex(s_words, WAKE_OP, 1, (void *)1, s_words + 1, operation));
}

static void on_signal(int number)
{
    (void)number;
}

CASE(wait_is_interrupted)
{
    struct sigaction action = {.sa_handler = on_signal};
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &(struct itimerval){{0, 0}, {0, 30000}}, NULL);
    SHOW(futex(s_words, WAIT, 0, NULL, NULL, 0));
}

CASE(timed_wait_is_not_restarted)
{
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &(struct itimerval){{0, 0}, {0, 30000}}, NULL);
    struct timespec limit = {0, 150000000};
    SHOW(futex(s_words, WAIT, 0, &limit, NULL, 0));
    clock_gettime(CLOCK_MONOTONIC, &limit);
    limit.tv_nsec += 150000000;
    if (limit.tv_nsec >= 1000000000)
        limit.tv_nsec -= 1000000000, limit.tv_sec++;
    setitimer(ITIMER_REAL, &(struct itimerval){{0, 0}, {0, 30000}}, NULL);
    SHOW(futex(s_words, WAIT_BITSET, 0, &limit, NULL, ~0u));
}

CASE(shared_between_processes)
{
    unsigned *word = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pid_t child = MUST(fork());
    if (child == 0)
        _exit(futex(word, WAIT, 0, NULL, NULL, 0) == 0 ? 7 : 8);
    await_state(child, 'S');
    SHOW(futex(word, WAKE | PRIVATE, 10, NULL, NULL, 0));
    SHOW(futex(word, WAKE, 10, NULL, NULL, 0));
    show_status("child", wait_for(child));
}

CASE(shared_by_file_at_two_addresses)
{
    int fd = MUST(open("f", O_RDWR | O_CREAT, 0600));
    MUST(ftruncate(fd, 8192));
    unsigned *first = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    unsigned *second = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 4096);
    struct waiter waiter;
    start(&waiter, second + 5, 0);
    SHOW(futex(first + 1024 + 4, WAKE, 10, NULL, NULL, 0));
    SHOW(futex(first + 1024 + 5, WAKE, 10, NULL, NULL, 0));
    pthread_join(waiter.thread, NULL);
}

CASE(private_pages_are_not_shared_by_fork)
{
    static unsigned word;
    word = 0;
    pid_t child = MUST(fork());
    if (child == 0)
    {
        struct timespec limit = {20, 0};
        futex(&word, WAIT, 0, &limit, NULL, 0);
        _exit(0);
    }
    await_state(child, 'S');
    SHOW(futex(&word, WAKE, 10, NULL, NULL, 0));
    kill(child, SIGKILL);
    wait_for(child);
}

CASE(pi_uncontended)
{
    unsigned task = syscall(SYS_gettid);
    s_words[0] = 0;
    SHOW(futex(s_words, LOCK_PI, 0, NULL, NULL, 0));
    ASK(s_words[0] == task);
    SHOW(futex(s_words, LOCK_PI, 0, NULL, NULL, 0));
    SHOW(futex(s_words, TRYLOCK_PI, 0, NULL, NULL, 0));
    SHOW(futex(s_words, UNLOCK_PI, 0, NULL, NULL, 0));
    say("word %u", s_words[0]);
    SHOW(futex(s_words, UNLOCK_PI, 0, NULL, NULL, 0));
    s_words[0] = 0x3ffffff;
    SHOW(futex(s_words, LOCK_PI, 0, NULL, NULL, 0));
    s_words[0] = 1;
    SHOW(futex(s_words, UNLOCK_PI, 0, NULL, NULL, 0));
}

static void *lock_pi(void *argument)
{
    atomic_int *task = argument;
    *task = syscall(SYS_gettid);
    say("second locks: %ld", futex(s_words, LOCK_PI, 0, NULL, NULL, 0));
    ASK((s_words[0] & ~WAITERS) == (unsigned)syscall(SYS_gettid));
    say("second unlocks: %ld", futex(s_words, UNLOCK_PI, 0, NULL, NULL, 0));
    return NULL;
}

CASE(pi_contended)
{
    atomic_int task = 0;
    pthread_t thread;
    MUST(futex(s_words, LOCK_PI, 0, NULL, NULL, 0));
    pthread_create(&thread, NULL, lock_pi, &task);
    while (task == 0)
        sched_yield();
    await_state(task, 'S');
    ASK((s_words[0] & WAITERS) != 0);
    long unlocked = futex(s_words, UNLOCK_PI, 0, NULL, NULL, 0);
    pthread_join(thread, NULL);
    SHOW(unlocked);
    say("word %u", s_words[0]);
}

struct robust_list
{
    struct robust_list *next;
};

struct robust_head
{
    struct robust_list list;
    long offset;
    struct robust_list *pending;
};

static struct
{
    struct robust_list list;
    unsigned word;
} s_robust;

static void *die_with_lock(void *argument)
{
    struct robust_head *head = argument;
    syscall(SYS_set_robust_list, head, sizeof *head);
    s_robust.word = syscall(SYS_gettid) | WAITERS;
    syscall(SYS_exit, 0);
    return NULL;
}

CASE(robust_list_marks_and_wakes)
{
    static struct robust_head head;
    head.list.next = &s_robust.list;
    s_robust.list.next = &head.list;
    head.offset = offsetof(typeof(s_robust), word) - offsetof(typeof(s_robust), list);
    pthread_t thread;
    pthread_create(&thread, NULL, die_with_lock, &head);
    while (!(s_robust.word & OWNER_DIED))
        sched_yield();
    say("owner died %d, waiters %d, owner %u", (s_robust.word & OWNER_DIED) != 0, (s_robust.word & WAITERS) != 0, s_robust.word & 0x3fffffff);
}

CASE(robust_list_calls)
{
    struct robust_head head = {{&head.list}, 0, NULL}, *found = NULL;
    size_t length = 0;
    SHOW(syscall(SYS_set_robust_list, &head, 8));
    SHOW(syscall(SYS_set_robust_list, &head, sizeof head));
    SHOW(syscall(SYS_get_robust_list, 0, &found, &length));
    ASK(found == &head);
    say("length %zu", length);
    SHOW(syscall(SYS_get_robust_list, 0x3fffff, &found, &length));
    SHOW(syscall(SYS_get_robust_list, 0, LOW_ADDRESS, &length));
    syscall(SYS_set_robust_list, NULL, sizeof head);
}

CASE(robust_list_that_is_hostile)
{
    IN_CHILD("circle")
    {
        static struct robust_list circle;
        static struct robust_head head;
        circle.next = &circle;
        head.list.next = &circle;
        head.offset = 8;
        syscall(SYS_set_robust_list, &head, sizeof head);
    }
    IN_CHILD("bad pointer")
    {
        syscall(SYS_set_robust_list, LOW_ADDRESS, sizeof(struct robust_head));
    }
    IN_CHILD("bad entry")
    {
        static struct robust_head head;
        head.list.next = KERNEL_ADDRESS;
        head.pending = LOW_ADDRESS;
        syscall(SYS_set_robust_list, &head, sizeof head);
    }
}

static atomic_uint s_lock;
static long s_counter;

static void *contend(void *argument)
{
    for (int i = 0; i < 3000; i++)
    {
        unsigned state = 0;
        if (!atomic_compare_exchange_strong(&s_lock, &state, 1))
            while (atomic_exchange(&s_lock, 2) != 0)
                futex((unsigned *)&s_lock, WAIT | PRIVATE, 2, NULL, NULL, 0);
        s_counter++;
        if (atomic_exchange(&s_lock, 0) == 2)
            futex((unsigned *)&s_lock, WAKE | PRIVATE, 1, NULL, NULL, 0);
    }
    return argument;
}

CASE(lock_under_contention)
{
    pthread_t threads[8];
    for (int i = 0; i < 8; i++)
        pthread_create(&threads[i], NULL, contend, NULL);
    for (int i = 0; i < 8; i++)
        pthread_join(threads[i], NULL);
    say("counter %ld", s_counter);
}

CASE(waitv)
{
    struct { uint64_t value, address; uint32_t flags, reserved; } waits[2] = {{0, (uintptr_t)&s_words[0], 2 | 128, 0}, {0, (uintptr_t)&s_words[1], 2 | 128, 0}};
    struct timespec limit;
    clock_gettime(CLOCK_MONOTONIC, &limit);
    SHOW(syscall(449, waits, 2, 0, &limit, CLOCK_MONOTONIC));
    waits[1].value = 4;
    SHOW(syscall(449, waits, 2, 0, NULL, CLOCK_MONOTONIC));
    SHOW(syscall(449, waits, 0, 0, NULL, CLOCK_MONOTONIC));
    SHOW(syscall(449, waits, 129, 0, NULL, CLOCK_MONOTONIC));
    SHOW(syscall(449, waits, 2, 1, NULL, CLOCK_MONOTONIC));
}
