using Diesis.Core.Terminals;
using static Diesis.Unit.Tests.Terminals.TerminalHarness;

namespace Diesis.Unit.Tests.Terminals;

/// <summary>Only what changed is drawn.</summary>
public sealed class ScreenPainterTests
{
    private readonly Terminal _terminal = new(20, 5);
    private readonly RecordingSurface _surface = new(20, 5);
    private readonly ScreenPainter _painter;

    public ScreenPainterTests()
    {
        _painter = new ScreenPainter(_terminal, _surface);
        _painter.Paint();
        _surface.Calls = _surface.Drawn = 0;
    }

    private int Drawn(string text)
    {
        Feed(_terminal, text);
        _painter.Paint();
        Assert.True(_surface.Shows(_terminal));
        int drawn = _surface.Drawn;
        _surface.Drawn = 0;
        return drawn;
    }

    [Fact]
    public void NothingNewDrawsNothing() => Assert.Equal(0, Drawn(""));

    [Fact]
    public void ACharacterDrawsItselfAndTheCursor() => Assert.Equal(2, Drawn("x"));

    [Fact]
    public void TheSameTextAgainDrawsNothing()
    {
        Drawn("hello");
        Assert.Equal(0, Drawn("\rhello"));
    }

    [Fact]
    public void MovingTheCursorDrawsTwoCells()
    {
        Drawn("hello");
        Assert.Equal(2, Drawn("\e[H"));
    }

    [Fact]
    public void ScrollingEqualLinesDrawsOnlyTheDifference()
    {
        Drawn("\e[?25lline 1\r\nline 2\r\nline 3\r\nline 4\r\nline 5");
        Assert.Equal(5, Drawn("\r\nline 6"));
    }

    [Fact]
    public void ManyWritesCostOnePainting()
    {
        for (int i = 0; i < 100; i++)
            Feed(_terminal, "line " + i + "\r\n");
        Assert.InRange(Drawn(""), 1, 100);
    }

    [Fact]
    public void ANeighbouringRunIsOneCall()
    {
        Drawn("\e[?25l");
        _surface.Calls = 0;
        Drawn("abcdefghij");
        Assert.Equal(1, _surface.Calls);
    }

    [Fact]
    public void AfterAnInvalidationAllIsDrawn()
    {
        Drawn("hello");
        _painter.Invalidate();
        Assert.Equal(100, Drawn(""));
    }

    [Fact]
    public void AHiddenCursorIsNotShown()
    {
        Drawn("\e[?25l");
        Assert.Equal(CellStyle.None, _surface.At(0, 0).Style);
        Drawn("\e[?25h");
        Assert.Equal(CellStyle.Inverse, _surface.At(0, 0).Style);
    }

    [Fact]
    public void ASurfaceOfAnotherSizeIsRefused() => Assert.Throws<ArgumentException>(() => new ScreenPainter(_terminal, new RecordingSurface(19, 5)));
}
