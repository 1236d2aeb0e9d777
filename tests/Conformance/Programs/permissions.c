/* Permissions, owners, set-id and sticky bits, umask, capabilities, times, attributes. */
#include "conformance.h"
#include <sys/fsuid.h>
#include <sys/statfs.h>
#include <sys/xattr.h>

#define AS(user, group) (MUST(setgroups_none()), MUST(setresgid(group, group, group)), MUST(setresuid(user, user, user)))
static int setgroups_none(void) { return syscall(SYS_setgroups, 0, NULL); }
static unsigned mode_of(const char *path) { struct stat status; return stat(path, &status) == 0 ? status.st_mode : 0; }
static void show_owner(const char *path)
{
    struct stat status;
    MUST(lstat(path, &status));
    say("%s: %d:%d %o", path, status.st_uid, status.st_gid, status.st_mode);
}
static const char *may(const char *path, int flags)
{
    int fd = open(path, flags);
    if (fd >= 0)
        close(fd);
    return fd >= 0 ? "yes" : error_name(errno);
}

CASE(mode_bits_by_class)
{
    put_file("f", "x");
    MUST(chown("f", 1000, 2000));
    static const int modes[] = {0400, 0200, 0040, 0020, 0004, 0002, 0077, 0707, 0770, 0000};
    for (int i = 0; i < 10; i++)
    {
        MUST(chmod("f", modes[i]));
        say("mode %03o", modes[i]);
        IN_CHILD(NULL) { AS(1000, 9); say("owner %s %s", may("f", O_RDONLY), may("f", O_WRONLY)); }
        IN_CHILD(NULL) { AS(9, 2000); say("group %s %s", may("f", O_RDONLY), may("f", O_WRONLY)); }
        IN_CHILD(NULL) { AS(9, 9); say("other %s %s", may("f", O_RDONLY), may("f", O_WRONLY)); }
    }
    say("root %s %s", may("f", O_RDONLY), may("f", O_WRONLY));
}

CASE(supplementary_groups)
{
    put_file("f", "x");
    MUST(chown("f", 0, 2000));
    MUST(chmod("f", 0060));
    IN_CHILD(NULL)
    {
        gid_t groups[] = {5, 2000, 7};
        MUST(syscall(SYS_setgroups, 3, groups));
        MUST(setresgid(9, 9, 9));
        MUST(setresuid(9, 9, 9));
        say("member %s", may("f", O_RDWR));
        gid_t found[8];
        int count = getgroups(8, found);
        say("%d groups %d %d %d", count, found[0], found[1], found[2]);
        SHOW(getgroups(0, NULL));
        SHOW(getgroups(2, found));
        SHOW(syscall(SYS_setgroups, 1, groups));
    }
}

CASE(directory_search_and_write)
{
    MUST(mkdir("d", 0755));
    put_file("d/f", "x");
    MUST(chmod("d/f", 0644));
    static const int modes[] = {0777, 0755, 0711, 0744, 0700, 0733, 0722};
    for (int i = 0; i < 7; i++)
    {
        MUST(chmod("d", modes[i]));
        IN_CHILD(NULL)
        {
            AS(1000, 1000);
            int created = open("d/new", O_CREAT | O_WRONLY, 0600);
            say("mode %o: open %s, list %s, create %s", modes[i], may("d/f", O_RDONLY), may("d", O_RDONLY), created >= 0 ? "yes" : error_name(errno));
            unlink("d/new");
        }
    }
}

CASE(delete_needs_the_directory_only)
{
    MUST(mkdir("d", 0777));
    MUST(chmod("d", 0777));
    put_file("d/f", "x");
    MUST(chmod("d/f", 0));
    IN_CHILD(NULL) { AS(1000, 1000); SHOW(unlink("d/f")); }
    put_file("d/g", "x");
    MUST(chmod("d", 0755));
    IN_CHILD(NULL) { AS(1000, 1000); SHOW(unlink("d/g")); SHOW(rename("d/g", "d/h")); SHOW(rename("d/g", "d/g")); }
}

CASE(sticky_directories)
{
    MUST(mkdir("d", 0755));
    MUST(chmod("d", 01777));
    put_file("d/root", "x"), put_file("d/mine", "x"), put_file("d/mine2", "x");
    MUST(chown("d/mine", 1000, 1000)), MUST(chown("d/mine2", 1000, 1000));
    IN_CHILD(NULL)
    {
        AS(1000, 1000);
        SHOW(unlink("d/root"));
        SHOW(rename("d/root", "d/x"));
        SHOW(rename("d/mine", "d/root"));
        SHOW(rename("d/mine", "d/own"));
        SHOW(unlink("d/own"));
    }
    IN_CHILD(NULL) { AS(2000, 2000); SHOW(unlink("d/mine2")); }
    MUST(chown("d", 2000, 2000));
    IN_CHILD("owner of the directory") { AS(2000, 2000); SHOW(unlink("d/mine2")); }
}

CASE(chmod_rules)
{
    put_file("f", "x");
    MUST(chown("f", 1000, 2000));
    IN_CHILD("owner")
    {
        AS(1000, 1000);
        SHOW(chmod("f", 0600));
        SHOW(chmod("f", 02755));
        say("set-group-id of a foreign group is dropped: %o", mode_of("f"));
    }
    IN_CHILD("other") { AS(2000, 2000); SHOW(chmod("f", 0777)); }
    SHOW(chmod("f", 0177777));
    say("%o", mode_of("f"));
    symlink("f", "link");
    SHOW(chmod("link", 0640));
    say("%o", mode_of("f"));
    SHOW(chmod("absent", 0));
    SHOW(fchmod(77, 0));
}

CASE(chown_rules)
{
    put_file("f", "x");
    symlink("f", "link");
    MUST(chown("f", 1000, 2000));
    MUST(chmod("f", 06755));
    IN_CHILD("owner")
    {
        gid_t groups[] = {3000};
        syscall(SYS_setgroups, 1, groups);
        setresgid(2000, 2000, 2000);
        setresuid(1000, 1000, 1000);
        SHOW(chown("f", 1001, -1));
        SHOW(chown("f", -1, 4000));
        SHOW(chown("f", -1, 3000));
        SHOW(chown("f", -1, -1));
        SHOW(chown("f", 1000, -1));
    }
    show_owner("f");
    MUST(chmod("f", 06755));
    MUST(chown("f", -1, -1));
    show_owner("f");
    MUST(chmod("f", 02745));
    MUST(chown("f", 5, 6));
    show_owner("f");
    SHOW(lchown("link", 7, 8));
    show_owner("link"), show_owner("f");
    SHOW(fchownat(AT_FDCWD, "link", 9, 9, AT_SYMLINK_NOFOLLOW));
    show_owner("link");
    mkdir("d", 0755), chmod("d", 06755), chown("d", 1, 1);
    show_owner("d");
}

CASE(write_drops_set_id_bits)
{
    put_file("f", "x");
    MUST(chown("f", 1000, 1000));
    MUST(chmod("f", 06777));
    int fd = open("f", O_WRONLY);
    write(fd, "y", 1);
    show_owner("f");
    MUST(chmod("f", 06777));
    IN_CHILD(NULL) { AS(1000, 1000); int own = open("f", O_WRONLY); write(own, "y", 1); show_owner("f"); }
    MUST(chmod("f", 06777));
    IN_CHILD(NULL) { AS(1000, 1000); truncate("f", 0); show_owner("f"); }
}

CASE(creation_owner_and_umask)
{
    mkdir("d", 0777), chown("d", 0, 5000), chmod("d", 02777);
    umask(027);
    close(open("d/f", O_CREAT | O_WRONLY, 06777));
    mkdir("d/sub", 0777);
    show_owner("d/f"), show_owner("d/sub");
    umask(0);
    IN_CHILD(NULL)
    {
        AS(1000, 1000);
        close(open("d/g", O_CREAT | O_WRONLY, 02775));
        show_owner("d/g");
        symlink("x", "d/s"), show_owner("d/s");
        mkfifo("d/p", 0777), show_owner("d/p");
    }
    say("%o %o", umask(07777), umask(0));
}

CASE(access_uses_real_ids)
{
    put_file("f", "x");
    MUST(chmod("f", 0600));
    IN_CHILD(NULL)
    {
        setresuid(1000, 0, 0);
        SHOW(access("f", R_OK));
        SHOW(syscall(439, AT_FDCWD, "f", R_OK, AT_EACCESS));
        SHOW_SUCCESS(open("f", O_RDONLY));
    }
    SHOW(access("f", X_OK));
    SHOW(access("f", R_OK | W_OK));
    SHOW(access("f", 8));
    SHOW(access("absent", F_OK));
    chmod("f", 0100);
    SHOW(access("f", X_OK));
    SHOW(syscall(439, AT_FDCWD, "f", R_OK, 0x8000));
}

CASE(file_system_ids)
{
    put_file("f", "x");
    MUST(chown("f", 1000, 1000)), MUST(chmod("f", 0600));
    IN_CHILD(NULL)
    {
        SHOW(setfsuid(1000));
        SHOW(setfsuid(-1));
        say("%s", may("f", O_RDWR));
        SHOW(setfsuid(2000));
        say("%s", may("f", O_RDWR));
        SHOW(chown("f", 1, 1));
        SHOW(setfsgid(7));
        SHOW(setfsgid(-1));
        SHOW(setresuid(3000, 3000, 3000));
        SHOW(setfsuid(4000));
        SHOW(setfsuid(-1));
    }
}

struct header { uint32_t version; int pid; };
struct data { uint32_t effective, permitted, inheritable; };

static void drop_capability(int number)
{
    struct header header = {0x20080522, 0};
    struct data data[2];
    MUST(syscall(SYS_capget, &header, data));
    data[number >> 5].effective &= ~(1u << (number & 31));
    MUST(syscall(SYS_capset, &header, data));
}

CASE(root_without_each_capability)
{
    put_file("f", "x");
    chown("f", 1000, 1000), chmod("f", 0);
    mkdir("d", 0700), chown("d", 1000, 1000), chmod("d", 0);
    put_file("d/x", "x");
    static const struct { int number; const char *name; } list[] = {{0, "CHOWN"}, {1, "DAC_OVERRIDE"}, {2, "DAC_READ_SEARCH"}, {3, "FOWNER"}, {4, "FSETID"}};
    for (int i = 0; i < 5; i++)
        IN_CHILD(NULL)
        {
            drop_capability(list[i].number);
            if (list[i].number == 1)
                say("with DAC_READ_SEARCH only: read %s", may("f", O_RDONLY));
            if (list[i].number == 2)
                drop_capability(1);
            say("without %s: open %s %s, search %s, list %s", list[i].name, may("f", O_RDONLY), may("f", O_RDWR), access("d/x", F_OK) == 0 ? "yes" : error_name(errno), may("d", O_RDONLY));
            SHOW(chown("f", 1000, 1000));
            SHOW(chmod("f", 0));
        }
}

CASE(capability_calls)
{
    struct header header = {0x20080522, 0}, old = {0, 0}, absent = {0x20080522, 0x3fffff};
    struct data data[2];
    SHOW(syscall(SYS_capget, &header, data));
    ASK((data[0].effective & 0xff) == 0xff && data[0].effective == data[0].permitted);
    SHOW(syscall(SYS_capget, &old, data));
    say("version offered %#x", old.version);
    SHOW(syscall(SYS_capget, &absent, data));
    SHOW(syscall(SYS_capget, LOW_ADDRESS, data));
    IN_CHILD(NULL)
    {
        setresuid(1000, 1000, 1000);
        SHOW(syscall(SYS_capget, &header, data));
        say("after setuid %x %x", data[0].effective, data[0].permitted);
        data[0].effective = data[0].permitted = 1;
        SHOW(syscall(SYS_capset, &header, data));
    }
    IN_CHILD("kept")
    {
        prctl(PR_SET_KEEPCAPS, 1);
        setresuid(1000, 1000, 1000);
        syscall(SYS_capget, &header, data);
        ASK(data[0].effective == 0 && (data[0].permitted & 1));
        data[0].effective = 1;
        SHOW(syscall(SYS_capset, &header, data));
    }
    IN_CHILD("bounding")
    {
        SHOW(prctl(PR_CAPBSET_READ, 0));
        SHOW(prctl(PR_CAPBSET_DROP, 0));
        SHOW(prctl(PR_CAPBSET_READ, 0));
        SHOW(prctl(PR_CAPBSET_READ, 63));
        SHOW(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, 1, 0, 0));
        SHOW(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, 1, 0, 0));
        SHOW(prctl(PR_GET_SECUREBITS));
    }
}

CASE(set_user_ids)
{
    uid_t a, b, c;
#define IDS(call) IN_CHILD(NULL) { setresuid(1000, 2000, 3000); long r = (call); int e = errno; getresuid(&a, &b, &c); say(#call ": %s -> %d %d %d", r == 0 ? "ok" : error_name(e), a, b, c); }
    IDS(syscall(SYS_setuid, 1000));
    IDS(syscall(SYS_setuid, 3000));
    IDS(syscall(SYS_setuid, 4000));
    IDS(syscall(SYS_setreuid, 2000, 1000));
    IDS(syscall(SYS_setreuid, -1, 3000));
    IDS(syscall(SYS_setreuid, 3000, -1));
    IDS(syscall(SYS_setreuid, -1, 4000));
    IDS(syscall(SYS_setresuid, 3000, 1000, 2000));
    IDS(syscall(SYS_setresuid, -1, -1, -1));
    IDS(syscall(SYS_setresuid, 1000, 4000, 2000));
#undef IDS
#define IDS(call) IN_CHILD(NULL) { long r = (call); int e = errno; getresuid(&a, &b, &c); say("root " #call ": %s -> %d %d %d", r == 0 ? "ok" : error_name(e), a, b, c); }
    IDS(syscall(SYS_setuid, 1000));
    IDS(syscall(SYS_setreuid, -1, 1000));
    IDS(syscall(SYS_setreuid, 1000, -1));
    IDS(syscall(SYS_setuid, -1));
    IDS(syscall(SYS_setresuid, 1, 2, 3));
}

CASE(open_checks_only_once)
{
    put_file("f", "secret");
    int fd = open("f", O_RDWR);
    MUST(chmod("f", 0));
    IN_CHILD(NULL)
    {
        AS(1000, 1000);
        char text[8] = "";
        SHOW(read(fd, text, 6));
        SHOW(write(fd, "x", 1));
        SHOW(fchmod(fd, 0777));
        SHOW_SUCCESS(open("/proc/self/fd/3", O_RDWR));
    }
}

CASE(no_atime_needs_ownership)
{
    put_file("f", "x");
    chmod("f", 0666);
    IN_CHILD(NULL) { AS(1000, 1000); say("%s", may("f", O_RDONLY | O_NOATIME)); }
}

static void show_times(const char *path)
{
    struct stat status;
    MUST(lstat(path, &status));
    say("%s: %ld.%09ld %ld.%09ld", path, (long)status.st_atim.tv_sec, status.st_atim.tv_nsec, (long)status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
}

CASE(set_times)
{
    put_file("f", "x");
    symlink("f", "link");
    struct timespec times[2] = {{1000, 123456789}, {-5, 999999999}}, omit[2] = {{0, UTIME_OMIT}, {77, 5}}, wrong[2] = {{0, 1000000000}, {0, 0}}, now[2] = {{0, UTIME_NOW}, {0, UTIME_NOW}};
    SHOW(utimensat(AT_FDCWD, "f", times, 0));
    show_times("f");
    SHOW(utimensat(AT_FDCWD, "f", omit, 0));
    show_times("f");
    SHOW(utimensat(AT_FDCWD, "f", wrong, 0));
    SHOW(utimensat(AT_FDCWD, "link", times, AT_SYMLINK_NOFOLLOW));
    show_times("link"), show_times("f");
    SHOW(utimensat(AT_FDCWD, "f", now, 0));
    struct stat status;
    stat("f", &status);
    ASK(labs((long)status.st_mtime - (long)time(NULL)) <= 2);
    SHOW(utimensat(AT_FDCWD, "absent", times, 0));
    SHOW(utimensat(AT_FDCWD, "f", times, 0x40));
    struct timeval old[2] = {{5, 6}, {7, 8}}, bad[2] = {{0, 1000000}, {0, 0}};
    SHOW(utimes("f", old));
    show_times("f");
    SHOW(syscall(SYS_utimes, "f", bad));
    int fd = open("f", O_RDONLY);
    SHOW(futimens(fd, times));
    chmod("f", 0644);
    IN_CHILD("other") { AS(1000, 1000); SHOW(utimensat(AT_FDCWD, "f", times, 0)); SHOW(utimensat(AT_FDCWD, "f", NULL, 0)); }
    chmod("f", 0666);
    IN_CHILD("who may write") { AS(1000, 1000); SHOW(utimensat(AT_FDCWD, "f", times, 0)); SHOW(utimensat(AT_FDCWD, "f", NULL, 0)); }
}

CASE(times_change)
{
    struct stat before, after;
    struct timespec old[2] = {{1, 0}, {1, 0}};
#define CHANGES(path, what) do { utimensat(AT_FDCWD, path, old, 0); stat(path, &before); sleep_ms(12); what; stat(path, &after); \
    say("%s: mtime %s ctime %s", #what, after.st_mtime == 1 ? "kept" : "changed", memcmp(&before.st_ctim, &after.st_ctim, sizeof before.st_ctim) == 0 ? "kept" : "changed"); } while (0)
    put_file("f", "text");
    int fd = open("f", O_RDWR);
    char byte;
    CHANGES("f", write(fd, "x", 1));
    CHANGES("f", read(fd, &byte, 1));
    CHANGES("f", chmod("f", 0600));
    CHANGES("f", link("f", "g"));
    CHANGES("f", rename("g", "h"));
    CHANGES("f", ftruncate(fd, 4));
    CHANGES("f", ftruncate(fd, 9));
    CHANGES("f", write(fd, "", 0));
    mkdir("d", 0755);
    CHANGES("d", close(open("d/f", O_CREAT, 0600)));
    CHANGES("d", close(open("d/f", O_CREAT, 0600)));
    CHANGES("d", unlink("d/f"));
    CHANGES("d", mkdir("d/e", 0700));
    CHANGES("d", chmod("d/e", 0755));
}

CASE(statx_fields)
{
    char buffer[256];
    put_file("f", "12345");
    memset(buffer, 0x55, sizeof buffer);
    SHOW(syscall(SYS_statx, AT_FDCWD, "f", 0, 0x7ff, buffer));
    uint32_t mask = *(uint32_t *)buffer, links = *(uint32_t *)(buffer + 16), uid = *(uint32_t *)(buffer + 20);
    uint16_t mode = *(uint16_t *)(buffer + 28);
    uint64_t size = *(uint64_t *)(buffer + 40);
    say("mask has the basics %d, links %u uid %u mode %o size %lu", (mask & 0x7ff) == 0x7ff, links, uid, mode, (long)size);
    SHOW(syscall(SYS_statx, AT_FDCWD, "f", 0, 0x80000000, buffer));
    SHOW(syscall(SYS_statx, AT_FDCWD, "f", 0x8000000, 0, buffer));
    SHOW(syscall(SYS_statx, AT_FDCWD, "f", 0x6000, 0, buffer));
    SHOW(syscall(SYS_statx, 0, "", AT_EMPTY_PATH, 0, buffer));
    SHOW(syscall(SYS_statx, AT_FDCWD, "f", 0, 0, LOW_ADDRESS));
    SHOW(syscall(SYS_statx, AT_FDCWD, "absent", 0, 0, buffer));
}

CASE(stat_of_kinds)
{
    struct stat status;
    stat(".", &status);
    say("directory %o links %d block size %ld", status.st_mode, (int)status.st_nlink, (long)status.st_blksize);
    int fd = open("f", O_CREAT | O_RDWR, 0600);
    fstat(fd, &status);
    say("empty file: size %ld blocks %ld", (long)status.st_size, (long)status.st_blocks);
    write(fd, "x", 1);
    fstat(fd, &status);
    say("one byte: size %ld blocks %ld", (long)status.st_size, (long)status.st_blocks);
    int ends[2];
    pipe(ends);
    fstat(ends[0], &status);
    say("pipe %o size %ld", status.st_mode, (long)status.st_size);
    socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
    fstat(ends[0], &status);
    say("socket %o", status.st_mode);
    stat("/dev/null", &status);
    say("null %o %lx", status.st_mode & 0177000, (long)status.st_rdev);
    stat("/dev/zero", &status);
    say("zero %lx", (long)status.st_rdev);
}

CASE(file_system_information)
{
    struct statfs information;
    SHOW(statfs(".", &information));
    say("type %#lx block %ld name length %ld", (long)information.f_type, (long)information.f_bsize, (long)information.f_namelen);
    ASK(information.f_blocks >= information.f_bfree);
    SHOW(statfs("/proc", &information));
    say("type %#lx", (long)information.f_type);
    int ends[2];
    pipe(ends);
    SHOW(fstatfs(ends[0], &information));
    say("type %#lx", (long)information.f_type);
    SHOW(statfs("absent", &information));
    SHOW(fstatfs(77, &information));
}

CASE(extended_attributes)
{
    put_file("f", "x");
    char value[64];
    SHOW(setxattr("f", "trusted.one", "value", 5, 0));
    SHOW(getxattr("f", "trusted.one", value, sizeof value));
    say("%.5s", value);
    SHOW(getxattr("f", "trusted.one", NULL, 0));
    SHOW(getxattr("f", "trusted.one", value, 2));
    SHOW(setxattr("f", "trusted.one", "x", 1, XATTR_CREATE));
    SHOW(setxattr("f", "trusted.two", "x", 1, XATTR_REPLACE));
    SHOW(setxattr("f", "trusted.two", "", 0, 0));
    SHOW(getxattr("f", "trusted.two", value, sizeof value));
    SHOW(listxattr("f", NULL, 0));
    SHOW(listxattr("f", value, 3));
    SHOW(removexattr("f", "trusted.one"));
    SHOW(removexattr("f", "trusted.one"));
    SHOW(getxattr("f", "trusted.absent", value, sizeof value));
    SHOW(setxattr("f", "nonamespace", "x", 1, 0));
    SHOW(setxattr("f", "other.name", "x", 1, 0));
    SHOW(setxattr("f", "", "x", 1, 0));
    SHOW(setxattr("f", "trusted.big", value, 65537, 0));
    SHOW(setxattr("f", "trusted.flags", "x", 1, 4));
    SHOW(setxattr("absent", "trusted.x", "x", 1, 0));
    SHOW(syscall(SYS_setxattr, "f", LOW_ADDRESS, "x", 1, 0));
    SHOW(syscall(SYS_setxattr, "f", "trusted.x", LOW_ADDRESS, 1, 0));
    IN_CHILD("without privilege") { chmod("f", 0666); AS(1000, 1000); SHOW(getxattr("f", "trusted.two", value, 64)); SHOW(setxattr("f", "trusted.x", "x", 1, 0)); SHOW(listxattr("f", NULL, 0)); }
}

static void look_at_myself(const char *when)
{
    struct stat status;
    say("%s", when);
    SHOW_SUCCESS(open("/proc/self/fd", O_RDONLY | O_DIRECTORY));
    SHOW_SUCCESS(open("/proc/self/fdinfo/0", O_RDONLY));
    SHOW_SUCCESS(open("/proc/self/environ", O_RDONLY));
    SHOW_SUCCESS(open("/proc/self/maps", O_RDONLY));
    MUST(stat("/proc/self/environ", &status));
    SHOW(status.st_uid);
    MUST(stat("/proc/self", &status));
    SHOW(status.st_uid);
}

CASE(own_files_in_proc)
{
    MUST(access("/proc/self/environ", R_OK));
    IN_CHILD("child")
    {
        MUST(setresgid(1000, 1000, 1000));
        MUST(setresuid(1000, 1000, 1000));
        look_at_myself("not dumpable");
        MUST(prctl(PR_SET_DUMPABLE, 1, 0, 0, 0));
        look_at_myself("dumpable");
        SHOW_SUCCESS(open("/proc/1/fd", O_RDONLY | O_DIRECTORY));
        SHOW_SUCCESS(open("/proc/1/environ", O_RDONLY));
    }
}
