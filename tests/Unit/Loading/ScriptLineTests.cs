using System.Text;
using Diesis.Abi;
using Diesis.Core.Loading;

namespace Diesis.Unit.Tests.Loading;

public sealed class ScriptLineTests
{
    private static (Errno Error, string Interpreter, string Argument) Parse(string start)
    {
        Errno error = ScriptLine.TryParse(Encoding.Latin1.GetBytes(start), out ReadOnlySpan<byte> interpreter, out ReadOnlySpan<byte> argument);
        return (error, Encoding.Latin1.GetString(interpreter), Encoding.Latin1.GetString(argument));
    }

    [Theory]
    [InlineData("#!/bin/sh\necho", "/bin/sh", "")]
    [InlineData("#! \t/bin/sh \n", "/bin/sh", "")]
    [InlineData("#!/usr/bin/env python3 -u\n", "/usr/bin/env", "python3 -u")]
    [InlineData("#!/bin/awk   -f  \t\nBEGIN", "/bin/awk", "-f")]
    [InlineData("#!/bin/sh", "/bin/sh", "")]
    [InlineData("#!/bin/sh\0rest", "/bin/sh", "")]
    public void TheLineIsTakenApart(string start, string interpreter, string argument) =>
        Assert.Equal((Errno.None, interpreter, argument), Parse(start));

    [Theory]
    [InlineData("#!\n")]
    [InlineData("#!   \n")]
    [InlineData("#! \t")]
    public void WithoutAPathItIsNoScript(string start) => Assert.Equal(Errno.ENOEXEC, Parse(start).Error);

    [Fact]
    public void APathThatIsCutOffIsNotTaken() => Assert.Equal(Errno.ENOEXEC, Parse("#!/" + new string('a', ScriptLine.MaximumBytes - 3)).Error);

    [Fact]
    public void AnArgumentThatIsCutOffIsTaken()
    {
        (Errno error, string interpreter, string argument) = Parse("#!/bin/sh " + new string('a', ScriptLine.MaximumBytes - 10));
        Assert.Equal((Errno.None, "/bin/sh"), (error, interpreter));
        Assert.Equal(ScriptLine.MaximumBytes - 10, argument.Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AnyBytesHaveAnAnswer(int seed)
    {
        Random random = new(seed);
        byte[] alphabet = "#!/ab \t\n\0\xff"u8.ToArray();
        for (int round = 0; round < 20_000; round++)
        {
            byte[] start = new byte[2 + random.Next(ScriptLine.MaximumBytes - 2)];
            for (int i = 0; i < start.Length; i++)
                start[i] = alphabet[random.Next(alphabet.Length)];
            "#!"u8.CopyTo(start);
            if (ScriptLine.TryParse(start, out ReadOnlySpan<byte> interpreter, out ReadOnlySpan<byte> argument) != Errno.None)
                continue;
            Assert.False(interpreter.IsEmpty, $"seed {seed}, round {round}");
            Assert.True(interpreter.IndexOfAny(" \t\n\0"u8) < 0 && argument.IndexOfAny((byte)'\n', (byte)0) < 0, $"seed {seed}, round {round}");
        }
    }
}
