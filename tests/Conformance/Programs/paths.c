/* open(2), path resolution, links, symbolic links, directories, rename(2). */
#include "conformance.h"

#define RENAME_NOREPLACE_ 1
#define RENAME_EXCHANGE_ 2
#define RENAME_WHITEOUT_ 4

static void opened(const char *path, int flags)
{
    int fd = open(path, flags, 0644);
    if (fd >= 0)
        close(fd);
    say("%s %#o: %s", path, flags, fd >= 0 ? "opened" : error_name(errno));
}

/* A small tree: file, dir/inner, and links to them, to nothing, to themselves. */
static void make_tree(void)
{
    put_file("file", "f");
    MUST(mkdir("dir", 0755));
    put_file("dir/inner", "i");
    MUST(mkdir("dir/sub", 0755));
    MUST(symlink("file", "to-file"));
    MUST(symlink("dir", "to-dir"));
    MUST(symlink("nothing", "dangling"));
    MUST(symlink("loop-b", "loop-a"));
    MUST(symlink("loop-a", "loop-b"));
    MUST(symlink("dir/../file", "roundabout"));
}

static const char *const s_tree[] = {"file", "dir", "to-file", "to-dir", "dangling", "loop-a", "roundabout", "absent", "dir/inner", "to-dir/inner", "file/", "dir/", "to-dir/", "to-file/",
    "dangling/", "file/x", "absent/x", "dir/..", "dir/../file", "file/..", "file/.", "", ".", "..", "dir//inner", "./dir/./inner", "to-dir/../file"};
#define COUNT(array) ((int)(sizeof(array) / sizeof((array)[0])))

CASE(open_read_only) { make_tree(); for (int i = 0; i < COUNT(s_tree); i++) opened(s_tree[i], O_RDONLY); }
CASE(open_for_writing) { make_tree(); for (int i = 0; i < COUNT(s_tree); i++) opened(s_tree[i], O_WRONLY); }
CASE(open_no_follow) { make_tree(); for (int i = 0; i < COUNT(s_tree); i++) opened(s_tree[i], O_RDONLY | O_NOFOLLOW); }
CASE(open_directory) { make_tree(); for (int i = 0; i < COUNT(s_tree); i++) opened(s_tree[i], O_RDONLY | O_DIRECTORY); }
CASE(open_path) { make_tree(); for (int i = 0; i < COUNT(s_tree); i++) opened(s_tree[i], O_PATH); }
CASE(open_path_no_follow) { make_tree(); for (int i = 0; i < COUNT(s_tree); i++) opened(s_tree[i], O_PATH | O_NOFOLLOW); }
CASE(open_create)
{
    for (int i = 0; i < COUNT(s_tree); i++)
        IN_CHILD(NULL)
        {
            char name[16];
            snprintf(name, sizeof name, "t%d", i);
            MUST(mkdir(name, 0755));
            MUST(chdir(name));
            make_tree();
            opened(s_tree[i], O_RDWR | O_CREAT);
            if (i == 4)
                SHOW(access("nothing", F_OK));
        }
}
CASE(open_create_exclusive)
{
    make_tree();
    for (int i = 0; i < COUNT(s_tree); i++)
        opened(s_tree[i], O_RDWR | O_CREAT | O_EXCL);
}

CASE(open_flag_combinations)
{
    make_tree();
    opened("dir", O_RDONLY | O_CREAT);
    opened("dir", O_RDWR);
    opened("dir", O_RDONLY | O_TRUNC);
    opened("file", O_RDONLY | O_TRUNC);
    show_file("file");
    opened("new", O_RDONLY | O_CREAT | O_DIRECTORY);
    opened("file", O_RDONLY | O_DIRECTORY | O_CREAT);
    opened("file", O_PATH | O_CREAT);
    opened("absent", O_PATH | O_CREAT);
    opened("file", 3);
    opened("dir", O_WRONLY | O_TMPFILE);
    opened("dir", O_RDONLY | O_TMPFILE);
    opened("file", O_WRONLY | O_TMPFILE);
    opened("file", O_RDWR | O_APPEND | O_NONBLOCK | O_SYNC | O_NOATIME | O_NOCTTY | O_LARGEFILE);
    opened("file", O_RDONLY | 0x40000000);
    opened("/dev/tty", O_RDWR);
    opened("/dev/null", O_RDWR | O_TRUNC);
}

CASE(status_flags_read_back)
{
    static const int flags[] = {O_RDONLY, O_WRONLY, O_RDWR | O_APPEND, O_RDWR | O_CREAT | O_EXCL | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, O_RDWR | O_NONBLOCK | O_SYNC, O_PATH, O_RDONLY | O_NOATIME, O_RDWR | O_DSYNC, O_RDWR | O_ASYNC, 3};
    for (int i = 0; i < COUNT(flags); i++)
    {
        if (flags[i] & O_EXCL)
            unlink("f");
        else
            close(open("f", O_CREAT, 0600));
        int fd = MUST(open("f", flags[i], 0600));
        say("%#o -> %#o, descriptor %d", flags[i], fcntl(fd, F_GETFL), fcntl(fd, F_GETFD));
        close(fd);
    }
    int fd = open("f", O_RDWR);
    SHOW(fcntl(fd, F_SETFL, O_APPEND | O_NONBLOCK | O_RDONLY | O_CREAT | O_SYNC));
    say("%#o", fcntl(fd, F_GETFL));
}

CASE(long_names)
{
    char name[5000];
    memset(name, 'n', sizeof name);
    name[255] = 0;
    SHOW(close(MUST(open(name, O_CREAT | O_WRONLY, 0600))));
    name[255] = 'n', name[256] = 0;
    SHOW(open(name, O_CREAT | O_WRONLY, 0600));
    SHOW(mkdir(name, 0700));
    memset(name, '/', sizeof name);
    name[4095] = 0;
    SHOW(access(name, F_OK));
    name[4095] = '/', name[4096] = 0;
    SHOW(access(name, F_OK));
    for (int i = 0; i < 4094; i += 2)
        name[i] = '.', name[i + 1] = '/';
    name[4094] = 0;
    SHOW(access(name, F_OK));
}

CASE(symbolic_link_depth)
{
    char name[16], target[16] = "end";
    put_file("end", "e");
    for (int i = 1; i <= 42; i++)
    {
        snprintf(name, sizeof name, "l%d", i);
        MUST(symlink(target, name));
        strcpy(target, name);
    }
    SHOW(access("l39", F_OK));
    SHOW(access("l40", F_OK));
    SHOW(access("l41", F_OK));
}

CASE(symbolic_links_read)
{
    char text[16];
    MUST(symlink("target of the link", "link"));
    SHOW(readlink("link", text, sizeof text));
    say("%.16s", text);
    SHOW(readlink("link", text, 0));
    SHOW(readlink(".", text, sizeof text));
    SHOW(readlink("absent", text, sizeof text));
    SHOW(syscall(SYS_readlink, "link", LOW_ADDRESS, 10));
    SHOW(syscall(SYS_readlink, "link", text, -1));
    SHOW(symlink("", "empty"));
    SHOW(symlink("x", "link"));
    SHOW(symlink("x", "absent/link"));
    SHOW(symlink("x", "new/"));
    struct stat status;
    MUST(lstat("link", &status));
    say("size %ld mode %o", (long)status.st_size, status.st_mode);
    int fd = MUST(open("link", O_PATH | O_NOFOLLOW));
    SHOW(readlinkat(fd, "", text, sizeof text));
    char more[5000];
    memset(more, 'a', sizeof more);
    more[4095] = 0;
    SHOW(symlink(more, "long"));
    more[4095] = 'a', more[4096] = 0;
    SHOW(symlink(more, "longer"));
}

CASE(hard_links)
{
    make_tree();
    struct stat status;
    SHOW(link("file", "second"));
    stat("file", &status);
    say("links %d", (int)status.st_nlink);
    SHOW(link("dir", "dir2"));
    SHOW(link("file", "second"));
    SHOW(link("absent", "third"));
    SHOW(link("file", "absent/x"));
    SHOW(link("to-file", "link-to-link"));
    lstat("link-to-link", &status);
    say("a link to the link itself: %d, links %d", S_ISLNK(status.st_mode), (int)status.st_nlink);
    SHOW(linkat(AT_FDCWD, "to-file", AT_FDCWD, "followed", AT_SYMLINK_FOLLOW));
    lstat("followed", &status);
    say("a link to the file: %d, links %d", S_ISREG(status.st_mode), (int)status.st_nlink);
    SHOW(linkat(AT_FDCWD, "file", AT_FDCWD, "x", 0x4000));
    SHOW(link("file", "trailing/"));
    int fd = MUST(open("file", O_RDONLY));
    SHOW(linkat(fd, "", AT_FDCWD, "by-descriptor", AT_EMPTY_PATH));
    unlink("file"), unlink("second"), unlink("followed"), unlink("by-descriptor");
    fstat(fd, &status);
    say("links %d", (int)status.st_nlink);
    SHOW(linkat(fd, "", AT_FDCWD, "back", AT_EMPTY_PATH));
}

CASE(directory_link_counts)
{
    struct stat status;
    mkdir("d", 0755);
    stat("d", &status);
    say("empty %d", (int)status.st_nlink);
    mkdir("d/a", 0755), mkdir("d/b", 0755), put_file("d/f", "");
    stat("d", &status);
    say("with two %d", (int)status.st_nlink);
    rename("d/a", "a");
    stat("d", &status);
    say("one moved away %d", (int)status.st_nlink);
    int fd = open("d/b", O_RDONLY);
    rmdir("d/b");
    fstat(fd, &status);
    say("removed %d", (int)status.st_nlink);
}

CASE(remove_rules)
{
    make_tree();
    SHOW(unlink("dir"));
    SHOW(unlink("absent"));
    SHOW(unlink("file/"));
    SHOW(unlink("to-dir/"));
    SHOW(unlink(""));
    SHOW(rmdir("file"));
    SHOW(rmdir("dir"));
    SHOW(rmdir("."));
    SHOW(rmdir("dir/sub/."));
    SHOW(rmdir("dir/sub/.."));
    SHOW(rmdir("to-dir"));
    SHOW(rmdir("dir/sub/"));
    SHOW(unlinkat(AT_FDCWD, "file", AT_REMOVEDIR));
    SHOW(unlinkat(AT_FDCWD, "file", 1));
    SHOW(unlink("dangling"));
    SHOW(unlink("to-file"));
    SHOW(access("file", F_OK));
    SHOW(rmdir("/"));
}

CASE(make_directory_rules)
{
    make_tree();
    SHOW(mkdir("dir", 0755));
    SHOW(mkdir("file", 0755));
    SHOW(mkdir("dangling", 0755));
    SHOW(mkdir("absent/x", 0755));
    SHOW(mkdir("file/x", 0755));
    SHOW(mkdir("new/", 0755));
    SHOW(mkdir("new2//", 07777));
    struct stat status;
    stat("new2", &status);
    say("mode %o", status.st_mode);
    SHOW(mkdir(".", 0755));
    SHOW(mkdir("new/..", 0755));
    SHOW(mkdir("", 0755));
    SHOW(mkdir("to-dir/deep", 0755));
}

CASE(work_in_a_removed_directory)
{
    mkdir("d", 0755);
    chdir("d");
    rmdir("../d");
    char path[PATH_MAX];
    SHOW(syscall(SYS_getcwd, path, sizeof path));
    SHOW(open("x", O_CREAT | O_WRONLY, 0600));
    SHOW(mkdir("x", 0700));
    SHOW(access(".", F_OK));
    SHOW(access("..", F_OK));
    SHOW(chdir("."));
    SHOW_SUCCESS(open(".", O_RDONLY));
    SHOW(chdir(".."));
}

CASE(make_nodes)
{
    struct stat status;
    SHOW(mknod("fifo", S_IFIFO | 0666, 0));
    SHOW(mknod("file", 0644, 0));
    SHOW(mknod("socket", S_IFSOCK | 0755, 0));
    SHOW(mknod("null", S_IFCHR | 0666, 1 << 8 | 3));
    SHOW(mknod("dir", S_IFDIR | 0755, 0));
    SHOW(mknod("link", S_IFLNK | 0755, 0));
    SHOW(mknod("fifo", S_IFIFO | 0666, 0));
    stat("fifo", &status);
    say("fifo %o", status.st_mode);
    stat("null", &status);
    say("null %o device %lx", status.st_mode, (long)status.st_rdev);
    SHOW(write(open("null", O_WRONLY), "x", 1));
    SHOW(open("socket", O_RDONLY));
    mknod("nodriver", S_IFCHR | 0666, 250 << 8 | 200);
    SHOW(open("nodriver", O_RDONLY));
    IN_CHILD("without privilege")
    {
        chmod(".", 0777);
        setresuid(1000, 1000, 1000);
        SHOW(mknod("n", S_IFCHR | 0666, 1 << 8 | 3));
        SHOW(mknod("p", S_IFIFO | 0666, 0));
    }
}

static void rename_pair(const char *from, const char *to, int flags)
{
    IN_CHILD(NULL)
    {
        static const char name[] = "work";
        remove_tree(AT_FDCWD, name);
        MUST(mkdir(name, 0755));
        MUST(chdir(name));
        put_file("a", "a"), put_file("b", "b");
        mkdir("empty", 0755), mkdir("empty2", 0755), mkdir("full", 0755), put_file("full/x", "x"), mkdir("full/sub", 0755);
        symlink("a", "link"), symlink("full", "dirlink"), symlink("nothing", "dangling");
        link("a", "same");
        int result = syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, flags);
        say("%s -> %s: %s, then %s %s", from, to, result == 0 ? "done" : error_name(errno), access(from, F_OK) == 0 ? "there" : "gone", access(to, F_OK) == 0 ? "there" : "gone");
    }
}

static const char *const s_sources[] = {"a", "empty", "full", "link", "dirlink", "absent", "dangling"};
static const char *const s_targets[] = {"a", "b", "same", "empty2", "full", "link", "absent", "empty/x", "full/sub/x", "a/x", "b/", "new/", ".", "full/.."};

CASE(rename_matrix)
{
    for (int i = 0; i < COUNT(s_sources); i++)
        for (int j = 0; j < COUNT(s_targets); j++)
            rename_pair(s_sources[i], s_targets[j], 0);
}

CASE(rename_no_replace)
{
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 8; j++)
            rename_pair(s_sources[i], s_targets[j], RENAME_NOREPLACE_);
}

CASE(rename_exchange)
{
    for (int i = 0; i < COUNT(s_sources); i++)
        for (int j = 0; j < 9; j++)
            rename_pair(s_sources[i], s_targets[j], RENAME_EXCHANGE_);
}

CASE(rename_exchange_contents)
{
    put_file("a", "was a");
    mkdir("d", 0755);
    mkdir("d/sub", 0755);
    put_file("d/b", "was b");
    SHOW(syscall(SYS_renameat2, AT_FDCWD, "a", AT_FDCWD, "d/b", RENAME_EXCHANGE_));
    show_file("a"), show_file("d/b");
    SHOW(syscall(SYS_renameat2, AT_FDCWD, "a", AT_FDCWD, "d/sub", RENAME_EXCHANGE_));
    struct stat status;
    stat("d", &status);
    say("links of d %d", (int)status.st_nlink);
    show_file("d/sub");
}

CASE(rename_refused_flags)
{
    put_file("a", "a"), put_file("b", "b");
    SHOW(syscall(SYS_renameat2, AT_FDCWD, "a", AT_FDCWD, "b", 8));
    SHOW(syscall(SYS_renameat2, AT_FDCWD, "a", AT_FDCWD, "b", RENAME_NOREPLACE_ | RENAME_EXCHANGE_));
    SHOW(rename("", "b"));
    SHOW(rename("a", ""));
    SHOW(syscall(SYS_rename, LOW_ADDRESS, "b"));
    SHOW(syscall(SYS_rename, "a", KERNEL_ADDRESS));
    SHOW(syscall(SYS_renameat, 77, "a", AT_FDCWD, "b"));
    SHOW(rename(".", "x"));
    SHOW(rename("a", "/dev/null/x"));
}

CASE(rename_into_itself)
{
    mkdir("d", 0755), mkdir("d/e", 0755), mkdir("d/e/f", 0755);
    SHOW(rename("d", "d/e/f/g"));
    SHOW(rename("d", "d"));
    SHOW(rename("d/e", "d/e/f"));
    SHOW(rename("d/e/f", "d"));
    SHOW(rename("d/e/f", "d/e"));
    SHOW(rename("d/e/f", "moved"));
    SHOW(rename("moved/../d", "n"));
}

CASE(rename_open_files)
{
    put_file("a", "contents of a"), put_file("b", "contents of b");
    int fd = open("b", O_RDONLY);
    SHOW(rename("a", "b"));
    char text[32] = "";
    read(fd, text, 31);
    say("old b through its descriptor: %s", text);
    show_file("b");
    struct stat status;
    fstat(fd, &status);
    say("links %d", (int)status.st_nlink);
}

CASE(at_calls)
{
    make_tree();
    int directory = MUST(open("dir", O_RDONLY | O_DIRECTORY)), file = MUST(open("file", O_RDONLY)), path = MUST(open("dir", O_PATH));
    SHOW(faccessat(directory, "inner", F_OK, 0));
    SHOW(faccessat(path, "inner", F_OK, 0));
    SHOW(faccessat(file, "inner", F_OK, 0));
    SHOW(faccessat(77, "inner", F_OK, 0));
    SHOW(faccessat(77, "/dev/null", F_OK, 0));
    SHOW(faccessat(directory, "../file", F_OK, 0));
    SHOW(mkdirat(directory, "made", 0755));
    SHOW(symlinkat("inner", directory, "sl"));
    SHOW(fchmodat(directory, "inner", 0600, 0));
    SHOW(renameat(directory, "inner", AT_FDCWD, "outer"));
    SHOW(unlinkat(directory, "made", AT_REMOVEDIR));
    SHOW(unlinkat(directory, "sl", 0));
    struct stat status;
    SHOW(fstatat(file, "", &status, AT_EMPTY_PATH));
    SHOW(fstatat(file, "", &status, 0));
    SHOW(fstatat(AT_FDCWD, "to-file", &status, AT_SYMLINK_NOFOLLOW));
    say("link %d", S_ISLNK(status.st_mode));
    SHOW(fstatat(AT_FDCWD, "file", &status, 0x8000000));
    SHOW(fchdir(path));
    SHOW(fchdir(file));
}

struct how { uint64_t flags, mode, resolve; };

CASE(openat2_resolve)
{
    make_tree();
    MUST(symlink("/dev/null", "absolute"));
    MUST(symlink("/proc/self/exe", "magic"));
    static const struct { const char *path; uint64_t resolve; } tries[] = {
        {"dir/inner", 0}, {"to-file", 4}, {"file", 4}, {"../x", 8}, {"dir/../file", 8}, {"absolute", 8}, {"/dev/null", 8}, {"absolute", 0x10}, {"dir/../../../file", 0x10}, {"/file", 0x10},
        {"magic", 2}, {"/proc/self/exe", 2}, {"/proc/self", 1}, {"file", 0x100}, {"file", 0x18}};
    for (int i = 0; i < COUNT(tries); i++)
    {
        struct how how = {O_RDONLY, 0, tries[i].resolve};
        int fd = syscall(SYS_openat2, AT_FDCWD, tries[i].path, &how, sizeof how);
        say("%s resolve %#lx: %s", tries[i].path, (long)tries[i].resolve, fd >= 0 ? "opened" : error_name(errno));
        if (fd >= 0)
            close(fd);
    }
    struct how how = {O_RDONLY, 0600, 0};
    SHOW(syscall(SYS_openat2, AT_FDCWD, "file", &how, sizeof how));
    how = (struct how){1ul << 40, 0, 0};
    SHOW(syscall(SYS_openat2, AT_FDCWD, "file", &how, sizeof how));
    SHOW(syscall(SYS_openat2, AT_FDCWD, "file", &how, 8));
    SHOW(syscall(SYS_openat2, AT_FDCWD, "file", LOW_ADDRESS, sizeof how));
}

CASE(temporary_files)
{
    int fd = MUST(open(".", O_TMPFILE | O_RDWR, 0640));
    MUST(write(fd, "anonymous", 9));
    struct stat status;
    fstat(fd, &status);
    say("mode %o links %d size %ld", status.st_mode, (int)status.st_nlink, (long)status.st_size);
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    SHOW(linkat(AT_FDCWD, path, AT_FDCWD, "named", AT_SYMLINK_FOLLOW));
    show_file("named");
    int exclusive = MUST(open(".", O_TMPFILE | O_RDWR | O_EXCL, 0600));
    SHOW(linkat(exclusive, "", AT_FDCWD, "never", AT_EMPTY_PATH));
    SHOW(linkat(fd, "", AT_FDCWD, "again", AT_EMPTY_PATH));
}

CASE(path_descriptors)
{
    put_file("f", "text");
    int fd = MUST(open("f", O_PATH));
    char byte;
    struct stat status;
    SHOW(read(fd, &byte, 1));
    SHOW(write(fd, "x", 1));
    SHOW(syscall(SYS_fchmod, fd, 0600));
    SHOW(syscall(SYS_fchown, fd, 0, 0));
    SHOW(ioctl(fd, FIONREAD, &byte));
    SHOW(syscall(SYS_fstat, fd, &status));
    SHOW(lseek(fd, 0, SEEK_SET));
    SHOW(ftruncate(fd, 0));
    SHOW(fsync(fd));
    SHOW(fcntl(fd, F_SETFL, O_NONBLOCK));
    SHOW(fcntl(fd, F_GETLK, &(struct flock){.l_type = F_RDLCK}));
    SHOW_SUCCESS(dup(fd));
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    SHOW_SUCCESS(open(path, O_RDWR));
    SHOW(poll(&(struct pollfd){fd, POLLIN, 0}, 1, 0));
    SHOW(getdents(fd, (void *)path, 10));
}

CASE(hostile_pointers)
{
    char *end = forbidden_page();
    end[-1] = 'x';
    struct stat status;
    SHOW(syscall(SYS_open, LOW_ADDRESS, O_RDONLY));
    SHOW(syscall(SYS_open, KERNEL_ADDRESS, O_RDONLY));
    SHOW(syscall(SYS_open, NONCANONICAL_ADDRESS, O_RDONLY));
    SHOW(syscall(SYS_open, end - 1, O_RDONLY));
    SHOW(syscall(SYS_stat, ".", LOW_ADDRESS));
    SHOW(syscall(SYS_stat, ".", end - sizeof status + 1));
    SHOW(syscall(SYS_stat, ".", end - sizeof status));
    SHOW(syscall(SYS_fstat, 0, KERNEL_ADDRESS));
    SHOW(syscall(SYS_lstat, NULL, &status));
    SHOW(syscall(SYS_mkdir, LOW_ADDRESS, 0755));
    SHOW(syscall(SYS_chdir, end - 1));
    SHOW(syscall(SYS_unlink, KERNEL_ADDRESS));
    SHOW(syscall(SYS_symlink, "x", LOW_ADDRESS));
    SHOW(syscall(SYS_link, LOW_ADDRESS, "x"));
    SHOW(syscall(SYS_getcwd, LOW_ADDRESS, 4096));
    SHOW(syscall(SYS_getcwd, &status, 1));
    SHOW(syscall(SYS_truncate, LOW_ADDRESS, 0));
    SHOW(syscall(SYS_statfs, ".", LOW_ADDRESS));
    end[-1] = 0;
    SHOW(syscall(SYS_open, end - 1, O_RDONLY));
}
