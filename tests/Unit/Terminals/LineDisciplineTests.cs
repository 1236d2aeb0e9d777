using System.Text;
using Diesis.Abi;
using Diesis.Core.Terminals.Lines;

namespace Diesis.Unit.Tests.Terminals;

/// <summary>The line discipline against what termios(3) says and Linux shows.</summary>
public sealed class LineDisciplineTests
{
    [Theory]
    [InlineData("ls\r", "ls\n|", "ls\r\n")]
    [InlineData("ab\x7f" + "c\n", "ac\n|", "ab\b \bc\r\n")]
    [InlineData("\x7f\x7fx\n", "x\n|", "x\r\n")]
    [InlineData("one two\x17x\n", "one x\n|", "one two\b \b\b \b\b \bx\r\n")]
    [InlineData("one two  \x17\n", "one \n|", "one two  \b \b\b \b\b \b\b \b\b \b\r\n")]
    [InlineData("abc\x15" + "d\n", "d\n|", "abc\b \b\b \b\b \bd\r\n")]
    [InlineData("a\x16\x03" + "b\n", "a\x03" + "b\n|", "a^\b^Cb\r\n")]
    [InlineData("a\x01\x7f" + "b\n", "ab\n|", "a^A\b \b\b \bb\r\n")]
    [InlineData("ab\x12" + "c\n", "abc\n|", "ab^R\r\nabc\r\n")]
    [InlineData("ab\x04", "ab|", "ab")]
    [InlineData("\x04", "|", "")]
    [InlineData("ab\x04\x04", "ab||", "ab")]
    [InlineData("a\tb\x7f\x7f" + "c\n", "ac\n|", "a\tb\b \b\b\b\b\b\b\b\bc\r\n")]
    [InlineData("\ta\n\tb\n", "\ta\n|\tb\n|", "\ta\r\n\tb\r\n")]
    public void EditsLines(string typed, string read, string shown)
    {
        LineHarness harness = new();
        harness.Type(typed);
        Assert.Equal(shown, harness.Shown());
        Assert.Equal(read, harness.ReadAll());
    }

    [Fact]
    public void NothingIsReadBeforeTheLineEnds()
    {
        LineHarness harness = new();
        harness.Type("abc");
        Assert.False(harness.Line.HasInput(1));
        Assert.Equal(0, harness.Line.InputCount);
        harness.Type("\n");
        Assert.Equal(4, harness.Line.InputCount);
    }

    [Fact]
    public void ALineIsReadInPieces()
    {
        LineHarness harness = new();
        harness.Type("abcdef\ngh\n");
        Assert.Equal("abcd|ef\n|gh\n|", harness.ReadAll(4));
    }

    [Theory]
    [InlineData(2, "ab|")]
    [InlineData(3, "ab|")]
    [InlineData(1, "a|b|")]
    public void AnEndOfFileGoesWithTheBytesBeforeIt(int size, string read) => Assert.Equal(read, new LineHarness().Type("ab\x04").ReadAll(size));

    [Fact]
    public void ErasesWholeCharactersOfUtf8()
    {
        LineHarness harness = new LineHarness().Change(add: InputModes.IUTF8);
        harness.Type("a\u00e2\u0082\u00ac\x7f" + "b\n");
        Assert.Equal("a\u00e2\u0082\u00ac\b \bb\r\n", harness.Shown());
        Assert.Equal("ab\n|", harness.ReadAll());
        harness.Change(remove: InputModes.IUTF8).Type("a\u00e2\u0082\u00ac\x7f\n");
        Assert.Equal("a\u00e2\u0082\n|", harness.ReadAll());
    }

    [Fact]
    public void WithoutEchoNothingIsShownButTheNewLineIfWanted()
    {
        LineHarness harness = new LineHarness().Change(removeLocal: LocalModes.ECHO);
        harness.Type("secret\x7f\x15pass\n");
        Assert.Equal("", harness.Shown());
        Assert.Equal("pass\n|", harness.ReadAll());
        harness.Change(addLocal: LocalModes.ECHONL).Type("x\n");
        Assert.Equal("\r\n", harness.Shown());
    }

    [Theory]
    [InlineData(LocalModes.ECHOKE, "ab^U\r\n")]
    [InlineData(LocalModes.ECHOK | LocalModes.ECHOKE, "ab^U")]
    public void WithoutEchokeAKilledLineStays(LocalModes removed, string shown)
    {
        LineHarness harness = new LineHarness().Change(removeLocal: removed);
        Assert.Equal(shown, harness.Type("ab\x15").Shown());
    }

    [Fact]
    public void WithoutEchoeTheKeyIsShown() => Assert.Equal("ab^?", new LineHarness().Change(removeLocal: LocalModes.ECHOE).Type("ab\x7f").Shown());

    [Fact]
    public void PrintersShowWhatIsErased() => Assert.Equal("abc\\cb/x\r\n", new LineHarness().Change(addLocal: LocalModes.ECHOPRT).Type("abc\x7f\x7fx\n").Shown());

    [Fact]
    public void KeysSendSignalsAndEmptyTheQueues()
    {
        LineHarness harness = new();
        harness.Type("abc\x03");
        Assert.Equal(["TIOCPKT_FLUSHREAD", "discard", "TIOCPKT_FLUSHWRITE", "Interrupt"], harness.Events);
        Assert.Equal("^C", harness.Shown());
        harness.Type("x\n");
        Assert.Equal("x\n|", harness.ReadAll());
        harness.Events.Clear();
        harness.Change(addLocal: LocalModes.NOFLSH).Type("a\x1c\x1a" + "b\n");
        Assert.Equal(["Quit", "Suspend"], harness.Events);
        Assert.Equal("ab\n|", harness.ReadAll());
    }

    [Fact]
    public void WithoutIsigTheKeysAreText()
    {
        LineHarness harness = new LineHarness().Change(removeLocal: LocalModes.ISIG);
        Assert.Equal("\x03\n|", harness.Type("\x03\n").ReadAll());
        Assert.Empty(harness.Events);
    }

    [Fact]
    public void StopAndStartHoldOutputAndEcho()
    {
        LineHarness harness = new();
        harness.Type("\x13");
        Assert.True(harness.Line.IsStopped);
        Assert.Equal(0, harness.Line.Write("x"u8));
        harness.Type("ab");
        Assert.Equal("", harness.Shown());
        harness.Type("\x11");
        Assert.Equal("ab", harness.Shown());
        Assert.Equal(1, harness.Line.Write("x"u8));
        harness.Change(add: InputModes.IXANY).Type("\x13" + "c");
        Assert.False(harness.Line.IsStopped);
        Assert.Equal("xc", harness.Shown());
    }

    [Fact]
    public void OnlyAProgramEndsWhatItStopped()
    {
        LineHarness harness = new LineHarness().Change(add: InputModes.IXANY);
        harness.Line.SetStopped(true);
        harness.Type("a");
        Assert.True(harness.Line.IsStopped);
        harness.Line.SetStopped(false);
        Assert.Equal("a", harness.Shown());
    }

    [Theory]
    [InlineData(InputModes.IGNCR, (InputModes)0, "a\r\nb", "a\n|")]
    [InlineData(InputModes.INLCR, InputModes.ICRNL, "a\r\nb\n", "")]
    [InlineData(InputModes.ISTRIP, (InputModes)0, "\u00e1\n", "a\n|")]
    [InlineData(InputModes.IUCLC, (InputModes)0, "AbC\n", "abc\n|")]
    [InlineData(InputModes.PARMRK, (InputModes)0, "a\u00ffb\n", "a\u00ff\u00ffb\n|")]
    public void TranslatesInput(InputModes add, InputModes remove, string typed, string read) =>
        Assert.Equal(read, new LineHarness().Change(add: add, remove: remove).Type(typed).ReadAll());

    [Fact]
    public void OtherKeysCanEndALine()
    {
        LineHarness harness = new LineHarness().SetKey(ControlCharacter.VEOL, ';').SetKey(ControlCharacter.VEOL2, '!');
        Assert.Equal("a;|b!|c\n|", harness.Type("a;b!c\n").ReadAll());
    }

    [Theory]
    [InlineData(OutputModes.OPOST | OutputModes.ONLCR, "a\nb\tc", "a\r\nb\tc")]
    [InlineData(OutputModes.OPOST, "a\nb", "a\nb")]
    [InlineData((OutputModes)0, "a\nb\t", "a\nb\t")]
    [InlineData(OutputModes.OPOST | OutputModes.XTABS | OutputModes.ONLCR, "ab\tc\n\td\b\te", "ab      c\r\n        d\b        e")]
    [InlineData(OutputModes.OPOST | OutputModes.OCRNL, "a\rb", "a\nb")]
    [InlineData(OutputModes.OPOST | OutputModes.ONOCR, "\ra\r\rb", "a\rb")]
    [InlineData(OutputModes.OPOST | OutputModes.OLCUC, "aBc", "ABC")]
    [InlineData(OutputModes.OPOST | OutputModes.ONLRET | OutputModes.XTABS, "abc\n\tx", "abc\n        x")]
    public void ProcessesOutput(OutputModes modes, string written, string shown)
    {
        LineHarness harness = new LineHarness().Change(output: modes);
        byte[] bytes = Encoding.Latin1.GetBytes(written);
        Assert.Equal(bytes.Length, harness.Line.Write(bytes));
        Assert.Equal(shown, harness.Shown());
    }

    [Fact]
    public void AFullDeviceTakesWholeSequencesOnly()
    {
        LineHarness harness = new() { Room = 3 };
        Assert.Equal(2, harness.Line.Write("ab\nc"u8));
        Assert.Equal("ab", harness.Shown());
        harness.Room = 2;
        Assert.Equal(1, harness.Line.Write("\nc"u8));
        Assert.Equal("\r\n", harness.Shown());
    }

    [Fact]
    public void LongTextsAreWrittenWhole()
    {
        LineHarness harness = new();
        string text = string.Concat(Enumerable.Range(0, 500).Select(i => $"line {i}\n"));
        Assert.Equal(text.Length, harness.Line.Write(Encoding.Latin1.GetBytes(text)));
        Assert.Equal(text.Replace("\n", "\r\n"), harness.Shown());
    }

    [Fact]
    public void ALineLongerThanTheQueueLosesItsEnd()
    {
        LineHarness harness = new LineHarness().Change(removeLocal: LocalModes.ECHO);
        harness.Type(new string('x', 5000) + "\n");
        Assert.Equal(4096, harness.Line.InputCount);
        Assert.Equal(new string('x', 4095) + "\n|", harness.ReadAll(8000));
    }

    [Fact]
    public void BehindACompleteLineTheSenderMustWait()
    {
        LineHarness harness = new LineHarness().Change(removeLocal: LocalModes.ECHO);
        harness.Type("a\n");
        Assert.Equal(4093, harness.Line.Receive(new byte[5000].Select(_ => (byte)'x').ToArray()));
        Assert.Equal(0, harness.Line.ReceiveRoom);
        Assert.Equal("a\n|", harness.ReadAll());
        Assert.Equal(int.MaxValue, harness.Line.ReceiveRoom);
    }

    [Fact]
    public void ChangingTheModeKeepsWhatWasTyped()
    {
        LineHarness harness = new();
        harness.Type("ab");
        harness.Change(removeLocal: LocalModes.ICANON);
        Assert.Equal("ab|", harness.ReadAll());
        harness.Type("cd");
        harness.Change(addLocal: LocalModes.ICANON);
        harness.Type("ef\n");
        Assert.Equal("cd|ef\n|", harness.ReadAll());
    }

    [Fact]
    public void RawModePassesEveryByte()
    {
        LineHarness harness = new LineHarness().Change(remove: (InputModes)0xffff, removeLocal: (LocalModes)0xffff, output: 0);
        byte[] all = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();
        Assert.Equal(256, harness.Line.Receive(all));
        byte[] read = new byte[256];
        Assert.Equal(256, harness.Line.Read(read, out _));
        Assert.Equal(all, read);
        Assert.Equal("", harness.Shown());
    }

    [Fact]
    public void ABreakIsWhatTheSettingsSay()
    {
        LineHarness harness = new();
        harness.Line.ReceiveBreak();
        harness.Type("\n");
        Assert.Equal("\0\n|", harness.ReadAll());
        harness.Change(add: InputModes.BRKINT).Line.ReceiveBreak();
        Assert.Contains("Interrupt", harness.Events);
        harness.Change(add: InputModes.PARMRK, remove: InputModes.BRKINT).Line.ReceiveBreak();
        harness.Type("\n");
        Assert.Equal("\u00ff\0\0\n|", harness.ReadAll());
    }

    [Fact]
    public void AskingTheSenderToStop()
    {
        LineHarness harness = new LineHarness().Change(add: InputModes.IXOFF, removeLocal: LocalModes.ICANON | LocalModes.ECHO);
        harness.Type(new string('x', 4000));
        Assert.Equal("\x13", harness.Shown());
        _ = harness.ReadAll(4096);
        Assert.Equal("\x11", harness.Shown());
    }

    [Fact]
    public void PacketModeLearnsOfFlowKeys()
    {
        LineHarness harness = new();
        harness.Change(remove: InputModes.IXON);
        harness.Change(add: InputModes.IXON);
        Assert.Equal(["TIOCPKT_NOSTOP", "TIOCPKT_DOSTOP"], harness.Events);
    }
}
