/* Pseudo-terminals, termios(3), job control. */
#include "conformance.h"
#include <termios.h>

static int s_master, s_slave;
static char s_path[64];

/* A fresh pair; the slave is not our controlling terminal. */
static void open_pair(void)
{
    int number = -1, unlock = 0;
    s_master = MUST(open("/dev/ptmx", O_RDWR | O_NOCTTY));
    MUST(ioctl(s_master, TIOCSPTLCK, &unlock));
    MUST(ioctl(s_master, TIOCGPTN, &number));
    snprintf(s_path, sizeof s_path, "/dev/pts/%d", number);
    s_slave = MUST(open(s_path, O_RDWR | O_NOCTTY));
}
static struct termios settings(void) { struct termios now; MUST(tcgetattr(s_slave, &now)); return now; }
static void change(tcflag_t clear, tcflag_t set) { struct termios now = settings(); now.c_lflag = (now.c_lflag & ~clear) | set; MUST(tcsetattr(s_slave, TCSANOW, &now)); }
static void raw(int minimum, int time)
{
    struct termios now = settings();
    cfmakeraw(&now);
    now.c_cc[VMIN] = minimum, now.c_cc[VTIME] = time;
    MUST(tcsetattr(s_slave, TCSANOW, &now));
}
/* What is typed reaches the line discipline a little later. */
static void type(const char *text)
{
    MUST(write(s_master, text, strlen(text)));
    sleep_ms(25);
}
static void show_bytes(const char *what, int fd)
{
    char bytes[256], text[1024] = "";
    struct pollfd item = {fd, POLLIN, 0};
    if (poll(&item, 1, 100) <= 0)
    {
        say("%s: nothing", what);
        return;
    }
    ssize_t count = read(fd, bytes, sizeof bytes);
    if (count < 0)
        say("%s: %s", what, error_name(errno));
    else
    {
        for (ssize_t i = 0; i < count; i++)
            snprintf(text + strlen(text), 8, bytes[i] >= 32 && bytes[i] < 127 ? "%c" : "\\%03o", (unsigned char)bytes[i]);
        say("%s: %zd \"%s\"", what, count, text);
    }
}

CASE(default_settings)
{
    open_pair();
    struct termios now = settings();
    say("input %#o output %#o control %#o local %#o", now.c_iflag, now.c_oflag, now.c_cflag, now.c_lflag);
    for (int i = 0; i < 17; i++)
        say("character %d: %#o", i, now.c_cc[i]);
    struct winsize size;
    SHOW(ioctl(s_slave, TIOCGWINSZ, &size));
    say("%d %d", size.ws_row, size.ws_col);
    SHOW(isatty(s_slave)), SHOW(isatty(s_master));
}

CASE(canonical_lines)
{
    open_pair();
    change(ECHO, 0);
    type("partial");
    show_bytes("no line yet", s_slave);
    type(" line\nsecond\n");
    show_bytes("first", s_slave);
    show_bytes("second", s_slave);
    char few[4];
    type("abcdef\n");
    SHOW(read(s_slave, few, 3));
    show_bytes("rest", s_slave);
}

CASE(canonical_editing)
{
    open_pair();
    change(ECHO, 0);
    type("abc\177\177x\n");
    show_bytes("erase", s_slave);
    type("all gone\025kept\n");
    show_bytes("kill", s_slave);
    type("one two  \027three\n");
    show_bytes("word erase", s_slave);
    type("\177\177\025ok\n");
    show_bytes("nothing to erase", s_slave);
    type("lit\026\177eral\n");
    show_bytes("literal next", s_slave);
}

CASE(end_of_file_key)
{
    open_pair();
    change(ECHO, 0);
    type("\004");
    show_bytes("alone", s_slave);
    type("abc\004");
    show_bytes("after text", s_slave);
    type("abc\004\004");
    show_bytes("twice", s_slave), show_bytes("then", s_slave);
}

CASE(echo_forms)
{
    open_pair();
    type("ab\177c\n");
    show_bytes("echo of erase", s_master);
    show_bytes("line", s_slave);
    type("xyz\025\n");
    show_bytes("echo of kill", s_master);
    type("\001\033\n");
    show_bytes("echo of controls", s_master);
    change(ECHOCTL, 0);
    type("\001\n");
    show_bytes("without ECHOCTL", s_master);
    change(ECHO, ECHONL);
    type("silent\n");
    show_bytes("only the newline", s_master);
}

CASE(output_processing)
{
    open_pair();
    write(s_slave, "a\nb\tc\n", 6);
    show_bytes("ONLCR", s_master);
    struct termios now = settings();
    now.c_oflag = OPOST | OCRNL;
    tcsetattr(s_slave, TCSANOW, &now);
    write(s_slave, "a\rb\n", 4);
    show_bytes("OCRNL", s_master);
    now.c_oflag = OPOST | XTABS;
    tcsetattr(s_slave, TCSANOW, &now);
    write(s_slave, "\rabc\tdef", 8);
    show_bytes("XTABS", s_master);
    now.c_oflag = 0;
    tcsetattr(s_slave, TCSANOW, &now);
    write(s_slave, "a\nb\r\t", 5);
    show_bytes("none", s_master);
}

CASE(input_mapping)
{
    open_pair();
    change(ECHO, 0);
    struct termios now = settings();
    type("cr\r");
    show_bytes("ICRNL", s_slave);
    now.c_iflag = IGNCR;
    tcsetattr(s_slave, TCSANOW, &now);
    type("a\rb\n");
    show_bytes("IGNCR", s_slave);
    now.c_iflag = INLCR;
    tcsetattr(s_slave, TCSANOW, &now);
    type("a\nb\004");
    show_bytes("INLCR", s_slave);
    now.c_iflag = ISTRIP | IUCLC;
    now.c_lflag |= IEXTEN;
    tcsetattr(s_slave, TCSANOW, &now);
    type("\301BC\n");
    show_bytes("ISTRIP IUCLC", s_slave);
}

CASE(raw_reads)
{
    open_pair();
    raw(1, 0);
    type("\003\004\r\n\177");
    show_bytes("all bytes come", s_slave);
    show_bytes("no echo", s_master);
    raw(0, 0);
    char byte;
    SHOW(read(s_slave, &byte, 1));
    raw(0, 1);
    SHOW(read(s_slave, &byte, 1));
    raw(3, 0);
    type("ab");
    fcntl(s_slave, F_SETFL, O_RDWR | O_NONBLOCK);
    SHOW(read(s_slave, s_path, 10));
    fcntl(s_slave, F_SETFL, O_RDWR);
    type("abc");
    SHOW(read(s_slave, s_path, 10));
}

CASE(minimum_and_time)
{
    open_pair();
    raw(5, 1);
    type("ab");
    char text[16];
    SHOW(read(s_slave, text, 10));
    type("abcdefg");
    SHOW(read(s_slave, text, 6));
    SHOW(read(s_slave, text, 6));
}

CASE(switching_modes_keeps_bytes)
{
    open_pair();
    change(ECHO, 0);
    type("typed early");
    raw(1, 0);
    show_bytes("in raw mode", s_slave);
    type("more");
    change(0, ICANON);
    show_bytes("back in canonical mode", s_slave);
}

CASE(set_with_flush)
{
    open_pair();
    change(ECHO, 0);
    type("thrown away\n");
    struct termios now = settings();
    SHOW(tcsetattr(s_slave, TCSAFLUSH, &now));
    show_bytes("flushed", s_slave);
    type("kept\n");
    SHOW(tcsetattr(s_slave, TCSADRAIN, &now));
    show_bytes("drained", s_slave);
    type("again\n");
    SHOW(tcflush(s_slave, TCIFLUSH));
    show_bytes("tcflush", s_slave);
    SHOW(tcflush(s_slave, 9));
    SHOW(tcdrain(s_slave));
    SHOW(tcsendbreak(s_slave, 0));
}

CASE(counts)
{
    open_pair();
    int count = -1;
    type("line\npart");
    SHOW(ioctl(s_slave, FIONREAD, &count));
    say("canonical %d", count);
    raw(1, 0);
    SHOW(ioctl(s_slave, FIONREAD, &count));
    say("raw %d", count);
    tcflush(s_master, TCIFLUSH);
    write(s_slave, "123", 3);
    sleep_ms(25);
    SHOW(ioctl(s_master, FIONREAD, &count));
    say("master %d", count);
    SHOW(ioctl(s_slave, TIOCOUTQ, &count));
    say("queue %d", count);
}

CASE(window_size)
{
    open_pair();
    struct winsize size = {30, 100, 7, 8}, found;
    SHOW(ioctl(s_master, TIOCSWINSZ, &size));
    SHOW(ioctl(s_slave, TIOCGWINSZ, &found));
    say("%d %d %d %d", found.ws_row, found.ws_col, found.ws_xpixel, found.ws_ypixel);
    SHOW(ioctl(s_slave, TIOCSWINSZ, LOW_ADDRESS));
    SHOW(ioctl(s_slave, TIOCGWINSZ, LOW_ADDRESS));
}

/* A session with the slave as its controlling terminal, in a child. */
#define IN_SESSION(label) for (struct conformance_child child_ = {(open_pair(), MUST(fork())), 0}; child_.pid == 0 && child_.ran == 0 ? take_terminal(&child_) : child_step(&child_, label);)
static int take_terminal(struct conformance_child *child)
{
    setsid();
    MUST(ioctl(s_slave, TIOCSCTTY, 0));
    return child_step(child, NULL);
}

static volatile int s_signals, s_last;
static void on_signal(int number) { s_signals++, s_last = number; }

CASE(controlling_terminal)
{
    IN_SESSION("session")
    {
        ASK(tcgetsid(s_slave) == getpid());
        ASK(tcgetpgrp(s_slave) == getpgrp());
        SHOW_SUCCESS(open("/dev/tty", O_RDWR));
        SHOW(ioctl(s_slave, TIOCSCTTY, 0));
        int other = s_slave;
        open_pair();
        SHOW(ioctl(s_slave, TIOCSCTTY, 0));
        SHOW(tcgetpgrp(s_slave));
        SHOW(ioctl(other, TIOCNOTTY));
        SHOW(open("/dev/tty", O_RDWR));
    }
}

CASE(keys_send_signals)
{
    IN_SESSION("session")
    {
        signal(SIGINT, on_signal), signal(SIGQUIT, on_signal), signal(SIGTSTP, on_signal);
        static const char *const keys[] = {"\003", "\034", "\032"};
        for (int i = 0; i < 3; i++)
        {
            s_signals = 0;
            type(keys[i]);
            for (int patience = 0; s_signals == 0 && patience < 2000; patience++)
                sleep_ms(1);
            say("%s", signal_name(s_last));
        }
        show_bytes("echo", s_master);
    }
}

CASE(keys_flush_the_input)
{
    IN_SESSION("session")
    {
        change(ECHO, 0);
        signal(SIGINT, on_signal);
        type("lost\003kept\n");
        show_bytes("after the interrupt", s_slave);
        change(0, NOFLSH);
        type("kept\003too\n");
        show_bytes("with NOFLSH", s_slave);
        change(ISIG, 0);
        type("x\003y\n");
        show_bytes("without ISIG", s_slave);
    }
}

CASE(interrupt_kills_the_foreground_group)
{
    IN_SESSION("session")
    {
        signal(SIGINT, SIG_IGN), signal(SIGTTOU, SIG_IGN);
        pid_t background = fork();
        if (background == 0)
        {
            setpgid(0, 0);
            signal(SIGINT, SIG_DFL);
            for (;;)
                pause();
        }
        setpgid(background, background);
        pid_t foreground = fork();
        if (foreground == 0)
        {
            setpgid(0, 0);
            signal(SIGINT, SIG_DFL);
            tcsetpgrp(s_slave, getpgrp());
            type("\003");
            for (;;)
                pause();
        }
        show_status("foreground", wait_for(foreground));
        say("background %d", waitpid(background, NULL, WNOHANG));
        kill(background, SIGKILL);
        wait_for(background);
    }
}

CASE(background_reads_stop)
{
    IN_SESSION("session")
    {
        pid_t child = fork();
        if (child == 0)
        {
            setpgid(0, 0);
            char byte;
            read(s_slave, &byte, 1);
            _exit(0);
        }
        setpgid(child, child);
        int status;
        waitpid(child, &status, WUNTRACED);
        show_status("reader", status);
        kill(child, SIGKILL);
        wait_for(child);
        child = fork();
        if (child == 0)
        {
            setpgid(0, 0);
            signal(SIGTTIN, SIG_IGN);
            char byte;
            SHOW(read(s_slave, &byte, 1));
            _exit(0);
        }
        wait_for(child);
    }
}

CASE(background_writes)
{
    IN_SESSION("session")
    {
        for (int stop = 0; stop < 2; stop++)
        {
            change(TOSTOP, stop ? TOSTOP : 0);
            pid_t child = fork();
            if (child == 0)
            {
                setpgid(0, 0);
                write(s_slave, "x", 1);
                _exit(4);
            }
            setpgid(child, child);
            int status;
            waitpid(child, &status, WUNTRACED);
            show_status(stop ? "with TOSTOP" : "without", status);
            kill(child, SIGKILL);
            waitpid(child, NULL, 0);
        }
        pid_t child = fork();
        if (child == 0)
        {
            setpgid(0, 0);
            struct termios now = settings();
            tcsetattr(s_slave, TCSANOW, &now);
            _exit(4);
        }
        setpgid(child, child);
        int status;
        waitpid(child, &status, WUNTRACED);
        show_status("tcsetattr", status);
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
    }
}

CASE(foreground_group_rules)
{
    IN_SESSION("session")
    {
        SHOW(tcsetpgrp(s_slave, 0x3fffff));
        SHOW(tcsetpgrp(s_slave, -1));
        SHOW(tcsetpgrp(s_slave, getppid()));
        SHOW(tcsetpgrp(s_slave, getpgrp()));
        SHOW(tcsetpgrp(0, getpgrp()) == -1);
        IN_CHILD("a group of another session") { setsid(); SHOW(tcsetpgrp(s_slave, getpgrp())); SHOW(tcgetpgrp(s_slave)); }
    }
}

CASE(window_change_signals_the_foreground)
{
    IN_SESSION("session")
    {
        signal(SIGWINCH, on_signal);
        struct winsize size = {10, 20, 0, 0};
        ioctl(s_master, TIOCSWINSZ, &size);
        for (int patience = 0; s_signals == 0 && patience < 2000; patience++)
            sleep_ms(1);
        say("%s", signal_name(s_last));
        s_signals = 0;
        ioctl(s_master, TIOCSWINSZ, &size);
        sleep_ms(20);
        say("the same size again: %d", s_signals);
    }
}

CASE(hang_up_when_the_master_closes)
{
    struct gate ready = make_gate();
    open_pair();
    pid_t leader = MUST(fork());
    if (leader == 0)
    {
        close(s_master);
        setsid();
        MUST(ioctl(s_slave, TIOCSCTTY, 0));
        open_gate(&ready);
        for (;;)
            pause();
    }
    await_gate(&ready);
    close(s_master);
    show_status("leader", wait_for(leader));
}

CASE(slave_after_the_master)
{
    open_pair();
    close(s_master);
    char byte;
    SHOW(read(s_slave, &byte, 1));
    SHOW(write(s_slave, "x", 1));
    struct pollfd item = {s_slave, POLLIN | POLLOUT, 0};
    poll(&item, 1, 0);
    say("%#x", item.revents);
    struct termios now;
    SHOW(tcgetattr(s_slave, &now));
    SHOW(open(s_path, O_RDWR | O_NOCTTY));
}

CASE(master_after_the_slave)
{
    open_pair();
    write(s_slave, "left", 4);
    close(s_slave);
    show_bytes("data first", s_master);
    show_bytes("then", s_master);
    struct pollfd item = {s_master, POLLIN | POLLOUT, 0};
    poll(&item, 1, 0);
    say("%#x", item.revents);
    s_slave = MUST(open(s_path, O_RDWR | O_NOCTTY));
    write(s_slave, "again", 5);
    show_bytes("reopened", s_master);
}

CASE(leader_ends)
{
    IN_SESSION(NULL)
    {
        pid_t child = fork();
        if (child == 0)
        {
            signal(SIGHUP, on_signal);
            while (s_signals == 0)
                sleep_ms(1);
            say("the foreground group was told by %s", signal_name(s_last));
            SHOW(open("/dev/tty", O_RDWR));
            type("told\n");
            _exit(0);
        }
        sleep_ms(30);
        _exit(0);
    }
    char text[16];
    struct pollfd item = {s_master, POLLIN, 0};
    close(s_slave);
    for (int patience = 0; patience < 300 && poll(&item, 1, 10) >= 0 && read(s_master, text, sizeof text) >= 0; patience++)
        ;
}

CASE(locked_slaves)
{
    int master = MUST(open("/dev/ptmx", O_RDWR | O_NOCTTY)), number, lock = -1;
    ioctl(master, TIOCGPTN, &number);
    snprintf(s_path, sizeof s_path, "/dev/pts/%d", number);
    SHOW(open(s_path, O_RDWR | O_NOCTTY));
    lock = 0;
    SHOW(ioctl(master, TIOCSPTLCK, &lock));
    SHOW_SUCCESS(open(s_path, O_RDWR | O_NOCTTY));
    int peer = ioctl(master, 0x5441 /* TIOCGPTPEER */, O_RDWR | O_NOCTTY);
    SHOW_SUCCESS(peer);
    char link[32], place[64] = "";
    snprintf(link, sizeof link, "/proc/self/fd/%d", peer);
    SHOW_SUCCESS(readlink(link, place, sizeof place - 1));
    say("%d", strcmp(place, s_path));
    SHOW_SUCCESS(access(link, R_OK));
    struct stat status;
    stat(s_path, &status);
    say("%o", status.st_mode & S_IFMT);
    close(master);
    SHOW(access(s_path, F_OK));
}

CASE(flow_control)
{
    open_pair();
    change(ECHO, 0);
    type("\023");
    fcntl(s_slave, F_SETFL, O_RDWR | O_NONBLOCK);
    SHOW(write(s_slave, "held", 4));
    show_bytes("stopped", s_master);
    type("\021");
    SHOW(write(s_slave, "flows", 5));
    show_bytes("started", s_master);
    SHOW(tcflow(s_slave, TCOOFF));
    SHOW(write(s_slave, "x", 1));
    SHOW(tcflow(s_slave, TCOON));
    SHOW(write(s_slave, "x", 1));
}

CASE(packet_mode)
{
    open_pair();
    int on = 1;
    SHOW(ioctl(s_master, TIOCPKT, &on));
    write(s_slave, "data", 4);
    show_bytes("data", s_master);
    tcflush(s_slave, TCIFLUSH);
    show_bytes("flush", s_master);
}

CASE(terminal_calls_on_others)
{
    int ends[2];
    pipe(ends);
    struct termios now;
    SHOW(tcgetattr(ends[0], &now));
    SHOW(tcgetpgrp(ends[0]));
    SHOW(ioctl(ends[0], TIOCSCTTY, 0));
    SHOW(isatty(ends[0]));
    open_pair();
    SHOW(ioctl(s_slave, 0x5499, 0));
    SHOW(ioctl(s_slave, TCGETS, LOW_ADDRESS));
    SHOW(ioctl(s_slave, TCSETS, KERNEL_ADDRESS));
    SHOW(lseek(s_slave, 0, SEEK_SET));
    SHOW(ftruncate(s_slave, 0));
    SHOW(read(s_slave, s_path, 0));
}

CASE(long_lines)
{
    open_pair();
    change(ECHO, 0);
    char line[5000];
    memset(line, 'x', sizeof line);
    fcntl(s_master, F_SETFL, O_RDWR | O_NONBLOCK);
    for (int i = 0; i < 50; i++)
        write(s_master, line, 100);
    write(s_master, "\n", 1);
    sleep_ms(25);
    SHOW(read(s_slave, line, sizeof line));
}
