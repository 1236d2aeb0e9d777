/* What a handler is told (siginfo), where it runs (alternate stacks), what it returns to (frames, vector state), and stops. */
#include "conformance.h"
#include <setjmp.h>
#include <ucontext.h>

static siginfo_t s_info;
static ucontext_t s_context;
static volatile int s_count;
static sigjmp_buf s_jump;

static void take_info(int number, siginfo_t *info, void *context)
{
    (void)number;
    s_info = *info;
    s_context = *(ucontext_t *)context;
    s_count++;
}

static void take_info_and_jump(int number, siginfo_t *info, void *context)
{
    take_info(number, info, context);
    siglongjmp(s_jump, 1);
}

static void catch(int number, void (*handler)(int, siginfo_t *, void *), int flags)
{
    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO | flags};
    MUST(sigaction(number, &action, NULL));
}

static void show_info(const char *what)
{
    say("%s: %s %s errno %d", what, signal_name(s_info.si_signo), code_name(s_info.si_signo, s_info.si_code), s_info.si_errno);
}

CASE(from_kill)
{
    catch(SIGUSR1, take_info, 0);
    kill(getpid(), SIGUSR1);
    show_info("kill");
    ASK(s_info.si_pid == getpid());
    say("uid %d", s_info.si_uid);
    syscall(SYS_tkill, getpid(), SIGUSR1);
    show_info("tkill");
    ASK(s_info.si_pid == getpid());
}

CASE(from_another_user)
{
    catch(SIGUSR1, take_info, 0);
    pid_t parent = getpid();
    IN_CHILD("child")
    {
        setresuid(1234, 0, 0);
        kill(parent, SIGUSR1);
    }
    while (s_count == 0)
        sched_yield();
    say("uid %d", s_info.si_uid);
}

CASE(from_sigqueue)
{
    catch(SIGUSR1, take_info, 0);
    sigqueue(getpid(), SIGUSR1, (union sigval){.sival_int = 4711});
    show_info("sigqueue");
    say("value %d", s_info.si_value.sival_int);
}

CASE(from_alarm)
{
    catch(SIGALRM, take_info, 0);
    ualarm(10000, 0);
    pause();
    show_info("alarm");
}


CASE(from_child)
{
    catch(SIGCHLD, take_info, 0);
    pid_t child = fork();
    if (child == 0)
        _exit(7);
    while (s_count < 1)
        sched_yield();
    show_info("exit");
    say("status %d pid %s", s_info.si_status, s_info.si_pid == child ? "right" : "wrong");
    wait(NULL);
    child = fork();
    if (child == 0)
        for (;;)
            pause();
    kill(child, SIGSTOP);
    while (s_count < 2)
        sched_yield();
    show_info("stop");
    say("status %d", s_info.si_status);
    kill(child, SIGCONT);
    while (s_count < 3)
        sched_yield();
    show_info("continue");
    say("status %d", s_info.si_status);
    kill(child, SIGKILL);
    while (s_count < 4)
        sched_yield();
    show_info("kill");
    say("status %d", s_info.si_status);
    wait(NULL);
}

CASE(no_child_stop_flag)
{
    catch(SIGCHLD, take_info, SA_NOCLDSTOP);
    pid_t child = fork();
    if (child == 0)
        for (;;)
            pause();
    kill(child, SIGSTOP);
    int status;
    waitpid(child, &status, WUNTRACED);
    kill(child, SIGCONT);
    waitpid(child, &status, WCONTINUED);
    say("after stop and continue: %d", s_count);
    kill(child, SIGKILL);
    waitpid(child, &status, 0);
    say("after the end: %d", s_count);
}

static void fault_at(volatile char *address, int write)
{
    if (sigsetjmp(s_jump, 1) == 0)
    {
        if (write)
            *address = 1;
        else
            (void)*address;
        say("no fault");
        return;
    }
    show_info(write ? "write" : "read");
    if (s_info.si_addr == address)
        say("address right, error code %#llx", (long long)s_context.uc_mcontext.gregs[REG_ERR] & 0x17);
    else
        say("address %s", s_info.si_addr == NULL ? "NULL" : "wrong");
}

CASE(memory_faults)
{
    catch(SIGSEGV, take_info_and_jump, 0);
    catch(SIGBUS, take_info_and_jump, 0);
    char *page = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    say("unmapped");
    fault_at(LOW_ADDRESS, 0), fault_at(LOW_ADDRESS, 1);
    say("read-only page");
    fault_at(page + 5, 0), fault_at(page + 5, 1);
    say("no access");
    fault_at(forbidden_page() + 9, 0), fault_at(forbidden_page() + 9, 1);
    say("kernel");
    fault_at(KERNEL_ADDRESS, 0);
    say("non-canonical");
    fault_at(NONCANONICAL_ADDRESS, 0);
}

CASE(file_faults)
{
    catch(SIGSEGV, take_info_and_jump, 0);
    catch(SIGBUS, take_info_and_jump, 0);
    put_file("f", "text");
    int fd = MUST(open("f", O_RDWR));
    char *pages = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    say("last page of the file");
    fault_at(pages + 100, 0);
    say("past the end");
    fault_at(pages + 4096, 0), fault_at(pages + 5000, 1);
    MUST(ftruncate(fd, 0));
    say("truncated away");
    fault_at(pages, 0);
}

CASE(execute_faults)
{
    catch(SIGSEGV, take_info_and_jump, 0);
    char *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    page[0] = (char)0xc3;
    if (sigsetjmp(s_jump, 1) == 0)
        ((void (*)(void))page)();
    show_info("no execution");
    ASK(s_info.si_addr == page && s_context.uc_mcontext.gregs[REG_RIP] == (long)page);
    mprotect(page, 4096, PROT_READ | PROT_EXEC);
    s_info.si_signo = 0;
    ((void (*)(void))page)();
    show_info("executable");
    if (sigsetjmp(s_jump, 1) == 0)
        ((void (*)(void))NONCANONICAL_ADDRESS)();
    show_info("jump to a non-canonical address");
}

static void divide(void) { __asm__ volatile("xor %%ecx, %%ecx; xor %%edx, %%edx; mov $1, %%eax; div %%ecx" ::: "rax", "rcx", "rdx"); }
static void illegal(void) { __asm__ volatile("ud2"); }
static void breakpoint(void) { __asm__ volatile("int3"); }
static void privileged(void) { __asm__ volatile("hlt"); }
static void interrupt(void) { __asm__ volatile("int $0x81"); }
static void port(void) { __asm__ volatile("inb $0x60, %%al" ::: "rax"); }
static void vector_misaligned(void)
{
    static char data[64] __attribute__((aligned(16)));
    __asm__ volatile("movaps 1(%0), %%xmm0" ::"r"(data) : "xmm0");
}

CASE(processor_faults)
{
    static void (*const bodies[])(void) = {divide, illegal, breakpoint, privileged, interrupt, port, vector_misaligned};
    static const char *const names[] = {"divide", "ud2", "int3", "hlt", "int 0x81", "in", "movaps"};
    static const int numbers[] = {SIGFPE, SIGILL, SIGTRAP, SIGSEGV, SIGBUS};
    for (int i = 0; i < 5; i++)
        catch(numbers[i], take_info_and_jump, 0);
    for (int i = 0; i < 7; i++)
    {
        if (sigsetjmp(s_jump, 1) == 0)
            bodies[i]();
        show_info(names[i]);
        say("trap %lld, address given %s", (long long)s_context.uc_mcontext.gregs[REG_TRAPNO], s_info.si_addr != NULL && i != 2 ? "yes" : "no");
    }
}

static void step(int number, siginfo_t *info, void *context)
{
    take_info(number, info, context);
    if (s_count >= 3)
        ((ucontext_t *)context)->uc_mcontext.gregs[REG_EFL] &= ~0x100;
}

CASE(trap_flag)
{
    catch(SIGTRAP, step, 0);
    __asm__ volatile("pushf; orl $0x100, (%%rsp); popf; nop; nop; nop; nop" ::: "cc", "memory");
    show_info("step");
    say("steps %d", s_count);
}

CASE(trap_flag_over_a_system_call)
{
    catch(SIGTRAP, step, 0);
    long result;
    s_count = 0;
    __asm__ volatile("pushf; orl $0x100, (%%rsp); popf; syscall; nop; nop; nop" : "=a"(result) : "a"(SYS_getpid) : "rcx", "r11", "cc", "memory");
    ASK(result == getpid());
    say("steps %d", s_count);
}

CASE(direction_flag)
{
    long result;
    char *path = "f";
    __asm__ volatile("std; syscall; cld" : "=a"(result) : "a"(SYS_access), "D"(path), "S"(0) : "rcx", "r11", "cc", "memory");
    say("with the direction flag set: %ld", result);
}

CASE(registers_survive_a_call)
{
    register long r8v __asm__("r8") = 8, r9v __asm__("r9") = 9, r10v __asm__("r10") = 10, r12v __asm__("r12") = 12, r15v __asm__("r15") = 15;
    long result, rdx = 3, rsi = 2, rdi = 1;
    __asm__ volatile("syscall" : "=a"(result), "+d"(rdx), "+S"(rsi), "+D"(rdi), "+r"(r8v), "+r"(r9v), "+r"(r10v), "+r"(r12v), "+r"(r15v) : "a"(SYS_getppid) : "rcx", "r11", "memory");
    say("%ld %ld %ld %ld %ld %ld %ld %ld", rdi, rsi, rdx, r8v, r9v, r10v, r12v, r15v);
}

static char s_alternate[65536];

static void where(int number, siginfo_t *info, void *context)
{
    char here;
    take_info(number, info, context);
    stack_t stack;
    sigaltstack(NULL, &stack);
    say("on the alternate stack %d, flags %d", &here >= s_alternate && &here < s_alternate + sizeof s_alternate, stack.ss_flags);
    stack.ss_flags = SS_DISABLE;
    errno = 0;
    say("change it: %d %s", sigaltstack(&stack, NULL), error_name(errno));
}

CASE(alternate_stack)
{
    stack_t stack = {.ss_sp = s_alternate, .ss_size = sizeof s_alternate}, found;
    sigaltstack(NULL, &found);
    say("at first flags %d", found.ss_flags);
    SHOW(sigaltstack(&stack, NULL));
    catch(SIGUSR1, where, SA_ONSTACK);
    catch(SIGUSR2, where, 0);
    raise(SIGUSR1);
    ASK(s_context.uc_stack.ss_sp == s_alternate);
    raise(SIGUSR2);
}

CASE(alternate_stack_refusals)
{
    stack_t small = {.ss_sp = s_alternate, .ss_size = 1024}, flags = {.ss_sp = s_alternate, .ss_size = sizeof s_alternate, .ss_flags = 8}, off = {.ss_flags = SS_DISABLE, .ss_size = 1};
    SHOW(syscall(SYS_sigaltstack, &small, NULL));
    SHOW(syscall(SYS_sigaltstack, &flags, NULL));
    SHOW(syscall(SYS_sigaltstack, &off, NULL));
    SHOW(syscall(SYS_sigaltstack, LOW_ADDRESS, NULL));
    SHOW(syscall(SYS_sigaltstack, NULL, LOW_ADDRESS));
}

static void autodisarm(int number, siginfo_t *info, void *context)
{
    take_info(number, info, context);
    stack_t stack;
    syscall(SYS_sigaltstack, NULL, &stack);
    say("in the handler flags %#x", stack.ss_flags);
}

CASE(alternate_stack_that_disarms)
{
    stack_t stack = {.ss_sp = s_alternate, .ss_size = sizeof s_alternate, .ss_flags = 1 << 31}, found;
    MUST(syscall(SYS_sigaltstack, &stack, NULL));
    catch(SIGUSR1, autodisarm, SA_ONSTACK);
    raise(SIGUSR1);
    syscall(SYS_sigaltstack, NULL, &found);
    say("afterwards flags %#x", found.ss_flags);
}

static int overflow(int depth)
{
    volatile char room[4096];
    room[depth & 4095] = 1;
    return depth < 0 ? 0 : overflow(depth + 1) + room[0];
}

CASE(stack_overflow_is_caught_on_the_alternate_stack)
{
    MUST(setrlimit(RLIMIT_STACK, &(struct rlimit){1 << 20, 1 << 20}));
    sigaltstack(&(stack_t){.ss_sp = s_alternate, .ss_size = sizeof s_alternate}, NULL);
    catch(SIGSEGV, take_info_and_jump, SA_ONSTACK);
    if (sigsetjmp(s_jump, 1) == 0)
        overflow(0);
    show_info("overflow");
    IN_CHILD("without one")
    {
        signal(SIGSEGV, SIG_DFL);
        overflow(0);
    }
}

CASE(no_room_for_the_frame)
{
    IN_CHILD("bad stack pointer")
    {
        catch(SIGUSR1, take_info, 0);
        long pid = getpid();
        __asm__ volatile("mov %%rsp, %%rbx; mov $16, %%rsp; syscall; mov %%rbx, %%rsp" ::"a"(SYS_kill), "D"(pid), "S"(SIGUSR1) : "rbx", "rcx", "r11", "memory");
        say("came back");
    }
}

static void change_context(int number, siginfo_t *info, void *context)
{
    take_info(number, info, context);
    ucontext_t *frame = context;
    frame->uc_mcontext.gregs[REG_RBX] = 0x1122334455667788;
    frame->uc_mcontext.gregs[REG_R12] = 99;
}

CASE(handler_changes_registers)
{
    catch(SIGUSR1, change_context, 0);
    unsigned long rbx, r12;
    __asm__ volatile("xor %%ebx, %%ebx; xor %%r12d, %%r12d; syscall; mov %%rbx, %%rdi; mov %%r12, %%rsi" : "=D"(rbx), "=S"(r12) : "a"(SYS_tkill), "0"((long)getpid()), "1"((long)SIGUSR1) : "rbx", "r12", "rcx", "r11", "memory");
    say("rbx %#lx r12 %lu", rbx, r12);
}

static void change_mask(int number, siginfo_t *info, void *context)
{
    take_info(number, info, context);
    sigaddset(&((ucontext_t *)context)->uc_sigmask, SIGHUP);
    sigaddset(&((ucontext_t *)context)->uc_sigmask, SIGKILL);
}

CASE(handler_changes_the_mask)
{
    catch(SIGUSR1, change_mask, 0);
    raise(SIGUSR1);
    sigset_t mask;
    sigprocmask(SIG_BLOCK, NULL, &mask);
    say("SIGHUP %d SIGKILL %d", sigismember(&mask, SIGHUP), sigismember(&mask, SIGKILL));
}

static void change_flags(int number, siginfo_t *info, void *context)
{
    take_info(number, info, context);
    ((ucontext_t *)context)->uc_mcontext.gregs[REG_EFL] |= 0x3000 | 0x200 | 0x4000 | 0x100000 | 1;
}

CASE(handler_cannot_raise_its_privilege)
{
    catch(SIGUSR1, change_flags, 0);
    raise(SIGUSR1);
    unsigned long flags;
    __asm__ volatile("pushf; pop %0" : "=r"(flags));
    say("privilege level of input and output %lu, interrupts %lu", flags >> 12 & 3, flags >> 9 & 1);
    IN_CHILD("cli") { __asm__ volatile("cli"); }
}

static long s_forged;

static void forge(int number, siginfo_t *info, void *context)
{
    take_info(number, info, context);
    ucontext_t *frame = context;
    unsigned short *segments = (unsigned short *)&frame->uc_mcontext.gregs[REG_CSGSFS];
    switch (s_forged)
    {
        case 0: frame->uc_mcontext.gregs[REG_RIP] = (long)KERNEL_ADDRESS; break;
        case 1: frame->uc_mcontext.gregs[REG_RIP] = (long)NONCANONICAL_ADDRESS; break;
        case 2: frame->uc_mcontext.gregs[REG_RSP] = (long)NONCANONICAL_ADDRESS; break;
        case 3: segments[0] = 0x10; break;
        case 4: segments[0] = 0; break;
        case 5: segments[3] = 0x18; break;
        case 6: frame->uc_mcontext.fpregs = LOW_ADDRESS; break;
        case 7: frame->uc_mcontext.fpregs = (void *)((char *)frame->uc_mcontext.fpregs + 1); break;
        case 8: ((unsigned short *)frame->uc_mcontext.fpregs)[0] = 0x0f7f; break;
        case 9: memset((char *)frame->uc_mcontext.fpregs + 512, 0xff, 64); break;
        case 10: frame->uc_mcontext.fpregs = NULL; break;
        case 11: segments[0] = 0xfff8 | 3; break;
    }
}

CASE(forged_frames)
{
    static const char *const names[] = {"rip in the kernel", "rip not canonical", "rsp not canonical", "cs of the kernel", "cs zero", "ss of the kernel", "vector state low",
        "vector state misaligned", "another control word", "state header all ones", "no vector state", "cs past the table"};
    catch(SIGUSR1, forge, 0);
    for (s_forged = 0; s_forged < 12; s_forged++)
    {
        /* What becomes of the two states that are damaged but readable has changed between Linux versions: that it ends in the program is what counts. */
        pid_t child = MUST(fork());
        if (child == 0)
        {
            raise(SIGUSR1);
            _exit(0);
        }
        int status = wait_for(child);
        if (s_forged == 9)
            say("%s: survived", names[s_forged]);
        else if (s_forged == 2)
            say("%s: killed %d", names[s_forged], WIFSIGNALED(status));
        else
            show_status(names[s_forged], status);
    }
}

CASE(sigreturn_out_of_the_blue)
{
    IN_CHILD("on this stack") { syscall(SYS_rt_sigreturn); }
    IN_CHILD("on no stack") { __asm__ volatile("mov $64, %%rsp; syscall" ::"a"(SYS_rt_sigreturn) : "memory"); }
}

static void clobber_vectors(int number)
{
    (void)number;
    __asm__ volatile("pcmpeqd %%xmm0, %%xmm0; pcmpeqd %%xmm7, %%xmm7; pcmpeqd %%xmm15, %%xmm15; fninit; fld1; fld1" ::: "xmm0", "xmm7", "xmm15", "memory");
    unsigned control = 0x1f80 | 0x6000;
    __asm__ volatile("ldmxcsr %0" ::"m"(control));
    s_count++;
}

CASE(vector_registers_survive_a_handler)
{
    signal(SIGUSR1, clobber_vectors);
    unsigned long in0 = 0x1111111111111111, in7 = 0x7777777777777777, in15 = 0xfffff0000ffff000, out0, out7, out15;
    unsigned before, after;
    __asm__ volatile("movq %5, %%xmm0; movq %6, %%xmm7; movq %7, %%xmm15; stmxcsr %3; mov %8, %%eax; syscall; movq %%xmm0, %0; movq %%xmm7, %1; movq %%xmm15, %2; stmxcsr %4"
                     : "=&r"(out0), "=&r"(out7), "=&r"(out15), "=m"(before), "=m"(after)
                     : "r"(in0), "r"(in7), "r"(in15), "i"(SYS_tkill), "D"((long)getpid()), "S"((long)SIGUSR1)
                     : "rax", "rcx", "r11", "xmm0", "xmm7", "xmm15", "memory");
    say("%#lx %#lx %#lx, control the same %d, handlers %d", out0, out7, out15, before == after, s_count);
}

CASE(wide_vector_registers_survive_a_handler)
{
    if (!__builtin_cpu_supports("avx"))
    {
        say("yes 1");
        return;
    }
    signal(SIGUSR1, clobber_vectors);
    static unsigned char in[32], out[32];
    for (int i = 0; i < 32; i++)
        in[i] = i * 7 + 1;
    __asm__ volatile(".arch .avx\nvmovdqu (%1), %%ymm7; mov %2, %%eax; syscall; vmovdqu %%ymm7, (%0); vzeroupper"
                     ::"r"(out), "r"(in), "i"(SYS_tkill), "D"((long)getpid()), "S"((long)SIGUSR1) : "rax", "rcx", "r11", "xmm7", "memory");
    say("yes %d", memcmp(in, out, 32) == 0);
}

CASE(float_state_is_inherited_by_fork_and_reset_by_threads)
{
    unsigned control = 0x1f80 | 0x2000, found;
    unsigned short word = 0x037f & ~0x0300, found_word;
    __asm__ volatile("ldmxcsr %0; fldcw %1" ::"m"(control), "m"(word));
    IN_CHILD("child")
    {
        __asm__ volatile("stmxcsr %0; fnstcw %1" : "=m"(found), "=m"(found_word));
        say("mxcsr %#x, control word %#x", found & ~0x3fu, found_word);
    }
}

CASE(vectors_survive_switches)
{
    pid_t children[4];
    for (int i = 0; i < 4; i++)
        if ((children[i] = MUST(fork())) == 0)
        {
            unsigned long value = 0x0101010101010101ul * (i + 1), found;
            int bad = 0;
            for (int round = 0; round < 300; round++)
            {
                __asm__ volatile("movq %1, %%xmm5; mov %2, %%eax; syscall; movq %%xmm5, %0" : "=&r"(found) : "r"(value), "i"(SYS_sched_yield) : "rax", "rcx", "r11", "xmm5", "memory");
                bad += found != value;
            }
            _exit(bad != 0);
        }
    for (int i = 0; i < 4; i++)
        show_status("child", wait_for(children[i]));
}

CASE(handler_leaves_by_a_jump)
{
    catch(SIGUSR1, take_info_and_jump, 0);
    for (int i = 0; i < 3; i++)
        if (sigsetjmp(s_jump, 1) == 0)
            raise(SIGUSR1);
    say("count %d", s_count);
}

CASE(stop_discards_continue_and_the_other_way_round)
{
    sigset_t set, pending;
    sigemptyset(&set);
    sigaddset(&set, SIGCONT), sigaddset(&set, SIGTSTP), sigaddset(&set, SIGTTIN);
    sigprocmask(SIG_BLOCK, &set, NULL);
    raise(SIGTSTP), raise(SIGTTIN);
    raise(SIGCONT);
    sigpending(&pending);
    say("after SIGCONT: TSTP %d TTIN %d CONT %d", sigismember(&pending, SIGTSTP), sigismember(&pending, SIGTTIN), sigismember(&pending, SIGCONT));
    raise(SIGTSTP);
    sigpending(&pending);
    say("after SIGTSTP: TSTP %d CONT %d", sigismember(&pending, SIGTSTP), sigismember(&pending, SIGCONT));
}

static void on_continue(int number)
{
    (void)number;
    s_count++;
}

CASE(handler_of_continue_runs)
{
    pid_t child = MUST(fork());
    if (child == 0)
    {
        signal(SIGCONT, on_continue);
        raise(SIGSTOP);
        say("continued, handler ran %d", s_count);
        _exit(0);
    }
    int status;
    waitpid(child, &status, WUNTRACED);
    show_status("child", status);
    kill(child, SIGCONT);
    show_status("child", wait_for(child));
}

CASE(blocked_continue_still_continues)
{
    pid_t child = MUST(fork());
    if (child == 0)
    {
        sigset_t set;
        sigfillset(&set);
        sigprocmask(SIG_BLOCK, &set, NULL);
        raise(SIGSTOP);
        _exit(5);
    }
    int status;
    waitpid(child, &status, WUNTRACED);
    kill(child, SIGCONT);
    show_status("child", wait_for(child));
}

static void *spin_thread(void *argument)
{
    for (;;)
        atomic_fetch_add((atomic_int *)argument, 1);
    return NULL;
}

CASE(stop_stops_all_threads)
{
    atomic_int *counter = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pid_t child = MUST(fork());
    if (child == 0)
    {
        pthread_t thread;
        pthread_create(&thread, NULL, spin_thread, counter);
        for (;;)
            pause();
    }
    while (*counter == 0)
        sched_yield();
    kill(child, SIGSTOP);
    int status;
    waitpid(child, &status, WUNTRACED);
    int first = *counter;
    sleep_ms(30);
    ASK(*counter == first);
    kill(child, SIGCONT);
    while (*counter == first)
        sched_yield();
    say("runs again");
    kill(child, SIGKILL);
    wait_for(child);
}

CASE(terminal_stops_are_ignored_in_orphaned_groups)
{
    IN_CHILD("SIGTSTP in a session without a parent in it")
    {
        setsid();
        raise(SIGTSTP), raise(SIGTTIN), raise(SIGTTOU);
        say("not stopped");
    }
}

CASE(stopped_orphaned_group_is_hung_up)
{
    MUST(prctl(PR_SET_CHILD_SUBREAPER, 1));
    struct gate ready = make_gate();
    pid_t middle = MUST(fork());
    if (middle == 0)
    {
        setsid();
        pid_t child = fork();
        if (child == 0)
        {
            setpgid(0, 0);
            signal(SIGCONT, on_continue);
            open_gate(&ready);
            raise(SIGSTOP);
            for (;;)
                pause();
        }
        setpgid(child, child);
        await_gate(&ready);
        int status;
        waitpid(child, &status, WUNTRACED);
        _exit(0);
    }
    wait_for(middle);
    int status;
    MUST(wait(&status));
    show_status("orphan", status);
}

CASE(interrupted_sleep_after_stop_goes_on)
{
    pid_t child = MUST(fork());
    if (child == 0)
    {
        struct timespec time = {0, 150000000};
        long start = now_ms();
        say("nanosleep %d", nanosleep(&time, NULL));
        ASK(now_ms() - start >= 149);
        _exit(0);
    }
    await_state(child, 'S');
    kill(child, SIGSTOP);
    int status;
    waitpid(child, &status, WUNTRACED);
    kill(child, SIGCONT);
    show_status("child", wait_for(child));
}
