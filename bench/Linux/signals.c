/* Signals. */
#include "bench.h"
#include <ucontext.h>

static volatile sig_atomic_t caught;

static void handler(int number)
{
    caught += number;
}

static void signal_install(long count)
{
    struct sigaction action = {.sa_handler = handler};
    while (count-- > 0)
        must("sigaction", sigaction(SIGUSR1, &action, NULL));
}

static void signal_mask(long count)
{
    sigset_t set, old;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR2);
    while (count-- > 0)
        must("sigprocmask", sigprocmask(count & 1 ? SIG_BLOCK : SIG_UNBLOCK, &set, &old));
}

static void signal_catch(long count)
{
    struct sigaction action = {.sa_handler = handler};
    must("sigaction", sigaction(SIGUSR1, &action, NULL));
    pid_t self = getpid();
    while (count-- > 0)
        must("kill", kill(self, SIGUSR1));
}

/* The instruction that faults is three bytes long; the handler goes on behind it. */
static void skip(int number, siginfo_t *information, void *context)
{
    (void)number;
    (void)information;
    ((ucontext_t *)context)->uc_mcontext.gregs[REG_RIP] += 3;
}

static void signal_fault(long count)
{
    struct sigaction action = {.sa_sigaction = skip, .sa_flags = SA_SIGINFO}, old;
    char *page = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED)
        fail("mmap");
    must("sigaction", sigaction(SIGSEGV, &action, &old));
    while (count-- > 0)
        asm volatile("movb $1, (%%rdi)" ::"D"(page) : "memory");
    must("sigaction", sigaction(SIGSEGV, &old, NULL));
    munmap(page, 4096);
}

const struct benchmark signal_benchmarks[] = {
    {"signal-install", signal_install, 5000, NULL, 0},
    {"signal-mask", signal_mask, 5000, NULL, 0},
    {"signal-catch", signal_catch, 2000, NULL, 0},
    {"signal-fault", signal_fault, 2000, NULL, 0},
    {},
};
