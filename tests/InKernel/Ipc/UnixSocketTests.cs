using System.Threading;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Net.Sockets;
using Diesis.Net.Unix;
using Diesis.Platform.Memory;
using Diesis.Platform.Users;

namespace Diesis.Tests.InKernel;

/// <summary>Pairs of unix sockets in threads of the kernel.</summary>
internal static class UnixSocketTests
{
    internal static void Register(TestList tests)
    {
        tests.Add("UnixSocket.StreamsKeepOrderBetweenProcessors", StreamsKeepOrder);
        tests.Add("UnixSocket.MessagesKeepTheirBorders", () =>
        {
            foreach (SocketType type in (SocketType[])[SocketType.SOCK_DGRAM, SocketType.SOCK_SEQPACKET])
            {
                Pair(type, out Socket one, out Socket other);
                Check.Equal(3L, Send(one, new byte[3]));
                Check.Equal(0L, Send(one, []));
                Check.Equal(9000L, Send(one, new byte[9000]));
                Check.Equal(3L, Receive(other, new byte[100]));
                Check.Equal(0L, Receive(other, new byte[100]));
                Check.Equal(5000L, Receive(other, new byte[5000]));
                one.Release();
                other.Release();
            }
        });
        tests.Add("UnixSocket.AnEndIsSeenAtTheOther", () =>
        {
            Pair(SocketType.SOCK_STREAM, out Socket one, out Socket other);
            Check.Equal(2L, Send(one, new byte[2]));
            one.Release();
            Check.Equal(2L, Receive(other, new byte[10]));
            Check.Equal(0L, Receive(other, new byte[10]));
            Check.Equal(-(long)Errno.EPIPE, Send(other, new byte[1]));
            other.Release();
        });
        tests.Add("UnixSocket.CirclesOfDescriptorsEnd", () =>
        {
            ulong before = Frames.FreeCount;
            for (int i = 0; i < 40; i++)
            {
                Pair(SocketType.SOCK_STREAM, out Socket one, out Socket other);
                SendFile(one, other);
                SendFile(other, one);
                one.Release();
                other.Release();
            }
            // The end of any unix socket looks for them.
            Pair(SocketType.SOCK_STREAM, out Socket last, out Socket lastOther);
            last.Release();
            lastOther.Release();
            Check.True(Frames.FreeCount + 40 >= before, "sockets in each other's queues live on");
        });
    }

    private static void Pair(SocketType type, out Socket one, out Socket other)
    {
        Check.Equal((int)Errno.None, (int)new UnixFamily().MakePair(type, 0, out Socket? first, out Socket? second));
        one = first!;
        other = second!;
    }

    private static long Send(Socket socket, byte[] bytes)
    {
        IoBuffer from = IoBuffer.ForKernel((ReadOnlySpan<byte>)bytes);
        Result<long> sent = socket.Send(ref from, MessageFlags.None, default, null);
        return sent.IsSuccess ? sent.Value : -(long)sent.Error;
    }

    private static long Receive(Socket socket, byte[] bytes)
    {
        IoBuffer to = IoBuffer.ForKernel(bytes.AsSpan());
        return socket.Read(ref to).Value;
    }

    private static void SendFile(Socket socket, OpenFile file)
    {
        file.Retain();
        MessageExtras extras = new();
        extras.AddFiles([file]);
        IoBuffer from = IoBuffer.ForKernel("x"u8);
        Check.Equal(1L, socket.Send(ref from, MessageFlags.None, default, extras).Value);
    }

    private static void StreamsKeepOrder()
    {
        const int Total = 500_000;
        Pair(SocketType.SOCK_STREAM, out Socket one, out Socket other);
        Crew crew = new();
        crew.Start(() =>
        {
            for (int sent = 0; sent < Total;)
            {
                byte[] bytes = new byte[Math.Min(Total - sent, 1 + sent % 20_000)];
                for (int i = 0; i < bytes.Length; i++)
                    bytes[i] = (byte)((sent + i) * 3);
                Check.Equal((long)bytes.Length, Send(one, bytes));
                sent += bytes.Length;
            }
            one.Release();
        });
        byte[] buffer = new byte[7777];
        int received = 0;
        while (Receive(other, buffer) is long count and > 0)
        {
            for (int i = 0; i < count; i++)
                Check.Equal((byte)((received + i) * 3), (int)buffer[i]);
            received += (int)count;
        }
        crew.Join();
        Check.Equal(Total, received);
        other.Release();
    }
}
