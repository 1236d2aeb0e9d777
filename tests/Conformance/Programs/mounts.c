/* mount(2), umount2(2), chroot(2), pivot_root(2), and what paths see of them. */
#include "conformance.h"
#include <sys/vfs.h>

static void own_space(void)
{
    if (unshare(CLONE_NEWNS) == 0)
        mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL);
}

CASE(mount_hides_and_umount_shows)
{
    own_space();
    mkdir("m", 0755), put_file("m/below", "x");
    SHOW(mount("none", "m", "tmpfs", 0, NULL));
    SHOW(access("m/below", F_OK));
    put_file("m/above", "y");
    SHOW(rmdir("m"));
    SHOW(rename("m", "n"));
    SHOW(umount("m"));
    SHOW(access("m/below", F_OK));
    SHOW(access("m/above", F_OK));
    SHOW(umount("m"));
}

CASE(mount_refusals)
{
    own_space();
    mkdir("m", 0755), put_file("f", "x");
    SHOW(mount("none", "m", "nosuchfs", 0, NULL));
    SHOW(mount("none", "f", "tmpfs", 0, NULL));
    SHOW(mount("none", "absent", "tmpfs", 0, NULL));
    SHOW(mount("none", LOW_ADDRESS, "tmpfs", 0, NULL));
    SHOW(mount("none", "m", NULL, 0, NULL));
    SHOW(mount("absent", "m", NULL, MS_BIND, NULL));
    SHOW(mount(NULL, "m", NULL, MS_REMOUNT, NULL));
    SHOW(umount("absent"));
    SHOW(umount("m"));
    SHOW(umount2("m", 0x100));
    IN_CHILD("without privilege") { setresuid(1000, 1000, 1000); SHOW(mount("none", "m", "tmpfs", 0, NULL)); SHOW(umount("m")); SHOW(chroot(".")); }
}

CASE(busy_and_lazy)
{
    own_space();
    mkdir("m", 0755);
    MUST(mount("none", "m", "tmpfs", 0, NULL));
    put_file("m/f", "held");
    int fd = open("m/f", O_RDONLY);
    SHOW(umount("m"));
    SHOW(umount2("m", MNT_DETACH));
    SHOW(access("m/f", F_OK));
    char text[8] = "";
    read(fd, text, 7);
    say("%s", text);
    MUST(mount("none", "m", "tmpfs", 0, NULL));
    close(fd);
    IN_CHILD(NULL) { chdir("m"); SHOW(umount("../m")); }
    SHOW(umount2("m", MNT_EXPIRE));
    SHOW(umount2("m", MNT_EXPIRE));
}

CASE(bind_mounts)
{
    own_space();
    mkdir("a", 0755), mkdir("b", 0755), put_file("a/f", "of a"), put_file("file", "plain"), put_file("target", "");
    SHOW(mount("a", "b", NULL, MS_BIND, NULL));
    show_file("b/f");
    put_file("b/g", "through b");
    show_file("a/g");
    struct stat one, two;
    stat("a", &one), stat("b", &two);
    ASK(one.st_ino == two.st_ino && one.st_dev == two.st_dev);
    SHOW(rename("a/f", "b/moved"));
    SHOW(link("a/f", "b/linked"));
    SHOW(mount("file", "target", NULL, MS_BIND, NULL));
    show_file("target");
    SHOW(unlink("target"));
    SHOW(mount("file", "a", NULL, MS_BIND, NULL));
    SHOW(umount("target"));
    SHOW(mount(NULL, "b", NULL, MS_REMOUNT | MS_BIND | MS_RDONLY, NULL));
    SHOW(open("b/f", O_WRONLY));
    SHOW(open("b/new", O_WRONLY | O_CREAT, 0600));
    SHOW(unlink("b/f"));
    SHOW(mkdir("b/d", 0755));
    SHOW_SUCCESS(open("a/f", O_WRONLY));
    SHOW(umount("b"));
}

CASE(read_only_file_system)
{
    own_space();
    mkdir("m", 0755);
    MUST(mount("none", "m", "tmpfs", 0, NULL));
    put_file("m/f", "x");
    int writing = open("m/f", O_WRONLY);
    SHOW(mount(NULL, "m", NULL, MS_REMOUNT | MS_RDONLY, NULL));
    close(writing);
    SHOW(mount(NULL, "m", NULL, MS_REMOUNT | MS_RDONLY, NULL));
    SHOW(open("m/f", O_RDWR));
    SHOW(open("m/n", O_CREAT | O_WRONLY, 0600));
    SHOW(mkdir("m/d", 0755));
    SHOW(mkdir("m/f", 0755));
    SHOW(unlink("m/f"));
    SHOW(unlink("m/absent"));
    SHOW(chmod("m/f", 0600));
    SHOW(rename("m/f", "m/g"));
    SHOW(truncate("m/f", 0));
    SHOW(utimensat(AT_FDCWD, "m/f", NULL, 0));
    SHOW(access("m/f", W_OK));
    SHOW(symlink("x", "m/s"));
    show_file("m/f");
    SHOW(umount("m"));
}

CASE(tmpfs_size_limit)
{
    own_space();
    mkdir("m", 0755);
    MUST(mount("none", "m", "tmpfs", 0, "size=64k,mode=0711"));
    struct stat status;
    stat("m", &status);
    say("mode %o", status.st_mode);
    int fd = open("m/f", O_RDWR | O_CREAT, 0600);
    static char block[4096];
    int count = 0;
    while (write(fd, block, sizeof block) == sizeof block)
        count++;
    say("%d blocks, then %s", count, error_name(errno));
    SHOW(fallocate(fd, 0, 0, 100000));
    ftruncate(fd, 0);
    SHOW(write(fd, block, sizeof block));
    close(fd);
    SHOW(umount("m"));
    SHOW(mount("none", "m", "tmpfs", 0, "size=nonsense"));
    SHOW(mount("none", "m", "tmpfs", 0, "nooption=1"));
}

CASE(stacked_mounts)
{
    own_space();
    mkdir("m", 0755);
    MUST(mount("none", "m", "tmpfs", 0, NULL));
    put_file("m/first", "");
    MUST(mount("none", "m", "tmpfs", 0, NULL));
    put_file("m/second", "");
    SHOW(access("m/first", F_OK));
    mkdir("m/in", 0755);
    MUST(mount("none", "m/in", "tmpfs", 0, NULL));
    SHOW(umount("m"));
    SHOW(umount("m/in"));
    SHOW(umount("m"));
    SHOW(access("m/first", F_OK));
    SHOW(umount("m"));
    SHOW(umount("m"));
}

CASE(dot_dot_crosses_mounts)
{
    own_space();
    mkdir("m", 0755), put_file("f", "outside");
    MUST(mount("none", "m", "tmpfs", 0, NULL));
    mkdir("m/d", 0755);
    SHOW(access("m/d/../../f", F_OK));
    SHOW(access("m/../f", F_OK));
    chdir("m/d");
    SHOW(access("../../f", F_OK));
    char path[PATH_MAX];
    getcwd(path, sizeof path);
    say("...%s", path + strlen(path) - 4);
    SHOW(rename("../../f", "f"));
    SHOW(link("../../f", "f"));
    chdir("../..");
    SHOW(umount("m"));
}

CASE(move_a_mount)
{
    own_space();
    mkdir("a", 0755), mkdir("b", 0755);
    MUST(mount("none", "a", "tmpfs", 0, NULL));
    put_file("a/f", "x");
    SHOW(mount("a", "b", NULL, MS_MOVE, NULL));
    SHOW(access("a/f", F_OK));
    SHOW(access("b/f", F_OK));
    mkdir("c", 0755);
    SHOW(mount("c", "a", NULL, MS_MOVE, NULL));
    SHOW(umount("b"));
}

CASE(change_root)
{
    mkdir("r", 0755), put_file("r/inside", "x"), put_file("outside", "x"), mkdir("r/d", 0755), symlink("/inside", "r/link");
    IN_CHILD(NULL)
    {
        int before = open(".", O_RDONLY);
        SHOW(chroot("r"));
        SHOW(access("/inside", F_OK));
        SHOW(access("/link", F_OK));
        char path[PATH_MAX];
        SHOW(syscall(SYS_getcwd, path, sizeof path) > 0);
        say("%.13s", path);
        SHOW(access("outside", F_OK));
        SHOW(chdir("/"));
        SHOW(access("../../../outside", F_OK));
        syscall(SYS_getcwd, path, sizeof path);
        say("%s", path);
        SHOW(chdir("/d"));
        syscall(SYS_getcwd, path, sizeof path);
        say("%s", path);
        SHOW(fchdir(before));
        SHOW(access("outside", F_OK));
        SHOW(chroot("/absent"));
        SHOW(chroot("/inside"));
    }
    SHOW(access("outside", F_OK));
}

CASE(pivot_root_forms)
{
    own_space();
    mkdir("r", 0755);
    IN_CHILD("not a mount") { SHOW(syscall(SYS_pivot_root, "r", "r")); }
    IN_CHILD("absent") { SHOW(syscall(SYS_pivot_root, "absent", "r")); }
    put_file("f", "x");
    IN_CHILD("file") { SHOW(syscall(SYS_pivot_root, "f", "r")); }
    IN_CHILD("without privilege") { setresuid(1000, 1000, 1000); SHOW(syscall(SYS_pivot_root, "r", "r")); }
}

CASE(mounts_are_listed)
{
    own_space();
    mkdir("m", 0755);
    MUST(mount("source name", "m", "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL));
    FILE *list = fopen("/proc/self/mounts", "re");
    char line[1024];
    while (list != NULL && fgets(line, sizeof line, list) != NULL)
        if (strstr(line, "/mounts.mounts_are_listed/m ") != NULL)
        {
            say("source name escaped %d", strncmp(line, "source\\040name ", 15) == 0);
            say("type %d, flags %d", strstr(line, " tmpfs ") != NULL, strstr(line, "nosuid,nodev,noexec") != NULL);
        }
    if (list != NULL)
        fclose(list);
    SHOW(umount("m"));
}

CASE(flags_have_effect)
{
    own_space();
    mkdir("m", 0755);
    MUST(mount("none", "m", "tmpfs", MS_NODEV, NULL));
    mknod("m/null", S_IFCHR | 0666, 1 << 8 | 3);
    SHOW(open("m/null", O_RDWR));
    SHOW(umount("m"));
    MUST(mount("none", "m", "tmpfs", MS_NOSUID | MS_RDONLY, NULL));
    SHOW(mkdir("m/x", 0755));
    SHOW(umount("m"));
}

static long free_pages(const char *path)
{
    struct statfs status;
    MUST(statfs(path, &status));
    return (long)status.f_bfree;
}

/* Every page that a file took comes back: those behind its end, and those of a call that failed. */
CASE(tmpfs_gets_its_pages_back)
{
    mkdir("m", 0755);
    MUST(mount("none", "m", "tmpfs", 0, "size=256k"));
    long before = free_pages("m");
    SHOW(before);
    int fd = MUST(open("m/f", O_CREAT | O_RDWR, 0644));
    SHOW(fallocate(fd, 1, 0, 65536));
    SHOW(before - free_pages("m"));
    SHOW(fallocate(fd, 3, 16384, 4096));
    SHOW(before - free_pages("m"));
    SHOW(ftruncate(fd, 0));
    SHOW(before - free_pages("m"));
    SHOW(fallocate(fd, 1, 0, 65536));
    close(fd);
    SHOW(unlink("m/f"));
    SHOW(before - free_pages("m"));

    fd = MUST(open("m/g", O_CREAT | O_RDWR, 0644));
    SHOW(pwrite(fd, "x", 1, 8192));
    SHOW(fallocate(fd, 0, 0, 1 << 20));
    SHOW(fallocate(fd, 0, 0, 1l << 60));
    SHOW(before - free_pages("m"));
    int other = MUST(open("m/h", O_CREAT | O_RDWR, 0644));
    SHOW(fallocate(other, 0, 0, 128 << 10));
    SHOW(fallocate(fd, 0, 0, 200 << 10));
    SHOW(before - free_pages("m"));
    SHOW(lseek(fd, 0, SEEK_END));
    close(fd), close(other);
    SHOW(unlink("m/g")), SHOW(unlink("m/h"));
    SHOW(before - free_pages("m"));
    SHOW(umount2("m", 0));
}
