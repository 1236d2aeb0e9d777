/* mmap(2), munmap(2), mprotect(2), mremap(2), brk(2) and friends. */
#include "conformance.h"

#define PAGE 4096L
static char *map(long pages, int protection) { return mmap(NULL, pages * PAGE, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); }
#define RW (PROT_READ | PROT_WRITE)

/* How the page behaves, found without dying: r readable, w writable, - neither, by letting the kernel touch it. */
static char touch(char *page)
{
    static int null = -1, zero = -1;
    if (null < 0)
        null = open("probe", O_RDWR | O_CREAT, 0600), zero = open("/dev/zero", O_RDONLY);
    char byte = 0;
    int readable = pwrite(null, page, 1, 0) == 1;
    if (readable)
        byte = *(volatile char *)page;
    int writable = read(zero, page, 1) == 1;
    if (writable)
        *(volatile char *)page = byte;
    return writable ? 'w' : readable ? 'r' : '-';
}

static void show_pages(const char *what, char *start, int count)
{
    char text[65] = "";
    for (int i = 0; i < count; i++)
        text[i] = touch(start + i * PAGE);
    say("%s: %s", what, text);
}

/* The lines of /proc/self/maps inside a range: lengths in pages and rights. */
static void show_maps(char *start, long pages)
{
    FILE *maps = fopen("/proc/self/maps", "re");
    char line[512], rights[8];
    unsigned long from, to, offset;
    while (maps != NULL && fgets(line, sizeof line, maps) != NULL)
        if (sscanf(line, "%lx-%lx %7s %lx", &from, &to, rights, &offset) == 4 && from >= (unsigned long)start && to <= (unsigned long)start + pages * PAGE)
            say("  +%ld %ld %s offset %#lx", (from - (long)start) / PAGE, (to - from) / PAGE, rights, offset);
    if (maps != NULL)
        fclose(maps);
}

CASE(anonymous_is_zero)
{
    char *page = map(4, RW);
    int sum = 0;
    for (int i = 0; i < 4 * PAGE; i++)
        sum += page[i];
    say("sum %d", sum);
    ASK(((long)page & 4095) == 0);
}

CASE(map_refusals)
{
    put_file("f", "x");
    int reading = open("f", O_RDONLY), writing = open("f", O_WRONLY), path = open("f", O_PATH), directory = open(".", O_RDONLY);
    int pipes[2];
    MUST(pipe(pipes));
#define TRY(...) SHOW_SUCCESS(mmap(__VA_ARGS__))
    TRY(NULL, 0, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    TRY(NULL, PAGE, PROT_READ, MAP_ANONYMOUS, -1, 0);
    TRY(NULL, PAGE, PROT_READ, MAP_PRIVATE, -1, 0);
    TRY(NULL, PAGE, PROT_READ, MAP_PRIVATE, reading, 100);
    TRY(NULL, PAGE, PROT_READ, MAP_PRIVATE, writing, 0);
    TRY(NULL, PAGE, RW, MAP_SHARED, reading, 0);
    TRY(NULL, PAGE, RW, MAP_PRIVATE, reading, 0);
    TRY(NULL, PAGE, PROT_READ, MAP_PRIVATE, path, 0);
    TRY(NULL, PAGE, PROT_READ, MAP_PRIVATE, directory, 0);
    TRY(NULL, PAGE, PROT_READ, MAP_PRIVATE, pipes[0], 0);
    TRY(NULL, 1ul << 47, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    TRY(NULL, ~0ul, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    TRY((void *)(16 * PAGE + 1), PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    TRY(KERNEL_ADDRESS, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    IN_CHILD("low addresses without privilege")
    {
        setresuid(1000, 1000, 1000);
        TRY((void *)PAGE, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    }
}

CASE(unmap_splits)
{
    char *pages = map(6, RW);
    SHOW(munmap(pages + 2 * PAGE, 2 * PAGE));
    show_pages("middle gone", pages, 6);
    SHOW(munmap(pages, PAGE));
    SHOW(munmap(pages + 5 * PAGE, PAGE));
    show_pages("ends gone", pages, 6);
    SHOW(munmap(pages, 6 * PAGE));
    show_pages("all gone", pages, 6);
    SHOW(munmap(pages, 6 * PAGE));
}

CASE(unmap_refusals)
{
    char *pages = map(2, RW);
    SHOW(munmap(pages + 1, PAGE));
    SHOW(munmap(pages, 0));
    SHOW(munmap(pages, ~0ul));
    SHOW(munmap(KERNEL_ADDRESS, PAGE));
    SHOW(munmap(pages, 1));
    show_pages("one byte unmaps a page", pages, 2);
}

CASE(protect_splits_and_merges)
{
    char *pages = mmap(NULL, 8 * PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    pages += PAGE;
    MUST(mprotect(pages, 6 * PAGE, RW));
    show_maps(pages, 6);
    MUST(mprotect(pages + PAGE, PAGE, PROT_READ));
    MUST(mprotect(pages + 3 * PAGE, PAGE, PROT_READ | PROT_EXEC));
    say("split");
    show_maps(pages, 6);
    MUST(mprotect(pages + PAGE, 3 * PAGE, RW));
    say("merged");
    show_maps(pages, 6);
    MUST(mprotect(pages + PAGE, PAGE, PROT_READ));
    show_pages("pages", pages, 6);
}

CASE(protect_refusals)
{
    char *pages = map(3, RW);
    munmap(pages + PAGE, PAGE);
    SHOW(syscall(SYS_mprotect, pages + 1, PAGE, PROT_READ));
    SHOW(mprotect(pages, 3 * PAGE, PROT_READ));
    show_pages("up to the hole", pages, 3);
    SHOW(mprotect(pages + PAGE, PAGE, PROT_READ));
    SHOW(mprotect(pages, 0, PROT_READ));
    SHOW(mprotect(pages, PAGE, 0x100));
    put_file("f", "x");
    int fd = open("f", O_RDONLY);
    char *file = mmap(NULL, PAGE, PROT_READ, MAP_SHARED, fd, 0);
    SHOW(mprotect(file, PAGE, RW));
    char *copy = mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE, fd, 0);
    SHOW(mprotect(copy, PAGE, RW));
}

CASE(protect_keeps_contents)
{
    char *page = map(1, RW);
    page[7] = 42;
    mprotect(page, PAGE, PROT_NONE);
    mprotect(page, PAGE, PROT_READ);
    say("%d", page[7]);
    show_pages("read-only", page, 1);
    mprotect(page, PAGE, RW);
    page[7]++;
    say("%d", page[7]);
}

CASE(fixed_replaces)
{
    char *pages = map(4, RW);
    memset(pages, 1, 4 * PAGE);
    ASK(mmap(pages + PAGE, 2 * PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == pages + PAGE);
    say("%d %d %d %d", pages[0], pages[PAGE], pages[2 * PAGE], pages[3 * PAGE]);
    show_pages("pages", pages, 4);
    errno = 0;
    ASK(mmap(pages, PAGE, RW, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0) == MAP_FAILED);
    say("%s", error_name(errno));
    munmap(pages, PAGE);
    ASK(mmap(pages, PAGE, RW, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0) == pages);
}

CASE(hint_is_followed_when_free)
{
    char *pages = map(8, RW);
    munmap(pages, 8 * PAGE);
    ASK(mmap(pages + 2 * PAGE, PAGE, RW, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == pages + 2 * PAGE);
    ASK(mmap(pages + 2 * PAGE, PAGE, RW, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != pages + 2 * PAGE);
    char *odd = mmap(pages + 5 * PAGE + 77, PAGE, RW, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    ASK(((long)odd & 4095) == 0);
}

CASE(private_file_mapping)
{
    put_file("f", "original");
    int fd = open("f", O_RDWR);
    char *page = mmap(NULL, PAGE, RW, MAP_PRIVATE, fd, 0);
    close(fd);
    page[0] = 'O';
    show_file("f");
    say("%s, then zeros: %d", page, page[100]);
}

CASE(shared_file_mapping)
{
    put_file("f", "original");
    int fd = open("f", O_RDWR);
    char *page = mmap(NULL, PAGE, RW, MAP_SHARED, fd, 0), *other = mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE, fd, 0);
    page[0] = 'O';
    show_file("f");
    say("other %s", other);
    MUST(pwrite(fd, "X", 1, 1));
    say("page %s", page);
    struct stat status;
    fstat(fd, &status);
    say("size %ld", (long)status.st_size);
}

CASE(mapping_survives_unlink)
{
    put_file("f", "still here");
    int fd = open("f", O_RDWR);
    char *page = mmap(NULL, PAGE, RW, MAP_SHARED, fd, 0);
    close(fd);
    unlink("f");
    say("%s", page);
}

CASE(mapping_with_offset)
{
    int fd = open("f", O_RDWR | O_CREAT, 0600);
    for (int i = 0; i < 5; i++)
        pwrite(fd, &"abcde"[i], 1, i * PAGE);
    char *pages = mmap(NULL, 3 * PAGE, PROT_READ, MAP_SHARED, fd, 2 * PAGE);
    say("%c %c %c", pages[0], pages[PAGE], pages[2 * PAGE]);
    munmap(pages + PAGE, PAGE);
    mmap(pages + PAGE, PAGE, PROT_READ, MAP_SHARED | MAP_FIXED, fd, 0);
    say("%c %c %c", pages[0], pages[PAGE], pages[2 * PAGE]);
    show_maps(pages, 3);
}

CASE(copy_on_write_over_fork)
{
    char *pages = map(3, RW);
    memset(pages, 'p', 3 * PAGE);
    struct gate parent = make_gate(), child = make_gate();
    pid_t pid = MUST(fork());
    if (pid == 0)
    {
        pages[0] = 'c';
        open_gate(&child);
        await_gate(&parent);
        say("child %c %c %c", pages[0], pages[PAGE], pages[2 * PAGE]);
        _exit(0);
    }
    await_gate(&child);
    pages[PAGE] = 'q';
    open_gate(&parent);
    wait_for(pid);
    say("parent %c %c %c", pages[0], pages[PAGE], pages[2 * PAGE]);
}

CASE(copy_on_write_by_the_kernel)
{
    char *page = map(1, RW);
    strcpy(page, "before");
    put_file("f", "after!");
    int fd = open("f", O_RDONLY);
    IN_CHILD("child")
    {
        MUST(read(fd, page, 6));
        say("child %s", page);
    }
    say("parent %s", page);
}

CASE(shared_anonymous_over_fork)
{
    char *page = mmap(NULL, PAGE, RW, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    IN_CHILD("child") { strcpy(page, "from the child"); }
    say("%s", page);
}

CASE(deep_fork_chains)
{
    int *page = (int *)map(1, RW);
    *page = 0;
    for (int depth = 0; depth < 8; depth++)
    {
        pid_t child = fork();
        if (child != 0)
        {
            int status = wait_for(child);
            if (depth != 0)
                _exit(WEXITSTATUS(status) + (*page == depth));
            say("correct levels %d", WEXITSTATUS(status));
            return;
        }
        *page += 1;
    }
    _exit(0);
}

CASE(remap_grow_shrink)
{
    char *pages = map(4, RW);
    strcpy(pages, "contents");
    pages[3 * PAGE] = 'x';
    ASK(mremap(pages, 4 * PAGE, 2 * PAGE, 0) == pages);
    show_pages("shrunk", pages, 4);
    ASK(mremap(pages, 2 * PAGE, 3 * PAGE, 0) == pages);
    say("fresh page %d", pages[2 * PAGE]);
    mmap(pages + 3 * PAGE, PAGE, RW, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    mprotect(pages + 3 * PAGE, PAGE, PROT_READ);
    SHOW_SUCCESS(mremap(pages, 3 * PAGE, 8 * PAGE, 0));
    char *moved = mremap(pages, 3 * PAGE, 8 * PAGE, MREMAP_MAYMOVE);
    ASK(moved != MAP_FAILED && moved != pages);
    say("%s", moved);
    show_pages("old place", pages, 4);
    show_pages("new place", moved, 8);
}

CASE(remap_fixed)
{
    char *source = map(2, RW), *target = map(4, RW);
    strcpy(source, "moved");
    memset(target, 't', 4 * PAGE);
    ASK(mremap(source, 2 * PAGE, 2 * PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, target + PAGE) == target + PAGE);
    say("%c %s %d %c", target[0], target + PAGE, target[2 * PAGE], target[3 * PAGE]);
    show_pages("source", source, 2);
    SHOW_SUCCESS(mremap(target, 2 * PAGE, 2 * PAGE, MREMAP_FIXED, source));
    SHOW_SUCCESS(mremap(target, 2 * PAGE, 2 * PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, target + PAGE));
    SHOW_SUCCESS(mremap(target + 1, PAGE, PAGE, MREMAP_MAYMOVE));
    SHOW_SUCCESS(mremap(source, PAGE, 2 * PAGE, MREMAP_MAYMOVE));
    SHOW_SUCCESS(mremap(target, PAGE, 0, MREMAP_MAYMOVE));
    SHOW_SUCCESS(mremap(target, PAGE, PAGE, 64));
}

CASE(remap_across_mappings)
{
    char *pages = map(4, RW);
    mprotect(pages + PAGE, PAGE, PROT_READ);
    SHOW_SUCCESS(mremap(pages, 3 * PAGE, 5 * PAGE, MREMAP_MAYMOVE));
}

CASE(remap_doubles_a_shared_mapping)
{
    char *page = mmap(NULL, PAGE, RW, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    strcpy(page, "twice");
    char *again = mremap(page, 0, PAGE, MREMAP_MAYMOVE);
    ASK(again != MAP_FAILED && again != page);
    again[0] = 'T';
    say("%s %s", page, again);
    char *own = map(1, RW);
    SHOW_SUCCESS(mremap(own, 0, PAGE, MREMAP_MAYMOVE));
}

CASE(remap_dontunmap)
{
    char *page = map(1, RW);
    strcpy(page, "left");
    char *moved = mremap(page, PAGE, PAGE, MREMAP_MAYMOVE | 4);
    ASK(moved != MAP_FAILED && moved != page);
    say("new %s, old %d", moved, page[0]);
    SHOW_SUCCESS(mremap(page, PAGE, 2 * PAGE, MREMAP_MAYMOVE | 4));
}

/* With five levels of page tables addresses go up to 1 << 56. */
CASE(remap_shrinks_from_beyond_the_end)
{
    static const unsigned long lengths[] = {1ul << 57, 1ul << 62, 1ul << 63, 0xffff800000000000, -(1ul << 31), -8192ul, -4096ul, -1ul};
    char *pages = map(2, RW);
    for (unsigned i = 0; i < sizeof lengths / sizeof lengths[0]; i++)
    {
        say("%lx", lengths[i]);
        SHOW_SUCCESS(mremap(pages, lengths[i], PAGE, 0));
        SHOW_SUCCESS(mremap(pages, lengths[i], PAGE, MREMAP_MAYMOVE));
    }
    SHOW(pages[PAGE]);
}

CASE(dontneed_zeroes)
{
    char *pages = map(2, RW);
    memset(pages, 7, 2 * PAGE);
    SHOW(madvise(pages, PAGE, MADV_DONTNEED));
    say("%d %d", pages[0], pages[PAGE]);
    put_file("f", "file");
    int fd = open("f", O_RDWR);
    char *file = mmap(NULL, PAGE, RW, MAP_PRIVATE, fd, 0);
    file[0] = 'F';
    madvise(file, PAGE, MADV_DONTNEED);
    say("%s", file);
    char *shared = mmap(NULL, PAGE, RW, MAP_SHARED, fd, 0);
    shared[0] = 'S';
    madvise(shared, PAGE, MADV_DONTNEED);
    say("%s", shared);
}

CASE(advice_kinds)
{
    char *pages = map(4, RW);
    memset(pages, 1, 4 * PAGE);
    static const int kinds[] = {MADV_NORMAL, MADV_RANDOM, MADV_SEQUENTIAL, MADV_WILLNEED, MADV_FREE, MADV_DONTFORK, MADV_DOFORK, MADV_MERGEABLE, MADV_HUGEPAGE, MADV_NOHUGEPAGE, MADV_DONTDUMP,
        MADV_DODUMP, MADV_WIPEONFORK, MADV_KEEPONFORK, MADV_COLD, MADV_PAGEOUT, 22, 23, 77, -1};
    for (unsigned i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (kinds[i] != MADV_MERGEABLE && kinds[i] != MADV_HUGEPAGE && kinds[i] != MADV_NOHUGEPAGE)
            say("advice %d: %s", kinds[i], madvise(pages, PAGE, kinds[i]) == 0 ? "taken" : error_name(errno));
    SHOW(madvise(pages + 1, PAGE, MADV_NORMAL));
    SHOW(madvise(pages, 0, MADV_NORMAL));
    munmap(pages + PAGE, PAGE);
    SHOW(madvise(pages, 3 * PAGE, MADV_DONTNEED));
    say("beyond the hole too: %d", pages[2 * PAGE]);
}

CASE(fork_advice)
{
    char *pages = map(2, RW);
    memset(pages, 5, 2 * PAGE);
    MUST(madvise(pages, PAGE, MADV_DONTFORK));
    MUST(madvise(pages + PAGE, PAGE, MADV_WIPEONFORK));
    IN_CHILD("child")
    {
        show_pages("pages", pages, 2);
        say("wiped %d", pages[PAGE]);
    }
    say("parent %d %d", pages[0], pages[PAGE]);
    char *shared = mmap(NULL, PAGE, RW, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    SHOW(madvise(shared, PAGE, MADV_WIPEONFORK));
}

CASE(resident_pages)
{
    unsigned char vector[4] = {0};
    char *pages = map(4, RW);
    pages[PAGE] = 1;
    SHOW(mincore(pages, 4 * PAGE, vector));
    say("%d %d %d %d", vector[0] & 1, vector[1] & 1, vector[2] & 1, vector[3] & 1);
    SHOW(mincore(pages + 1, PAGE, vector));
    munmap(pages, PAGE);
    SHOW(mincore(pages, 2 * PAGE, vector));
    SHOW(mincore(pages + PAGE, PAGE, LOW_ADDRESS));
}

CASE(sync_rules)
{
    put_file("f", "text");
    int fd = open("f", O_RDWR);
    char *page = mmap(NULL, PAGE, RW, MAP_SHARED, fd, 0);
    page[0] = 'T';
    SHOW(msync(page, PAGE, MS_SYNC));
    SHOW(msync(page, PAGE, MS_ASYNC | MS_INVALIDATE));
    SHOW(msync(page, PAGE, MS_SYNC | MS_ASYNC));
    SHOW(msync(page, PAGE, 8));
    SHOW(msync(page + 1, PAGE, MS_SYNC));
    munmap(page, PAGE);
    SHOW(msync(page, PAGE, MS_SYNC));
    SHOW(msync(page, 0, MS_SYNC));
}

CASE(break_moves)
{
    char *start = (char *)syscall(SYS_brk, 0);
    ASK((char *)syscall(SYS_brk, start + 5 * PAGE) == start + 5 * PAGE);
    memset(start, 3, 5 * PAGE);
    ASK((char *)syscall(SYS_brk, start + PAGE) == start + PAGE);
    ASK((char *)syscall(SYS_brk, start + 5 * PAGE) == start + 5 * PAGE);
    long first = (PAGE - ((long)start & 4095)) & 4095;
    say("kept %d, fresh %d", start[0], start[first + 2 * PAGE]);
    ASK((char *)syscall(SYS_brk, 1) == start + 5 * PAGE);
    ASK((char *)syscall(SYS_brk, KERNEL_ADDRESS) == start + 5 * PAGE);
    ASK((char *)syscall(SYS_brk, start) == start);
    setrlimit(RLIMIT_DATA, &(struct rlimit){16 << 20, 16 << 20});
    ASK((char *)syscall(SYS_brk, start + (64 << 20)) == start);
}

CASE(address_space_limit)
{
    setrlimit(RLIMIT_AS, &(struct rlimit){64 << 20, 64 << 20});
    SHOW_SUCCESS(mmap(NULL, 128 << 20, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0));
    SHOW_SUCCESS(mmap(NULL, 16 << 20, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
}

CASE(huge_reservation)
{
    char *space = mmap(NULL, 256ul << 30, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    ASK(space != MAP_FAILED);
    SHOW(mprotect(space + (100ul << 30), PAGE, RW));
    space[100ul << 30] = 9;
    say("%d", space[100ul << 30]);
    IN_CHILD("fork with it") { say("%d", space[100ul << 30]); }
    SHOW(munmap(space, 256ul << 30));
}

static int use_stack(int depth)
{
    volatile char room[1024];
    room[depth & 1023] = 1;
    return depth == 0 ? 0 : use_stack(depth - 1) + room[depth & 1023];
}

CASE(stack_grows)
{
    IN_CHILD("limit of 256 KiB") { setrlimit(RLIMIT_STACK, &(struct rlimit){256 << 10, 256 << 10}); use_stack(1000); }
    say("%d", use_stack(5000));
}

CASE(grows_down_mapping)
{
    char *area = mmap(NULL, 64 * PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    munmap(area, 64 * PAGE);
    char *top = mmap(area + 60 * PAGE, PAGE, RW, MAP_PRIVATE | MAP_ANONYMOUS | MAP_GROWSDOWN | MAP_FIXED, -1, 0);
    top[0] = 1;
    top[-8] = 2;
    top[-PAGE - 8] = 3;
    say("%d %d %d", top[0], top[-8], top[-PAGE - 8]);
}

CASE(lock_calls)
{
    char *pages = map(4, RW);
    SHOW(mlock(pages, 2 * PAGE));
    SHOW(munlock(pages, 2 * PAGE));
    SHOW(syscall(SYS_mlock2, pages, PAGE, 1));
    SHOW(syscall(SYS_mlock2, pages, PAGE, 2));
    SHOW(mlock(KERNEL_ADDRESS, PAGE));
    SHOW(mlockall(MCL_CURRENT));
    SHOW(munlockall());
    SHOW(mlockall(0));
    SHOW(mlockall(8));
    unsigned char vector[1];
    char *locked = mmap(NULL, PAGE, RW, MAP_PRIVATE | MAP_ANONYMOUS | MAP_LOCKED, -1, 0);
    mincore(locked, PAGE, vector);
    say("locked is resident %d", vector[0] & 1);
    IN_CHILD("without privilege")
    {
        setrlimit(RLIMIT_MEMLOCK, &(struct rlimit){2 * PAGE, 2 * PAGE});
        setresuid(1000, 1000, 1000);
        SHOW(mlock(pages, PAGE));
        SHOW(mlock(pages, 4 * PAGE));
        setrlimit(RLIMIT_MEMLOCK, &(struct rlimit){0, 0});
        SHOW(mlock(pages, PAGE));
    }
}

CASE(populate)
{
    unsigned char vector[2];
    char *pages = mmap(NULL, 2 * PAGE, RW, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    mincore(pages, 2 * PAGE, vector);
    say("%d %d", vector[0] & 1, vector[1] & 1);
}

CASE(write_only_and_execute_only_read)
{
    char *page = mmap(NULL, PAGE, PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    page[0] = 1;
    say("a page mapped for writing reads: %d", page[0]);
}

CASE(device_zero_mapping)
{
    int fd = open("/dev/zero", O_RDWR);
    char *own = mmap(NULL, PAGE, RW, MAP_PRIVATE, fd, 0), *shared = mmap(NULL, PAGE, RW, MAP_SHARED, fd, 0);
    own[0] = shared[0] = 1;
    IN_CHILD("child") { own[0]++, shared[0]++; }
    say("%d %d", own[0], shared[0]);
    int null = open("/dev/null", O_RDWR);
    SHOW_SUCCESS(mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE, null, 0));
}

CASE(remote_memory)
{
    static char text[32] = "of the parent";
    pid_t parent = getpid();
    IN_CHILD("child")
    {
        char here[32] = "";
        strcpy(text, "of the child");
        struct iovec local = {here, 13}, remote = {text, 13}, bad = {LOW_ADDRESS, 8};
        SHOW(process_vm_readv(parent, &local, 1, &remote, 1, 0));
        say("%s", here);
        struct iovec out = {"by the child!", 13};
        SHOW(process_vm_writev(parent, &out, 1, &remote, 1, 0));
        SHOW(process_vm_readv(parent, &local, 1, &bad, 1, 0));
        SHOW(process_vm_readv(parent, &local, 1, &remote, 1, 1));
        SHOW(process_vm_readv(0x3fffff, &local, 1, &remote, 1, 0));
    }
    say("%s", text);
}

CASE(many_mappings)
{
    char *area = mmap(NULL, 2000 * PAGE, RW, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    for (int i = 0; i < 2000; i += 2)
        if (mprotect(area + i * PAGE, PAGE, PROT_READ) != 0)
            say("%d: %s", i, error_name(errno));
    int sum = 0;
    for (int i = 1; i < 2000; i += 2)
        area[i * PAGE] = 1;
    for (int i = 0; i < 2000; i++)
        sum += area[i * PAGE];
    say("sum %d", sum);
    SHOW(munmap(area, 2000 * PAGE));
}

CASE(threads_fault_on_the_same_pages)
{
    extern void *fill_pages(void *);
    char *area = mmap(NULL, 256 * PAGE, RW, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    pthread_t threads[4];
    for (int i = 0; i < 4; i++)
        pthread_create(&threads[i], NULL, fill_pages, area + i);
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    int sum = 0;
    for (int page = 0; page < 256; page++)
        for (int i = 0; i < 4; i++)
            sum += area[page * PAGE + i];
    say("sum %d", sum);
}

void *fill_pages(void *argument)
{
    for (int page = 0; page < 256; page++)
        ((volatile char *)argument)[page * PAGE] = 1;
    return NULL;
}
