using System.Text;
using System.Threading;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Ttys;
using Diesis.Core.Ttys.Pseudo;
using Diesis.Core.Waiting;
using Diesis.Platform.Users;

namespace Diesis.Tests.InKernel;

/// <summary>Terminals without a program: a pseudo-terminal's two ends in threads of the kernel.</summary>
internal static class TtyTests
{
    internal static void Register(TestList tests)
    {
        tests.Add("Tty.LinesGoFromMasterToSlaveAndEchoBack", () =>
        {
            Pair pair = new();
            pair.Send("ab\x7f" + "c\r");
            Check.Equal("ac\n", Pair.Read(pair.Slave));
            Check.Equal("ab\b \bc\r\n", Pair.Read(pair.Master));
            pair.Close();
        });
        tests.Add("Tty.AReaderWaitsForALine", () =>
        {
            Pair pair = new();
            Crew crew = new();
            crew.Start(() => Check.Equal("later\n", Pair.Read(pair.Slave)));
            Thread.Sleep(5);
            pair.Send("la");
            Thread.Sleep(2);
            pair.Send("ter\n");
            crew.Join();
            pair.Close();
        });
        tests.Add("Tty.AWriterWaitsForRoom", () =>
        {
            Pair pair = new();
            Crew crew = new();
            crew.Start(() => Pair.Write(pair.Slave, new string('x', 30_000)));
            int received = 0;
            while (received < 30_000)
                received += Pair.Read(pair.Master).Length;
            Check.Equal(30_000, received);
            crew.Join();
            pair.Close();
        });
        tests.Add("Tty.TheMastersEndHangsUp", () =>
        {
            Pair pair = new();
            Crew crew = new();
            crew.Start(() => Check.Equal("", Pair.Read(pair.Slave)));
            Thread.Sleep(5);
            pair.Master.Release();
            crew.Join();
            Check.True((pair.Slave.Poll(null) & PollEvents.HangUp) != 0);
            IoBuffer from = IoBuffer.ForKernel("x"u8);
            Check.Equal((int)Errno.EIO, (int)pair.Slave.Write(ref from).Error);
            pair.Slave.Release();
        });
        tests.Add("Tty.TheSlavesEndIsTheMastersError", () =>
        {
            Pair pair = new();
            Pair.Write(pair.Slave, "last");
            pair.Slave.Release();
            Check.Equal("last", Pair.Read(pair.Master));
            byte[] buffer = new byte[10];
            IoBuffer to = IoBuffer.ForKernel(buffer.AsSpan());
            Check.Equal((int)Errno.EIO, (int)pair.Master.Read(ref to).Error);
            pair.Master.Release();
        });
    }

    /// <summary>Pseudo-terminals without names.</summary>
    private sealed class Home : PseudoTerminalHome
    {
        private readonly AnonymousInode _inode = new("pts", FileMode.S_IFCHR);

        protected internal override Inode InodeOf(PseudoTerminal terminal) => _inode;
    }

    /// <summary>Both ends, open.</summary>
    private sealed class Pair
    {
        internal Pair()
        {
            Home home = new();
            AnonymousInode inode = new("ptmx", FileMode.S_IFCHR);
            Master = home.OpenMaster(inode, default, OpenFlags.O_RDWR).Value;
            PseudoTerminal terminal = home.Find(0)!;
            Slave = TtyDevices.Open(terminal.Slave, inode, default, OpenFlags.O_RDWR, TtyAccess.Own).Value;
        }

        internal OpenFile Master { get; }

        internal OpenFile Slave { get; }

        internal void Send(string text) => Write(Master, text);

        internal static void Write(OpenFile file, string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            IoBuffer from = IoBuffer.ForKernel((ReadOnlySpan<byte>)bytes);
            Check.Equal((long)bytes.Length, file.Write(ref from).Value);
        }

        internal static string Read(OpenFile file)
        {
            byte[] buffer = new byte[1000];
            IoBuffer to = IoBuffer.ForKernel(buffer.AsSpan());
            return Encoding.UTF8.GetString(buffer, 0, (int)file.Read(ref to).Value);
        }

        internal void Close()
        {
            Slave.Release();
            Master.Release();
        }
    }
}
