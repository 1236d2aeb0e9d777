using System.Text;
using System.Text.RegularExpressions;
using Diesis.Tool.Roots;

namespace Diesis.Tool.Tests;

public sealed class RootsTests
{
    [Fact]
    public void ASessionIsRecordsEndedByZeros()
    {
        GuestSession session = new(["echo", "", "two words", "é\"'"], ConsoleUse.Streams) { Environment = ["TERM=dumb"], Rows = 24, Columns = 80 };
        Assert.Equal("streams=\0rows=24\0columns=80\0environment=TERM=dumb\0word=echo\0word=\0word=two words\0word=é\"'\0", Encoding.UTF8.GetString(session.ToBytes()));
    }

    [Fact]
    public void AShellOnATerminalNeedsNoRecord() => Assert.Empty(new GuestSession([], ConsoleUse.Terminal).ToBytes());

    [Fact]
    public void AnAddedFileKeepsItsNameOrGetsAPlace()
    {
        using TemporaryRepository repository = new();
        string file = Path.Combine(repository.Repository.Root, "tool.bin");
        File.WriteAllText(file, "");
        Assert.Equal(new AddedFile(file, "tool.bin"), AddedFile.Parse(file));
        Assert.Equal(new AddedFile(file, "usr/bin/tool.bin"), AddedFile.Parse(file + ":/usr/bin/"));
        Assert.Equal(new AddedFile(file, "a/b"), AddedFile.Parse(file + ":/a//b"));
        Assert.Throws<ToolException>(() => AddedFile.Parse(file + ":/../x"));
        Assert.Throws<ToolException>(() => AddedFile.Parse(file + ":/usr/../.."));
        Assert.Throws<ToolException>(() => AddedFile.Parse(file + "missing"));
    }

    [Fact]
    public async Task AnArchiveTakesMoreFiles()
    {
        using TemporaryRepository repository = new();
        string folder = Path.Combine(repository.Repository.Root, "root");
        Directory.CreateDirectory(Path.Combine(folder, "etc"));
        File.WriteAllText(Path.Combine(folder, "etc", "name"), "first");
        File.CreateSymbolicLink(Path.Combine(folder, "link"), "/etc");
        RootArchive archive = RootArchive.At(Path.Combine(repository.Repository.Root, "made"));
        Directory.CreateDirectory(Path.GetDirectoryName(archive.File)!);
        IReadOnlyList<string> names = CpioArchive.Names(folder);
        Assert.Equal(["etc", "etc/name", "link"], names);
        await CpioArchive.WriteAsync(folder, names, CpioArchive.Root, archive.File);
        File.WriteAllLines(archive.NameList, names);
        string output = Path.Combine(repository.Repository.Root, "both.cpio");
        await archive.WithAsync([], [("etc/more", "second"u8.ToArray()), ("run/x", [])], output);
        string text = Encoding.Latin1.GetString(File.ReadAllBytes(output));
        Assert.Equal(2, text.Split("TRAILER!!!").Length - 1);

        // The directory that is there already stays as it was.
        Assert.Single(Regex.Matches(text, "[0-9A-F]{8}etc\0"));
        Assert.Contains("etc/more\0", text, StringComparison.Ordinal);
        Assert.Contains("run/x\0", text, StringComparison.Ordinal);
        Assert.False(Directory.Exists(output + ".staging"));
    }

    [Theory]
    [InlineData("256M", 1 << 20, "256M")]
    [InlineData("1G", 1 << 20, "1024M")]
    [InlineData("256M", 100 << 20, "428M")]
    public void AGreaterRootGetsMoreMemory(string usual, int bytes, string expected)
    {
        using TemporaryRepository repository = new();
        string file = Path.Combine(repository.Repository.Root, "initrd");
        using (FileStream stream = File.Create(file))
        {
            stream.SetLength(bytes);
        }

        Assert.Equal(expected, GuestRoot.Memory(usual, file));
    }
}
