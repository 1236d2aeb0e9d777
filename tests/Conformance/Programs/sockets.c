/* unix(7): stream, datagram and sequenced-packet sockets, names, descriptors and credentials in messages. */
#include "conformance.h"
#include <sys/un.h>

static char s_big[1 << 20];
static int pair[2];
static void make(int type) { MUST(socketpair(AF_UNIX, type, 0, pair)); }
static int events(int fd) { struct pollfd item = {fd, POLLIN | POLLOUT | POLLRDHUP, 0}; poll(&item, 1, 0); return item.revents; }
static socklen_t address(struct sockaddr_un *to, const char *name)
{
    memset(to, 0, sizeof *to);
    to->sun_family = AF_UNIX;
    if (name[0] == '@')
    {
        memcpy(to->sun_path + 1, name + 1, strlen(name) - 1);
        return 2 + strlen(name);
    }
    strcpy(to->sun_path, name);
    return 2 + strlen(name) + 1;
}
static int bound(int type, const char *name)
{
    struct sockaddr_un to;
    int fd = MUST(socket(AF_UNIX, type, 0));
    socklen_t length = address(&to, name);
    MUST(bind(fd, (void *)&to, length));
    return fd;
}
static long connected(int fd, const char *name)
{
    struct sockaddr_un to;
    socklen_t length = address(&to, name);
    return connect(fd, (void *)&to, length);
}
static void show_name(const char *what, int fd, int (*get)(int, struct sockaddr *, socklen_t *))
{
    struct sockaddr_un name;
    socklen_t length = sizeof name;
    memset(&name, 0x55, sizeof name);
    if (get(fd, (void *)&name, &length) != 0)
        say("%s: %s", what, error_name(errno));
    else if (length > 2 && name.sun_path[0] == 0)
        say("%s: length %d @%.*s", what, length, (int)length - 3, name.sun_path + 1);
    else
        say("%s: length %d \"%s\"", what, length, length > 2 ? name.sun_path : "");
}

CASE(stream_pair)
{
    make(SOCK_STREAM);
    SHOW(write(pair[0], "hello", 5));
    SHOW(write(pair[0], "world", 5));
    SHOW(read(pair[1], s_big, 7));
    SHOW(read(pair[1], s_big, 7));
    SHOW(write(pair[1], "back", 4));
    SHOW(read(pair[0], s_big, 10));
    close(pair[1]);
    SHOW(read(pair[0], s_big, 10));
    signal(SIGPIPE, SIG_IGN);
    SHOW(write(pair[0], "x", 1));
    SHOW(send(pair[0], "x", 1, MSG_NOSIGNAL));
}

CASE(unread_data_resets)
{
    make(SOCK_STREAM);
    write(pair[0], "never read", 10);
    close(pair[1]);
    SHOW(read(pair[0], s_big, 10));
    SHOW(read(pair[0], s_big, 10));
}

CASE(datagram_pair)
{
    make(SOCK_DGRAM);
    SHOW(send(pair[0], "first", 5, 0));
    SHOW(send(pair[0], "", 0, 0));
    SHOW(send(pair[0], "third", 5, 0));
    SHOW(recv(pair[1], s_big, 3, 0));
    SHOW(recv(pair[1], s_big, 10, 0));
    SHOW(recv(pair[1], s_big, 2, MSG_TRUNC));
    SHOW(recv(pair[1], s_big, 10, MSG_DONTWAIT));
    close(pair[1]);
    SHOW(send(pair[0], "x", 1, MSG_NOSIGNAL));
}

CASE(packet_pair)
{
    make(SOCK_SEQPACKET);
    SHOW(send(pair[0], "first", 5, 0));
    SHOW(send(pair[0], "second", 6, 0));
    SHOW(recv(pair[1], s_big, 3, 0));
    SHOW(recv(pair[1], s_big, 10, 0));
    shutdown(pair[0], SHUT_WR);
    SHOW(recv(pair[1], s_big, 10, 0));
    SHOW(send(pair[0], "x", 1, MSG_NOSIGNAL));
}

CASE(socket_refusals)
{
    SHOW(socket(AF_UNIX, SOCK_STREAM, 5));
    SHOW(socket(AF_UNIX, SOCK_RDM, 0));
    SHOW(socket(AF_UNIX, 99, 0));
    SHOW(socket(99, SOCK_STREAM, 0));
    SHOW(socket(-1, SOCK_STREAM, 0));
    SHOW_SUCCESS(socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 1));
    SHOW(socket(AF_UNIX, SOCK_STREAM | 0x100, 0));
    SHOW(syscall(SYS_socketpair, AF_UNIX, SOCK_STREAM, 0, LOW_ADDRESS));
    int file = open("f", O_CREAT | O_RDWR, 0600);
    SHOW(listen(file, 1));
    SHOW(send(77, "x", 1, 0));
    SHOW(recv(file, s_big, 1, 0));
    SHOW(shutdown(file, SHUT_RD));
    SHOW(getsockopt(file, SOL_SOCKET, SO_TYPE, s_big, (socklen_t[]){4}));
}

CASE(bind_and_names)
{
    int fd = bound(SOCK_STREAM, "socket"), other = socket(AF_UNIX, SOCK_STREAM, 0);
    show_name("bound", fd, getsockname);
    show_name("unbound", other, getsockname);
    show_name("peer", fd, getpeername);
    struct stat status;
    stat("socket", &status);
    say("mode %o", status.st_mode);
    struct sockaddr_un to;
    socklen_t length = address(&to, "socket");
    SHOW(bind(other, (void *)&to, length));
    SHOW(bind(fd, (void *)&to, length));
    length = address(&to, "absent/socket");
    SHOW(bind(other, (void *)&to, length));
    to.sun_family = AF_INET;
    SHOW(bind(other, (void *)&to, length));
    to.sun_family = AF_UNIX;
    SHOW(bind(other, (void *)&to, 1));
    SHOW(bind(other, (void *)&to, sizeof to + 1));
    SHOW(syscall(SYS_bind, other, LOW_ADDRESS, 10));
    memset(to.sun_path, 'x', sizeof to.sun_path);
    SHOW(bind(other, (void *)&to, sizeof to));
    show_name("108 bytes", other, getsockname);
    length = 3;
    SHOW(getsockname(fd, (void *)&to, &length));
    say("full length %d", length);
    length = -1;
    SHOW(getsockname(fd, (void *)&to, &length));
}

CASE(abstract_names)
{
    int fd = bound(SOCK_STREAM, "@conformance.abstract"), other = socket(AF_UNIX, SOCK_STREAM, 0);
    show_name("bound", fd, getsockname);
    struct sockaddr_un to;
    socklen_t length = address(&to, "@conformance.abstract");
    SHOW(bind(other, (void *)&to, length));
    SHOW(bind(other, (void *)&to, length + 1));
    MUST(listen(fd, 1));
    int client = socket(AF_UNIX, SOCK_STREAM, 0);
    SHOW(connected(client, "@conformance.abstract"));
    show_name("peer", client, getpeername);
    close(fd), close(client);
    SHOW(connected(socket(AF_UNIX, SOCK_STREAM, 0), "@conformance.abstract"));
}

CASE(automatic_names)
{
    int fd = socket(AF_UNIX, SOCK_DGRAM, 0);
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    SHOW(bind(fd, (void *)&to, 2));
    socklen_t length = sizeof to;
    getsockname(fd, (void *)&to, &length);
    say("length %d", length);
}

CASE(listen_connect_accept)
{
    int server = bound(SOCK_STREAM, "s"), client = socket(AF_UNIX, SOCK_STREAM, 0);
    SHOW(connected(client, "s"));
    SHOW(listen(server, 5));
    SHOW(connected(client, "s"));
    SHOW(connected(client, "s"));
    SHOW(write(client, "early", 5));
    struct sockaddr_un from;
    socklen_t length = sizeof from;
    int peer = MUST(accept4(server, (void *)&from, &length, SOCK_CLOEXEC | SOCK_NONBLOCK));
    say("length %d flags %#o %d", length, fcntl(peer, F_GETFL), fcntl(peer, F_GETFD));
    show_name("accepted", peer, getsockname);
    show_name("its peer", peer, getpeername);
    SHOW(read(peer, s_big, 10));
    SHOW(syscall(SYS_accept4, server, NULL, NULL, 0x100));
    fcntl(server, F_SETFL, O_NONBLOCK);
    SHOW(accept(server, NULL, NULL));
    SHOW(accept(client, NULL, NULL));
    SHOW(connected(client, "absent"));
    SHOW(listen(client, 1));
    SHOW(accept(socket(AF_UNIX, SOCK_STREAM, 0), NULL, NULL));
    SHOW(listen(socket(AF_UNIX, SOCK_DGRAM, 0), 1));
    SHOW(read(server, s_big, 1));
    SHOW(write(socket(AF_UNIX, SOCK_STREAM, 0), "x", 1));
}

CASE(connect_refusals)
{
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    put_file("file", "");
    close(bound(SOCK_STREAM, "dead"));
    bound(SOCK_DGRAM, "datagram");
    bound(SOCK_STREAM, "deaf");
    SHOW(connected(fd, "absent"));
    SHOW(connected(fd, "file"));
    SHOW(connected(fd, "dead"));
    SHOW(connected(fd, "datagram"));
    SHOW(connected(fd, "deaf"));
    SHOW(connected(fd, "."));
    IN_CHILD(NULL) { chmod("datagram", 0600); setresuid(1000, 1000, 1000); SHOW(connected(socket(AF_UNIX, SOCK_DGRAM, 0), "datagram")); }
}

CASE(backlog)
{
    int server = bound(SOCK_STREAM, "s"), made = 0;
    listen(server, 2);
    for (int i = 0; i < 6; i++)
    {
        int client = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
        if (connected(client, "s") == 0)
            made++;
        else
        {
            say("after %d: %s", made, error_name(errno));
            break;
        }
    }
    say("server %#x", events(server));
    MUST(accept(server, NULL, NULL));
    SHOW(connected(socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0), "s"));
}

CASE(closing_a_listener)
{
    int server = bound(SOCK_STREAM, "s"), client = socket(AF_UNIX, SOCK_STREAM, 0);
    listen(server, 5);
    MUST(connected(client, "s"));
    close(server);
    SHOW(read(client, s_big, 1));
    SHOW(send(client, "x", 1, MSG_NOSIGNAL));
}

CASE(datagram_addresses)
{
    int receiver = bound(SOCK_DGRAM, "r"), sender = bound(SOCK_DGRAM, "w"), nameless = socket(AF_UNIX, SOCK_DGRAM, 0);
    struct sockaddr_un to, from;
    socklen_t length = address(&to, "r"), from_length = sizeof from;
    SHOW(sendto(sender, "named", 5, 0, (void *)&to, length));
    SHOW(sendto(nameless, "nameless", 8, 0, (void *)&to, length));
    SHOW(recvfrom(receiver, s_big, 20, 0, (void *)&from, &from_length));
    say("from %s length %d", from.sun_path, from_length);
    from_length = sizeof from;
    SHOW(recvfrom(receiver, s_big, 20, 0, (void *)&from, &from_length));
    say("length %d", from_length);
    SHOW(send(sender, "x", 1, 0));
    SHOW(connected(sender, "r"));
    SHOW(send(sender, "x", 1, 0));
    SHOW(connected(receiver, "w"));
    recv(receiver, s_big, 10, 0);
    SHOW(sendto(nameless, "x", 1, 0, (void *)&to, length));
    struct sockaddr none = {.sa_family = AF_UNSPEC};
    SHOW(connect(receiver, &none, sizeof none));
    SHOW(sendto(nameless, "x", 1, 0, (void *)&to, length));
    length = address(&to, "absent");
    SHOW(sendto(nameless, "x", 1, 0, (void *)&to, length));
}

CASE(datagram_queue_fills)
{
    int receiver = bound(SOCK_DGRAM, "r"), sender = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0), count = 0;
    connected(sender, "r");
    while (send(sender, "x", 1, 0) == 1 && count < 100000)
        count++;
    say("some %d, then %s", count > 5, error_name(errno));
    say("sender %#x", events(sender));
    recv(receiver, s_big, 10, 0);
    SHOW(send(sender, "x", 1, 0));
    SHOW(send(sender, s_big, sizeof s_big, 0) == -1);
    say("%s", error_name(errno));
}

static long send_descriptors(int socket, const int *descriptors, int count)
{
    static char control[CMSG_SPACE(300 * sizeof(int))] __attribute__((aligned(8)));
    struct iovec data = {"d", 1};
    struct msghdr message = {.msg_iov = &data, .msg_iovlen = 1, .msg_control = control, .msg_controllen = CMSG_SPACE(count * sizeof(int))};
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET, header->cmsg_type = SCM_RIGHTS, header->cmsg_len = CMSG_LEN(count * sizeof(int));
    memcpy(CMSG_DATA(header), descriptors, count * sizeof(int));
    return syscall(SYS_sendmsg, socket, &message, 0);
}

static int receive_descriptors(int socket, int *descriptors, int room, int flags)
{
    char control[1024];
    struct iovec data = {s_big, 100};
    struct msghdr message = {.msg_iov = &data, .msg_iovlen = 1, .msg_control = control, .msg_controllen = room ? CMSG_SPACE(room * sizeof(int)) : 0};
    long result = recvmsg(socket, &message, flags);
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    int count = result >= 0 && header != NULL && header->cmsg_type == SCM_RIGHTS ? (int)((header->cmsg_len - CMSG_LEN(0)) / sizeof(int)) : 0;
    say("received %ld bytes, %d descriptors, flags %#x", result, count, message.msg_flags & ~MSG_CMSG_CLOEXEC);
    if (count > 0)
        memcpy(descriptors, CMSG_DATA(header), count * sizeof(int));
    return count;
}

CASE(pass_descriptors)
{
    make(SOCK_STREAM);
    put_file("f", "through the socket");
    int file = open("f", O_RDONLY), got[4];
    lseek(file, 8, SEEK_SET);
    SHOW(send_descriptors(pair[0], (int[]){file, file}, 2));
    close(file);
    receive_descriptors(pair[1], got, 4, MSG_CMSG_CLOEXEC);
    char text[32] = "";
    read(got[1], text, 31);
    say("%s, close on exec %d", text, fcntl(got[0], F_GETFD));
    SHOW(lseek(got[0], 0, SEEK_CUR));
    SHOW(send_descriptors(pair[0], (int[]){77}, 1));
    SHOW(send_descriptors(pair[0], (int[]){0, 1, 2}, 3));
    receive_descriptors(pair[1], got, 1, 0);
    SHOW(send_descriptors(pair[0], (int[]){0, 1, 2}, 3));
    receive_descriptors(pair[1], got, 0, 0);
    static int many[254];
    SHOW(send_descriptors(pair[0], many, 253));
    SHOW(send_descriptors(pair[0], many, 254));
}

CASE(descriptors_bound_reads)
{
    make(SOCK_STREAM);
    write(pair[0], "abc", 3);
    send_descriptors(pair[0], (int[]){0}, 1);
    write(pair[0], "def", 3);
    int got[4];
    receive_descriptors(pair[1], got, 4, 0);
    receive_descriptors(pair[1], got, 4, 0);
    receive_descriptors(pair[1], got, 4, MSG_DONTWAIT);
}

CASE(descriptors_in_flight_cycles)
{
    for (int i = 0; i < 20; i++)
    {
        make(SOCK_STREAM);
        send_descriptors(pair[0], (int[]){pair[1]}, 1);
        send_descriptors(pair[1], (int[]){pair[0]}, 1);
        close(pair[0]), close(pair[1]);
    }
    say("survived");
}

CASE(credentials)
{
    make(SOCK_STREAM);
    struct { int pid; unsigned uid, gid; } peer;
    socklen_t length = sizeof peer;
    SHOW(getsockopt(pair[0], SOL_SOCKET, SO_PEERCRED, &peer, &length));
    say("pid %d uid %d gid %d", peer.pid == getpid(), peer.uid, peer.gid);
    int on = 1;
    SHOW(setsockopt(pair[1], SOL_SOCKET, SO_PASSCRED, &on, sizeof on));
    write(pair[0], "x", 1);
    char control[256];
    struct iovec data = {s_big, 10};
    struct msghdr message = {.msg_iov = &data, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
    SHOW(recvmsg(pair[1], &message, 0));
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    say("type %d", header != NULL ? header->cmsg_type : -1);
    if (header != NULL)
    {
        memcpy(&peer, CMSG_DATA(header), sizeof peer);
        say("pid %d uid %d gid %d", peer.pid == getpid(), peer.uid, peer.gid);
    }
    struct msghdr forged = {.msg_iov = &data, .msg_iovlen = 1, .msg_control = control, .msg_controllen = CMSG_SPACE(sizeof peer)};
    data.iov_len = 1;
    header = CMSG_FIRSTHDR(&forged);
    header->cmsg_level = SOL_SOCKET, header->cmsg_type = SCM_CREDENTIALS, header->cmsg_len = CMSG_LEN(sizeof peer);
    peer.pid = 1, peer.uid = 5, peer.gid = 6;
    memcpy(CMSG_DATA(header), &peer, sizeof peer);
    IN_CHILD(NULL) { setresuid(1000, 1000, 1000); SHOW(sendmsg(pair[0], &forged, 0)); }
    SHOW(sendmsg(pair[0], &forged, 0));
    peer.pid = 0x3fffff;
    memcpy(CMSG_DATA(header), &peer, sizeof peer);
    SHOW(sendmsg(pair[0], &forged, 0));
}

CASE(shutdown_halves)
{
    make(SOCK_STREAM);
    write(pair[0], "before", 6);
    SHOW(shutdown(pair[0], SHUT_WR));
    SHOW(send(pair[0], "x", 1, MSG_NOSIGNAL));
    SHOW(read(pair[1], s_big, 10));
    SHOW(read(pair[1], s_big, 10));
    say("%#x %#x", events(pair[0]), events(pair[1]));
    SHOW(write(pair[1], "back", 4));
    SHOW(read(pair[0], s_big, 10));
    SHOW(shutdown(pair[1], SHUT_RDWR));
    say("%#x %#x", events(pair[0]), events(pair[1]));
    SHOW(shutdown(pair[0], 5));
    SHOW(shutdown(socket(AF_UNIX, SOCK_STREAM, 0), SHUT_RD));
}

CASE(peek_and_wait_all)
{
    make(SOCK_STREAM);
    write(pair[0], "peek", 4);
    SHOW(recv(pair[1], s_big, 2, MSG_PEEK));
    SHOW(recv(pair[1], s_big, 10, MSG_PEEK));
    SHOW(recv(pair[1], s_big, 10, 0));
    SHOW(recv(pair[1], s_big, 10, MSG_DONTWAIT));
    if (fork() == 0)
    {
        write(pair[0], "ab", 2);
        sleep_ms(30);
        write(pair[0], "cd", 2);
        _exit(0);
    }
    SHOW(recv(pair[1], s_big, 4, MSG_WAITALL));
    wait(NULL);
    SHOW(send(pair[0], "x", 1, MSG_OOB) == 1 || errno == EOPNOTSUPP);
}

CASE(options)
{
    make(SOCK_SEQPACKET);
    int value = 0;
    socklen_t length = sizeof value;
    SHOW(getsockopt(pair[0], SOL_SOCKET, SO_TYPE, &value, &length));
    say("type %d", value);
    SHOW(getsockopt(pair[0], SOL_SOCKET, SO_DOMAIN, &value, &length));
    say("domain %d", value);
    SHOW(getsockopt(pair[0], SOL_SOCKET, SO_PROTOCOL, &value, &length));
    SHOW(getsockopt(pair[0], SOL_SOCKET, SO_ERROR, &value, &length));
    SHOW(getsockopt(pair[0], SOL_SOCKET, SO_ACCEPTCONN, &value, &length));
    say("listens %d", value);
    value = 100000;
    SHOW(setsockopt(pair[0], SOL_SOCKET, SO_SNDBUF, &value, sizeof value));
    SHOW(getsockopt(pair[0], SOL_SOCKET, SO_SNDBUF, &value, &length));
    say("doubled %d", value);
    value = 1;
    SHOW(setsockopt(pair[0], SOL_SOCKET, SO_SNDBUF, &value, sizeof value));
    SHOW(setsockopt(pair[0], SOL_SOCKET, SO_REUSEADDR, &value, sizeof value));
    SHOW(setsockopt(pair[0], SOL_SOCKET, 9999, &value, sizeof value));
    SHOW(getsockopt(pair[0], 99, 1, &value, &length));
    SHOW(setsockopt(pair[0], SOL_SOCKET, SO_SNDBUF, &value, 2));
    SHOW(getsockopt(pair[0], SOL_SOCKET, SO_TYPE, LOW_ADDRESS, &length));
    struct timeval limit = {0, 20000};
    SHOW(setsockopt(pair[0], SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit));
    SHOW(recv(pair[0], s_big, 1, 0));
    limit.tv_usec = 2000000;
    SHOW(setsockopt(pair[0], SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit));
}

CASE(stream_buffer_fills)
{
    make(SOCK_STREAM | SOCK_NONBLOCK);
    long total = 0, count;
    while ((count = write(pair[0], s_big, 10000)) > 0)
        total += count;
    say("some %d, then %s", total > 50000, error_name(errno));
    say("%#x", events(pair[0]) & POLLOUT);
    long got = 0;
    while ((count = read(pair[1], s_big, 10000)) > 0)
        got += count;
    ASK(got == total);
    say("%#x", events(pair[0]) & POLLOUT);
    int waiting;
    write(pair[0], "12345", 5);
    SHOW(ioctl(pair[1], FIONREAD, &waiting));
    say("%d", waiting);
}

CASE(blocking_transfer)
{
    make(SOCK_STREAM);
    pid_t child = fork();
    if (child == 0)
    {
        close(pair[0]);
        long total = 0, count;
        while ((count = read(pair[1], s_big, 7777)) > 0)
            total += count;
        say("received %ld", total);
        _exit(0);
    }
    close(pair[1]);
    for (int i = 0; i < 5; i++)
        if (write(pair[0], s_big, 200000) != 200000)
            say("short write");
    close(pair[0]);
    wait_for(child);
}

CASE(many_messages)
{
    make(SOCK_DGRAM);
    struct iovec data[3] = {{"one", 3}, {"three", 5}, {"x", 1}};
    struct mmsghdr messages[3] = {{{.msg_iov = &data[0], .msg_iovlen = 1}, 0}, {{.msg_iov = &data[1], .msg_iovlen = 2}, 0}, {{.msg_iov = &data[2], .msg_iovlen = 1}, 0}};
    SHOW(sendmmsg(pair[0], messages, 3, 0));
    say("%d %d %d", messages[0].msg_len, messages[1].msg_len, messages[2].msg_len);
    char buffers[4][16];
    struct iovec in[4];
    struct mmsghdr received[4] = {0};
    for (int i = 0; i < 4; i++)
        in[i] = (struct iovec){buffers[i], 16}, received[i].msg_hdr.msg_iov = &in[i], received[i].msg_hdr.msg_iovlen = 1;
    SHOW(recvmmsg(pair[1], received, 4, MSG_DONTWAIT, NULL));
    say("%d %d %d", received[0].msg_len, received[1].msg_len, received[2].msg_len);
}

CASE(hostile_pointers)
{
    make(SOCK_STREAM);
    struct msghdr message = {.msg_iov = LOW_ADDRESS, .msg_iovlen = 1};
    SHOW(send(pair[0], LOW_ADDRESS, 5, 0));
    SHOW(syscall(SYS_sendmsg, pair[0], LOW_ADDRESS, 0));
    SHOW(syscall(SYS_sendmsg, pair[0], &message, 0));
    SHOW(syscall(SYS_recvmsg, pair[0], KERNEL_ADDRESS, MSG_DONTWAIT));
    message = (struct msghdr){.msg_control = LOW_ADDRESS, .msg_controllen = 32};
    SHOW(syscall(SYS_sendmsg, pair[0], &message, 0));
    message.msg_iovlen = 2000;
    SHOW(syscall(SYS_sendmsg, pair[0], &message, 0));
    write(pair[0], "data", 4);
    SHOW(recv(pair[1], LOW_ADDRESS, 4, 0));
    SHOW(recv(pair[1], s_big, 4, MSG_DONTWAIT));
    SHOW(syscall(SYS_accept, pair[0], LOW_ADDRESS, LOW_ADDRESS));
    SHOW(syscall(SYS_getsockname, pair[0], LOW_ADDRESS, (socklen_t[]){16}));
    SHOW(syscall(SYS_connect, pair[0], KERNEL_ADDRESS, 16));
}

CASE(file_calls_on_sockets)
{
    make(SOCK_STREAM);
    SHOW(lseek(pair[0], 0, SEEK_SET));
    SHOW(pread(pair[0], s_big, 1, 0));
    SHOW(ftruncate(pair[0], 0));
    SHOW(fsync(pair[0]));
    SHOW_SUCCESS(mmap(NULL, 4096, PROT_READ, MAP_SHARED, pair[0], 0));
    struct stat status;
    fstat(pair[0], &status);
    say("mode %o", status.st_mode);
    char path[64], target[64] = "";
    snprintf(path, sizeof path, "/proc/self/fd/%d", pair[0]);
    readlink(path, target, 63);
    say("%.8s", target);
    SHOW(open(path, O_RDWR));
}
