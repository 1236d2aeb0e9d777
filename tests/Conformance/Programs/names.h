/*
 * Names for numbers: results are printed by name, since a name says what went wrong and a number only that two numbers differ.
 */
#ifndef CONFORMANCE_NAMES_H
#define CONFORMANCE_NAMES_H

#include <errno.h>
#include <signal.h>
#include <stdio.h>

struct conformance_name
{
    int value;
    const char *name;
};

#define N(name) {name, #name}

static inline const char *find_name(const struct conformance_name *names, int count, int value, const char *kind)
{
    static char buffer[4][32];
    static int next;
    for (int i = 0; i < count; i++)
        if (names[i].value == value)
            return names[i].name;
    char *text = buffer[next++ & 3];
    snprintf(text, sizeof buffer[0], "%s %d", kind, value);
    return text;
}

static inline const char *error_name(int error)
{
    static const struct conformance_name names[] = {
        {0, "no error"}, N(EPERM), N(ENOENT), N(ESRCH), N(EINTR), N(EIO), N(ENXIO), N(E2BIG), N(ENOEXEC), N(EBADF), N(ECHILD), N(EAGAIN), N(ENOMEM),
        N(EACCES), N(EFAULT), N(ENOTBLK), N(EBUSY), N(EEXIST), N(EXDEV), N(ENODEV), N(ENOTDIR), N(EISDIR), N(EINVAL), N(ENFILE), N(EMFILE), N(ENOTTY),
        N(ETXTBSY), N(EFBIG), N(ENOSPC), N(ESPIPE), N(EROFS), N(EMLINK), N(EPIPE), N(EDOM), N(ERANGE), N(EDEADLK), N(ENAMETOOLONG), N(ENOLCK), N(ENOSYS),
        N(ENOTEMPTY), N(ELOOP), N(ENODATA), N(ETIME), N(EPROTO), N(EOVERFLOW), N(EBADMSG), N(EILSEQ), N(ENOTSOCK), N(EDESTADDRREQ), N(EMSGSIZE),
        N(EPROTOTYPE), N(ENOPROTOOPT), N(EPROTONOSUPPORT), N(ESOCKTNOSUPPORT), N(EOPNOTSUPP), N(EAFNOSUPPORT), N(EADDRINUSE), N(EADDRNOTAVAIL),
        N(ECONNABORTED), N(ECONNRESET), N(ENOBUFS), N(EISCONN), N(ENOTCONN), N(ETOOMANYREFS), N(ETIMEDOUT), N(ECONNREFUSED), N(EALREADY), N(EINPROGRESS),
        N(ESTALE), N(EDQUOT), N(ECANCELED), N(EOWNERDEAD), N(ENOTRECOVERABLE),
    };
    return find_name(names, sizeof names / sizeof names[0], error, "errno");
}

static inline const char *signal_name(int number)
{
    static const struct conformance_name names[] = {
        {0, "no signal"}, N(SIGHUP), N(SIGINT), N(SIGQUIT), N(SIGILL), N(SIGTRAP), N(SIGABRT), N(SIGBUS), N(SIGFPE), N(SIGKILL), N(SIGUSR1), N(SIGSEGV),
        N(SIGUSR2), N(SIGPIPE), N(SIGALRM), N(SIGTERM), N(SIGSTKFLT), N(SIGCHLD), N(SIGCONT), N(SIGSTOP), N(SIGTSTP), N(SIGTTIN), N(SIGTTOU), N(SIGURG),
        N(SIGXCPU), N(SIGXFSZ), N(SIGVTALRM), N(SIGPROF), N(SIGWINCH), N(SIGIO), N(SIGPWR), N(SIGSYS),
    };
    return find_name(names, sizeof names / sizeof names[0], number, "signal");
}

/* si_code: the positive ones mean something only together with the signal. */
static inline const char *code_name(int number, int code)
{
    static const struct conformance_name common[] = {N(SI_USER), N(SI_KERNEL), N(SI_QUEUE), N(SI_TIMER), N(SI_MESGQ), N(SI_ASYNCIO), N(SI_SIGIO), N(SI_TKILL)};
    static const struct conformance_name child[] = {N(CLD_EXITED), N(CLD_KILLED), N(CLD_DUMPED), N(CLD_TRAPPED), N(CLD_STOPPED), N(CLD_CONTINUED)};
    static const struct conformance_name segment[] = {N(SEGV_MAPERR), N(SEGV_ACCERR)};
    static const struct conformance_name bus[] = {N(BUS_ADRALN), N(BUS_ADRERR), N(BUS_OBJERR)};
    static const struct conformance_name arithmetic[] = {N(FPE_INTDIV), N(FPE_INTOVF), N(FPE_FLTDIV), N(FPE_FLTOVF), N(FPE_FLTUND), N(FPE_FLTRES), N(FPE_FLTINV)};
    static const struct conformance_name illegal[] = {N(ILL_ILLOPC), N(ILL_ILLOPN), N(ILL_PRVOPC)};
    static const struct conformance_name trap[] = {N(TRAP_BRKPT), N(TRAP_TRACE)};
    static const struct conformance_name poll[] = {N(POLL_IN), N(POLL_OUT), N(POLL_MSG), N(POLL_ERR), N(POLL_PRI), N(POLL_HUP)};
#define FIND(table) find_name(table, sizeof table / sizeof table[0], code, "code")
    if (code <= 0 || code == SI_KERNEL)
        return FIND(common);
    switch (number)
    {
        case SIGCHLD: return FIND(child);
        case SIGSEGV: return FIND(segment);
        case SIGBUS: return FIND(bus);
        case SIGFPE: return FIND(arithmetic);
        case SIGILL: return FIND(illegal);
        case SIGTRAP: return FIND(trap);
        case SIGIO: return FIND(poll);
        default: return FIND(common);
    }
#undef FIND
}

#undef N
#endif
