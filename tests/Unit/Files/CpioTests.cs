using System.Text;
using Diesis.Abi;
using Diesis.Core.Files.Archives;

namespace Diesis.Unit.Tests.Files;

public sealed class CpioTests
{
    [Fact]
    public void EntriesComeAsTheyWereWritten()
    {
        byte[] archive = Archive(("dir", FileMode.S_IFDIR | FileMode.S_IRWXU, ""), ("dir/file", FileMode.S_IFREG | FileMode.S_IRUSR, "content"), ("x", FileMode.S_IFLNK, "dir/file"));
        BufferedSource source = new(new SpanSource(archive, 1));
        CpioReader reader = new(source);
        Assert.Equal(CpioStep.Entry, reader.Next(out CpioEntry entry));
        Assert.Equal("dir", Encoding.ASCII.GetString(entry.Name));
        Assert.Equal(FileMode.S_IFDIR | FileMode.S_IRWXU, entry.Mode);
        Assert.True(reader.EndEntry());
        Assert.Equal(CpioStep.Entry, reader.Next(out entry));
        Assert.Equal("dir/file", Encoding.ASCII.GetString(entry.Name));
        byte[] content = new byte[entry.Size];
        Assert.Equal(7, source.ReadFully(content));
        Assert.Equal("content", Encoding.ASCII.GetString(content));
        Assert.True(reader.EndEntry());
        Assert.Equal(CpioStep.Entry, reader.Next(out entry));
        Assert.True(source.Skip(entry.Size));
        Assert.True(reader.EndEntry());
        Assert.Equal(CpioStep.End, reader.Next(out _));
    }

    [Fact]
    public void BrokenArchivesEnd()
    {
        byte[] good = Archive(("a", FileMode.S_IFREG, "one"), ("b", FileMode.S_IFREG, "two and more"), ("c/d", FileMode.S_IFDIR, ""));
        for (int seed = 0; seed < 20_000; seed++)
        {
            Random random = new(seed);
            byte[] archive = [.. good];
            for (int i = random.Next(1, 5); i > 0; i--)
                archive[random.Next(archive.Length)] = (byte)random.Next(256);
            if (random.Next(3) == 0)
                archive = archive[..random.Next(archive.Length)];
            BufferedSource source = new(new SpanSource(archive, seed));
            CpioReader reader = new(source);
            int entries = 0;
            while (reader.Next(out CpioEntry entry) == CpioStep.Entry && source.Skip(entry.Size) && reader.EndEntry())
                Assert.True(++entries < 100);
        }
    }

    [Fact]
    public void NamesThatAreTooLongAreRefused()
    {
        byte[] archive = Archive((new string('n', 5000), FileMode.S_IFREG, ""));
        Assert.Equal(CpioStep.Broken, new CpioReader(new BufferedSource(new SpanSource(archive, 1))).Next(out _));
    }

    private static byte[] Archive(params (string Name, FileMode Mode, string Content)[] files)
    {
        List<byte> archive = [];
        int number = 1;
        foreach ((string name, FileMode mode, string content) in files.Append(("TRAILER!!!", FileMode.None, "")))
        {
            uint[] fields = [(uint)number++, (uint)mode, 0, 0, 1, 0, (uint)content.Length, 0, 0, 0, 0, (uint)name.Length + 1, 0];
            archive.AddRange("070701"u8.ToArray());
            foreach (uint field in fields)
                archive.AddRange(Encoding.ASCII.GetBytes(field.ToString("x8", null)));
            archive.AddRange(Encoding.ASCII.GetBytes(name + "\0"));
            Pad(archive);
            archive.AddRange(Encoding.ASCII.GetBytes(content));
            Pad(archive);
        }
        return [.. archive];
    }

    private static void Pad(List<byte> archive)
    {
        while (archive.Count % 4 != 0)
            archive.Add(0);
    }
}
