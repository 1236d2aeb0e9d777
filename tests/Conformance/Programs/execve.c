/* execve(2), execveat(2): arguments, scripts, limits, what survives and what does not. */
#define CONFORMANCE_SELF
#include "conformance.h"
#include <sys/auxv.h>

static void noop_handler(int number)
{
    (void)number;
}

/* The program that the cases start: says what it was given. */
static int run_self(int count, char **arguments, char **environment)
{
    const char *what = count > 2 ? arguments[2] : "arguments";
    if (strcmp(what, "count") == 0)
    {
        size_t total = 0;
        for (int i = 3; i < count; i++)
            total += strlen(arguments[i]) + 1;
        say("%d arguments, %zu bytes", count - 3, total);
    }
    else if (strcmp(what, "signals") == 0)
    {
        sigset_t mask, pending;
        sigprocmask(SIG_BLOCK, NULL, &mask);
        sigpending(&pending);
        struct sigaction action;
        for (int number = 1; number < 32; number++)
        {
            sigaction(number, NULL, &action);
            if (action.sa_handler != SIG_DFL || sigismember(&mask, number) == 1 || sigismember(&pending, number) == 1)
                say("%s: %s%s%s", signal_name(number), action.sa_handler == SIG_IGN ? "ignored" : action.sa_handler == SIG_DFL ? "default" : "caught",
                    sigismember(&mask, number) == 1 ? ", blocked" : "", sigismember(&pending, number) == 1 ? ", pending" : "");
        }
        stack_t stack;
        sigaltstack(NULL, &stack);
        say("alternate stack %s", stack.ss_flags & SS_DISABLE ? "off" : "on");
    }
    else if (strcmp(what, "descriptors") == 0)
    {
        for (int fd = 3; fd < 20; fd++)
            if (fcntl(fd, F_GETFD) != -1)
                say("descriptor %d open", fd);
    }
    else if (strcmp(what, "process") == 0)
    {
        char name[17] = "";
        prctl(PR_GET_NAME, name);
        say("name %s", name);
        say("umask %o", umask(0));
        ASK(getpid() == atoi(arguments[3]));
        ASK(alarm(0) > 50);
        say("AT_EXECFN %s", (char *)getauxval(AT_EXECFN));
        say("AT_SECURE %ld", getauxval(AT_SECURE));
        say("parent death signal %s", (prctl(PR_GET_PDEATHSIG, &count), signal_name(count)));
        say("dumpable %d", prctl(PR_GET_DUMPABLE));
        say("keep capabilities %d", prctl(PR_GET_KEEPCAPS));
    }
    else if (strcmp(what, "wait") == 0)
    {
        char byte;
        MUST(write(20, "", 1));
        MUST(read(0, &byte, 1));
    }
    else if (strcmp(what, "ids") == 0)
    {
        uid_t real, effective, saved;
        gid_t real_group, effective_group, saved_group;
        getresuid(&real, &effective, &saved);
        getresgid(&real_group, &effective_group, &saved_group);
        say("uid %d %d %d gid %d %d %d secure %ld", real, effective, saved, real_group, effective_group, saved_group, getauxval(AT_SECURE));
    }
    else if (strcmp(what, "tasks") == 0)
    {
        DIR *tasks = opendir("/proc/self/task");
        int number = 0;
        for (struct dirent *entry; tasks != NULL && (entry = readdir(tasks)) != NULL;)
            number += entry->d_name[0] != '.';
        say("%d task", number);
        ASK(getpid() == syscall(SYS_gettid));
        ASK(getpid() == atoi(arguments[3]));
    }
    else
    {
        say("count %d", count);
        for (int i = 0; i < count; i++)
            say("argument %d: \"%.60s\"", i, arguments[i]);
        for (int i = 0; environment[i] != NULL; i++)
            say("environment %d: \"%.60s\"", i, environment[i]);
        return 21;
    }
    return 0;
}

static void copy_self(const char *name)
{
    static char buffer[65536];
    int from = MUST(open(conformance_self, O_RDONLY)), to = MUST(open(name, O_WRONLY | O_CREAT | O_TRUNC, 0755));
    for (ssize_t count; (count = read(from, buffer, sizeof buffer)) > 0;)
        MUST(write(to, buffer, count));
    close(from);
    close(to);
}

static void put_script(const char *name, const char *text)
{
    put_file(name, text);
    MUST(chmod(name, 0755));
}

static char *s_no_environment[] = {NULL};
#define RUN(path, ...) do { char *list_[] = {__VA_ARGS__, NULL}; errno = 0; execve(path, list_, s_no_environment); say("%s: %s", #path, error_name(errno)); } while (0)
#define SELF conformance_self

CASE(arguments_and_environment)
{
    IN_CHILD("child")
    {
        char *arguments[] = {"-self", "", "two words", NULL}, *environment[] = {"A=1", "noequals", "", NULL};
        execve(SELF, arguments, environment);
    }
}

CASE(no_arguments_at_all)
{
    IN_CHILD("empty list")
    {
        char *none[] = {NULL};
        execve(SELF, none, s_no_environment);
    }
}

CASE(null_lists)
{
    IN_CHILD("environment NULL")
    {
        char *arguments[] = {"-self", NULL};
        syscall(SYS_execve, SELF, arguments, NULL);
    }
}

CASE(refusals)
{
    put_file("plain", "x");
    put_script("garbage", "\1\2\3\4 not a program");
    put_script("empty", "");
    MUST(mkdir("directory", 0755));
    MUST(symlink("loop", "loop"));
    RUN("absent", "x");
    RUN("", "x");
    RUN("plain", "x");
    RUN("garbage", "x");
    RUN("empty", "x");
    RUN("directory", "x");
    RUN("loop", "x");
    RUN("plain/x", "x");
    RUN("/dev/null", "x");
    MUST(mkfifo("fifo", 0755));
    RUN("fifo", "x");
}

CASE(truncated_programs)
{
    copy_self("program");
    static const int lengths[] = {1, 4, 16, 63, 64, 100};
    for (unsigned i = 0; i < sizeof lengths / sizeof lengths[0]; i++)
    {
        MUST(truncate("program", lengths[i]));
        say("length %d", lengths[i]);
        RUN("program", "x");
        unlink("program");
        copy_self("program");
    }
}

CASE(wrong_headers)
{
    static const struct { int offset; unsigned char value; const char *what; } changes[] = {
        {4, 1, "32-bit class"}, {18, 40, "another machine"}, {16, 1, "relocatable type"}, {54, 55, "size of program headers"}, {0, 0, "magic"},
    };
    for (unsigned i = 0; i < sizeof changes / sizeof changes[0]; i++)
    {
        copy_self("program");
        int fd = MUST(open("program", O_WRONLY));
        MUST(pwrite(fd, &changes[i].value, 1, changes[i].offset));
        close(fd);
        IN_CHILD(changes[i].what) { RUN("./program", "x", "-self", "ids"); }
        unlink("program");
    }
}

CASE(busy_file)
{
    copy_self("program");
    int fd = MUST(open("program", O_WRONLY));
    RUN("./program", "-self");
    close(fd);
    struct gate running = make_gate(), done = make_gate();
    pid_t child = MUST(fork());
    if (child == 0)
    {
        dup2(done.ends[0], 0);
        dup2(running.ends[1], 20);
        RUN("./program", "p", "-self", "wait");
        _exit(3);
    }
    await_gate(&running);
    SHOW(open("program", O_WRONLY));
    SHOW(truncate("program", 0));
    SHOW_SUCCESS(open("program", O_RDONLY));
    open_gate(&done);
    wait_for(child);
    SHOW_SUCCESS(open("program", O_WRONLY));
}

CASE(script_without_argument)
{
    copy_self("program");
    put_script("script", "#!./program\nignored\n");
    IN_CHILD("child") { RUN("./script", "script", "a", "b"); }
}

CASE(script_with_argument)
{
    copy_self("program");
    put_script("script", "#! ./program  -self with blanks \t \nrest");
    IN_CHILD("child") { RUN("./script", "zero", "a"); }
}

CASE(script_without_newline)
{
    copy_self("program");
    put_script("script", "#!./program -self");
    IN_CHILD("child") { RUN("./script", "zero"); }
}

CASE(script_interpreter_missing)
{
    put_script("blank", "#!   \n");
    put_script("absent", "#!/no/such/interpreter\n");
    put_script("directory", "#!/\n");
    IN_CHILD("child")
    {
        RUN("./blank", "x");
        RUN("./absent", "x");
        RUN("./directory", "x");
    }
}

CASE(script_by_script)
{
    copy_self("program");
    put_script("inner", "#!./program -self\n");
    put_script("outer", "#!./inner outer-argument\n");
    IN_CHILD("child") { RUN("./outer", "zero", "last"); }
}

CASE(script_recursion_limit)
{
    put_script("itself", "#!./itself\n");
    RUN("./itself", "x");
    copy_self("program");
    char text[64], name[8];
    put_script("s0", "#!./program -self\n");
    for (int i = 1; i < 7; i++)
    {
        snprintf(text, sizeof text, "#!./s%d\n", i - 1);
        snprintf(name, sizeof name, "s%d", i);
        put_script(name, text);
    }
    IN_CHILD("three") { RUN("./s3", "x"); }
    IN_CHILD("five") { RUN("./s5", "x"); }
    IN_CHILD("six") { RUN("./s6", "x"); }
}

CASE(script_line_length)
{
    copy_self("program");
    char text[400];
    memset(text, 'a', sizeof text);
    memcpy(text, "#!./program -self ", 18);
    text[300] = '\n';
    text[301] = 0;
    put_script("long", text);
    IN_CHILD("argument cut off") { RUN("./long", "x"); }
    memset(text, 'a', sizeof text);
    memcpy(text, "#!./", 4);
    text[300] = 0;
    put_script("longname", text);
    IN_CHILD("name cut off") { RUN("./longname", "x"); }
}

CASE(script_not_readable_by_interpreter_path)
{
    copy_self("program");
    put_script("script", "#!./program -self\n");
    MUST(mkdir("d", 0755));
    MUST(chdir("d"));
    RUN("../script", "x");
    MUST(rename("../program", "program"));
    IN_CHILD("child") { RUN("../script", "x"); }
}

CASE(argument_limits)
{
    static char long_one[131073];
    memset(long_one, 'x', sizeof long_one - 1);
    IN_CHILD("131072 characters") { RUN(SELF, "p", "-self", "count", long_one); }
    long_one[131071] = 0;
    IN_CHILD("131071 characters") { RUN(SELF, "p", "-self", "count", long_one); }
}

CASE(many_arguments)
{
    static char *many[20010];
    many[0] = "p", many[1] = "-self", many[2] = "count";
    for (int i = 3; i < 20003; i++)
        many[i] = "0123456789";
    IN_CHILD("20000 arguments")
    {
        execve(SELF, many, s_no_environment);
        say("%s", error_name(errno));
    }
    MUST(setrlimit(RLIMIT_STACK, &(struct rlimit){512 * 1024, RLIM_INFINITY}));
    IN_CHILD("20000 arguments with a stack of 512 KiB")
    {
        execve(SELF, many, s_no_environment);
        say("%s", error_name(errno));
    }
}

CASE(hostile_pointers)
{
    char *good[] = {"-self", NULL}, *bad[] = {"-self", KERNEL_ADDRESS, NULL}, *low[] = {LOW_ADDRESS, NULL};
    char *end = forbidden_page();
    memcpy(end - 4, "/bin", 4);
    SHOW(syscall(SYS_execve, LOW_ADDRESS, good, s_no_environment));
    SHOW(syscall(SYS_execve, NULL, good, s_no_environment));
    SHOW(syscall(SYS_execve, end - 4, good, s_no_environment));
    SHOW(syscall(SYS_execve, SELF, KERNEL_ADDRESS, s_no_environment));
    SHOW(syscall(SYS_execve, SELF, bad, s_no_environment));
    SHOW(syscall(SYS_execve, SELF, low, s_no_environment));
    SHOW(syscall(SYS_execve, SELF, good, LOW_ADDRESS));
    char **unfinished = (char **)(end - 8);
    unfinished[0] = "-self";
    SHOW(syscall(SYS_execve, SELF, unfinished, s_no_environment));
    char path[5000];
    memset(path, 'a', sizeof path);
    path[4999] = 0;
    SHOW(syscall(SYS_execve, path, good, s_no_environment));
}

CASE(signals_across_exec)
{
    IN_CHILD("child")
    {
        signal(SIGUSR1, SIG_IGN);
        signal(SIGUSR2, noop_handler);
        signal(SIGCHLD, SIG_IGN);
        sigset_t set;
        sigemptyset(&set);
        sigaddset(&set, SIGTERM);
        sigaddset(&set, SIGHUP);
        sigprocmask(SIG_BLOCK, &set, NULL);
        raise(SIGTERM);
        static char stack[8192];
        sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = sizeof stack}, NULL);
        RUN(SELF, "p", "-self", "signals");
    }
}

CASE(descriptors_across_exec)
{
    IN_CHILD("child")
    {
        int fd = open("/dev/null", O_RDONLY);
        dup2(fd, 5);
        dup3(fd, 6, O_CLOEXEC);
        fcntl(fd, F_DUPFD, 10);
        fcntl(fd, F_DUPFD_CLOEXEC, 11);
        fcntl(fd, F_SETFD, FD_CLOEXEC);
        dup2(fd, 15);
        RUN(SELF, "p", "-self", "descriptors");
    }
}

CASE(process_across_exec)
{
    copy_self("a_program_with_a_long_name");
    IN_CHILD("child")
    {
        char number[16];
        snprintf(number, sizeof number, "%d", getpid());
        umask(027);
        alarm(100);
        prctl(PR_SET_NAME, "changed");
        prctl(PR_SET_PDEATHSIG, SIGUSR1);
        prctl(PR_SET_KEEPCAPS, 1);
        prctl(PR_SET_DUMPABLE, 0);
        RUN("./a_program_with_a_long_name", "p", "-self", "process", number);
    }
}

static void *exec_thread(void *argument)
{
    RUN(SELF, "p", "-self", "tasks", argument);
    return NULL;
}

static void *sleeping_thread(void *argument)
{
    for (;;)
        pause();
    return argument;
}

CASE(exec_from_a_thread)
{
    IN_CHILD("child")
    {
        char number[16];
        snprintf(number, sizeof number, "%d", getpid());
        pthread_t threads[4];
        for (int i = 0; i < 3; i++)
            pthread_create(&threads[i], NULL, sleeping_thread, NULL);
        pthread_create(&threads[3], NULL, exec_thread, number);
        pause();
    }
}

CASE(set_user_id_program)
{
    copy_self("program");
    MUST(chown("program", 1000, 2000));
    MUST(chmod("program", 06755));
    IN_CHILD("as root") { RUN("./program", "p", "-self", "ids"); }
    IN_CHILD("as another")
    {
        MUST(setgid(4000));
        MUST(setuid(3000));
        RUN("./program", "p", "-self", "ids");
    }
    IN_CHILD("with no new privileges")
    {
        MUST(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
        MUST(setgid(4000));
        MUST(setuid(3000));
        RUN("./program", "p", "-self", "ids");
    }
    MUST(chown("program", 1000, 2000));
    struct stat status;
    MUST(stat("program", &status));
    say("mode after chown by root %o", status.st_mode & 07777);
    MUST(chmod("program", 02745));
    IN_CHILD("set-group-id without group execute")
    {
        MUST(setgid(4000));
        MUST(setuid(3000));
        RUN("./program", "p", "-self", "ids");
    }
}

CASE(permission_to_execute)
{
    copy_self("program");
    MUST(chmod("program", 0644));
    RUN("./program", "p", "-self");
    MUST(chmod("program", 0100));
    IN_CHILD("root with one x bit") { RUN("./program", "p", "-self", "ids"); }
    IN_CHILD("another without")
    {
        setuid(3000);
        RUN("./program", "p", "-self", "ids");
    }
    MUST(chmod("program", 0111));
    IN_CHILD("execute without read")
    {
        setuid(3000);
        RUN("./program", "p", "-self", "ids");
    }
    MUST(chmod("program", 0755));
    MUST(mkdir("closed", 0700));
    MUST(rename("program", "closed/program"));
    IN_CHILD("in a closed directory")
    {
        setuid(3000);
        RUN("closed/program", "p", "-self", "ids");
    }
}

CASE(execveat_forms)
{
    copy_self("program");
    MUST(mkdir("d", 0755));
    MUST(symlink("program", "link"));
    char *arguments[] = {"p", "-self", "ids", NULL};
    int directory = MUST(open(".", O_RDONLY | O_DIRECTORY)), file = MUST(open("program", O_RDONLY)), path = MUST(open("program", O_PATH));
    IN_CHILD("by directory") { SHOW(syscall(SYS_execveat, directory, "program", arguments, s_no_environment, 0)); }
    IN_CHILD("by descriptor") { SHOW(syscall(SYS_execveat, file, "", arguments, s_no_environment, AT_EMPTY_PATH)); }
    IN_CHILD("by O_PATH") { SHOW(syscall(SYS_execveat, path, "", arguments, s_no_environment, AT_EMPTY_PATH)); }
    IN_CHILD("refusals")
    {
        SHOW(syscall(SYS_execveat, file, "", arguments, s_no_environment, 0));
        SHOW(syscall(SYS_execveat, directory, "link", arguments, s_no_environment, AT_SYMLINK_NOFOLLOW));
        SHOW(syscall(SYS_execveat, directory, "program", arguments, s_no_environment, 0x10));
        SHOW(syscall(SYS_execveat, 77, "program", arguments, s_no_environment, 0));
        SHOW(syscall(SYS_execveat, directory, "", arguments, s_no_environment, AT_EMPTY_PATH));
        SHOW(syscall(SYS_execveat, file, "program", arguments, s_no_environment, 0));
    }
}

CASE(execveat_script_by_descriptor)
{
    copy_self("program");
    put_script("script", "#!./program -self\n");
    int kept = MUST(open("script", O_RDONLY)), closing = MUST(open("script", O_RDONLY | O_CLOEXEC));
    char *arguments[] = {"p", NULL};
    IN_CHILD("kept") { SHOW(syscall(SYS_execveat, kept, "", arguments, s_no_environment, AT_EMPTY_PATH)); }
    IN_CHILD("close on exec") { SHOW(syscall(SYS_execveat, closing, "", arguments, s_no_environment, AT_EMPTY_PATH)); }
}

CASE(exec_on_a_mount_without_exec)
{
    unshare(CLONE_NEWNS);
    MUST(mkdir("m", 0755));
    MUST(mount("none", "m", "tmpfs", MS_NOEXEC, NULL));
    MUST(chdir("m"));
    copy_self("program");
    RUN("./program", "p", "-self", "ids");
    MUST(chdir(".."));
    MUST(umount("m"));
}
