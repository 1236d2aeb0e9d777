using System.Text;
using Diesis.Tool.Machines;

namespace Diesis.Tool.Tests;

public sealed class StreamLinkTests
{
    [Fact]
    public async Task OnlyTheProgramsBytesComeOut()
    {
        (StreamLink link, string output) = await RunAsync("firmware\n\u0010Rout\u0010\u0010put\u0010X137;rest");
        Assert.Equal("out\u0010put", output);
        Assert.Equal(137, link.Status);
        Assert.StartsWith("firmware\n", Encoding.UTF8.GetString([.. link.Before]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMachineThatEndsEarlyHasNoStatus()
    {
        (StreamLink link, string output) = await RunAsync("panic: \u0010x");
        Assert.Equal("", output);
        Assert.Null(link.Status);
        Assert.False(link.HasBegun);
    }

    [Fact]
    public async Task InputIsSentInPortionsAsItIsAskedFor()
    {
        using MemoryStream toGuest = new();
        StreamLink link = new(new MemoryStream("\u0010R\u0010R\u0010X0;"u8.ToArray()), toGuest, new MemoryStream("a\u0010b"u8.ToArray()), Stream.Null);
        await link.RunAsync();
        await link.Sending;
        Assert.Equal("a\u0010\u0010b\u0010C\u0010E"u8.ToArray(), toGuest.ToArray());
    }

    [Theory]
    [InlineData("text\e]diesis;42\a", "text", 42)]
    [InlineData("\e]diesis;\a\e]diesis;0\a", "\e]diesis;\a", 0)]
    [InlineData("\e\e]diesis;255\a", "\e", 255)]
    [InlineData("a\e]diesis;12", "a\e]diesis;12", null)]
    [InlineData("\e[1mbold\e[m\e", "\e[1mbold\e[m\e", null)]
    public void ATerminalsStatusIsTakenOut(string from, string to, int? status)
    {
        using MemoryStream output = new();
        TerminalOutput terminal = new(output);
        terminal.Write(Encoding.UTF8.GetBytes(from));
        terminal.End();
        Assert.Equal(to, Encoding.UTF8.GetString(output.ToArray()));
        Assert.Equal(status, terminal.Status);
    }

    private static async Task<(StreamLink Link, string Output)> RunAsync(string fromGuest)
    {
        using MemoryStream output = new();
        StreamLink link = new(new MemoryStream(Encoding.UTF8.GetBytes(fromGuest)), Stream.Null, Stream.Null, output);
        await link.RunAsync();
        return (link, Encoding.UTF8.GetString(output.ToArray()));
    }
}
