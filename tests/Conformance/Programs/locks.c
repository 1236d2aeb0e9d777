/* Record locks, locks of open file descriptions, flock(2), leases, inotify(7). */
#include "conformance.h"
#include <sys/file.h>
#include <sys/inotify.h>

static long lock(int fd, int command, int type, long start, long length)
{
    struct flock range = {.l_type = type, .l_whence = SEEK_SET, .l_start = start, .l_len = length};
    return fcntl(fd, command, &range);
}

static void show_conflict(int fd, int command, int type, long start, long length)
{
    struct flock range = {.l_type = type, .l_whence = SEEK_SET, .l_start = start, .l_len = length};
    if (fcntl(fd, command, &range) != 0)
        say("F_GETLK: %s", error_name(errno));
    else if (range.l_type == F_UNLCK)
        say("%ld+%ld free", start, length);
    else
        say("%ld+%ld: %s at %ld+%ld by %s", start, length, range.l_type == F_RDLCK ? "read" : "write", (long)range.l_start, (long)range.l_len,
            range.l_pid == getppid() ? "the parent" : range.l_pid == -1 ? "a description" : "another");
}

CASE(conflicts)
{
    int fd = MUST(open("f", O_RDWR | O_CREAT, 0600));
    MUST(lock(fd, F_SETLK, F_WRLCK, 10, 10));
    MUST(lock(fd, F_SETLK, F_RDLCK, 30, 10));
    IN_CHILD(NULL)
    {
        SHOW(lock(fd, F_SETLK, F_WRLCK, 0, 10));
        SHOW(lock(fd, F_SETLK, F_RDLCK, 5, 6));
        SHOW(lock(fd, F_SETLK, F_RDLCK, 30, 5));
        SHOW(lock(fd, F_SETLK, F_WRLCK, 39, 5));
        SHOW(lock(fd, F_SETLK, F_WRLCK, 40, 0));
        show_conflict(fd, F_GETLK, F_RDLCK, 0, 0);
        show_conflict(fd, F_GETLK, F_RDLCK, 20, 10);
        show_conflict(fd, F_GETLK, F_WRLCK, 20, 100);
    }
}

CASE(splitting_and_merging)
{
    int fd = MUST(open("f", O_RDWR | O_CREAT, 0600));
    MUST(lock(fd, F_SETLK, F_WRLCK, 0, 100));
    MUST(lock(fd, F_SETLK, F_UNLCK, 40, 10));
    MUST(lock(fd, F_SETLK, F_RDLCK, 60, 10));
    IN_CHILD(NULL) { for (int i = 0; i < 110; i += 10) show_conflict(fd, F_GETLK, F_WRLCK, i, 10); }
    MUST(lock(fd, F_SETLK, F_WRLCK, 30, 50));
    IN_CHILD(NULL) { show_conflict(fd, F_GETLK, F_WRLCK, 0, 0); }
}

CASE(ranges)
{
    int fd = MUST(open("f", O_RDWR | O_CREAT, 0600));
    MUST(ftruncate(fd, 100));
    struct flock end = {.l_type = F_WRLCK, .l_whence = SEEK_END, .l_start = -10, .l_len = 5}, back = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 50, .l_len = -10},
        early = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = -1, .l_len = 1}, odd = {.l_type = 9, .l_whence = SEEK_SET}, where = {.l_type = F_RDLCK, .l_whence = 9};
    SHOW(fcntl(fd, F_SETLK, &end));
    SHOW(fcntl(fd, F_SETLK, &back));
    SHOW(fcntl(fd, F_SETLK, &early));
    SHOW(fcntl(fd, F_SETLK, &odd));
    SHOW(fcntl(fd, F_SETLK, &where));
    IN_CHILD(NULL) { show_conflict(fd, F_GETLK, F_WRLCK, 0, 0), show_conflict(fd, F_GETLK, F_WRLCK, 60, 0); }
    int reading = open("f", O_RDONLY), writing = open("f", O_WRONLY);
    SHOW(lock(reading, F_SETLK, F_WRLCK, 0, 1));
    SHOW(lock(writing, F_SETLK, F_RDLCK, 0, 1));
    SHOW(fcntl(fd, F_SETLK, LOW_ADDRESS));
    SHOW(lock(77, F_SETLK, F_RDLCK, 0, 1));
}

CASE(any_close_releases)
{
    int fd = MUST(open("f", O_RDWR | O_CREAT, 0600)), other = open("f", O_RDONLY);
    MUST(lock(fd, F_SETLK, F_WRLCK, 0, 0));
    IN_CHILD(NULL) { show_conflict(fd, F_GETLK, F_WRLCK, 0, 0); }
    close(other);
    IN_CHILD(NULL) { show_conflict(fd, F_GETLK, F_WRLCK, 0, 0); }
}

CASE(exit_releases_and_wakes)
{
    int fd = MUST(open("f", O_RDWR | O_CREAT, 0600));
    struct gate held = make_gate(), go = make_gate();
    pid_t child = MUST(fork());
    if (child == 0)
    {
        lock(fd, F_SETLK, F_WRLCK, 0, 0);
        open_gate(&held);
        await_gate(&go);
        _exit(0);
    }
    await_gate(&held);
    pid_t waiter = MUST(fork());
    if (waiter == 0)
    {
        SHOW(lock(fd, F_SETLKW, F_WRLCK, 0, 0));
        _exit(0);
    }
    await_state(waiter, 'S');
    open_gate(&go);
    wait_for(child);
    show_status("waiter", wait_for(waiter));
}

CASE(deadlock_is_found)
{
    int fd = MUST(open("f", O_RDWR | O_CREAT, 0600));
    struct gate held = make_gate();
    MUST(lock(fd, F_SETLK, F_WRLCK, 0, 1));
    pid_t child = MUST(fork());
    if (child == 0)
    {
        lock(fd, F_SETLK, F_WRLCK, 1, 1);
        open_gate(&held);
        lock(fd, F_SETLKW, F_WRLCK, 0, 1);
        _exit(0);
    }
    await_gate(&held);
    await_state(child, 'S');
    SHOW(lock(fd, F_SETLKW, F_WRLCK, 1, 1));
    MUST(lock(fd, F_SETLK, F_UNLCK, 0, 1));
    show_status("child", wait_for(child));
}

#define OFD_GETLK 36
#define OFD_SETLK 37

CASE(description_locks)
{
    int first = MUST(open("f", O_RDWR | O_CREAT, 0600)), second = open("f", O_RDWR), copy = dup(first);
    SHOW(lock(first, OFD_SETLK, F_WRLCK, 0, 10));
    SHOW(lock(second, OFD_SETLK, F_WRLCK, 5, 10));
    SHOW(lock(copy, OFD_SETLK, F_RDLCK, 0, 10));
    SHOW(lock(second, OFD_SETLK, F_RDLCK, 0, 10));
    SHOW(lock(second, F_SETLK, F_WRLCK, 0, 10));
    IN_CHILD(NULL) { show_conflict(second, F_GETLK, F_WRLCK, 0, 0), SHOW(lock(first, OFD_SETLK, F_UNLCK, 0, 10)); }
    close(second);
    SHOW(lock(first, OFD_SETLK, F_WRLCK, 0, 10));
    struct flock with_pid = {.l_type = F_RDLCK, .l_whence = SEEK_SET, .l_pid = 5};
    SHOW(fcntl(first, OFD_SETLK, &with_pid));
    close(first);
    second = open("f", O_RDWR);
    SHOW(lock(second, OFD_SETLK, F_WRLCK, 0, 10));
    close(copy);
    SHOW(lock(second, OFD_SETLK, F_WRLCK, 0, 10));
}

CASE(whole_file_locks)
{
    int first = MUST(open("f", O_RDONLY | O_CREAT, 0600)), second = open("f", O_RDONLY), copy = dup(first);
    SHOW(flock(first, LOCK_EX));
    SHOW(flock(second, LOCK_SH | LOCK_NB));
    SHOW(flock(copy, LOCK_SH | LOCK_NB));
    SHOW(flock(second, LOCK_SH | LOCK_NB));
    SHOW(flock(second, LOCK_EX | LOCK_NB));
    SHOW(flock(first, LOCK_UN));
    SHOW(flock(second, LOCK_EX | LOCK_NB));
    SHOW(flock(77, LOCK_SH));
    SHOW(flock(first, 16));
    SHOW(flock(first, 0));
    close(second);
    SHOW(flock(copy, LOCK_EX | LOCK_NB));
    close(first);
    second = open("f", O_RDONLY);
    SHOW(flock(second, LOCK_SH | LOCK_NB));
    close(copy);
    SHOW(flock(second, LOCK_SH | LOCK_NB));
}

CASE(whole_file_lock_waits)
{
    int fd = MUST(open("f", O_RDONLY | O_CREAT, 0600));
    MUST(flock(fd, LOCK_EX));
    pid_t child = MUST(fork());
    if (child == 0)
    {
        int own = open("f", O_RDONLY);
        SHOW(flock(own, LOCK_EX));
        _exit(0);
    }
    await_state(child, 'S');
    long unlocked = flock(fd, LOCK_UN);
    show_status("child", wait_for(child));
    SHOW(unlocked);
}

static void show_events(int fd)
{
    char buffer[4096] __attribute__((aligned(8)));
    long length = read(fd, buffer, sizeof buffer);
    if (length < 0)
        say("no events: %s", error_name(errno));
    uint32_t cookie = 0;
    for (long at = 0; at < length;)
    {
        struct inotify_event *event = (void *)(buffer + at);
        static const struct { uint32_t bit; const char *name; } bits[] = {{IN_ACCESS, "ACCESS"}, {IN_MODIFY, "MODIFY"}, {IN_ATTRIB, "ATTRIB"}, {IN_CLOSE_WRITE, "CLOSE_WRITE"},
            {IN_CLOSE_NOWRITE, "CLOSE_NOWRITE"}, {IN_OPEN, "OPEN"}, {IN_MOVED_FROM, "MOVED_FROM"}, {IN_MOVED_TO, "MOVED_TO"}, {IN_CREATE, "CREATE"}, {IN_DELETE, "DELETE"},
            {IN_DELETE_SELF, "DELETE_SELF"}, {IN_MOVE_SELF, "MOVE_SELF"}, {IN_IGNORED, "IGNORED"}, {IN_ISDIR, "ISDIR"}, {IN_Q_OVERFLOW, "Q_OVERFLOW"}, {IN_UNMOUNT, "UNMOUNT"}};
        char text[128] = "";
        for (unsigned i = 0; i < sizeof bits / sizeof bits[0]; i++)
            if (event->mask & bits[i].bit)
                strcat(strcat(text, " "), bits[i].name);
        say("watch %d%s \"%s\"%s", event->wd, text, event->len ? event->name : "", event->cookie == 0 ? "" : event->cookie == cookie ? " same cookie" : " cookie");
        cookie = event->cookie;
        at += sizeof *event + event->len;
    }
}

CASE(inotify_of_a_directory)
{
    int fd = MUST(inotify_init1(IN_NONBLOCK));
    mkdir("d", 0755);
    SHOW(inotify_add_watch(fd, "d", IN_ALL_EVENTS));
    int file = open("d/f", O_CREAT | O_RDWR, 0600);
    write(file, "x", 1);
    char byte;
    pread(file, &byte, 1, 0);
    close(file);
    show_events(fd);
    chmod("d/f", 0640), rename("d/f", "d/g"), link("d/g", "d/h"), symlink("x", "d/s"), mkdir("d/sub", 0755);
    show_events(fd);
    rename("d/g", "outside"), rename("outside", "d/inside"), truncate("d/h", 0), unlink("d/h"), rmdir("d/sub");
    show_events(fd);
    show_events(fd);
}

CASE(inotify_of_a_file)
{
    int fd = MUST(inotify_init1(IN_NONBLOCK));
    put_file("f", "text");
    SHOW(inotify_add_watch(fd, "f", IN_ALL_EVENTS));
    int file = open("f", O_RDWR);
    write(file, "x", 1), write(file, "x", 1);
    close(file);
    rename("f", "g");
    unlink("g");
    show_events(fd);
}

CASE(inotify_watch_rules)
{
    int fd = MUST(inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
    mkdir("d", 0755), put_file("f", "x"), symlink("d", "link");
    SHOW(inotify_add_watch(fd, "f", IN_OPEN));
    SHOW(inotify_add_watch(fd, "d", IN_CREATE));
    SHOW(inotify_add_watch(fd, "f", IN_CLOSE));
    close(open("f", O_RDONLY));
    show_events(fd);
    SHOW(inotify_add_watch(fd, "f", IN_OPEN | IN_MASK_ADD));
    SHOW(inotify_add_watch(fd, "f", IN_OPEN | 0x10000000));
    SHOW(inotify_add_watch(fd, "f", 0));
    SHOW(inotify_add_watch(fd, "f", IN_OPEN | IN_ONLYDIR));
    SHOW(inotify_add_watch(fd, "absent", IN_OPEN));
    SHOW(inotify_add_watch(77, "f", IN_OPEN));
    SHOW(inotify_add_watch(0, "f", IN_OPEN));
    SHOW(inotify_add_watch(fd, "link", IN_CREATE | IN_DONT_FOLLOW));
    SHOW(inotify_rm_watch(fd, 1));
    SHOW(inotify_rm_watch(fd, 1));
    show_events(fd);
    SHOW(inotify_add_watch(fd, "f", IN_OPEN | IN_ONESHOT));
    close(open("f", O_RDONLY)), close(open("f", O_RDONLY));
    show_events(fd);
    rmdir("d");
    show_events(fd);
    SHOW(inotify_init1(0x77));
    char small[8];
    int value;
    close(open("f", O_RDONLY));
    SHOW(inotify_add_watch(fd, "f", IN_OPEN));
    close(open("f", O_RDONLY));
    SHOW(read(fd, small, sizeof small));
    SHOW(ioctl(fd, FIONREAD, &value));
    say("%d", value);
    struct pollfd item = {fd, POLLIN, 0};
    SHOW(poll(&item, 1, 0));
}

CASE(inotify_merges_equal_events)
{
    int fd = MUST(inotify_init1(IN_NONBLOCK));
    put_file("f", "text");
    MUST(inotify_add_watch(fd, "f", IN_MODIFY | IN_OPEN));
    int file = open("f", O_RDWR);
    for (int i = 0; i < 5; i++)
        write(file, "x", 1);
    show_events(fd);
}

CASE(inotify_excludes_unlinked)
{
    int fd = MUST(inotify_init1(IN_NONBLOCK));
    mkdir("d", 0755);
    put_file("d/f", "x");
    MUST(inotify_add_watch(fd, "d", IN_MODIFY | IN_DELETE | IN_EXCL_UNLINK));
    int file = open("d/f", O_RDWR);
    unlink("d/f");
    write(file, "x", 1);
    show_events(fd);
}

CASE(leases)
{
    int fd = MUST(open("f", O_RDONLY | O_CREAT, 0600));
    SHOW(fcntl(fd, F_GETLEASE));
    SHOW(fcntl(fd, F_SETLEASE, 9));
    SHOW(fcntl(open("/dev/null", O_RDONLY), F_SETLEASE, F_RDLCK));
}
